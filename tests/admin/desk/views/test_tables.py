"""Spreadsheets in a browser: upload, columns, dry run, import, undo, export."""

import pytest
from werkzeug.test import TestResponse

from admin.accounts.audit import Entry
from admin.desk.sheets.importing import Upload
from tests.admin.conftest import FOREIGN, Browser, DeskInTest
from tests.admin.desk.sheets.conftest import HEADERS, ROW, packed


@pytest.fixture
def clerk(town_desk: DeskInTest) -> Browser:
    return town_desk.office.browser("town_editor")


def post(browser: Browser, content: bytes) -> TestResponse:
    """The form as a browser sends it; the test client would leave a large file open."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    return browser.post(
        "/tables/service/upload",
        data=head + content + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        follow_redirects=True,
    )


def upload(browser: Browser, content: bytes) -> str:
    answer = post(browser, content)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def kept(town_desk: DeskInTest) -> str:
    """The address of the one upload."""
    with town_desk.office.databases.working():
        return f"/tables/uploads/{Upload.get().token}"


def test_a_known_table_goes_straight_to_the_dry_run_and_in(
    clerk: Browser, town_desk: DeskInTest
) -> None:
    page = upload(clerk, packed(HEADERS, ROW))
    assert "导入这 1 条草稿" in page
    assert town_desk.row("service", "3") is None
    page = clerk.post(f"{kept(town_desk)}/store", follow_redirects=True).get_data(as_text=True)
    assert "已导入 1 条" in page
    assert town_desk.row("service", "3").name == "送餐上门"
    clerk.post("/strokes/1/undo")
    assert town_desk.standing("service", "3") == "withdrawn"


def test_an_unknown_column_is_asked_for(clerk: Browser, town_desk: DeskInTest) -> None:
    page = upload(clerk, packed(["叫什么", *HEADERS[1:]], ROW))
    assert "每一列是什么" in page
    fields = ["name", "summary", "category", "phones", "area"]
    data = {f"column-{place}": field for place, field in enumerate(fields)}
    page = clerk.post(f"{kept(town_desk)}/columns", data=data, follow_redirects=True).get_data(
        as_text=True
    )
    assert "导入这 1 条草稿" in page


def test_one_field_for_two_columns_is_refused(clerk: Browser, town_desk: DeskInTest) -> None:
    upload(clerk, packed(["叫什么", *HEADERS[1:]], ROW))
    data = {"column-0": "name", "column-1": "name"}
    page = clerk.post(f"{kept(town_desk)}/columns", data=data).get_data(as_text=True)
    assert "不能对上两列" in page


def test_faults_are_shown_and_nothing_can_be_imported(
    clerk: Browser, town_desk: DeskInTest
) -> None:
    page = upload(clerk, packed(HEADERS, ROW, ["洗衣", "x", "没有的", "找小王", "外镇"]))
    assert "C3" in page
    assert "没有找到“没有的”" in page
    assert "导入这" not in page
    page = clerk.post(f"{kept(town_desk)}/store", follow_redirects=True).get_data(as_text=True)
    assert "没有导入" in page
    assert town_desk.row("service", "3") is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "请先选一个"),
        (b"\x89PNG\0", "不是表格文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧格式"),
        (b"x" * (8 * 1024 * 1024 + 1), "超过 8 MB"),
    ],
)
def test_what_is_no_table_is_refused_in_words(clerk: Browser, content: bytes, message: str) -> None:
    assert message in upload(clerk, content)


def test_what_is_larger_than_any_request_gets_an_answer(clerk: Browser) -> None:
    answer = post(clerk, b"x" * (17 * 1024 * 1024))
    assert answer.status_code == 413
    assert "表格请分成几份" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("GET", "/columns"), ("POST", "/columns"), ("POST", "/store")],
)
def test_an_upload_is_its_authors_alone(
    clerk: Browser, town_desk: DeskInTest, method: str, path: str
) -> None:
    upload(clerk, packed(HEADERS, ROW))
    other = town_desk.office.browser("district_administrator")
    assert other.open(f"{kept(town_desk)}{path}", method=method).status_code == 404


@pytest.mark.parametrize("kind", ["area", "category", "contact", "x"])
def test_only_three_kinds_come_as_tables(clerk: Browser, kind: str) -> None:
    assert clerk.get(f"/tables/{kind}/template").status_code == 404
    assert clerk.post(f"/tables/{kind}/upload").status_code == 404


def test_an_auditor_exports_and_imports_nothing(town_desk: DeskInTest) -> None:
    auditor = town_desk.office.browser("auditor")
    assert auditor.get("/tables/service/export.csv").status_code == 200
    assert auditor.post("/tables/service/upload").status_code == 403


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_holds_the_own_area_and_is_noted(
    clerk: Browser, town_desk: DeskInTest, form: str
) -> None:
    answer = clerk.get(f"/tables/service/export.{form}")
    page = upload(clerk, answer.data)
    assert "和现有的完全一样" in page
    assert FOREIGN not in page
    with town_desk.office.databases.working():
        entry = Entry.select().where(Entry.event == "exported").get()
    assert entry.detail == {"count": 1, "format": form}
