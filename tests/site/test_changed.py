"""Law 5: whatever is done to a site, making only what changed gives the bytes of a full build.

Drives the builder as an office does, over a real database, and compares folders. A forgotten
dependency is planted to see that it would be found.
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import peewee as pw
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models import (
    KINDS,
    PUBLIC_TABLES,
    SCHEMA_VERSION,
    Area,
    Category,
    Change,
    ContactPoint,
    FormerSlug,
    Provider,
    Service,
    Setting,
    using,
)
from pages import ROOT, builder
from pages.builder import Order
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site import full_site
from tests.site.test_builder import ARTICLE, tree

OTHER = "370303102"
PLACES = [DISTRICT, TOWN, VILLAGE, OTHER]
NUMBERS = ["0533-0001111", "0533-0002222"]
WORDS = ["送餐", "理发", "陪聊", "安装扶手"]
START = datetime(2026, 9, 1, 8)  # noqa: DTZ001 (as databases keep it)

# Of some templates a mark, after which an attribute makes another page.
MARKS = [
    ("layout.html", "<body"), ("service.html", '<p class="lead"'),
    ("parts.html", '<ul class="cards"'),
]  # fmt: skip


def _own_templates(folder: Path, patched: pytest.MonkeyPatch) -> None:
    """Build from a copy of the templates, which may be changed; all else is the program's own."""
    root = folder / "root"
    shutil.copytree(ROOT / "templates", root / "templates")
    for name in ("site", "translations", "models.py"):
        (root / name).symlink_to(ROOT / name)
    for module in ("application", "builder"):
        patched.setattr(f"pages.{module}.ROOT", root)


class Site:
    """One public database, its articles, and a folder that is only ever built by increments."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.today, self.now = folder, date(2026, 9, 1), START
        self.jobs, self.precompress = 1, False
        self.database = pw.SqliteDatabase(str(folder / "public.db"), pragmas={"synchronous": 0})
        (folder / "content").mkdir()
        self.write_article("heat", "天热")
        with using(self.database):
            self.database.create_tables(PUBLIC_TABLES)
            self.database.pragma("user_version", SCHEMA_VERSION)
            full_site.fill()
            Area.create(code=OTHER, name="沣水镇", level="town", parent=DISTRICT)
            for kind, model in KINDS.items():
                for row in model.select():
                    self.log(kind, row.key)

    def log(self, kind: str, key: object) -> None:
        """What a release writes beside each record that it puts or takes away."""
        self.now += timedelta(minutes=7)
        Change.create(kind=kind, key=str(key), at=self.now)

    def write_article(self, name: str, title: str) -> None:
        text = ARTICLE.replace("防暑", title)
        (self.folder / "content" / f"{name}.md").write_text(text, encoding="utf-8")

    def change_template(self, number: int) -> None:
        """Another layout, page or part in the copy of the templates (`_own_templates`)."""
        name, mark = MARKS[number % len(MARKS)]
        path = self.folder / "root" / "templates" / "pages" / name
        text = (ROOT / "templates" / "pages" / name).read_text("utf-8")
        assert mark in text
        path.write_text(text.replace(mark, f'{mark} data-number="{number}"', 1), "utf-8")

    def build(
        self, name: str, jobs: int = 1, full: bool = False, check: bool = False
    ) -> dict[str, bytes]:
        """Build into a folder of that name, and answer its files."""
        order = Order(
            str(self.folder / "public.db"), self.folder / name, self.folder / "content",
            self.folder / f"{name}-state", "https://example.org/", jobs=jobs, full=full,
            check=check, without=frozenset({"posters"}), precompress=self.precompress,
        )  # fmt: skip
        self.last = builder.build(order, self.today, lambda _done, _total: None)
        return tree(self.folder / name)

    def differs(self) -> list[str]:
        """The files in which the increments are not what a build from nothing gives."""
        made = self.build("increments", self.jobs)
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        shutil.rmtree(self.folder / "clean-state", ignore_errors=True)
        clean = self.build("clean", 3 - self.jobs)
        return sorted(
            name for name in made.keys() | clean.keys() if made.get(name) != clean.get(name)
        )

    def close(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)


class Office(RuleBasedStateMachine):
    """Everything that changes a site."""

    def __init__(self) -> None:
        super().__init__()
        self.site = Site(Path(tempfile.mkdtemp()))
        self._patched = pytest.MonkeyPatch()
        _own_templates(self.site.folder, self._patched)
        self._patched.setattr("pages.making.FORK_FROM", 2)
        self._patched.setattr("pages.making.PART", 9)
        self._using = using(self.site.database)
        self._using.__enter__()

    @initialize()
    def first(self) -> None:
        self.site.build("increments")

    def _put(self, kind: str, row: pw.Model, **values: object) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        self.site.log(kind, row.key)

    def _some(self, model: type[pw.Model], number: int) -> pw.Model | None:
        rows = list(model.select())
        return rows[number % len(rows)] if rows else None

    @rule(number=st.integers(0, 9), digits=st.sampled_from(NUMBERS))
    def correct_a_number(self, number: int, digits: str) -> None:
        for model in (Service, Provider, ContactPoint):
            if row := self._some(model, number):
                self._put(model.kind, row, phones=[factories.phone(digits)])

    @rule(number=st.integers(0, 9), word=st.sampled_from(WORDS))
    def rename_a_service(self, number: int, word: str) -> None:
        if row := self._some(Service, number):
            self._put("service", row, name=word)

    @rule(number=st.integers(0, 9), places=st.lists(st.sampled_from(PLACES), unique=True))
    def move_a_service(self, number: int, places: list[str]) -> None:
        if row := self._some(Service, number):
            self._put("service", row, areas=places, area=(places or [DISTRICT])[0])

    @rule(word=st.sampled_from(WORDS), place=st.sampled_from(PLACES))
    def release_a_service(self, word: str, place: str) -> None:
        category = Category.select().order_by(Category.id.desc()).get()
        row = factories.service(name=word, areas=[place], area=place, category=category)
        self.site.log("service", row.key)

    @rule(number=st.integers(0, 9))
    def withdraw_a_service(self, number: int) -> None:
        if row := self._some(Service, number):
            row.delete_instance()
            self.site.log("service", row.key)

    @rule(number=st.integers(0, 9))
    def change_an_address(self, number: int) -> None:
        row = self._some(Service, number)
        slug = f"di-zhi-{Change.select().count()}"
        if row:
            FormerSlug.create(kind="service", slug=row.slug, key=row.key)
            self._put("service", row, slug=slug)

    @rule(place=st.sampled_from(PLACES), word=st.sampled_from(WORDS))
    def rename_a_place(self, place: str, word: str) -> None:
        self._put("area", Area.get_by_id(place), name=f"{word}村")

    @rule(place=st.sampled_from([VILLAGE, OTHER]), above=st.sampled_from([DISTRICT, TOWN]))
    def move_a_place(self, place: str, above: str) -> None:
        self._put("area", Area.get_by_id(place), parent=above)

    @rule(number=st.integers(0, 9), word=st.sampled_from(WORDS))
    def rename_a_category(self, number: int, word: str) -> None:
        if row := self._some(Category, number):
            self._put("category", row, name=word, need=f"没人{word}")

    @rule(place=st.sampled_from(PLACES), position=st.integers(0, 3))
    def appoint_a_contact(self, place: str, position: int) -> None:
        row = factories.contact(area=place, position=position)
        self.site.log("contact", row.key)

    @rule(number=st.integers(0, 9), day=st.dates(date(2026, 1, 1), date(2026, 9, 1)))
    def verify(self, number: int, day: date) -> None:
        for model in (Service, Provider):
            if row := self._some(model, number):
                self._put(model.kind, row, verified_on=day)

    @rule(number=st.integers(0, 9))
    def change_without_a_word_in_the_log(self, number: int) -> None:
        if row := self._some(Service, number):
            Service.update(summary=f"第{number}句").where(Service.id == row.id).execute()

    @rule(title=st.sampled_from(WORDS), name=st.sampled_from(["heat", "cold"]))
    def write_an_article(self, title: str, name: str) -> None:
        self.site.write_article(name, title)

    @rule(title=st.sampled_from(WORDS))
    def rename_the_site(self, title: str) -> None:
        Setting.insert(name="title", value=title).on_conflict_replace().execute()

    @rule(number=st.integers(0, 5))
    def change_a_template(self, number: int) -> None:
        self.site.change_template(number)

    @rule(jobs=st.sampled_from([1, 2]), precompress=st.booleans())
    def build_with(self, jobs: int, precompress: bool) -> None:
        """From now on the increments; what they are compared with is built by the other number."""
        self.site.jobs, self.site.precompress = jobs, precompress

    @rule(days=st.integers(1, 200))
    def wait(self, days: int) -> None:
        self.site.today += timedelta(days=days)
        self.site.now += timedelta(days=days)

    @invariant()
    def an_increment_is_a_full_build(self) -> None:
        assert self.site.differs() == []

    def teardown(self) -> None:
        self._patched.undo()
        self._using.__exit__(None, None, None)
        self.site.close()


Office.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_after_any_changes_an_increment_is_a_full_build = pytest.mark.slow(Office.TestCase)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site(Path(tempfile.mkdtemp()))
    with using(site.database):
        yield site
    site.close()


def test_a_correction_changes_what_shows_it_and_nothing_else(site: Site) -> None:
    before = site.build("increments")
    Service.update(phones=[factories.phone("0533-0009999")]).execute()
    site.log("service", 1)
    after = site.build("increments")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"services/service/index.html", f"areas/{VILLAGE}/index.html"} <= changed
    assert "articles/heat/index.html" not in changed
    assert f"areas/{OTHER}/index.html" not in changed
    assert site.differs() == []


def test_a_place_that_moves_takes_its_services_along(site: Site) -> None:
    Area.create(code="370303103", name="新镇", level="town", parent=DISTRICT)
    site.build("increments")
    Area.update(parent="370303103").where(Area.code == VILLAGE).execute()
    assert b"services/service/" in site.build("increments")["areas/370303103/index.html"]
    assert site.differs() == []


def test_a_change_that_the_log_does_not_tell_is_found(site: Site) -> None:
    site.build("increments")
    Provider.update(name="新牌子").execute()
    assert "新牌子" in site.build("increments")["services/service/index.html"].decode()
    assert site.differs() == []


def test_a_planted_missing_dependency_is_caught(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that are handed out unnoted are what nobody may write: the comparison sees it."""
    monkeypatch.setattr(
        "pages.catalog_index.Index.many",
        lambda index, kind, keys: [index._tables[kind].data[str(key)] for key in keys],
    )
    site.build("increments")
    Provider.update(phones=[factories.phone("0533-0008888")]).execute()
    assert "services/service/index.html" in site.differs()


def test_a_changed_template_changes_the_pages_that_it_is_part_of(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _own_templates(site.folder, monkeypatch)
    site.build("increments")
    site.change_template(2)
    made = site.build("increments")
    assert b'data-number="2"' in made[f"areas/{VILLAGE}/index.html"]
    assert site.differs() == []
