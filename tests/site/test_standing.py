"""A site that is held in memory: what it corrects is what a build from nothing would write."""

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Activity, Area, Category, ContactPoint, Provider, Service, Setting, using
from pages import standing as standing_module
from pages.builder import Order
from pages.standing import Standing
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.test_builder import tree
from tests.site.test_changed import NUMBERS, OTHER, WORDS, Site

# What a correction leaves to the build that follows, and what is made from all files of a site.
LEFT = ("search/", "sitemap", "sw.js", "version.txt")


def order_of(site: Site) -> Order:
    """The order with which `Site.build` builds."""
    return Order(
        str(site.folder / "public.db"), site.folder / "increments", site.folder / "content",
        site.folder / "increments-state", "https://example.org/", without=frozenset({"posters"}),
        precompress=site.precompress,
    )  # fmt: skip


def stand(site: Site) -> Standing:
    standing = Standing.of(order_of(site), site.today)
    assert standing is not None
    return standing


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site(Path(tempfile.mkdtemp()))
    with using(site.database):
        site.build("increments")
        yield site
    site.close()


def correct_all(site: Site, **values: object) -> None:
    Service.update(**values).execute()
    for row in Service.select():
        site.log("service", row.key)


def wrong(site: Site) -> list[str]:
    """The files in which a corrected site is not a clean build, before a build has followed."""
    made, clean = tree(site.folder / "increments"), site.build("clean")
    names = made.keys() | clean.keys()
    return sorted(n for n in names if made.get(n) != clean.get(n) and not n.startswith(LEFT))


def test_a_corrected_number_is_on_every_page_that_shows_it(site: Site) -> None:
    standing = stand(site)
    correct_all(site, phones=[factories.phone("0533-0009999")])
    assert standing.correct(site.today)
    assert wrong(site) == []
    assert "0533-0009999" in (site.folder / f"increments/areas/{VILLAGE}/index.html").read_text()


ROWS = st.sampled_from([Service, Provider, ContactPoint, Activity])
EDITS = st.sampled_from(["phones", "name", "areas", "verified_on"])


@given(st.lists(st.tuples(ROWS, st.integers(0, 9), EDITS, st.integers(0, 3)), max_size=5))
@settings(max_examples=10, deadline=None)
def test_after_any_corrections_it_is_a_clean_build(
    edits: list[tuple[type[Service], int, str, int]],
) -> None:
    """With one thing in memory for all of them, and then after the build that follows."""
    site = Site(Path(tempfile.mkdtemp()))
    with using(site.database):
        site.build("increments")
        standing = stand(site)
        for model, number, edit, choice in edits:
            put(site, model, number, edit, choice)
            assert standing.correct(site.today) is not None
            if choice % 2:
                site.build("increments")
                assert standing.is_renewed(site.today)
        assert wrong(site) == []
        assert site.differs() == []
    site.close()


def put(site: Site, model: type[Service], number: int, edit: str, choice: int) -> None:
    """One edit of one record, as a release writes it."""
    rows = list(model.select())
    row = rows[number % len(rows)]
    value = {
        "phones": [factories.phone(NUMBERS[choice % 2])],
        "name": WORDS[choice],
        "areas": [[DISTRICT, TOWN, VILLAGE, OTHER][choice]],
        "verified_on": date(2026, 1 + choice, 1),
    }[edit]
    if edit in model._meta.fields:
        setattr(row, edit, value)
    row.save()
    site.log(model.kind, row.key)


def test_long_lists_are_left_to_the_build_that_follows(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing = stand(site)
    monkeypatch.setattr(standing_module, "MOST_BYTES", 0)
    correct_all(site, phones=[factories.phone("0533-0009999")])
    standing.correct(site.today)
    pages = site.folder / "increments"
    assert "0533-0009999" in (pages / "services/service/index.html").read_text()
    assert "0533-0009999" not in (pages / f"areas/{VILLAGE}/index.html").read_text()
    assert site.differs() == []


def structure(site: Site) -> None:
    Area.update(name="新名").where(Area.code == TOWN).execute()
    site.log("area", TOWN)


def withdrawal(site: Site) -> None:
    row = Service.select().get()
    row.delete_instance()
    site.log("service", row.key)


def arrival(site: Site) -> None:
    row = factories.service(category=Category.select().get())
    site.log("service", row.key)


def another_address(site: Site) -> None:
    Service.update(slug="xin-di-zhi").execute()
    site.log("service", Service.select().get().key)


def without_a_word(_site: Site) -> None:
    Service.update(name="新名").execute()


def setting(site: Site) -> None:
    Setting.insert(name="title", value="新名").on_conflict_replace().execute()
    site.log("setting", "title")


def out_of_date(site: Site) -> None:
    correct_all(site, valid_until=site.today - timedelta(days=1))


@pytest.mark.parametrize(
    "change",
    [structure, withdrawal, arrival, another_address, without_a_word, setting, out_of_date],
)
def test_what_it_cannot_be_sure_of_is_left_to_a_build(site: Site, change: object) -> None:
    before = tree(site.folder / "increments")
    standing = stand(site)
    change(site)  # type: ignore[operator]
    assert standing.correct(site.today) is None
    assert tree(site.folder / "increments") == before
    assert site.differs() == []


def test_a_new_day_is_left_to_a_build(site: Site) -> None:
    standing = stand(site)
    correct_all(site, name="新名")
    assert standing.correct(site.today + timedelta(days=1)) is None


def test_a_site_that_is_not_what_is_published_does_not_stand(site: Site) -> None:
    Provider.update(name="新名").execute()
    assert Standing.of(order_of(site), site.today) is None


def test_a_site_whose_corrections_no_build_has_followed_does_not_stand(site: Site) -> None:
    standing = stand(site)
    correct_all(site, name="新名")
    standing.correct(site.today)
    assert Standing.of(order_of(site), site.today) is None


def test_what_is_held_is_the_site_after_the_build_that_follows(site: Site) -> None:
    standing = stand(site)
    correct_all(site, phones=[factories.phone("0533-0009999")])
    standing.correct(site.today)
    assert not standing.is_renewed(site.today)
    site.build("increments")
    assert standing.is_renewed(site.today)
    assert not standing.is_renewed(site.today + timedelta(days=1))


def test_what_changed_without_a_word_in_the_log_is_not_held(site: Site) -> None:
    standing = stand(site)
    Service.update(name="新名字").execute()
    site.build("increments")
    assert not standing.is_renewed(site.today)


def test_a_file_that_is_in_the_way_stops_a_correction(site: Site) -> None:
    standing = stand(site)
    page = site.folder / "increments/services/service/index.html"
    page.unlink()
    page.mkdir()
    correct_all(site, name="新名")
    with pytest.raises(Exception, match="不会覆盖"):
        standing.correct(site.today)
