"""My account: what I am here, and where I am signed in."""

from datetime import date

import pytest

from admin.accounts.sessions import Session
from admin.accounts.users import User
from tests.admin.conftest import OfficeInTest


def handles(office: OfficeInTest, role: str = "town_editor") -> list[str]:
    owner = office.account(role).fs_uniquifier
    with office.databases.working():
        rows = Session.select().where(Session.owner == owner).order_by(Session.started_at)
        return [row.handle for row in rows]


def test_it_says_who_one_is(office: OfficeInTest) -> None:
    page = office.browser("town_editor").get("/me/").text
    for said in ("town_editor-370303101", "镇办编辑", "南定镇", "就是这里", "还没有设"):
        assert said in page


def test_one_session_is_ended_and_the_others_go_on(office: OfficeInTest) -> None:
    here, lost, other = (office.browser("town_editor") for _n in range(3))
    handle = handles(office)[1]
    assert (
        "已退出 1 处"
        in here.post("/me/sessions/end", data={"session": handle}, follow_redirects=True).text
    )
    assert [b.get("/me/").status_code for b in (here, lost, other)] == [200, 302, 200]


def test_all_others_are_ended_at_once(office: OfficeInTest) -> None:
    here, *others = (office.browser("town_editor") for _n in range(3))
    here.post("/me/sessions/end", data={"session": "others"})
    assert here.get("/me/").status_code == 200
    assert [b.get("/me/").status_code for b in others] == [302, 302]


@pytest.mark.parametrize("session", ["", "x", "here", "%"])
def test_nothing_that_is_no_session_of_mine_ends_one(office: OfficeInTest, session: str) -> None:
    here, other = office.browser("town_editor"), office.browser("town_editor")
    here.post("/me/sessions/end", data={"session": session})
    assert other.get("/me/").status_code == 200


def test_nobody_ends_somebody_elses_session(office: OfficeInTest) -> None:
    here, victim = office.browser("town_editor"), office.browser("auditor")
    here.post("/me/sessions/end", data={"session": handles(office, "auditor")[0]})
    assert victim.get("/me/").status_code == 200


def test_an_account_that_expires_in_the_middle_of_a_session_is_out(office: OfficeInTest) -> None:
    browser = office.browser("town_editor")
    assert browser.get("/me/").status_code == 200
    with office.databases.working():
        User.update(expires_on=date(2020, 1, 1)).execute()
    for path in ("/me/", "/", "/service/", "/service/edit/?id=1", "/pick/service?q=x"):
        assert browser.get(path).headers["Location"].startswith("/sign-in")
    assert browser.post("/markdown", data={"text": "x"}).status_code == 302
