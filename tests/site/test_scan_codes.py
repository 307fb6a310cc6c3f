"""QR codes on pages, read back as a telephone's camera would."""

import re

import pytest
import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image, ImageDraw

from pages.scan_codes import drawn
from tests import factories
from tests.factories import VILLAGE
from tests.site.conftest import MakeClient

BASE = "https://example.cn/guan-ai"
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def read(svg: str) -> str:
    """What a camera sees: segno draws each run of dark modules as one stroke of a path."""
    size = int(svg.lower().partition('viewbox="0 0 ')[2].partition(" ")[0])
    picture = Image.new("L", (size * 8, size * 8), 255)
    pen, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    path = svg.partition('class="qrline"')[2].partition('d="')[2].partition('"')[0]
    for step, first, second in STEP.findall(path):
        if step == "h":
            pen.rectangle((x * 8, y * 8 - 4, (x + float(first)) * 8 - 1, y * 8 + 3), 0)
            x += float(first)
        elif step == "M":
            x, y = float(first), float(second)
        else:
            x, y = x + float(first), y + float(second)
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


@pytest.mark.parametrize("address", [f"{BASE}/", f"{BASE}/services/" + "zhu-can-" * 12])
def test_a_code_is_read_as_its_address(address: str) -> None:
    assert read(drawn(address)) == address


def test_four_empty_modules_lie_around_a_code() -> None:
    assert 'd="M4 4.5' in drawn(BASE)


def test_the_same_address_is_the_same_drawing() -> None:
    assert drawn(BASE) == drawn(BASE)


@pytest.mark.parametrize(
    "path", ["/services/s/", "/providers/p/", "/activities/a/", f"/areas/{VILLAGE}/"]
)
def test_a_page_shows_its_own_address_as_a_code_and_in_words(client: MakeClient, path: str) -> None:
    factories.service(slug="s")
    factories.provider(slug="p")
    factories.activity(slug="a")
    page = BeautifulSoup(client(base_url=BASE).get(path).text, "html.parser")
    code = page.select_one("details.scan [role=img]")
    assert code is not None
    assert read(str(code.svg)) == BASE + path
    assert code["aria-label"]
    assert page.select_one("details.scan p").text == BASE + path  # type: ignore[union-attr]
