"""What a watcher lets be done: a failure is said, a correction put in place, the rest left."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from models import Service, using
from pages import following
from pages.following import Following
from pages.reloading import Preview
from tests import factories
from tests.site.test_changed import Site
from tests.site.test_standing import correct_all, order_of


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site(Path(tempfile.mkdtemp()))
    monkeypatch.setattr(following, "today", lambda: site.today)
    with using(site.database):
        site.build("increments")
        yield site
    site.close()


def follow(site: Site, preview: Preview | None = None) -> Following:
    return Following(order_of(site), lambda: None, preview)


def page(site: Site) -> str:
    return (site.folder / "increments/services/service/index.html").read_text("utf-8")


def test_a_build_that_fails_is_said_and_no_more(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    def build() -> None:
        raise click.ClickException("what was wrong")

    assert Following(order_of(site), build, None).build() is False
    assert "what was wrong" in capsys.readouterr().err


def test_a_build_that_goes_well_is_told(site: Site) -> None:
    assert follow(site).build() is True


def test_a_site_that_stands_is_corrected_and_it_is_said(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    work = follow(site)
    work.stand()
    correct_all(site, phones=[factories.phone("0533-0009999")])
    assert work.correct() is True
    assert "0533-0009999" in page(site)
    assert capsys.readouterr().out.startswith("corrected: ")


def test_one_correction_follows_another(site: Site) -> None:
    work = follow(site)
    work.stand()
    for number in ("0533-0009999", "0533-0008888"):
        correct_all(site, phones=[factories.phone(number)])
        assert work.correct() is True
        assert number in page(site)


def test_without_a_site_that_stands_nothing_is_corrected(site: Site) -> None:
    work = follow(site)
    correct_all(site, name="新名")
    assert work.correct() is False
    work.stand()
    work.fall()
    assert work.correct() is False


def test_what_cannot_be_corrected_falls(site: Site) -> None:
    work = follow(site)
    work.stand()
    Service.update(name="新名").execute()
    assert work.correct() is False
    correct_all(site, phones=[factories.phone("0533-0009999")])
    assert work.correct() is False


def test_a_database_that_cannot_be_read_is_left_to_a_build_to_say(site: Site) -> None:
    work = follow(site)
    work.stand()
    site.database.execute_sql("DROP TABLE photo")
    site.database.execute_sql("DROP TABLE change")
    assert work.correct() is False
    work.stand()
    assert work.correct() is False


def test_who_looks_at_the_preview_is_shown_it_anew(site: Site) -> None:
    preview = Preview(site.folder / "increments", 0)
    follow(site, preview).show()
    assert preview.edition == 1
    preview.close()
    follow(site).show()
