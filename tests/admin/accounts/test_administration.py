"""What an administrator may do to accounts: below, beside, but never above; and never the last."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask_security import verify_password

from admin.accounts import administration, links, passkeys, recovery, users
from admin.accounts.administration import Refused, Wanted
from admin.accounts.audit import Entry
from admin.accounts.sessions import Session
from admin.accounts.users import ROLES, User
from tests.admin.conftest import HOMES, OfficeInTest
from tests.factories import DISTRICT, TOWN, VILLAGE

NEIGHBOUR = "370304"


@pytest.fixture
def administrator(office: OfficeInTest) -> Iterator[User]:
    made = office.account("district_administrator")
    with office.app.app_context(), office.databases.working():
        yield made


def add(name: str, role: str = "town_editor", area: str = TOWN) -> User:
    return users.add(name, role, area)[0]


def events() -> list[str]:
    return [entry.event for entry in Entry.select().order_by(Entry.sequence)]


def problems(administrator: User, today: date, **changed: object) -> dict[str, str]:
    wanted = Wanted(**{"role": "town_editor", "area_code": TOWN} | changed)  # type: ignore[arg-type]
    return administration.problems(administrator, wanted, today)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_given_at_its_own_level(administrator: User, today: date, role: str) -> None:
    assert problems(administrator, today, role=role, area_code=HOMES[role]) == {}


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("district_administrator", TOWN),
        ("district_editor", VILLAGE),
        ("town_editor", DISTRICT),
        ("town_editor", VILLAGE),
        ("village_contact", TOWN),
    ],
)
def test_a_role_is_not_given_at_anothers_level(
    administrator: User, today: date, role: str, area: str
) -> None:
    assert problems(administrator, today, role=role, area_code=area).keys() == {"area"}


@pytest.mark.parametrize("area", [NEIGHBOUR, "3703", "37", "", "370303101x", "999999999"])
def test_nobody_gives_an_area_beyond_or_above_the_own(
    administrator: User, today: date, area: str
) -> None:
    assert "area" in problems(administrator, today, area_code=area, role="auditor")


@pytest.mark.parametrize("role", ["district_editor", "town_editor", "village_contact", "auditor"])
def test_no_other_role_keeps_accounts(office: OfficeInTest, role: str) -> None:
    user = office.account(role)
    assert not administration.may(user, user.area_code)


def test_everything_that_is_wrong_is_said_at_once(
    administrator: User, now: datetime, today: date
) -> None:
    wanted = Wanted("king", NEIGHBOUR, mail="x", expires_on=today - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        administration.invite(administrator, "!", wanted, now, today)
    assert refused.value.problems.keys() == {"name", "role", "area", "mail", "expires_on"}
    assert events() == []


@pytest.mark.parametrize("mail", ["a@b.cn", "wang.fang@mail.zibo.gov.cn"])
def test_an_address_is_taken(administrator: User, today: date, mail: str) -> None:
    assert problems(administrator, today, mail=mail) == {}


@pytest.mark.parametrize(
    "mail", ["a", "a@b", "@b.cn", "a@", "a b@c.cn", "a@b.cn\nBcc: x@y.cn", "<a@b.cn>", "王@b.cn"]
)
def test_what_is_no_address_is_refused(administrator: User, today: date, mail: str) -> None:
    assert problems(administrator, today, mail=mail).keys() == {"mail"}


def test_today_may_be_the_last_day(administrator: User, today: date) -> None:
    assert problems(administrator, today, expires_on=today) == {}


def test_who_is_invited_comes_by_the_link_and_by_nothing_else(
    administrator: User, now: datetime, today: date
) -> None:
    wanted = Wanted("town_editor", TOWN, "a@b.cn", date(2999, 1, 1))
    account, token = administration.invite(administrator, "zhang", wanted, now, today)
    found = links.find(token, now)
    assert found is not None
    assert found[1] == account
    assert Wanted.of(User.get_by_id(account.id)) == wanted
    assert events() == ["account_added", "link_made"]


def test_a_form_sent_twice_makes_one_account(
    administrator: User, now: datetime, today: date
) -> None:
    wanted = Wanted("town_editor", TOWN)
    administration.invite(administrator, "zhang", wanted, now, today)
    with pytest.raises(Refused, match="已经有账号"):
        administration.invite(administrator, "Ｚhang", wanted, now, today)
    assert User.select().where(User.name == "zhang").count() == 1


def test_a_password_is_set_by_a_link_once(administrator: User, now: datetime, today: date) -> None:
    account, token = administration.invite(
        administrator, "zhang", Wanted("town_editor", TOWN), now, today
    )
    found = links.find(token, now)
    assert found is not None
    assert administration.accept(found[0], account, "第一个人设的密码很长", now)
    assert not administration.accept(found[0], account, "第二个人设的密码很长", now)
    assert verify_password("第一个人设的密码很长", User.get_by_id(account.id).password)
    assert events()[-1] == "link_used"


def test_a_change_names_the_fields_and_not_their_values(
    administrator: User, now: datetime, today: date
) -> None:
    account = add("zhang")
    wanted = Wanted("village_contact", VILLAGE, "a@b.cn")
    changed = administration.change(administrator, account, wanted, now, today)
    entry = Entry.get(Entry.event == "account_changed")
    assert sorted(changed) == entry.fields == ["area_code", "mail", "role"]
    assert "a@b.cn" not in str(entry.__data__)


def test_what_was_not_changed_is_not_noted(administrator: User, now: datetime, today: date) -> None:
    account = add("zhang")
    assert administration.change(administrator, account, Wanted.of(account), now, today) == []
    assert events() == []


def test_an_account_of_an_older_rule_keeps_its_place_when_its_mail_is_changed(
    administrator: User, now: datetime, today: date
) -> None:
    account = add("zhang", "town_editor", DISTRICT)
    wanted = Wanted("town_editor", DISTRICT, "a@b.cn")
    assert administration.change(administrator, account, wanted, now, today) == ["mail"]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("auditor", DISTRICT),
        Wanted("district_administrator", DISTRICT, expires_on=date(2030, 1, 1)),
    ],
)
def test_nobody_changes_the_own_rights(
    administrator: User, now: datetime, today: date, wanted: Wanted
) -> None:
    add("second", "district_administrator", DISTRICT)
    with pytest.raises(Refused, match="另一位管理员"):
        administration.change(administrator, administrator, wanted, now, today)


def test_one_changes_the_own_address_of_mail(
    administrator: User, now: datetime, today: date
) -> None:
    wanted = Wanted("district_administrator", DISTRICT, "a@b.cn")
    assert administration.change(administrator, administrator, wanted, now, today) == ["mail"]


def test_nobody_closes_the_own_account(administrator: User, now: datetime) -> None:
    with pytest.raises(Refused, match="另一位管理员"):
        administration.close(administrator, administrator, now)


@pytest.mark.parametrize(
    ("name", "role", "area", "is_enough"),
    [
        ("another", "district_administrator", DISTRICT, True),
        ("above", "district_administrator", "37", True),
        ("elsewhere", "district_administrator", NEIGHBOUR, False),
        ("editor", "district_editor", DISTRICT, False),
    ],
)
def test_the_last_administrator_of_an_area_stays(
    administrator: User, now: datetime, name: str, role: str, area: str, is_enough: bool
) -> None:
    other = add(name, role, area)
    if is_enough:
        administration.close(other, administrator, now)
        assert not User.get_by_id(administrator.id).active
        return
    with pytest.raises(Refused, match="最后一位"):
        administration.close(other, administrator, now)
    assert User.get_by_id(administrator.id).active


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("auditor", DISTRICT),
        Wanted("district_administrator", DISTRICT, expires_on=date(2030, 1, 1)),
    ],
)
def test_the_last_administrator_is_neither_demoted_nor_made_to_expire(
    administrator: User, now: datetime, today: date, wanted: Wanted
) -> None:
    second = add("second", "district_administrator", DISTRICT)
    User.update(expires_on=date(2030, 1, 1)).where(User.id == second.id).execute()
    with pytest.raises(Refused, match="最后一位"):
        administration.change(second, administrator, wanted, now, today)
    assert Wanted.of(User.get_by_id(administrator.id)).role == "district_administrator"


def test_closing_ends_sessions_and_links(
    office: OfficeInTest, administrator: User, now: datetime
) -> None:
    office.browser("town_editor")
    account = office.account("town_editor")
    token = links.make(account, "reset", now)
    administration.close(administrator, account, now)
    administration.reopen(account, now)
    assert not Session.select().where(Session.owner == account.fs_uniquifier).exists()
    assert links.find(token, now) is None
    assert events()[-2:] == ["account_closed", "account_reopened"]


def test_signing_somebody_out_everywhere_counts_the_sessions(
    office: OfficeInTest, administrator: User, now: datetime
) -> None:
    browsers = [office.browser("town_editor"), office.browser("town_editor")]
    assert administration.end_sessions(office.account("town_editor"), now) == 2
    assert [browser.get("/me/").status_code for browser in browsers] == [302, 302]


def test_lost_factors_go_with_the_password_and_a_link_comes(
    office: OfficeInTest, administrator: User, now: datetime
) -> None:
    account = office.account("district_editor")
    recovery.make(account)
    before = account.password
    token = administration.forget_factors(administrator, account, now)
    kept = User.get_by_id(account.id)
    assert (kept.totp_secret, recovery.left(kept), passkeys.of(kept)) == (None, 0, [])
    assert kept.password != before
    assert links.find(token, now) is not None


def test_ones_own_factors_are_not_forgotten_here(administrator: User, now: datetime) -> None:
    with pytest.raises(Refused, match="我的账号"):
        administration.forget_factors(administrator, administrator, now)


def test_factors_of_a_closed_account_stay(
    office: OfficeInTest, administrator: User, now: datetime
) -> None:
    account = office.account("district_editor")
    administration.close(administrator, account, now)
    with pytest.raises(Refused, match="先启用"):
        administration.forget_factors(administrator, account, now)
    assert User.get_by_id(account.id).totp_secret
