"""The trail as its readers see it: their area's, narrowed, by page, and whole in an export."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from admin.accounts import audit, trail
from admin.accounts.trail import Asked
from admin.accounts.users import User
from tests.admin.conftest import OfficeInTest
from tests.factories import DISTRICT, TOWN, VILLAGE, service

NEIGHBOUR = "370304"


@pytest.fixture
def reader(office: OfficeInTest, now: datetime) -> Iterator[User]:
    """An auditor of the district, and six entries here, in the neighbourhood and by the program."""
    made, clerk = office.account("auditor"), office.account("town_editor")
    with office.app.app_context(), office.databases.working():
        audit.note("signed_in", now=now, kind="account", key=str(clerk.id), area_code=TOWN)
        for number, area in enumerate((DISTRICT, TOWN, VILLAGE, NEIGHBOUR), 1):
            audit.note(
                "record_saved",
                now=now + timedelta(days=number),
                kind="service",
                key=str(number),
                area_code=area,
                actor_id=clerk.id,
                fields=["phones"],
            )
        audit.note("released", now=now, area_code="", release=1)
        yield made


def found(reader: User, **asked: str) -> list[int]:
    return [line.sequence for line in trail.everything(reader, Asked(**asked))]


def test_the_newest_stand_on_top_and_the_neighbours_not_at_all(reader: User) -> None:
    assert found(reader) == [6, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("asked", "sequences"),
    [
        ({"event": "signed_in"}, [1]),
        ({"event": "danced"}, [6, 4, 3, 2, 1]),
        ({"kind": "service"}, [4, 3, 2]),
        ({"kind": "service", "key": "2"}, [3]),
        ({"account": "town_ed"}, [4, 3, 2, 1]),
        ({"account": "nobody"}, []),
        ({"account": "%"}, []),
        ({"area": TOWN}, [4, 3, 1]),
        ({"area": "南定"}, [4, 3, 1]),
        ({"area": "测试村"}, [4]),
        ({"area": "没有的镇"}, []),
        ({"area": NEIGHBOUR}, []),
        ({"first": "2026-11-26"}, [4, 3]),
        ({"last": "2026-11-25"}, [6, 2, 1]),
        ({"first": "2026-11-25", "last": "2026-11-25"}, [2]),
        ({"first": "yesterday"}, [6, 4, 3, 2, 1]),
        ({"first": "0001-01-01", "last": "9999-12-31"}, [6, 4, 3, 2, 1]),
    ],
)
def test_it_is_narrowed(reader: User, asked: dict[str, str], sequences: list[int]) -> None:
    assert found(reader, **asked) == sequences


def test_a_day_is_one_of_the_calendar_in_china(office: OfficeInTest, reader: User) -> None:
    late = datetime(2026, 12, 1, 16, 30)  # noqa: DTZ001 (half past midnight of the second)
    audit.note("signed_out", now=late, area_code=DISTRICT)
    assert found(reader, first="2026-12-02", last="2026-12-02") == [7]


def test_a_town_reads_its_own(office: OfficeInTest, reader: User) -> None:
    town = User.create(
        name="t", password="x", role="auditor", area_code=TOWN, fs_uniquifier="t-auditor"
    )
    assert found(town) == [4, 3, 1]


def test_pages_follow_one_another_without_a_gap(reader: User, now: datetime) -> None:
    for _n in range(trail.PAGE):
        audit.note("signed_out", now=now, area_code=DISTRICT)
    first, before = trail.page(reader, Asked(), None)
    second, end = trail.page(reader, Asked(), before)
    assert len(first) == trail.PAGE
    assert end is None
    assert [line.sequence for line in (*first, *second)] == found(reader)


def test_an_entry_names_the_record_its_place_and_who_did_it(reader: User) -> None:
    service(id=2, name="送餐上门")
    line = next(line for line in trail.everything(reader, Asked(key="2")))
    assert line.record == "服务项目 #2 送餐上门"
    assert line.place == "南定镇"
    assert line.who == f"town_editor-{TOWN}"


def test_what_an_address_asks_is_cut_to_a_length() -> None:
    args = MultiDict({"account": " x" * 500, "event": "signed_in", "surplus": "y"})
    asked = Asked.of(args)
    assert len(asked.account) <= 40
    assert asked.args().keys() == {"account", "event"}
