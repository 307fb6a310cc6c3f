"""The trail's page: read, narrowed, taken away, checked."""

import csv
import io
from datetime import datetime

import pytest
from openpyxl import load_workbook

from admin.accounts import audit
from admin.accounts.audit import Entry
from admin.accounts.trail_words import HEADS
from models import current_database
from tests.admin.conftest import OfficeInTest
from tests.factories import TOWN

NOON = datetime(2026, 11, 24, 4)  # noqa: DTZ001


@pytest.fixture(autouse=True)
def _entries(office: OfficeInTest) -> None:
    with office.databases.working():
        for number in range(60):
            audit.note("record_saved", now=NOON, kind="service", key=str(number), area_code=TOWN)
        audit.note("record_saved", now=NOON, kind="service", key="99", area_code="370304")
        audit.note("sign_in_failed", now=NOON, reason="account")


@pytest.mark.parametrize("role", ["auditor", "district_administrator"])
def test_who_may_reads_it_newest_first_and_page_by_page(office: OfficeInTest, role: str) -> None:
    browser = office.browser(role)
    page = browser.get("/trail/").text
    assert page.count("第 60 条") == 1
    assert "#99" not in page
    older = browser.get("/trail/?before=11").text
    assert older.count('data-label="时间"') == 10
    assert "回到最新" in older


def test_failed_sign_ins_and_refusals_are_shown(office: OfficeInTest) -> None:
    office.browser("town_editor").get("/trail/")
    page = office.browser("auditor").get("/trail/").text
    for said in ("被拒绝的访问", "页面 审计记录", "没有权限"):
        assert said in page
    with office.databases.working():
        audit.note("sign_in_failed", now=NOON, reason="password", area_code=TOWN)
    assert "原因 密码不对" in office.browser("auditor").get("/trail/").text


def test_filters_stay_in_the_form_and_in_the_links(office: OfficeInTest) -> None:
    page = office.browser("auditor").get("/trail/?event=record_saved&area=南定&kind=service").text
    assert 'value="record_saved" selected' in page
    assert 'value="南定"' in page
    assert page.count("event=record_saved") >= 3


@pytest.mark.parametrize("query", ["?before=x", "?before=-1", "?first=x", "?event=%00", "?key=%27"])
def test_a_forged_address_is_harmless(office: OfficeInTest, query: str) -> None:
    assert office.browser("auditor").get(f"/trail/{query}").status_code == 200


def test_an_empty_answer_says_so(office: OfficeInTest) -> None:
    assert "没有符合条件" in office.browser("auditor").get("/trail/?account=nobody").text


def test_a_csv_holds_what_is_shown_and_is_noted(office: OfficeInTest) -> None:
    browser = office.browser("auditor")
    answer = browser.get("/trail/export/csv?kind=service&key=7")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0] == list(HEADS)
    assert [row[5] for row in rows[1:]] == ["服务项目 #7"]
    with office.databases.working():
        entry = Entry.select().order_by(Entry.sequence.desc()).get()
    assert (entry.event, entry.kind, entry.detail) == (
        "exported",
        "trail",
        {"count": 1, "format": "csv"},
    )


def test_a_workbook_holds_the_same(office: OfficeInTest) -> None:
    answer = office.browser("auditor").get("/trail/export/xlsx?kind=service")
    sheet = load_workbook(io.BytesIO(answer.get_data())).active
    assert sheet is not None
    assert sheet.max_row == 61


def test_another_format_is_not_there(office: OfficeInTest) -> None:
    assert office.browser("auditor").get("/trail/export/exe").status_code == 404


def test_a_whole_trail_is_said_to_be_whole_and_the_check_is_noted(office: OfficeInTest) -> None:
    page = office.browser("auditor").post("/trail/check", follow_redirects=True).text
    assert "没有人动过" in page
    assert "检查审计记录" in page


def test_a_row_that_was_changed_is_named(office: OfficeInTest) -> None:
    with office.databases.working():
        current_database.execute_sql("DROP TRIGGER trail_is_not_changed")
        current_database.execute_sql("UPDATE trail SET key = '1' WHERE sequence = 5")
    page = office.browser("auditor").post("/trail/check", follow_redirects=True).text
    assert "第 5 条审计记录：这一条被改过" in page
