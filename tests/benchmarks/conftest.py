"""What the writers of other generators' sites are given."""

from pathlib import Path

import pytest

from benchmarks import province
from pages import clock
from pages.builder import read_snapshot
from pages.catalog import Catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """A province of twenty services."""
    province.write(tmp_path / "public.db", 20)
    return Catalog(read_snapshot(str(tmp_path / "public.db")), [], clock.today())
