"""That the town's civil affairs office was told of an elder, and when it was read.

The order wants it "同时", when somebody comes to be helped first (三（二）3): the program makes the
report in the transaction in which the rules' answer is kept, so that nobody can forget it. Once a
time that somebody comes first, and never of who has left the register.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import peewee as pw

from admin.registry.people.elders import Elder, Kept
from admin.registry.putting import put
from admin.registry.rules import priority

LONGEST = 200


class TownReport(Kept):
    """One report about an elder to the town; open until somebody of the town has read it.

    The program's own have no `made_by`. `reasons` are the rule's words, in the words' own language.
    """

    elder = pw.ForeignKeyField(Elder, backref="reports", on_delete="RESTRICT")
    made_on = pw.DateField()
    made_by = pw.IntegerField(null=True)
    reasons = pw.CharField(max_length=LONGEST, default="")
    read_on = pw.DateField(null=True)
    read_by = pw.IntegerField(null=True)

    class Meta:
        table_name = "town_report"
        indexes: ClassVar = ((("elder", "made_on"), False),)


def comes_first(columns: Mapping[str, Any]) -> bool:
    """Whether somebody is to be told of by what the rules answered."""
    return bool(columns["is_priority"] or columns["has_alarm"])


def is_owed(before: Mapping[str, Any], after: Mapping[str, Any], was_told: bool) -> bool:
    """Whether the town has to be told now: of who comes first anew, and of whom it never heard."""
    return comes_first(after) and not (was_told and comes_first(before))


def told(ids: Sequence[int]) -> set[int]:
    """Of which of these the town has been told before."""
    found = TownReport.select(TownReport.elder).where(TownReport.elder.in_(list(ids)))
    return {elder for (elder,) in found.tuples()}


def write(owed: Iterable[tuple[int, Sequence[str]]], today: date, author_id: int | None) -> int:
    """Tell the town of these elders, with the rule's reasons; how many they were."""
    rows = [
        {"elder": elder, "made_on": today, "made_by": author_id, "reasons": text(reasons)}
        for elder, reasons in owed
    ]
    put(TownReport, rows)
    return len(rows)


def text(reasons: Sequence[str]) -> str:
    """The reasons as a row keeps them."""
    return "、".join(priority.REASONS[reason] for reason in reasons)[:LONGEST]
