"""Who comes first by the rule and by decision in one list, and all that the town was told."""

from typing import Any

from admin.registry.danger.rows import Incident, RiskEntry
from admin.registry.people import town_reports
from admin.registry.reports import catalogue
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories
from tests.admin.registry.factories import NOW, TODAY
from tests.factories import VILLAGE

MADE: dict[str, Any] = {"area_code": VILLAGE, "made_at": NOW}


def rows(desk: DeskInTest, name: str, role: str = "town_editor") -> list[list[Any]]:
    with desk.office.app.test_request_context(), desk.office.databases.working():
        user = desk.office.account(role)
        asked = catalogue.Asked(user, user.area_code, TODAY)
        return [list(row) for row in catalogue.REPORTS[name].rows(asked)]


def test_who_is_on_the_list_is_named_beside_who_comes_first_by_the_rule(
    town_desk: DeskInTest,
) -> None:
    with town_desk.office.databases.working():
        factories.elder(name="甲老人", is_priority=True, livelihood="poor", self_care="unable")
        listed = factories.elder(name="乙老人")
        proposed = factories.elder(name="丙老人")
        RiskEntry.create(
            elder=listed, reason="safety", measures="每周去两次", approved_at=NOW, **MADE
        )
        RiskEntry.create(elder=proposed, reason="safety", measures="", **MADE)
    found = {row[2]: (row[4], row[6]) for row in rows(town_desk, "priority")}
    assert found == {
        "甲老人": ("经济困难、失能、不能自理、独居", ""),
        "乙老人": ("独居、存在安全风险", "每周去两次"),
    }


def test_the_town_reads_of_who_comes_first_of_the_list_and_of_incidents(
    town_desk: DeskInTest,
) -> None:
    with town_desk.office.databases.working():
        elder = factories.elder(name="甲老人")
        town_reports.write([(elder.id, ("poor", "aged"))], TODAY, None)
        RiskEntry.create(elder=elder, reason="safety", approved_at=NOW, **MADE)
        RiskEntry.create(elder=elder, reason="safety", **MADE)
        Incident.create(
            elder=elder, type="fall", gravity="urgent", what="x", reported_at=NOW,
            told_town_at=NOW, acknowledged_at=NOW, **MADE,
        )  # fmt: skip
        factories.elder(name="外镇人", area_code="370303102")
    found = [(row[2], row[4], str(row[5])) for row in rows(town_desk, "to-town")]
    assert sorted(found) == [
        ("甲老人", "列入重点：存在安全风险", "还没看"),
        ("甲老人", "突发事件：摔倒受伤", "2026-11-24"),
        ("甲老人", "经济困难、高龄", "还没看"),
    ]
