"""When a record is overdue, and how a page says so and takes a correction."""

from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from bs4 import Tag

from pages.verification import due_on, is_overdue
from tests import factories
from tests.site.conftest import TODAY, GetPage, MakeCatalog

CHECKED = date(2026, 1, 1)
STALE = TODAY - timedelta(days=91)


@pytest.mark.parametrize(("has_phones", "days"), [(True, 90), (False, 180)])
def test_a_check_holds_to_its_last_day(has_phones: bool, days: int) -> None:
    last = CHECKED + timedelta(days=days)
    assert due_on(CHECKED, has_phones) == last
    assert not is_overdue(CHECKED, last, has_phones)
    assert is_overdue(CHECKED, last + timedelta(days=1), has_phones)


def test_what_was_never_checked_is_overdue() -> None:
    assert is_overdue(None, CHECKED, has_phones=False)
    assert due_on(None, has_phones=False) is None


def kept(get_page: GetPage, path: str = "/services/x/") -> Tag:
    found = get_page(path).select_one("section.kept")
    assert found is not None
    return found


def test_an_overdue_record_says_for_how_long_and_whom_to_ring(get_page: GetPage) -> None:
    factories.contact(name="南定镇民政办", phones=[factories.phone("0533-0007777")])
    factories.service(slug="x", verified_on=STALE)
    notice = kept(get_page).select_one(".notice")
    assert notice is not None
    assert "已经超过 90 天没有核实" in notice.text
    assert "南定镇民政办" in notice.text
    assert notice.select_one('[href="tel:05330007777"]')


def test_a_record_without_a_number_of_its_own_holds_longer(get_page: GetPage) -> None:
    factories.service(slug="x", verified_on=STALE, phones=[])
    assert kept(get_page).select(".notice") == []


def test_a_record_that_was_never_checked_says_so(get_page: GetPage) -> None:
    factories.service(slug="x", verified_on=None)
    assert "还没有核实过" in kept(get_page).text


def test_a_fresh_record_only_names_the_day(get_page: GetPage) -> None:
    factories.service(slug="x", verified_on=TODAY, source="张民[2018]152号")
    assert kept(get_page).select(".notice") == []
    assert "2026年9月1日" in kept(get_page).text
    assert "张民[2018]152号" in kept(get_page).text


def test_a_list_marks_the_overdue_and_nothing_else(get_page: GetPage) -> None:
    factories.service(name="甲", verified_on=STALE)
    factories.service(name="乙", verified_on=TODAY)
    cards = get_page(f"/areas/{factories.TOWN}/").select(".card:has(h4)")
    marked = [c.select_one("h4").text for c in cards if "很久没核实" in c.text]  # type: ignore[union-attr]
    assert [name.strip() for name in marked] == ["甲"]


def test_a_correction_names_the_record_and_its_version(get_page: GetPage) -> None:
    row = factories.service(slug="x", name="送餐上门", revision=3)
    words = kept(get_page).select_one("[data-copy]")
    assert words is not None
    assert words["data-copy"] == f"服务项目《送餐上门》，编号 service:{row.key}，版本 3，哪里不对："


def test_a_correction_is_a_call_to_the_office_that_keeps_the_record(get_page: GetPage) -> None:
    factories.contact(name="南定镇民政办", phones=[factories.phone("0533-0007777")])
    factories.service(slug="x")
    report = kept(get_page).select_one("details")
    assert report is not None
    assert report.select_one('[href="tel:05330007777"]')
    assert report.select('[href^="sms:"]') == []


def test_only_a_mobile_telephone_is_sent_a_message(get_page: GetPage) -> None:
    factories.contact(phones=[factories.phone("138 0000 0000")])
    factories.service(slug="x", name="送餐&上门")
    link = kept(get_page).select_one('[href^="sms:13800000000?body="]')
    assert link is not None
    assert "《送餐&上门》" in unquote(str(link["href"]))
    assert "&" not in str(link["href"])


def test_where_no_office_has_a_number_a_correction_leads_to_the_contacts(
    get_page: GetPage,
) -> None:
    factories.service(slug="x")
    assert kept(get_page).select_one('details [href="/contacts/"]')


def test_each_kind_that_an_office_keeps_can_be_corrected(
    catalog: MakeCatalog, get_page: GetPage
) -> None:
    factories.provider(slug="p")
    factories.team(slug="t")
    factories.channel(slug="c")
    factories.activity(slug="a")
    for path in ("/providers/p/", "/teams/t/", "/channels/c/", "/activities/a/"):
        assert kept(get_page, path).select_one("[data-copy]"), path
