"""What the rules answer about an elder now: worked out from the rows, and kept in the elder's.

One function does it for one elder after a change and, in `people.recomputation`, for all of them at
night. It decides nothing: the rules do, and the town's override goes before them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from admin.registry import words
from admin.registry.in_force import Rules
from admin.registry.people.elders import Elder, EligibilityOverride
from admin.registry.people.families import Guardian, Relative
from admin.registry.people.papers import AbilityAssessment
from admin.registry.rules import completeness, eligibility, priority
from admin.registry.rules.eligibility import Eligibility, Facts, Kin
from admin.registry.rules.priority import Condition, Priority
from models import Area

# 资料不足 is no way out of the duty: while it lasts the visits go on.
OWED = frozenset({"yes", "unknown"})
COMPUTED = (
    "eligibility",
    "is_overridden",
    "deciding_clause",
    "qualifies_from",
    "is_priority",
    "has_alarm",
    "tier",
    "completeness",
    "owed_since",
    "owed_until",
)


@dataclass(frozen=True)
class Account:
    """All that the rules need of one elder, without a name in it but the relatives'."""

    elder: Mapping[str, Any]
    kin: tuple[Kin, ...] = ()
    village_is_rural: bool | None = None
    grade: int | None = None
    override: str = ""
    has_guardian_phone: bool = False


@dataclass(frozen=True)
class Standing:
    """The rules' answers, whole."""

    eligibility: Eligibility
    priority: Priority
    completeness: int
    missing: dict[str, list[str]]


def account(elder: Elder) -> Account:
    """What is known of an elder, from the rows as they stand."""
    area = Area.get_or_none(Area.code == elder.area_code)
    override = current_override(elder)
    guardians = Guardian.select().where(
        Guardian.elder == elder, Guardian.removed_at.is_null(), Guardian.phone != ""
    )
    return Account(
        elder=columns(elder),
        kin=tuple(kin(row) for row in relatives(elder)),
        village_is_rural=is_rural(area),
        grade=latest_grade(elder),
        override=override.answer if override else "",
        has_guardian_phone=guardians.exists(),
    )


def columns(elder: Elder) -> dict[str, Any]:
    """An elder's columns by name; a sealed one only says whether it is there."""
    return {name: bool(value) if name in SEALED else value for name, value in _data(elder).items()}


SEALED = frozenset({"id_number", "phone"})


def _data(elder: Elder) -> dict[str, Any]:
    return {field.name: getattr(elder, field.name) for field in Elder._meta.sorted_fields}


def relatives(elder: Elder) -> list[Relative]:
    """The family as it stands, children first."""
    found = Relative.select().where(Relative.elder == elder, Relative.removed_at.is_null())
    return sorted(found, key=lambda row: (row.relation not in words.CHILDREN, row.id))


def kin(row: Relative) -> Kin:
    """A relative as the rule of eligibility knows one."""
    return Kin(
        name=str(row.name),
        is_child=row.relation in words.CHILDREN,
        duty=str(row.duty),
        is_alive=bool(row.is_alive),
        lives_in=bool(row.lives_in),
        place_code=str(row.place_code),
        left_since=row.left_since,
        away_because=str(row.away_because),
    )


def is_rural(area: Area | None) -> bool | None:
    """Whether an area is rural; of a town, and of an area that is not there, nobody knows."""
    return bool(area.is_rural) if area and area.level == "village" else None


def latest_grade(elder: Elder) -> int | None:
    """The grade of the latest assessment."""
    found = (
        AbilityAssessment.select(AbilityAssessment.grade)
        .where(AbilityAssessment.elder == elder)
        .order_by(AbilityAssessment.assessed_on.desc(), AbilityAssessment.id.desc())
        .first()
    )
    return found.grade if found else None


def current_override(elder: Elder) -> EligibilityOverride | None:
    """The town's decision that stands, if there is one."""
    found: EligibilityOverride | None = (
        EligibilityOverride.select()
        .where(EligibilityOverride.elder == elder, EligibilityOverride.withdrawn_at.is_null())
        .order_by(EligibilityOverride.id.desc())
        .first()
    )
    return found


def judge(known: Account, today: date, rules: Rules) -> Standing:
    """Every answer of the rules about one elder on one day."""
    elder = known.elder
    rural = elder["is_rural"] if elder["is_rural"] is not None else known.village_is_rural
    facts = Facts(
        area_code=elder["area_code"],
        born_on=elder["born_on"],
        is_rural=rural,
        living=elder["living"],
        declared_children=elder["declared_children"],
        kin=known.kin,
    )
    condition = Condition(
        born_on=elder["born_on"],
        livelihood=elder["livelihood"],
        aids=tuple(elder["aids"]),
        self_care=elder["self_care"],
        grade=known.grade,
        living=elder["living"],
    )
    missing = completeness.missing(_known(known))
    return Standing(
        eligibility=eligibility.judge(facts, today, rules.definition),
        priority=priority.judge(condition, today, rules.measures),
        completeness=completeness.score(_known(known)),
        missing=missing,
    )


def _known(known: Account) -> dict[str, Any]:
    listed = sum(one.is_child and one.is_alive for one in known.kin)
    declared = known.elder["declared_children"]
    return {
        **known.elder,
        "children": declared is not None and listed == declared,
        "guardian_phone": known.has_guardian_phone,
    }


def answers(known: Account, standing: Standing, today: date) -> dict[str, Any]:
    """The computed columns of an elder, in the order of `COMPUTED`."""
    answer = known.override or standing.eligibility.answer
    since, until = _owed(known.elder, answer, today)
    return {
        "eligibility": answer,
        "is_overridden": bool(known.override),
        "deciding_clause": standing.eligibility.deciding_clause,
        "qualifies_from": standing.eligibility.qualifies_from,
        "is_priority": standing.priority.is_priority,
        "has_alarm": standing.priority.has_alarm,
        "tier": standing.priority.tier,
        "completeness": standing.completeness,
        "owed_since": since,
        "owed_until": until,
    }


def _owed(elder: Mapping[str, Any], answer: str, today: date) -> tuple[date | None, date | None]:
    """From when and until when visits are owed: it begins and ends with the answer."""
    since, until = elder["owed_since"], elder["owed_until"]
    if elder["left_on"] is not None:
        return since, until or (elder["left_on"] if since else None)
    if answer not in OWED:
        return since, until or (today if since else None)
    if since is None:
        return (today if elder["computed_on"] else elder["entered_on"]), None
    return (today, None) if until is not None else (since, None)


def told(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    """The kinds of notice that a change of the computed columns calls for."""
    if before["eligibility"] != after["eligibility"]:
        yield {"yes": "entered", "no": "left", "unknown": "lacks"}[after["eligibility"]]
    if before["is_priority"] != after["is_priority"]:
        yield "priority" if after["is_priority"] else "not_priority"
    if after["has_alarm"] and not before["has_alarm"]:
        yield "alarm"
