"""The rows of danger: incidents, what the family was told, and the list of those at risk.

An incident keeps every instant of its clock. Nobody enters or leaves the list of those at risk
(重点帮扶对象) by one person's word: somebody proposes with a reason, another approves.
"""

from typing import ClassVar

import peewee as pw

from admin.registry.danger import incident_clock
from admin.registry.logged import Logged
from admin.registry.people.elders import Elder, word
from models import N_


class Incident(Logged):
    """Something happened to an elder (突发事件), or is about to. Instants are UTC."""

    kind, label = "incident", N_("突发事件")
    TYPES: ClassVar[dict[str, str]] = {
        "fall": N_("摔倒受伤"),
        "illness": N_("突发疾病"),
        "missing": N_("走失或联系不上"),
        "fraud": N_("被骗"),
        "fire": N_("火灾、燃气、用电"),
        "neglect": N_("无人照料或受虐待"),
        "mood": N_("情绪异常"),
        "weather": N_("极端天气受灾"),
        "care_check": N_("四查发现异常"),
        "other": N_("其他"),
    }

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    type = word(TYPES)
    gravity = word(incident_clock.GRAVITIES)
    what = pw.CharField(max_length=300)
    reported_at = pw.DateTimeField(index=True)
    responded_at = pw.DateTimeField(null=True)
    told_town_at = pw.DateTimeField(null=True)
    closed_at = pw.DateTimeField(null=True, index=True)
    response = pw.CharField(max_length=300, default="")
    outcome = pw.CharField(max_length=300, default="")
    acknowledged_by = pw.IntegerField(null=True)
    acknowledged_at = pw.DateTimeField(null=True)

    @property
    def times(self) -> incident_clock.Times:
        """What its clock reads."""
        return incident_clock.Times(
            reported_at=self.reported_at,
            gravity=self.gravity,
            responded_at=self.responded_at,
            told_town_at=self.told_town_at,
            closed_at=self.closed_at,
        )


class Urging(Logged):
    """A child or other duty-holder was told of something, or urged to care (通知, 督促)."""

    kind, label = "urging", N_("通知和督促家属")
    KINDS: ClassVar[dict[str, str]] = {"told": N_("通知"), "urged": N_("督促")}
    WAYS: ClassVar[dict[str, str]] = {
        "phone": N_("电话"),
        "visit": N_("当面"),
        "letter": N_("督促函"),
        "message": N_("微信或短信"),
    }

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    incident = pw.ForeignKeyField(Incident, null=True, backref="+", on_delete="RESTRICT")
    whom = pw.CharField(max_length=40)
    type = word(KINDS)
    way = word(WAYS)
    on = pw.DateField()
    answer = pw.CharField(max_length=200, default="")


class RiskEntry(Logged):
    """An elder's time on the list of those to be helped first, with its report to the town.

    It counts from `approved_at` on, and until the leaving is approved.
    """

    kind, label = "risk", N_("重点帮扶对象")
    REASONS: ClassVar[dict[str, str]] = {
        "poor_and_weak": N_("经济困难的高龄或失能老人"),
        "alone_and_helpless": N_("不能自理又独自居住"),
        "safety": N_("存在安全风险"),
        "hardship": N_("生活困难"),
        "incident": N_("发生过突发事件"),
    }

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    reason = word(REASONS)
    detail = pw.CharField(max_length=300, default="")
    measures = pw.CharField(max_length=300, default="")
    approved_by = pw.IntegerField(null=True)
    approved_at = pw.DateTimeField(null=True)
    acknowledged_by = pw.IntegerField(null=True)
    acknowledged_at = pw.DateTimeField(null=True)
    leave_reason = pw.CharField(max_length=200, default="")
    leave_asked_by = pw.IntegerField(null=True)
    left_by = pw.IntegerField(null=True)
    left_at = pw.DateTimeField(null=True, index=True)


TABLES = (Incident, Urging, RiskEntry)
