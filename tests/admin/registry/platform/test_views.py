"""The platform: new and changed people in its columns, uploaded once, held to its own list.

Duties of the order: A2 21.
"""

import io
from typing import Any

import openpyxl
import pytest

from admin.accounts.audit import Entry
from admin.registry.people.elders import Elder
from admin.registry.platform.records import PlatformCount, PlatformUpload
from tests.admin.conftest import Browser, DeskInTest
from tests.admin.registry import factories
from tests.admin.registry.ledger import messy
from tests.factories import TOWN


@pytest.fixture
def clerk(town_desk: DeskInTest) -> Browser:
    with town_desk.office.databases.working():
        factories.elder(name="甲老人", id_number=messy.id_number())
        factories.elder(name="乙老人", id_number=messy.id_number(sequence=32))
        factories.elder(name="外镇人", area_code="370303102")
    return town_desk.office.browser("town_editor")


def workbook(answer: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.active is not None
    return list(book.active.iter_rows(values_only=True))


def confirm(clerk: Browser, desk: DeskInTest) -> None:
    with desk.office.databases.working():
        upload = PlatformUpload.select().order_by(PlatformUpload.id.desc()).get()
    clerk.post(f"/platform/{upload.id}/uploaded")


def test_what_is_new_then_changed_is_made_and_uploaded(
    clerk: Browser, town_desk: DeskInTest
) -> None:
    assert len(workbook(clerk.post("/platform/make"))) == 3
    confirm(clerk, town_desk)
    assert "新登记 0 人，上次上传以后改过 0 人" in clerk.get("/platform/").get_data(as_text=True)
    with town_desk.office.databases.working():
        Elder.update(address="新住处").where(Elder.name == "甲老人").execute()
    _head, row = workbook(clerk.post("/platform/make"))
    assert "甲老人" in row


def test_what_was_made_and_never_uploaded_waits_on(clerk: Browser) -> None:
    clerk.post("/platform/make")
    assert "新登记 2 人" in clerk.get("/platform/").get_data(as_text=True)


def test_the_columns_are_the_platforms(clerk: Browser) -> None:
    clerk.post("/platform/layout", data={"layout": "老人姓名=姓名\n证件=身份证号"})
    head, first, _second = workbook(clerk.post("/platform/make"))
    assert head == ("老人姓名", "证件")
    assert first == ("甲老人", messy.id_number())


def test_a_column_that_we_do_not_have_is_refused_and_kept_on_the_page(clerk: Browser) -> None:
    page = clerk.post("/platform/layout", data={"layout": "血型=血型"}).get_data(as_text=True)
    assert "这一行看不懂：血型=血型" in page


def test_the_platforms_list_is_held_to_ours(clerk: Browser, town_desk: DeskInTest) -> None:
    rows = [
        ["姓名", "身份证号"],
        ["甲老人", messy.id_number()],
        ["丙老人", messy.id_number(sequence=52)],
    ]
    data: dict[str, Any] = {"file": (io.BytesIO(messy.workbook(rows)), "a.xlsx")}
    page = clerk.post("/platform/reconcile", data=data).get_data(as_text=True)
    assert "我们 2 人，平台 2 人" in page
    assert "只有我们有（1）" in page
    assert "丙老人" in page
    with town_desk.office.databases.working():
        assert Entry.select().where(Entry.event == "platform_reconciled").count() == 1
        assert [(row.area_code, row.count) for row in PlatformCount.select()] == [(TOWN, 2)]
