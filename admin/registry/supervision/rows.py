"""The rows of supervision: inspections with whom they drew, what they found, and monthly counts.

Counts are of places, never of one elder. What an inspection drew is fixed by its seed.
"""

from typing import ClassVar

import peewee as pw

from admin.registry.logged import Logged
from admin.registry.people.elders import Elder, Kept, word
from admin.registry.supervision import faults
from models import N_, Json


class Inspection(Logged):
    """A look at how the duty is done in one place (督促检查)."""

    kind, label = "inspection", N_("督促检查")
    WAYS: ClassVar[dict[str, str]] = {"random": N_("随机抽取"), "risk": N_("风险高的多抽")}

    name = pw.CharField(max_length=60)
    on = pw.DateField()
    way = word(WAYS)
    size = pw.IntegerField()
    seed = pw.CharField(max_length=40, default="")
    summary = pw.TextField(default="")
    closed_on = pw.DateField(null=True)


class Sample(Logged):
    """One elder whom an inspection asked, and the check-list's answers: yes, no, or not asked."""

    kind, label = "sample", N_("抽查对象")
    QUESTIONS: ClassVar[dict[str, str]] = {
        "knows_helper": N_("老人知道谁是自己的联系帮扶人"),
        "was_visited": N_("上个月确实有人上门"),
        "file_matches": N_("台账和实际情况一致"),
        "danger_known": N_("安全隐患都登记了"),
        "help_came": N_("需要的服务送到了"),
        "children_call": N_("子女经常看望或问候"),
    }

    inspection = pw.ForeignKeyField(Inspection, backref="samples", on_delete="RESTRICT")
    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    answers = Json(default=dict)
    note = pw.CharField(max_length=300, default="")
    asked_on = pw.DateField(null=True)


class Finding(Logged):
    """A fault that an inspection found in a place, until when it must be put right, and whether."""

    kind, label = "finding", N_("检查发现的问题")

    inspection = pw.ForeignKeyField(Inspection, backref="findings", on_delete="RESTRICT")
    fault = word(faults.FAULTS)
    what = pw.CharField(max_length=300)
    due_on = pw.DateField()
    remedy = pw.CharField(max_length=300, default="")
    remedied_on = pw.DateField(null=True)
    closed_on = pw.DateField(null=True)


class Tally(Kept):
    """What was counted in one village for one month (its first day): the dashboards' source."""

    area_code = pw.CharField(max_length=12)
    month = pw.DateField()
    counted_at = pw.DateTimeField()
    counts = Json()

    class Meta:
        primary_key = pw.CompositeKey("area_code", "month")


TABLES = (Inspection, Sample, Finding, Tally)
