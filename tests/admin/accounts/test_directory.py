"""The list of accounts: the own area's, found by name and place, each with how it stands."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from admin.accounts import audit, directory, links, users
from admin.accounts.directory import Asked, Listed
from admin.accounts.users import User
from models import Area
from tests.admin.conftest import OfficeInTest
from tests.factories import DISTRICT, TOWN, VILLAGE

PEOPLE = (
    ("boss", "district_administrator", DISTRICT),
    ("nanding-zhang", "town_editor", TOWN),
    ("village-li", "village_contact", VILLAGE),
    ("neighbour", "town_editor", "370304101"),
    ("province", "auditor", "37"),
)


@pytest.fixture(autouse=True)
def _people(office: OfficeInTest) -> Iterator[None]:
    with office.app.app_context(), office.databases.working():
        Area.create(code="370304", name="博山区", level="district")
        Area.create(code="370304101", name="城东街道", level="town", parent="370304")
        for name, role, area in PEOPLE:
            users.add(name, role, area)
        yield


def find(name: str) -> User:
    found = users.find(name)
    assert found is not None
    return found


def listed(today: date, number: int = 1) -> Listed:
    return directory.page(find("boss"), Asked(), number, today)


def names(today: date, **asked: str) -> list[str]:
    page = directory.page(find("boss"), Asked(**asked), 1, today)
    return [row.account.name for row in page.rows]


def states(today: date) -> dict[str, str]:
    return {row.account.name: row.state for row in listed(today).rows}


def test_only_the_own_area_is_listed(today: date) -> None:
    assert names(today) == ["boss", "nanding-zhang", "village-li"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ZHANG", ["nanding-zhang"]),
        ("南定", ["nanding-zhang"]),
        ("村 li", ["village-li"]),
        (TOWN, ["nanding-zhang"]),
        ("neighbour", []),
        ("%", []),
        ("_", []),
    ],
)
def test_a_search_goes_by_name_place_and_code(today: date, search: str, found: list[str]) -> None:
    assert names(today, search=search) == found


def test_the_list_is_narrowed_by_role_and_an_unknown_one_narrows_nothing(today: date) -> None:
    assert names(today, role="village_contact") == ["village-li"]
    assert len(names(today, role="king")) == 3


def test_each_account_says_how_it_stands(today: date, now: datetime) -> None:
    links.make(find("village-li"), "invite", now)
    User.update(expires_on=date(2026, 11, 23)).where(User.name == "nanding-zhang").execute()
    assert states(today) == {
        "boss": "open",
        "nanding-zhang": "expired",
        "village-li": "invited",
    }
    User.update(active=False).where(User.name == "village-li").execute()
    assert states(today)["village-li"] == "closed"


@pytest.mark.parametrize("state", directory.STATES)
def test_each_state_can_be_asked_for_alone(today: date, now: datetime, state: str) -> None:
    links.make(find("village-li"), "invite", now)
    User.update(expires_on=date(2026, 11, 23)).where(User.name == "nanding-zhang").execute()
    shown = names(today, state=state)
    assert shown == [name for name, its in states(today).items() if its == state]


def test_when_somebody_last_came_is_read_from_the_trail(today: date, now: datetime) -> None:
    boss = find("boss")
    audit.note("signed_in", now=now, kind="account", key=str(boss.id), actor_id=boss.id)
    came = {row.account.name: row.came_at for row in listed(today).rows}
    assert came == {"boss": now, "nanding-zhang": None, "village-li": None}


def test_many_accounts_come_by_page(today: date) -> None:
    for number in range(directory.SIZE):
        User.create(name=f"z{number}", password="x", role="village_contact", area_code=f"{VILLAGE}")
    first, second = listed(today), listed(today, 2)
    assert (len(first.rows), len(second.rows), first.pages) == (directory.SIZE, 3, 2)
    assert first.count == second.count == directory.SIZE + 3


def test_a_village_is_called_with_its_town() -> None:
    assert directory.place(VILLAGE) == "南定镇 · 测试村村委会"
    assert directory.place("999999") == "999999"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"area": TOWN}, TOWN),
        ({"area-typed": "南定镇"}, TOWN),
        ({"area-typed": "３７０３０３１０１"}, TOWN),
        ({"area": DISTRICT, "area-typed": "南定镇"}, TOWN),
        ({"area": "370304101"}, ""),
        ({"area-typed": "城东街道"}, ""),
        ({"area-typed": "没有的镇"}, ""),
        ({}, ""),
    ],
)
def test_an_area_is_chosen_or_typed_and_is_always_the_own(form: dict[str, str], code: str) -> None:
    assert directory.area_code(find("boss"), form) == code


def test_a_name_that_two_places_have_is_not_guessed() -> None:
    Area.create(code="370303102", name="南定镇", level="town", parent=DISTRICT)
    assert directory.area_code(find("boss"), {"area-typed": "南定镇"}) == ""
