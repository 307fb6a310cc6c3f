"""Files, pairings with their mode, and how long incidents took, each in the own area.

Duties of the order: A2 42.
"""

from datetime import date, timedelta

from admin.registry.care.rows import Companion, Pairing
from admin.registry.danger.rows import Incident
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories
from tests.admin.registry.factories import NOW, TODAY
from tests.admin.registry.reports.test_priority_tables import MADE, rows


def test_every_file_has_its_number_in_the_list(town_desk: DeskInTest) -> None:
    with town_desk.office.databases.working():
        factories.elder(name="甲老人", dossier_number="370303101201-0001", completeness=80)
        factories.elder(name="已走的", left_on=TODAY)
    [row] = rows(town_desk, "dossiers")
    assert [row[0], *row[3:6]] == ["370303101201-0001", "甲老人", date(2026, 1, 5), "80%"]


def test_the_mode_of_a_pair_follows_from_all_pairs(town_desk: DeskInTest) -> None:
    with town_desk.office.databases.working():
        first, second = factories.elder(name="甲老人"), factories.elder(name="乙老人")
        one = Companion.create(name="张帮", type="volunteer", **MADE)
        for elder in (first, second):
            Pairing.create(companion=one, elder=elder, begun_on=TODAY, **MADE)
        Pairing.create(companion=one, elder=first, begun_on=TODAY, ended_on=TODAY, **MADE)
    found = [(row[2], row[3], row[5]) for row in rows(town_desk, "pairings")]
    assert found == [("甲老人", "张帮", "一帮多"), ("乙老人", "张帮", "一帮多")]


def test_an_incident_tells_its_hours_and_nobodys_name(town_desk: DeskInTest) -> None:
    with town_desk.office.databases.working():
        Incident.create(
            elder=factories.elder(name="甲老人"), type="fall", gravity="urgent", what="x",
            reported_at=NOW - timedelta(hours=3), responded_at=NOW, told_town_at=NOW,
            closed_at=NOW, **MADE,
        )  # fmt: skip
    [row] = rows(town_desk, "incidents")
    assert row[3:] == ["摔倒受伤", "紧急（有生命危险）", 3.0, 3.0, "是", "响应、报镇", "已办结"]
    assert "甲老人" not in str(row)
