"""Every border case has its test; here are those that belong to no single page."""

from datetime import date, datetime, timedelta
from typing import Any

import peewee as pw
import pytest

from admin.accounts.audit import Entry
from admin.registry.people.elders import Elder
from admin.registry.people.helping import HelperAssignment
from admin.registry.rules import days
from admin.registry.visits.records import Visit, VisitDuty
from pages import clock
from tests.admin.registry import factories
from tests.admin.registry.boundaries import TABLE, borders
from tests.admin.registry.ledger import messy
from tests.admin.registry.ledger.conftest import Plan, plan, stroke
from tests.admin.registry.views.conftest import Village, village
from tests.admin.registry.views.test_field import send, ticket, written
from tests.factories import VILLAGE

__all__ = ["plan", "stroke", "village"]


def test_every_case_has_a_test_that_is_there() -> None:
    found = borders()
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(found) == len(rows) - 1
    for border in found:
        assert f"def {border.test}(" in border.file.read_text("utf-8"), border.case


def test_nobody_can_be_registered_nowhere(village: Village) -> None:
    with village.working(), pytest.raises(pw.IntegrityError):
        factories.elder(area_code="")
    form = {"name": "李桂花", "area_code": "", "sex": "female"}
    assert "李桂花" in village.browser().post("/elders/new", data=form).text
    with village.working():
        assert not Elder.select().where(Elder.name == "李桂花").exists()


def test_a_search_finds_nobody_beyond_the_area(village: Village) -> None:
    browser = village.browser("village_contact")
    for word in ("赵远方", "zhaoyuanfang", "zyf", village.foreign.handle):
        browser.post("/elders/search", data={"search": word})
        page = browser.get("/elders/").text.replace(f'value="{word}"', "")
        assert village.foreign.handle not in page
        assert "赵远方" not in page


def test_no_form_offers_anybody_or_anything_beyond_the_area(village: Village) -> None:
    with village.working():
        factories.helper(name="外村帮手", area_code=str(village.foreign.area_code))
    browser = village.browser("village_contact")
    for path in (village.path("helper"), "/elders/new", "/care/incident/new", "/helpers/new"):
        page = browser.get(path).text
        assert "外村" not in page
        assert str(village.foreign.area_code) not in page


def test_a_namesake_of_one_birthday_and_village_is_hinted_without_a_number(
    village: Village,
) -> None:
    with village.working():
        Elder.update(id_number="", id_fingerprint="").execute()
    form = {
        "name": "王秀英", "area_code": VILLAGE, "born_on": "1950-03-01", "sex": "female",
        "id_number": "无",
    }  # fmt: skip
    page = village.browser().post("/elders/new", data=form).text
    assert "not-the-same" in page
    with village.working():
        assert Elder.select().where(Elder.name == "王秀英").count() == 1


def test_a_phone_that_was_off_for_a_month_loses_nothing_and_adds_nothing(
    village: Village,
) -> None:
    """Late, twice, out of order, from a clock that is wrong, by a helper who is none any more, and
    one guess at an elder of the next village among them."""
    now = clock.now()
    before = days.months_after(clock.today().replace(day=1), -1)
    with village.working():
        helper = factories.helper()
        factories.assignment(village.elder, helper)
        month = {"first_on": before, "last_on": days.month_end(before)}
        factories.duty(village.elder, **month)
    good = ticket(village)
    with village.working():
        HelperAssignment.update(ended_on=clock.today()).execute()
        Elder.update(helper_id=None).execute()
    long_ago = datetime.combine(before + timedelta(days=9), datetime.min.time())
    late = written(village, handle="aaaaaaaa2222", at=f"{long_ago.isoformat()}Z", ticket=good)
    recent = written(village, handle="aaaaaaaa3333", ticket=good)
    guessed = written(village, handle="aaaaaaaa4444", elder=village.foreign.handle, ticket=good)
    outcomes = [one["outcome"] for one in send(village, recent, late, guessed, late)]
    assert outcomes == ["kept", "kept", "refused", "already"]
    ahead = f"{(now + timedelta(days=400)).isoformat()}Z"
    wrong = written(village, handle="aaaaaaaa5555", at=ahead, ticket=good)
    assert send(village, recent, wrong, clock=ahead)[0]["outcome"] == "already"
    _nothing_is_lost(village, before)


def _nothing_is_lost(village: Village, before: date) -> None:
    with village.working():
        assert Visit.select().where(Visit.elder == village.elder).count() == 3
        assert not Visit.select().where(Visit.elder == village.foreign).exists()
        assert all(visit.made_on <= clock.today() for visit in Visit.select())
        duty = VisitDuty.get(VisitDuty.first_on == before, VisitDuty.elder == village.elder)
        assert duty.outcome == "done"
        refused = Entry.select().where(Entry.event == "refused")
        assert [entry.key for entry in refused] == [village.foreign.handle]


def test_every_faulty_row_of_a_long_ledger_is_told_and_none_is_stored(plan: Plan) -> None:
    rows: list[list[Any]] = [["姓名", "身份证号", "村"]]
    for number in range(2_000):
        good = messy.id_number(date(1940, 1, 1) + timedelta(days=number), 22)
        wrong = number % 33 == 0
        rows.append([f"王{chr(0x4E00 + number)}", good[:-1] + "Q" if wrong else good, "测试村"])
    found = plan(messy.workbook(rows))
    faults = [fault.place for each in found for fault in each.faults]
    assert faults == [f"B{number + 2}" for number in range(0, 2_000, 33)]
    assert {each.fate for each in found} == {"wrong", "new"}
    assert not Elder.select().exists()
