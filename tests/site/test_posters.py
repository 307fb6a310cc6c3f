"""What comes out of the printer: one page, readable, nothing clipped, and true."""

import re
from collections.abc import Callable
from datetime import datetime

import peewee as pw
import pytest

from models import Area, Change, Setting
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import MakeClient
from tests.site.sheets import Sheet, squeezed

GetSheet = Callable[..., Sheet]
BASE = "https://example.cn/care/"
# What an office printer cannot reach.
EDGE = 5
LONG = "为全镇行动不便的留守和高龄老人上门理发洗澡修脚并陪同看病服务"
HOSTILE = '#panic("x") $x^2$ *b* _i_ `c` <a> @r \\ [d] "e" //f /*g*/ #{h} ~--- =k'


@pytest.fixture
def get_sheet(client: MakeClient) -> GetSheet:
    def get(path: str, base_url: str = BASE) -> Sheet:
        answer = client(base_url).get(path)
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), path
        return Sheet(answer.data)

    return get


@pytest.fixture
def village(public: pw.Database) -> None:
    """A village with its own number, its town's, a hotline's, and one service."""
    factories.contact(name="村委会值班", area=VILLAGE, phones=[factories.phone("0533-0000001")])
    factories.contact(name="镇民政办", area=TOWN, phones=[factories.phone("0533-0000002")])
    hotline = {"type": "hotline", "area": DISTRICT, "phones": [factories.phone("0533-0000003")]}
    factories.channel(name="养老热线", **hotline)
    factories.service(name="送餐上门", phones=[factories.phone("0533-0000004")])
    Setting.create(name="office", value="张店区民政局")
    Change.create(kind="service", key="1", at=datetime(2026, 8, 30, 17, 0))  # noqa: DTZ001


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize("path", [f"/posters/{VILLAGE}.pdf", f"/posters/{VILLAGE}-card.pdf"])
def test_a_sheet_is_one_a4_page_that_says_whom_to_ring(get_sheet: GetSheet, path: str) -> None:
    sheet = get_sheet(path)
    meant = ["测试村村委会", "张店区·南定镇", "村委会值班", "镇民政办", "养老热线", "送餐上门"]
    meant += [f"0533-000000{number}" for number in (1, 2, 3, 4)]
    meant += ["120", "110", "119", "主办：张店区民政局", "内容截至2026年8月31日"]
    assert [text for text in meant if text not in sheet.text] == []
    assert [set(size) for size in sheet.sizes()] == [{210, 297}]
    assert sheet.outside(EDGE) == ""


@pytest.mark.usefixtures("village")
def test_the_numbers_of_a_notice_are_read_from_two_metres(get_sheet: GetSheet) -> None:
    sheet = get_sheet(f"/posters/{VILLAGE}.pdf")
    # Figures are three quarters as high as their type: 40 points of type, 16 for a service.
    assert all(sheet.height_of(f"0533-000000{number}") > 0.7 * 40 for number in (1, 2, 3))
    assert sheet.height_of("0533-0000004") > 0.7 * 16


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize("kind", ["", "-card"])
def test_with_a_public_address_the_code_leads_to_the_page_of_the_place(
    get_sheet: GetSheet, kind: str
) -> None:
    sheet = get_sheet(f"/posters/{VILLAGE}{kind}.pdf")
    assert sheet.codes() == [f"{BASE}areas/{VILLAGE}/"]
    assert "扫一扫，看网页" in sheet.text


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize("kind", ["", "-card"])
def test_without_a_public_address_the_code_rings_the_first_number(
    get_sheet: GetSheet, kind: str
) -> None:
    sheet = get_sheet(f"/posters/{VILLAGE}{kind}.pdf", base_url="")
    assert sheet.codes() == ["tel:05330000001"]
    assert "扫一扫，打电话" in sheet.text
    assert "网页" not in sheet.text


@pytest.mark.usefixtures("village")
def test_a_card_has_lines_for_ones_own_numbers_and_address(get_sheet: GetSheet) -> None:
    text = get_sheet(f"/posters/{VILLAGE}-card.pdf").text
    assert all(label in text for label in ("我的帮扶联系人", "电话", "我家的地址"))


@pytest.mark.parametrize("kind", ["", "-card"])
def test_a_village_with_sixty_services_gets_one_page_that_says_what_is_left_out(
    get_sheet: GetSheet, kind: str
) -> None:
    needs = [factories.category(need=f"难处{number}") for number in range(7)]
    for number in range(60):
        phones = [factories.phone(f"0533-00010{number:02}")]
        factories.service(name=f"帮忙{number:02}。", category=needs[number % 7], phones=phones)
    sheet = get_sheet(f"/posters/{VILLAGE}{kind}.pdf")
    shown = {number for number in range(60) if f"帮忙{number:02}。" in sheet.text}
    left_out = re.search(r"还有(\d+)项", sheet.text)
    assert left_out is not None
    assert len(sheet.pages) == 1
    assert len(shown) + int(left_out[1]) == 60
    assert all(f"0533-00010{number:02}" in sheet.text for number in shown)
    assert sheet.outside(EDGE) == ""


def test_every_need_has_a_service_on_the_notice_before_any_has_two(get_sheet: GetSheet) -> None:
    many, one = factories.category(position=1), factories.category(position=2, need="冷清")
    for number in range(40):
        phones = [factories.phone(f"0533-00010{number:02}")]
        factories.service(category=many, phones=phones)
    factories.service(name="谈心", category=one)
    assert "谈心" in get_sheet(f"/posters/{VILLAGE}.pdf").text


@pytest.mark.parametrize("kind", ["", "-card"])
def test_names_of_thirty_characters_stay_whole_and_inside_the_page(
    get_sheet: GetSheet, kind: str
) -> None:
    factories.areas()
    Area.update(name=LONG).where(Area.code == VILLAGE).execute()
    for number in range(5):
        phones = [factories.phone(f"0533-000000{number}转8888")]
        factories.contact(name=f"{number}{LONG[1:]}", area=VILLAGE, duty=LONG * 3, phones=phones)
        factories.service(name=f"{LONG[:-1]}{number}", category=factories.category(need=LONG))
    sheet = get_sheet(f"/posters/{VILLAGE}{kind}.pdf")
    assert len(LONG) == 30
    assert len(sheet.pages) == 1
    assert LONG in sheet.text
    assert all(f"{number}{LONG[1:]}" in sheet.text for number in range(5))
    assert all(f"0533-000000{number}转8888" in sheet.text for number in range(5))
    assert f"{LONG[:-1]}0" in sheet.text
    assert sheet.outside(EDGE) == ""


@pytest.mark.parametrize(
    ("path", "times"),
    [(f"posters/{VILLAGE}", 2), (f"posters/{VILLAGE}-card", 2), ("print/booklet", 4)],
)
def test_what_looks_like_code_is_text(get_sheet: GetSheet, path: str, times: int) -> None:
    factories.areas()
    Area.update(name=HOSTILE).where(Area.code == VILLAGE).execute()
    factories.service(name=HOSTILE, summary=HOSTILE)
    sheet, hostile = get_sheet(f"/{path}.pdf"), squeezed(HOSTILE)
    assert sheet.text.count(hostile) + sheet.turned.count(hostile) >= times
    assert sheet.outside(EDGE) == ""


def test_characters_that_cannot_be_seen_are_left_out(get_sheet: GetSheet) -> None:
    factories.service(name="送\u202e餐\u200b上\u2066门\ufeff")
    assert "送餐上门" in get_sheet(f"/posters/{VILLAGE}.pdf").text


@pytest.mark.parametrize("kind", ["", "-card"])
def test_a_place_without_numbers_or_services_says_where_to_turn(
    get_sheet: GetSheet, kind: str
) -> None:
    factories.areas()
    sheet = get_sheet(f"/posters/{VILLAGE}{kind}.pdf", base_url="")
    assert "请到村委会或者镇民政办去问" in sheet.text
    assert "120" in sheet.text
    assert sheet.codes() == []


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize("path", [f"posters/{VILLAGE}", f"posters/{VILLAGE}-card", "print/booklet"])
def test_a_demonstration_says_on_paper_that_it_is_one(get_sheet: GetSheet, path: str) -> None:
    said = "这是演示，电话号码都是编的，请不要拨打。"
    assert said not in get_sheet(f"/{path}.pdf").text
    Setting.create(name="demonstration", value="yes")
    assert said in get_sheet(f"/{path}.pdf").text


def test_there_are_no_sheets_for_a_district_or_for_nowhere(client: MakeClient) -> None:
    factories.areas()
    paths = [f"/posters/{DISTRICT}.pdf", "/posters/1-card.pdf", "/posters/1.pdf"]
    assert [client().get(path).status_code for path in paths] == [404, 404, 404]


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize("path", [f"posters/{VILLAGE}", f"posters/{VILLAGE}-card", "print/booklet"])
def test_no_font_of_the_machine_is_used(get_sheet: GetSheet, path: str) -> None:
    fonts = get_sheet(f"/{path}.pdf").fonts()
    assert {font.removesuffix(b"-Identity-H") for font in fonts} == {b"NotoSansSC-Regular"}


@pytest.mark.usefixtures("village")
def test_the_booklet_says_on_which_page_each_thing_stands(get_sheet: GetSheet) -> None:
    factories.provider(name="南定镇幸福院", area=VILLAGE)
    booklet = get_sheet("/print/booklet.pdf")
    index = booklet.pages[-1]
    for name in ("送餐上门", "测试村村委会", "南定镇幸福院", "南定镇"):
        page = re.search(rf"{name}(\d+)", index)
        assert page is not None, name
        assert name in booklet.pages[int(page[1]) - 1]


@pytest.mark.usefixtures("village")
def test_the_booklet_lists_its_parts_with_their_pages(get_sheet: GetSheet) -> None:
    booklet = get_sheet("/print/booklet.pdf")
    for part in ("打电话找谁", "按要帮的忙找服务", "按镇和街道找服务", "按拼音查"):
        page = re.search(rf"{part}\.*(\d+)", booklet.pages[1])
        assert page is not None, part
        assert booklet.pages[int(page[1]) - 1].count(part) == 2  # in its head and as its title


def test_a_booklet_of_nothing_is_still_a_booklet(get_sheet: GetSheet) -> None:
    assert "还没有登记" in get_sheet("/print/booklet.pdf").text
