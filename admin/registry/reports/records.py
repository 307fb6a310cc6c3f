"""That the village told the town's civil affairs office of an elder, and when it was read.

The order wants it "同时", at the same time as somebody becomes a priority elder (三（二）3).
"""

from typing import ClassVar

import peewee as pw

from admin.registry.people.elders import Elder, Kept


class TownReport(Kept):
    """One report about an elder to the town; open until somebody of the town has read it."""

    elder = pw.ForeignKeyField(Elder, backref="reports", on_delete="RESTRICT")
    made_on = pw.DateField()
    made_by = pw.IntegerField(null=True)
    reasons = pw.CharField(max_length=200, default="")
    read_on = pw.DateField(null=True)
    read_by = pw.IntegerField(null=True)

    class Meta:
        table_name = "town_report"
        indexes: ClassVar = ((("elder", "made_on"), False),)
