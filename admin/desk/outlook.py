"""What the next release would change: looked ahead at, without changing anything.

It reads only what differs from what is public, by the indexes made for it, so that it answers as
quickly for a province as for a village.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from admin.desk import planning
from admin.desk.archive import Step
from admin.desk.revisions import Record, revision

MOST = 200
# Kinds whose records have a page of their own; a contact stands on its area's page.
WITH_PAGE = frozenset({"area", "category", "provider", "channel", "team", "service", "activity"})


@dataclass(frozen=True)
class Held:
    """An approved revision that cannot go out now, and why."""

    record: Record
    reasons: list[str]


@dataclass
class Outlook:
    """The steps that the next release would take (at most `MOST` of them), and what stays."""

    steps: list[Step] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    more: bool = False

    @property
    def put(self) -> int:
        return sum(step.after is not None for step in self.steps)

    @property
    def taken(self) -> int:
        return sum(step.after is None for step in self.steps)


def ahead(now: datetime, today: date) -> Outlook:
    """What publishing everything that is approved and due would change."""
    going = planning.ready(now, today, everything=True)
    leaving = {(item.kind, item.key): item.due for item in going}
    outlook = Outlook(held=_held(now, today, set(leaving)))
    steps = {(r.kind, r.key): Step(r.kind, r.key, r.carried, r.due) for r in going}
    for record in _differing(today):
        identity = (record.kind, record.key)
        if identity not in leaving:
            after = record.live if _is_current(record, today) else None
            steps[identity] = Step(*identity, record.carried, after)
    outlook.steps = [step for step in steps.values() if step.before != step.after][:MOST]
    outlook.more = len(steps) > MOST
    return outlook


def _held(now: datetime, today: date, going: set[tuple[str, str]]) -> list[Held]:
    waiting = planning.waiting(now, everything=True)
    staying = [item for item in waiting if (item.kind, item.key) not in going]
    return [Held(item, planning.obstacles(item, today, going)) for item in staying]


def _differing(today: date) -> list[Record]:
    """Records that are not public as they should be; one question an index."""
    public = Record.carried.is_null(False)
    questions: list[Any] = [
        Record.live.is_null(False) & (Record.carried.is_null() | (Record.carried != Record.live)),
        Record.live.is_null() & public,
        Record.ends_on.is_null(False) & (Record.ends_on < today) & public,
        Record.starts_on.is_null(False) & (Record.starts_on > today) & public,
    ]
    found = {}
    for question in questions:
        for record in Record.select().where(question).limit(MOST + 1):
            found[record.kind, record.key] = record
    return list(found.values())


def _is_current(record: Record, today: date) -> bool:
    """Whether today lies within the live revision's dates."""
    begun = record.starts_on is None or record.starts_on <= today
    return record.live is not None and begun and (record.ends_on is None or record.ends_on >= today)


def pages(steps: list[Step]) -> int:
    """Roughly how many pages of the site would change: records' own, and those that list them."""
    touched: set[tuple[str, str]] = set()
    for step in steps:
        if step.kind in WITH_PAGE:
            touched.add((step.kind, step.key))
        touched.add(("list", step.kind))
        for number in {step.before, step.after} - {None}:
            touched |= _listing(revision(step.kind, step.key, int(number or 0)).fields)
    return len(touched)


def _listing(fields: dict[str, Any]) -> set[tuple[str, str]]:
    """The areas and the category on whose pages a record stands."""
    codes = {str(code) for code in [fields.get("area"), *fields.get("areas", [])] if code}
    category = fields.get("category")
    return {("area", code) for code in codes} | (
        {("category", str(category))} if category else set()
    )
