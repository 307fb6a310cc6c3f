"""What is made ready while rows are read is what would be made anyway, and it may be missing."""

from pathlib import Path

import peewee as pw
import pytest

from pages import sounds
from pages.ahead import made_ready
from tests import factories


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Nobody has asked for a sound yet."""
    known: dict[str, str] = {}
    monkeypatch.setattr(sounds, "_known_sounds", known)
    return known


def _nothing() -> None:
    """No templates to prepare."""


def test_the_sounds_of_all_names_are_found_out_beside(
    public_database: pw.Database, public_path: Path, known: dict[str, str]
) -> None:
    factories.areas()
    factories.service(name="送餐（3）次")
    with made_ready(str(public_path), _nothing, True) as ready:
        assert not known
        ready()
    assert (known["送餐"], known["次"]) == ("songcan", "ci")


def test_other_things_are_prepared_beside(
    public_database: pw.Database, public_path: Path, tmp_path: Path
) -> None:
    with made_ready(str(public_path), (tmp_path / "made").mkdir, True) as ready:
        ready()
    assert (tmp_path / "made").is_dir()


def test_what_fails_beside_is_only_missing(
    public_database: pw.Database, public_path: Path, known: dict[str, str]
) -> None:
    with made_ready(str(public_path), lambda: 1 // 0, True) as ready:
        ready()
    assert not known


def test_a_database_that_cannot_be_opened_is_said_by_others(
    tmp_path: Path, known: dict[str, str]
) -> None:
    with made_ready(str(tmp_path / "none.db"), _nothing, True) as ready:
        ready()
    assert not known


def test_where_it_is_not_wanted_nothing_is_made(tmp_path: Path) -> None:
    with made_ready(str(tmp_path / "none.db"), (tmp_path / "made").mkdir, False) as ready:
        ready()
    assert not (tmp_path / "made").exists()
