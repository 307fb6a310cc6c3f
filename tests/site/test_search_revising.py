"""A search index that is made of the one before is the one that would be made from nothing."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from models import SCHEMA_VERSION, Area, Category, Provider, Service
from pages import search
from pages.builder import Order, build
from pages.ledger import Ledger
from pages.manifest import Manifest
from pages.search_making import Made, Records, anew
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import TODAY

Edit = Callable[[], Any]
NAMES = ("送餐上门", "长期护理", "村长说事", "理发", "洗衣送回家", "（助浴）abc")


class Site:
    """Services of one district, and a site that is built of them again and again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.output = folder / "output"
        (folder / "content").mkdir()
        self.category = factories.category()
        provider = factories.provider(phones=[factories.phone("0533-0007777")])
        for number in range(60):
            factories.service(
                name=f"{NAMES[number % 6]}{number}",
                areas=[(VILLAGE, TOWN, DISTRICT)[number % 3]],
                category=self.category,
                providers=[provider.id],
                phones=[] if number % 9 == 0 else [factories.phone()],
            )

    def order(self, output: Path, state: Path, **values: Any) -> Order:
        parts = frozenset({"posters", "vcards"}) | values.pop("without", frozenset())
        public = str(self._folder / "public.db")
        return Order(public, output, self._folder / "content", state, without=parts, **values)

    def build(self, **values: Any) -> dict[str, bytes]:
        """The search as the last build and this one make it."""
        build(self.order(self.output, self._folder / "state", **values), TODAY, _silent)
        return found(self.output)

    def clean(self) -> dict[str, bytes]:
        """The search of a site that is built from nothing."""
        for name in ("clean", "clean-state"):
            shutil.rmtree(self._folder / name, ignore_errors=True)
        build(self.order(self._folder / "clean", self._folder / "clean-state"), TODAY, _silent)
        return found(self._folder / "clean")

    @property
    def manifest(self) -> Manifest:
        return Manifest(self.output, self._folder / "state")

    @property
    def known(self) -> Ledger:
        known = self.manifest.read()
        assert known is not None
        return known


def _silent(_done: int, _total: int) -> None:
    """Nobody looks."""


def found(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (output / "search").iterdir()}


@pytest.fixture
def site(public: pw.Database, tmp_path: Path) -> Site:
    public.pragma("user_version", SCHEMA_VERSION)
    return Site(tmp_path)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[Records]:
    """Which indexes are made from nothing, watched where they are made."""
    seen: list[Records] = []

    def watched(records: Records) -> Made:
        seen.append(records)
        return anew(records)

    monkeypatch.setattr(search, "anew", watched)
    return seen


def change(key: int = 7, **values: Any) -> Edit:
    return lambda: Service.update(**values).where(Service.id == key).execute()


EDITS: dict[str, Edit] = {
    "a number": change(phones=[factories.phone("0533-0009999")]),
    "a name": change(name="陪诊"),
    "a rare character": change(name="镕锟"),
    "a text": change(content_html="<p>热饭。</p>"),
    "places": change(areas=[DISTRICT]),
    "another width": change(areas=[VILLAGE, TOWN]),
    "an end": change(valid_until=TODAY.replace(year=2020)),
    "another provider's name": lambda: Provider.update(name="新名字").execute(),
    "the number of whoever does it": lambda: Provider.update(
        phones=[factories.phone("0533-0006666")]
    ).execute(),
    "one more": lambda: factories.service(name="新服务", category=1),
    "one less": lambda: Service.delete().where(Service.id == 9).execute(),
    "the last one less": lambda: Service.delete().where(Service.id == 60).execute(),
    "another slug": change(slug="another"),
    "nothing": lambda: None,
}
WIDE: dict[str, Edit] = {
    "a place's name": lambda: Area.update(name="新村").where(Area.code == VILLAGE).execute(),
    "a category's name": lambda: Category.update(name="另一类").execute(),
    "one more place": lambda: Area.create(
        code="370303101999", name="新村", level="village", parent=TOWN
    ),
}


@pytest.mark.parametrize("name", [*EDITS, *WIDE])
def test_an_edit_gives_what_a_clean_build_gives(site: Site, name: str) -> None:
    site.build()
    (EDITS | WIDE)[name]()
    assert site.build() == site.clean()


@pytest.mark.parametrize(
    "name", [name for name in EDITS if "provider" not in name and "whoever" not in name]
)
def test_an_edit_of_one_record_makes_nothing_from_nothing(
    site: Site, whole: list[Records], name: str
) -> None:
    site.build()
    whole.clear()
    EDITS[name]()
    site.build()
    assert whole == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_many_edits_one_after_the_other_give_what_a_clean_build_gives(
    site: Site, seed: int
) -> None:
    dice = random.Random(seed)
    site.build()
    for _round in range(6):
        for key in dice.sample(range(1, 61), dice.randint(1, 4)):
            change(
                key,
                name=dice.choice(NAMES) + str(dice.randrange(99)),
                areas=dice.sample([VILLAGE, TOWN, DISTRICT], dice.randint(0, 2)),
            )()
        site.build()
    assert site.build() == site.clean()


def test_a_corrected_number_changes_three_files_and_the_page(site: Site) -> None:
    before = site.build()
    EDITS["a number"]()
    after = site.build()
    new = {name for name in after if after[name] != before.get(name)}
    assert {name.split(".")[0].rstrip("0123456789") for name in new} == {
        "c", "cnames", "directory", "index",
    }  # fmt: skip
    assert (len(new), len(before.keys() - after.keys())) == (4, 3)


def test_what_changes_while_the_search_is_left_behind_is_found_later(site: Site) -> None:
    site.build()
    EDITS["a number"]()
    site.build(without=frozenset({"search"}))
    change(8, content_html="<p>热饭。</p>")()
    assert site.build() == site.clean()


@pytest.mark.parametrize("harm", ["state", "entries", "file"])
def test_a_lost_file_costs_time_and_nothing_else(site: Site, harm: str) -> None:
    site.build()
    paths = {
        "state": site.manifest.search,
        "entries": site.manifest.search.with_suffix(".entries"),
        "file": next((site.output / "search").glob("n0.*")),
    }
    paths[harm].write_bytes(b"?")
    change(name="送餐")()
    after, clean = site.build(), site.clean()
    # What was edited by hand is not ours to remove.
    assert {name: after[name] for name in clean} == clean
    assert len(after) - len(clean) == (harm == "file")


def test_a_file_that_was_edited_by_hand_is_restored(site: Site) -> None:
    before = site.build()
    path = next((site.output / "search").glob("c*"))
    path.write_text("mine")
    assert site.build(check=True) == before
