"""A long ledger comes in as a job: all of it, once, and only for whoever still may."""

import io
from typing import Any

import pytest

from admin.accounts.users import User
from admin.jobs import runs
from admin.jobs.runs import DONE, FAILED, JobRun
from admin.jobs.work import Work
from admin.registry.ledger.records import LedgerImport, LedgerUpload
from admin.registry.people.elders import Elder
from pages import clock
from tests.admin.conftest import Browser, OfficeInTest
from tests.admin.registry.ledger import messy

COUNT = 150


@pytest.fixture
def clerk(office: OfficeInTest) -> Browser:
    """A clerk who has tried out a long ledger and pressed the button; nobody works yet."""
    office.app.extensions["shouwang_jobs"].send = lambda _number: None
    browser = office.browser("town_editor")
    rows: list[list[Any]] = [["姓名", "性别", "村"]]
    rows += [[f"王{chr(0x4E00 + n)}", "女", "测试村"] for n in range(COUNT)]
    file = (io.BytesIO(messy.workbook(rows)), "a.xlsx")
    browser.post("/ledger/upload", data={"file": file})
    answer = browser.post(f"/ledger/uploads/{token(office)}/store")
    assert answer.location.endswith("/running")
    return browser


def token(office: OfficeInTest) -> str:
    with office.databases.working():
        return str(LedgerUpload.select().order_by(LedgerUpload.at.desc()).get().token)


def number(office: OfficeInTest) -> int:
    with office.databases.working():
        return int(JobRun.get(JobRun.job == "ledger").id)


def run(office: OfficeInTest) -> JobRun:
    """Let a worker do it."""
    Work(office.app, lambda _number: None).carry_out(number(office))
    with office.databases.working():
        return JobRun.get_by_id(number(office))


def test_it_comes_in_whole_and_the_page_says_so(office: OfficeInTest, clerk: Browser) -> None:
    path = f"/ledger/uploads/{token(office)}/running"
    waiting = clerk.get(path).text
    assert 'http-equiv="refresh"' in waiting
    done = run(office)
    assert (done.state, done.reason) == (DONE, "")
    page = clerk.get(path).text
    assert f"已登记 {COUNT} 人" in page
    assert "refresh" not in page
    with office.databases.working():
        assert Elder.select().count() == COUNT
        assert not Elder.select().where(Elder.computed_on.is_null()).exists()
        assert not LedgerUpload.select().exists()


def test_a_button_pressed_twice_and_a_message_that_comes_twice_are_one_import(
    office: OfficeInTest, clerk: Browser
) -> None:
    clerk.post(f"/ledger/uploads/{token(office)}/store")
    run(office)
    run(office)
    with office.databases.working():
        assert LedgerImport.select().count() == 1
        assert JobRun.select().where(JobRun.job == "ledger").count() == 1


def test_one_that_was_broken_off_is_begun_again(office: OfficeInTest, clerk: Browser) -> None:
    with office.databases.working():
        runs.claim(number(office), clock.now())
        runs.recover(clock.now(), everything=True)
    assert run(office).state == DONE
    with office.databases.working():
        assert Elder.select().count() == COUNT


def test_who_may_not_any_more_imports_nothing(office: OfficeInTest, clerk: Browser) -> None:
    with office.databases.working():
        User.update(active=False).where(User.role == "town_editor").execute()
    failed = run(office)
    assert (failed.state, failed.reason) == (FAILED, "这个账号已经不能导入了。")
    with office.databases.working():
        assert not Elder.select().exists()


def test_it_names_nobody_in_its_log(office: OfficeInTest, clerk: Browser) -> None:
    assert "王" not in run(office).log


def test_nobody_else_sees_how_far_it_is(office: OfficeInTest, clerk: Browser) -> None:
    other = office.browser("district_editor")
    assert other.get(f"/ledger/uploads/{token(office)}/running").status_code == 404
