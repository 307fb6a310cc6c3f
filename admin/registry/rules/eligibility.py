"""Who is a left-behind elder: the definition of the order, clause by clause, on one day.

> 子女全部离开县域范围外出务工或经商等半年以上、独自留在农村生活、身边没有赡养人的 60 周岁以上老年人
> （张民[2018]152号 一）

A pure function of the record and the day. Each clause answers yes, no or unknown with its evidence;
one "no" decides, else one "unknown"; nothing is guessed. Spouses and siblings owe 扶养 and not
赡养 (老年人权益保障法 art. 14, 23), so that a couple can both be left behind; whether that is
"独自" is the town's to decide by an override. Numbers and places of the definition are
configuration.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from admin.registry.rules import days
from models import N_

Answer = Literal["yes", "no", "unknown"]
ANSWERS: dict[str, str] = {
    "yes": N_("符合"),
    "no": N_("不符合"),
    "unknown": N_("资料不足"),
}
CLAUSES: dict[str, str] = {
    "age": N_("60周岁以上"),
    "rural": N_("留在农村生活"),
    "children": N_("子女情况齐全"),
    "away": N_("子女全部离开县域"),
    "reason": N_("外出务工或经商等"),
    "duration": N_("半年以上"),
    "alone": N_("独自生活"),
    "nobody_beside": N_("身边没有赡养人"),
}
# Passing time alone can turn these from no to yes.
BY_TIME = frozenset({"age", "duration"})
CONTRADICTING = {
    "with_child": N_("和子女同住。"),
    "in_institution": N_("住在养老机构。"),
}
DIGITS = {"county": 6, "town": 9, "village": 12}
VILLAGE_DIGITS = 12


@dataclass(frozen=True)
class Definition:
    """The numbers and places of the definition; no county means the elder's own."""

    age: int = 60
    months: int = 6
    beyond: Literal["county", "town", "village"] = "county"
    counties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kin:
    """Somebody of the family; `place_code` has 2 to 12 digits, none where it is unknown."""

    name: str = ""
    is_child: bool = True
    duty: str = "support"
    is_alive: bool = True
    lives_in: bool = False
    place_code: str = ""
    left_since: date | None = None
    away_because: str = "work"


@dataclass(frozen=True)
class Facts:
    """What the rule needs to know of an elder; `area_code` is where the elder lives."""

    area_code: str
    born_on: date | None = None
    is_rural: bool | None = None
    living: str = ""
    declared_children: int | None = None
    kin: tuple[Kin, ...] = ()


class Finding(NamedTuple):
    """One clause's answer and evidence; `values` fill the text, `holds_from` is when time does."""

    clause: str
    answer: Answer
    text: str
    values: Mapping[str, Any] = MappingProxyType({})
    holds_from: date | None = None
    to_review: bool = False


@dataclass(frozen=True)
class Eligibility:
    """The answer, the clause that decides it ("" for yes), and since or from when it is so."""

    answer: Answer
    deciding_clause: str
    qualifies_from: date | None
    findings: tuple[Finding, ...]

    @property
    def to_review(self) -> bool:
        """Whether a person should look at it although the rule has answered."""
        return any(finding.to_review for finding in self.findings)


def judge(facts: Facts, today: date, definition: Definition | None = None) -> Eligibility:
    """Whether the elder is left behind on that day, and why."""
    findings = tuple(_findings(facts, today, definition or Definition()))
    answer: Answer = "yes"
    deciding = ""
    for wanted in ("no", "unknown"):
        found = next((f.clause for f in findings if f.answer == wanted), "")
        if found:
            answer, deciding = wanted, found
            break
    return Eligibility(answer, deciding, _qualifies_from(findings), findings)


def _qualifies_from(findings: tuple[Finding, ...]) -> date | None:
    """The day from which every clause holds, where time alone is missing or nothing is."""
    if any(f.answer != "yes" and not (f.clause in BY_TIME and f.holds_from) for f in findings):
        return None
    return max((f.holds_from for f in findings if f.holds_from), default=None)


def _findings(facts: Facts, today: date, definition: Definition) -> Iterator[Finding]:
    children = [kin for kin in facts.kin if kin.is_child and kin.is_alive]
    yield _age(facts, today, definition)
    yield _rural(facts)
    yield _known_children(facts, children)
    yield _away(facts, children, definition)
    yield _reason(children)
    yield _duration(children, today, definition)
    yield _alone(facts)
    yield _nobody_beside(facts)


def _age(facts: Facts, today: date, definition: Definition) -> Finding:
    if facts.born_on is None:
        return Finding("age", "unknown", N_("没有出生日期。"))
    reached = days.turns(facts.born_on, definition.age)
    years = days.age(facts.born_on, today)
    answer: Answer = "yes" if reached <= today else "no"
    return Finding("age", answer, N_("%(years)s 周岁。"), {"years": years}, reached)


def _rural(facts: Facts) -> Finding:
    if facts.is_rural is None:
        return Finding("rural", "unknown", N_("不知道所在村居是不是农村。"))
    if facts.is_rural:
        return Finding("rural", "yes", N_("住在农村。"))
    return Finding("rural", "no", N_("住的地方不是农村。"))


def _known_children(facts: Facts, children: list[Kin]) -> Finding:
    declared, listed = facts.declared_children, len(children)
    if declared is None:
        return Finding("children", "unknown", N_("没有填子女人数。"))
    if declared == listed == 0:
        return Finding("children", "no", N_("没有在世的子女，不算留守；按孤寡、失独老人照顾。"))
    values = {"declared": declared, "listed": listed}
    if declared != listed:
        text = N_("填了 %(declared)s 个子女，登记了 %(listed)s 个。")
        return Finding("children", "unknown", text, values)
    return Finding("children", "yes", N_("%(listed)s 个子女都登记了。"), values)


def _away(facts: Facts, children: list[Kin], definition: Definition) -> Finding:
    """Whether each child is out: one at home is enough for no, one unknown for unknown."""
    placed = [(child, is_out(child, facts.area_code, definition)) for child in children]
    at_home = [child.name for child, out in placed if out is False]
    if at_home:
        values = {"names": "、".join(at_home), "count": len(at_home)}
        return Finding("away", "no", N_("%(names)s 没有离开。"), values)
    unknown = [child.name for child, out in placed if out is None]
    if unknown or not children:
        text = N_("不知道 %(names)s 在哪里。") if unknown else N_("没有登记子女。")
        return Finding("away", "unknown", text, {"names": "、".join(unknown)})
    return Finding("away", "yes", N_("%(count)s 个子女都在外地。"), {"count": len(children)})


def is_out(kin: Kin, home: str, definition: Definition) -> bool | None:
    """Whether somebody stays beyond the county; None where the place is unknown or too vague."""
    if kin.lives_in:
        return False
    digits = DIGITS[definition.beyond]
    within = definition.counties if definition.beyond == "county" else ()
    bounds = within or (home[:digits],)
    code = kin.place_code
    if code.startswith(bounds):
        return False
    if not code or any(bound.startswith(code) for bound in bounds):
        return None
    return True


def _reason(children: list[Kin]) -> Finding:
    """ "等" leaves the list open: another reason is looked at by a person and not refused."""
    odd = [child.name for child in children if child.away_because in {"", "other"}]
    if odd:
        text = N_("%(names)s 外出的原因没填或是“其他”，请看一看。")
        return Finding("reason", "yes", text, {"names": "、".join(odd)}, to_review=True)
    return Finding("reason", "yes", N_("外出原因都登记了。"))


def _duration(children: list[Kin], today: date, definition: Definition) -> Finding:
    dateless = [child.name for child in children if child.left_since is None]
    dates = [child.left_since for child in children if child.left_since]
    full = max((days.months_after(day, definition.months) for day in dates), default=None)
    if full and full > today:
        values = {"date": full}
        known = None if dateless else full
        return Finding("duration", "no", N_("到 %(date)s 才满半年。"), values, known)
    if dateless or full is None:
        text = N_("不知道 %(names)s 从哪天起在外。") if dateless else N_("没有登记子女。")
        return Finding("duration", "unknown", text, {"names": "、".join(dateless)})
    return Finding("duration", "yes", N_("从 %(date)s 起都满半年。"), {"date": full}, full)


def _alone(facts: Facts) -> Finding:
    if not facts.living:
        return Finding("alone", "unknown", N_("没有填和谁一起住。"))
    if facts.living in CONTRADICTING:
        return Finding("alone", "no", CONTRADICTING[facts.living])
    if facts.living == "with_kin":
        text = N_("和其他亲属同住，请看一看是不是赡养人。")
        return Finding("alone", "yes", text, to_review=True)
    return Finding("alone", "yes", N_("独自、和老伴或和孙辈生活。"))


def _nobody_beside(facts: Facts) -> Finding:
    """Whether nobody who owes 赡养 shares the home or the village."""
    owing = [kin for kin in facts.kin if kin.duty == "support" and kin.is_alive]
    beside = [kin.name for kin in owing if _is_beside(kin, facts.area_code)]
    if beside:
        text = N_("%(names)s 就在身边。")
        return Finding("nobody_beside", "no", text, {"names": "、".join(beside)})
    unknown = [kin.name for kin in owing if not kin.place_code and not kin.lives_in]
    if unknown:
        text = N_("不知道 %(names)s 在不在身边。")
        return Finding("nobody_beside", "unknown", text, {"names": "、".join(unknown)})
    return Finding("nobody_beside", "yes", N_("同住和同村的没有赡养人。"))


def _is_beside(kin: Kin, home: str) -> bool:
    same = len(home) == VILLAGE_DIGITS and kin.place_code[:VILLAGE_DIGITS] == home
    return kin.lives_in or same
