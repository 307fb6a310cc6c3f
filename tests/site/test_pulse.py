"""A watcher knows how far the log of a database is, also one that has no file to look at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from models import Change, Service, using
from pages.clock import now
from pages.pulse import Pulse
from tests import factories
from tests.site.test_gate import served
from tests.site.watched import ROOT, Watched, release

__all__ = ["served"]


def test_the_log_grows_with_each_release(public_path: Path, public_database: pw.Database) -> None:
    pulse = Pulse(str(public_path))
    assert pulse.beat() == [0]
    release()
    assert pulse.beat() == [1]
    assert pulse.beat() == [1]


def test_where_nobody_answers_it_says_nothing_and_asks_again_later(
    monkeypatch: pytest.MonkeyPatch, public_path: Path, public_database: pw.Database
) -> None:
    """It is not asked fifty times a second."""
    elsewhere = public_path.with_name("elsewhere.db")
    pulse = Pulse(str(elsewhere))
    assert pulse.beat() == []
    public_path.rename(elsewhere)
    assert pulse.beat() == []
    monkeypatch.setattr("pages.pulse.time.monotonic", lambda later=pulse._not_before: later)
    assert pulse.beat() == [0]


@pytest.fixture
def site(tmp_path: Path, served: tuple[str, pw.Database]) -> Iterator[Watched]:
    """A site of a server database under `--watch`."""
    address, database = served
    with using(database):
        factories.category()
        factories.service(slug="song-can", areas=["370303"], area="370303")
        (tmp_path / "content").mkdir()
        site = Watched(tmp_path, address, ROOT)
        site.wait_to_hear("built ")
        yield site
    site.end()


@pytest.mark.slow
def test_a_release_into_a_server_is_followed(site: Watched) -> None:
    Service.update(name="新名字").execute()
    Change.create(kind="service", key="1", at=now())
    site.wait_for("services/song-can/index.html", "新名字")


@pytest.mark.slow
def test_a_server_that_comes_back_is_followed_again(site: Watched, server: Any) -> None:
    """A connection that the server ends is what a restart looks like."""
    server.psql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE query LIKE '%MAX(%sequence%' AND pid <> pg_backend_pid()"
    )
    Service.update(name="新名字").execute()
    Change.create(kind="service", key="1", at=now())
    site.wait_for("services/song-can/index.html", "新名字")
