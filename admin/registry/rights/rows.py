"""The rows of rights and duties: requests, holds, and what is left of those who were erased.

A request is answered once and its answer stays. A residue is a number of a year, a town and a kind:
nobody is in it, and it has no room for anybody.
"""

from typing import ClassVar

import peewee as pw

from admin.registry.logged import Logged
from admin.registry.people.elders import Elder, ElderVersion, Kept, word
from models import N_


class RightsRequest(Logged):
    """Somebody asks about an elder's data (个人信息保护法 art. 44 to 50), and what was answered."""

    kind, label = "rights_request", N_("个人信息权利请求")
    TYPES: ClassVar[dict[str, str]] = {
        "access": N_("查阅"),
        "copy": N_("要一份复印件"),
        "correct": N_("更正、补充"),
        "delete": N_("删除"),
        "withdraw": N_("撤回同意"),
        "explain": N_("要求解释说明"),
    }
    ASKERS: ClassVar[dict[str, str]] = {
        "self": N_("老人本人"),
        "entrusted": N_("家属或受托人（有委托）"),
        "guardian": N_("监护人"),
        "bereaved": N_("去世老人的近亲属"),
    }
    ANSWERS: ClassVar[dict[str, str]] = {
        "granted": N_("已照办"),
        "partly": N_("部分照办"),
        "refused": N_("不予办理"),
    }

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    type = word(TYPES)
    asker = word(ASKERS)
    asker_name = pw.CharField(max_length=40, default="")
    authority = pw.CharField(max_length=120, default="")
    asked_on = pw.DateField(index=True)
    due_on = pw.DateField(index=True)
    what = pw.CharField(max_length=300, default="")
    answer = word(ANSWERS)
    answer_text = pw.CharField(max_length=500, default="")
    decided_by = pw.IntegerField(null=True)
    decided_at = pw.DateTimeField(null=True, index=True)
    handed_on = pw.DateField(null=True)


class RequestChange(Kept):
    """That a change of the file was made for a request: the version that stood before it."""

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    request = pw.ForeignKeyField(RightsRequest, backref="changes", on_delete="CASCADE")
    version = pw.ForeignKeyField(ElderVersion, backref="+", on_delete="CASCADE")

    class Meta:
        table_name = "request_change"


class LegalHold(Logged):
    """A reason for which an elder's data must stay for now; void is lifted (解除)."""

    kind, label = "legal_hold", N_("暂缓删除")

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    reason = pw.CharField(max_length=300)


class Residue(Kept):
    """How many rows of a kind were erased in a year in a town: all that is left of them."""

    year = pw.IntegerField()
    area_code = pw.CharField(max_length=9)
    kind = pw.CharField(max_length=40)
    count = pw.IntegerField()

    class Meta:
        primary_key = pw.CompositeKey("year", "area_code", "kind")


TABLES = (RightsRequest, RequestChange, LegalHold, Residue)
