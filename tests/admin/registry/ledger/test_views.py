"""Ledgers through the pages: upload, columns, dry run, correction, import, undo, export."""

import io
from typing import Any

import openpyxl
import pytest

from admin.accounts.audit import Entry
from admin.registry.ledger.records import LedgerImport, LedgerUpload
from admin.registry.people.elders import Elder
from tests.admin.conftest import Browser, DeskInTest
from tests.admin.registry import factories
from tests.admin.registry.ledger import messy
from tests.factories import TOWN, VILLAGE


@pytest.fixture
def clerk(town_desk: DeskInTest) -> Browser:
    return town_desk.office.browser("town_editor")


def upload(browser: Browser, content: bytes, area: str = "") -> str:
    data: dict[str, Any] = {"file": (io.BytesIO(content), "a.xlsx"), "area": area}
    answer = browser.post("/ledger/upload", data=data, follow_redirects=True)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def address(desk: DeskInTest) -> str:
    with desk.office.databases.working():
        kept = LedgerUpload.select().order_by(LedgerUpload.at.desc(), LedgerUpload.token).first()
        return f"/ledger/uploads/{kept.token}"


def names(desk: DeskInTest) -> set[str]:
    with desk.office.databases.working():
        return {elder.name for elder in Elder.select()}


@pytest.mark.parametrize("made", messy.ALL)
def test_each_of_five_messy_ledgers_is_tried_out_imported_and_undone(
    made: Any, clerk: Browser, town_desk: DeskInTest
) -> None:
    page = upload(clerk, made(), VILLAGE)
    assert "现在什么也没有存" in page
    assert "人</button>" in page
    assert names(town_desk) == set()
    clerk.post(f"{address(town_desk)}/store")
    assert len(names(town_desk)) >= 2
    with town_desk.office.databases.working():
        number = LedgerImport.get().id
    assert "撤销这次导入？" in clerk.get(f"/ledger/imports/{number}/undo").get_data(as_text=True)
    clerk.post(f"/ledger/imports/{number}/undo")
    assert names(town_desk) == set()


def test_a_wrong_cell_stops_the_ledger_until_it_is_mended(
    clerk: Browser, town_desk: DeskInTest
) -> None:
    page = upload(clerk, messy.villages_list(mended=False), VILLAGE)
    assert "F5" in page
    assert "一行也不会导入" in page
    clerk.post(f"{address(town_desk)}/store")
    assert names(town_desk) == set()
    with town_desk.office.databases.working():
        LedgerUpload.delete().execute()
    upload(clerk, messy.villages_list(), VILLAGE)
    clerk.post(f"{address(town_desk)}/store")
    assert names(town_desk) == {"赵大妈", "钱大爷", "孙奶奶"}


def test_an_unknown_column_is_asked_for_once(clerk: Browser, town_desk: DeskInTest) -> None:
    content = messy.workbook([["怎么称呼", "村", "性别"], ["甲一", "测试村", "男"]])
    assert "每一列是什么" in upload(clerk, content)
    data = {"column-0": "name", "column-1": "village", "column-2": "sex"}
    page = clerk.post(f"{address(town_desk)}/columns", data=data, follow_redirects=True)
    assert "导入这 1 人" in page.get_data(as_text=True)
    assert "导入这 1 人" in upload(clerk, content)


def test_what_waits_between_two_pages_is_sealed(clerk: Browser, town_desk: DeskInTest) -> None:
    upload(clerk, messy.children_beside())
    with town_desk.office.databases.working() as database:
        rows = database.execute_sql("SELECT * FROM ledger_upload").fetchall()
    assert "周" not in str(rows)
    assert messy.id_number(sequence=41) not in str(rows)


@pytest.mark.parametrize("path", ["", "/columns", "/store"])
def test_an_upload_is_its_authors_alone(clerk: Browser, town_desk: DeskInTest, path: str) -> None:
    upload(clerk, messy.children_beside())
    other = town_desk.office.browser("district_editor")
    method = "POST" if path == "/store" else "GET"
    assert other.open(f"{address(town_desk)}{path}", method=method).status_code == 404


def sheet(answer: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.active is not None
    return list(book.active.iter_rows(values_only=True))


@pytest.fixture
def someone(town_desk: DeskInTest) -> str:
    """An elder with a number and a telephone; the number."""
    number = messy.id_number()
    with town_desk.office.databases.working():
        factories.left_behind(name="=赵大妈", id_number=number, phone="13800000009")
        factories.elder(name="外镇人", area_code="370303102")
    return number


def test_an_export_masks_numbers_and_stays_in_the_area(clerk: Browser, someone: str) -> None:
    head, row = sheet(clerk.post("/ledger/export", data={}))
    values = dict(zip(head, row, strict=True))
    assert values["身份证号"] == f"370***********{someone[-4:]}"
    assert values["电话"] == "138****0009"
    assert "王子" not in str(values["子女情况"])
    assert values["姓名"] == "=赵大妈"


def test_with_a_reason_the_numbers_are_whole_and_the_trail_says_why(
    clerk: Browser, town_desk: DeskInTest, someone: str
) -> None:
    _head, row = sheet(clerk.post("/ledger/export", data={"reason": "report", "area": TOWN}))
    assert someone in row
    with town_desk.office.databases.working():
        entry = Entry.get(Entry.event == "ledger_exported")
    assert entry.detail == {"count": 1, "format": "xlsx", "reason": "report"}


def test_no_formula_leaves_the_house(clerk: Browser, someone: str) -> None:
    text = clerk.post("/ledger/export", data={"form": "csv"}).get_data(as_text=True)
    assert "'=赵大妈" in text


def test_an_auditor_gets_masked_numbers_only(town_desk: DeskInTest, someone: str) -> None:
    auditor = town_desk.office.browser("auditor")
    assert auditor.post("/ledger/export", data={"reason": "report"}).status_code == 403
    assert someone not in str(sheet(auditor.post("/ledger/export", data={})))


def test_an_export_of_an_area_beyond_the_own_is_not_found(clerk: Browser, someone: str) -> None:
    assert clerk.post("/ledger/export", data={"area": "370303102"}).status_code == 404


def test_what_an_export_gives_an_import_takes(clerk: Browser, someone: str) -> None:
    answer = clerk.post("/ledger/export", data={"reason": "report"})
    page = upload(clerk, answer.data)
    assert "每一列是什么" in page or "试算结果" in page
