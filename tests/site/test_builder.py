"""A build is a function of the public database, the articles and the day."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from models import Area, Service
from pages import builder, catalog, catalog_snapshot, urls
from pages.articles import ArticleError
from pages.builder import Order
from pages.freezer import FORK_FROM, PageFailed
from pages.gate import PublicDatabaseUnreadable
from tests import factories, site_checker

ARTICLE = (
    "---\ntitle: 防暑\nsummary: 天热。\ntopic: health\nupdated_on: 2026-11-01\n---\n多喝水。\n"
)
Build = Callable[..., builder.Built]


@pytest.fixture
def order(tmp_path: Path, public_path: Path, public_database: pw.Database) -> Order:
    provider = factories.provider()
    factories.service(slug="song-can", providers=[provider.id])
    for make in (factories.team, factories.channel, factories.contact, factories.activity):
        make()
    content = tmp_path / "content"
    content.mkdir()
    (content / "heat.md").write_text(ARTICLE, encoding="utf-8")
    return Order(str(public_path), tmp_path / "output", content, tmp_path / "state")


@pytest.fixture
def build(order: Order, today: date) -> Build:
    def build(**changes: Any) -> builder.Built:
        return builder.build(replace(order, **changes), today, lambda _done, _total: None)

    return build


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_link_of_the_site_leads_somewhere(build: Build, order: Order) -> None:
    build()
    assert site_checker.problems(order.output) == []


def test_every_published_record_has_one_page(build: Build, order: Order) -> None:
    build()
    keys = [
        page.read_text().count('data-key="service:1"') for page in site_checker.pages(order.output)
    ]
    assert sum(keys) == 1


def test_the_same_rows_give_the_same_bytes(build: Build, order: Order, tmp_path: Path) -> None:
    build()
    build(output=tmp_path / "again")
    assert tree(order.output) == tree(tmp_path / "again")


def test_any_number_of_jobs_gives_the_same_bytes(
    build: Build, order: Order, tmp_path: Path
) -> None:
    for number in range(FORK_FROM):
        factories.category(name=f"类别{number}")
    alone = build()
    together = build(output=tmp_path / "again", jobs=3)
    assert tree(order.output) == tree(tmp_path / "again")
    assert together == alone


def test_a_correction_makes_only_the_sheets_that_show_it_again(build: Build, order: Order) -> None:
    """And what was kept is what a full build writes."""
    Area.create(code="370303102", name="沣水镇", level="town", parent=factories.DISTRICT)
    build()
    before = kept_sheets(order)
    Service.update(name="新名").execute()
    build()
    sheets = tree(order.output)
    made = 2 * len(["district's town", "village"]) + len(["booklet"])
    assert len(kept_sheets(order) - before) == made  # and not the other town's notice and card
    build(full=True)
    assert tree(order.output) == sheets


def kept_sheets(order: Order) -> set[str]:
    return {path.name for path in order.state.glob("*-posters/kept/*")}


def test_a_second_build_writes_nothing(build: Build) -> None:
    build()
    assert build().installed.written == 0


def test_a_full_build_writes_everything(build: Build) -> None:
    first = build()
    assert build(full=True).installed.written == first.installed.written


def test_a_withdrawn_record_loses_its_page(build: Build, order: Order) -> None:
    build()
    Service.delete().execute()
    build()
    assert not (order.output / "services" / "song-can").exists()


def test_a_site_map_needs_a_public_address(build: Build, order: Order) -> None:
    build()
    assert not (order.output / "sitemap.xml").exists()
    build(base_url="https://example.org/care/")
    text = (order.output / "sitemap.xml").read_text()
    assert "<loc>https://example.org/care/services/song-can/" in text


def test_a_page_that_fails_leaves_the_old_site_whole(
    build: Build, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    before = tree(order.output)
    Service.update(name="新名").execute()
    monkeypatch.setattr(catalog.Catalog, "service", lambda _catalog, slug: {}[slug])
    monkeypatch.setitem(
        urls.PAGES, "service", replace(urls.PAGES["service"], model=catalog.Catalog.service)
    )
    with pytest.raises(PageFailed, match=r"/services/song-can/.*service slug=song-can"):
        build()
    assert tree(order.output) == before
    assert not list(order.output.parent.glob(".shouwang-*"))


def test_an_article_that_is_wrong_leaves_the_old_site_whole(build: Build, order: Order) -> None:
    build()
    before = tree(order.output)
    (order.content / "bad.md").write_text("no front matter")
    with pytest.raises(ArticleError):
        build()
    assert tree(order.output) == before


def test_a_folder_of_articles_that_is_not_there_leaves_the_old_site_whole(
    build: Build, order: Order, tmp_path: Path
) -> None:
    build()
    before = tree(order.output)
    with pytest.raises(builder.ContentMissing, match="nowhere"):
        build(content=tmp_path / "nowhere")
    assert tree(order.output) == before


def test_a_release_during_the_reading_waits(
    order: Order, monkeypatch: pytest.MonkeyPatch, public_path: Path
) -> None:
    """What is read is of one moment: nobody can write between the first row and the last."""
    read = catalog_snapshot.read_settings
    office = pw.SqliteDatabase(str(public_path), timeout=0)

    def released() -> dict[str, str]:
        with pytest.raises(pw.OperationalError, match="locked"):
            office.execute_sql("UPDATE service SET name = 'new'")
        return read()

    monkeypatch.setattr(catalog_snapshot, "read_settings", released)
    builder.read_snapshot(order.public_db)
    office.execute_sql("UPDATE service SET name = 'new'")
    office.close()


@pytest.mark.parametrize("damage", ["ALTER TABLE service DROP COLUMN summary", "DROP TABLE photo"])
def test_tables_that_cannot_be_read_are_said(
    order: Order, public_database: pw.Database, damage: str
) -> None:
    public_database.execute_sql(damage)
    with pytest.raises(PublicDatabaseUnreadable, match="读不了"):
        builder.read_snapshot(order.public_db)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE service SET areas = '[{'",
        "UPDATE service SET phones = '[{'",
        "UPDATE service SET name = CAST(x'ff' AS TEXT)",
        "UPDATE service SET summary = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_damaged_row_leaves_the_old_site_as_it_was(
    build: Build, order: Order, public_database: pw.Database, damage: str
) -> None:
    build()
    before = tree(order.output)
    public_database.execute_sql(damage)
    with pytest.raises((PublicDatabaseUnreadable, PageFailed), match=r"读不了|生成失败"):
        build()
    assert tree(order.output) == before


def test_the_site_works_from_a_folder_that_was_moved(build: Build, order: Order) -> None:
    build()
    moved = order.output.parent / "usb" / "stick"
    shutil.copytree(order.output, moved)
    assert site_checker.problems(moved) == []
