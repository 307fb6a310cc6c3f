"""The demonstration's sheets for every town and village: whole, true, and leading somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pages import builder
from pages.builder import Order
from pages.catalog import Catalog
from pages.catalog_posters import Notice, Offer
from pages.clock import today
from tests.site.sheets import Sheet, squeezed

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://example.cn/care/"
# What an office printer cannot reach, in millimetres.
EDGE = 5


class Printed:
    """The demonstration built for a public address, and what its sheets were set from."""

    def __init__(self, folder: Path) -> None:
        instance = folder / "instance"
        environment = {**os.environ, "SHOUWANG_INSTANCE": str(instance)}
        for command in ("init", "demo-data"):
            asked = [sys.executable, "-m", "flask", "--app", "admin", command]
            subprocess.run(asked, cwd=ROOT, env=environment, check=True, capture_output=True)
        public, content = str(instance / "public.db"), ROOT / "content"
        self.site = folder / "site"
        order = Order(public, self.site, content, instance / "manifests", BASE, jobs=2)
        builder.build(order, today(), lambda _done, _total: None)
        self.catalog = Catalog(builder.read_snapshot(public), [], today())

    def sheet(self, name: str) -> Sheet:
        return Sheet((self.site / name).read_bytes())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return Printed(tmp_path_factory.mktemp("printed"))


@pytest.mark.parametrize("kind", ["", "-card"])
def test_every_town_and_village_has_a_sheet_that_is_whole_and_true(
    printed: Printed, kind: str
) -> None:
    codes = printed.catalog.slugs("notice")
    assert len(codes) == 317
    problems = [
        f"{code}{kind}: {problem}"
        for code in codes
        for problem in wrong(printed, code, printed.sheet(f"posters/{code}{kind}.pdf"))
    ]
    assert problems == []


def wrong(printed: Printed, code: str, sheet: Sheet) -> list[str]:
    """What a person with the sheet in hand would complain of."""
    notice = printed.catalog.notice(code)
    found = [f"lacks {text}" for text in meant(printed, notice) if squeezed(text) not in sheet.text]
    if len(sheet.pages) != 1 or set(*sheet.sizes()) != {210, 297}:
        found.append("is not one page of A4")
    if clipped := sheet.outside(EDGE):
        found.append(f"clips {clipped}")
    if sheet.codes() != [f"{BASE}areas/{code}/"]:
        found.append("has no code that a phone reads")
    elif not (printed.site / sheet.codes()[0].removeprefix(BASE) / "index.html").exists():
        found.append("leads to no page")
    if len(sheet.content) > 100_000:
        found.append("is larger than the page of sheets says")
    return [*found, *miscounted(notice, sheet)]


def meant(printed: Printed, notice: Notice) -> list[str]:
    """What must stand on every sheet of a place."""
    site, day = printed.catalog.site, notice.as_of
    assert day is not None
    lines = [text for line in notice.numbers for text in (line.who, line.phone.number)]
    dated = f"内容截至{day.year}年{day.month}月{day.day}日"
    return [notice.area.name, *notice.above, *lines, "120", "110", "119", site.office, dated]


def miscounted(notice: Notice, sheet: Sheet) -> list[str]:
    """Services that are neither shown with their number nor counted among what is left out."""
    rows = [offer for need in notice.needs for offer in need.offers]
    text = sheet.text + sheet.turned
    shown = [row for row in rows if squeezed("、".join(row.names) + row.number) in text]
    counted = re.search(r"还有(\d+)项", text)
    left_out = int(counted[1]) if counted else 0
    total, seen = names_in(rows), names_in(shown)
    return [] if seen + left_out == total else [f"shows {seen}, leaves out {left_out} of {total}"]


def names_in(rows: list[Offer]) -> int:
    return sum(len(row.names) for row in rows)


def test_the_booklet_holds_every_place_service_and_institution(printed: Printed) -> None:
    booklet = printed.sheet("print/booklet.pdf")
    value = printed.catalog.booklet()
    names = [entry.name for initial in value.index for entry in initial.entries]
    numbers = [
        village.line.phone.number
        for town in value.towns
        for village in town.villages
        if village.line
    ]
    assert [text for text in [*names, *numbers] if squeezed(text) not in booklet.text] == []
    assert len(names) > 317
    assert booklet.outside(EDGE) == ""
    assert {tuple(size) for size in booklet.sizes()} == {(210, 297)}


def test_the_index_of_the_booklet_leads_to_the_right_pages(printed: Printed) -> None:
    booklet = printed.sheet("print/booklet.pdf")
    first = next(at for at, text in enumerate(booklet.pages) if "数字是页码" in text)
    index = "".join(booklet.pages[first:])
    for initial in printed.catalog.booklet().index:
        for entry in initial.entries:
            name = squeezed(entry.name)
            pages = [int(page) for page in re.findall(rf"{re.escape(name)}(\d+)", index)]
            assert any(name in booklet.pages[page - 1] for page in pages), (name, pages)
