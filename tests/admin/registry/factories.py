"""Makes one row of the registry with sensible values, so that a test names only what matters.

Every factory writes to the database of the surrounding `using`, inside `Databases.working()`, and
returns the row. The people are invented; their id numbers are made to pass the check.
"""

from datetime import date, datetime
from itertools import count
from typing import Any

from admin import sealed
from admin.registry.people.elders import Elder
from admin.registry.people.families import Guardian, Relative
from admin.registry.people.helping import Helper, HelperAssignment
from admin.registry.people.papers import AbilityAssessment, Consent, InformationRecord
from admin.registry.visits.records import Campaign, MajorChange, Visit, VisitDuty, VisitExcuse
from tests.factories import DISTRICT, VILLAGE

NOW = datetime(2026, 11, 24, 4, 0)  # noqa: DTZ001
TODAY = date(2026, 11, 24)
# A place in another county of the same city, and one far away.
HUANTAI, SHANGHAI = "370321", "31"

_numbers = count(1)


def elder(**values: Any) -> Elder:
    """An elder of 76 in the village, with nothing missing but the family."""
    number = next(_numbers)
    id_number = values.get("id_number", "")
    defaults = {
        "area_code": VILLAGE,
        "name": f"王试{number}",
        "sex": "female",
        "born_on": date(1950, 3, 1),
        "id_fingerprint": sealed.fingerprint(id_number) if id_number else "",
        "living": "alone",
        "marital": "widowed",
        "livelihood": "fair",
        "self_care": "able",
        "entered_on": date(2026, 1, 5),
        "owed_since": date(2026, 1, 5),
        "created_at": NOW,
        "updated_at": NOW,
    }
    made: Elder = Elder.create(**defaults | values)
    return made


def child(of: Elder, **values: Any) -> Relative:
    """A child who has worked far away for years."""
    defaults = {
        "name": f"王子{next(_numbers)}",
        "relation": "son",
        "duty": "support",
        "place_code": SHANGHAI,
        "place_name": "上海市",
        "left_since": date(2020, 2, 10),
        "away_because": "work",
    }
    made: Relative = Relative.create(elder=of, **defaults | values)
    return made


def left_behind(**values: Any) -> Elder:
    """An elder whose only child has been away for years: one who qualifies."""
    made = elder(**{"declared_children": 1, "is_rural": True} | values)
    child(made)
    return made


def guardian(of: Elder, **values: Any) -> Guardian:
    defaults = {"kind": "family", "name": f"王监{next(_numbers)}", "relation": "son"}
    made: Guardian = Guardian.create(elder=of, **defaults | values)
    return made


def helper(**values: Any) -> Helper:
    defaults = {
        "area_code": VILLAGE,
        "name": f"李帮{next(_numbers)}",
        "kind": "village_cadre",
        "employment": "part_time",
        "created_at": NOW,
    }
    made: Helper = Helper.create(**defaults | values)
    return made


def assignment(of: Elder, to: Helper, **values: Any) -> HelperAssignment:
    """An open assignment since the beginning of the year."""
    defaults = {"started_on": date(2026, 1, 5), "reason": "first"}
    made: HelperAssignment = HelperAssignment.create(elder=of, helper=to, **defaults | values)
    if made.ended_on is None:
        Elder.update(helper_id=to.id).where(Elder.id == of.id).execute()
    return made


def visit(of: Elder, **values: Any) -> Visit:
    """A visit in person at noon of today, with nothing wrong."""
    defaults = {
        "area_code": of.area_code,
        "mode": "in_person",
        "at": NOW,
        "made_on": TODAY,
        "received_at": NOW,
        "source": "office",
        "eat": "well",
        "wear": "well",
        "home": "well",
        "health": "well",
        "living": "alone",
        "family_duty": "kept",
        "dangers": ["none"],
    }
    made: Visit = Visit.create(elder=of, **defaults | values)
    return made


def duty(of: Elder, **values: Any) -> VisitDuty:
    """What is owed for this month, and not done yet."""
    defaults = {
        "area_code": of.area_code,
        "cadence": "month",
        "first_on": date(2026, 11, 1),
        "last_on": date(2026, 11, 30),
        "outcome": "open",
    }
    made: VisitDuty = VisitDuty.create(elder=of, **defaults | values)
    return made


def excuse(of: Elder, **values: Any) -> VisitExcuse:
    defaults = {"kind": "hospital", "starts_on": date(2026, 11, 1), "created_at": NOW}
    made: VisitExcuse = VisitExcuse.create(elder=of, **defaults | values)
    return made


def major_change(of: Elder, **values: Any) -> MajorChange:
    defaults = {
        "kind": "discharged",
        "happened_at": NOW,
        "visit_by": NOW.replace(day=25),
        "created_at": NOW,
    }
    made: MajorChange = MajorChange.create(elder=of, **defaults | values)
    return made


def campaign(**values: Any) -> Campaign:
    defaults = {
        "name": "寒潮走访",
        "kind": "cold",
        "area_code": DISTRICT,
        "audience": "everyone",
        "starts_on": date(2026, 11, 20),
        "ends_on": date(2026, 11, 30),
        "created_at": NOW,
    }
    made: Campaign = Campaign.create(**defaults | values)
    return made


def assessment(of: Elder, **values: Any) -> AbilityAssessment:
    defaults = {
        "assessed_on": date(2026, 6, 1),
        "standard": "GB/T 42195-2022",
        "score": 40,
        "most": 90,
        "grade": 3,
        "reason": "first",
        "assessors": "甲、乙",
        "created_at": NOW,
    }
    made: AbilityAssessment = AbilityAssessment.create(elder=of, **defaults | values)
    return made


def consent(of: Elder, **values: Any) -> Consent:
    defaults = {
        "purpose": "health",
        "is_given": True,
        "given_on": date(2026, 1, 5),
        "means": "signed",
    }
    made: Consent = Consent.create(elder=of, **defaults | values)
    return made


def informed(of: Elder, **values: Any) -> InformationRecord:
    defaults = {"told_on": date(2026, 1, 5), "means": "read_aloud"}
    made: InformationRecord = InformationRecord.create(elder=of, **defaults | values)
    return made
