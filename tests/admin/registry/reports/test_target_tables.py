"""How far files, helpers, visits and facilities reach, for a place and each place below it.

Duties of the order: A2 33, A2 44.
"""

from datetime import date

from admin.registry.people.elders import Elder
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories
from tests.admin.registry.reports.test_priority_tables import rows
from tests.factories import VILLAGE

OCTOBER = {"first_on": date(2026, 10, 1), "last_on": date(2026, 10, 31)}


def test_each_share_is_of_those_who_are_to_be_reached(town_desk: DeskInTest) -> None:
    with town_desk.office.databases.working():
        first = factories.elder(completeness=100)
        factories.assignment(first, factories.helper())
        second = factories.elder(completeness=60)
        factories.elder(eligibility="no")
        factories.elder(left_on=date(2026, 10, 1))
        factories.duty(first, outcome="done", **OCTOBER)
        factories.duty(second, outcome="open", **OCTOBER)
        factories.duty(second, outcome="done")
        Elder.update(is_rural=True).execute()
    assert rows(town_desk, "targets") == [
        ["南定镇", 2, "50%", "50%", "50%", 1, "0%"],
        ["测试村村委会", 2, "50%", "50%", "50%", 1, "0%"],
    ]


def test_a_village_with_its_own_day_care_is_covered(town_desk: DeskInTest) -> None:
    town_desk.save("provider", name="幸福院", slug="", type="rural_happiness_home", area=VILLAGE)
    assert rows(town_desk, "targets", "village_contact")[0][5:] == [1, "100%"]


def test_where_nobody_is_registered_no_share_is_praised(town_desk: DeskInTest) -> None:
    assert rows(town_desk, "targets")[0][1:5] == [0, "—", "—", "—"]
