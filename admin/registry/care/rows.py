"""The rows of everyday care: daily logs, requests, companions and pairings, money, activities.

They say what was done and by whom; who may see them follows from their area. A daily log is no
visit, and a request is not closed before the elder has confirmed it.
"""

from typing import ClassVar

import peewee as pw

from admin.registry.care import matching
from admin.registry.logged import Logged
from admin.registry.people.elders import Elder, word
from admin.sealed import SealedField
from models import N_, Json, Provider, Service


class CareLog(Logged):
    """One look at an elder (五帮四查): five helps given, four things checked."""

    kind, label = "care_log", N_("五帮四查")
    HELPS: ClassVar[dict[str, str]] = {
        "meals": N_("送餐做饭"),
        "laundry": N_("清洗衣物"),
        "cleaning": N_("打扫卫生"),
        "chores": N_("家务农活"),
        "errands": N_("代购代办"),
    }
    CHECKS: ClassVar[dict[str, str]] = {
        "food": N_("吃"),
        "clothing": N_("穿"),
        "housing": N_("住"),
        "health": N_("医"),
    }

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    on = pw.DateField(index=True)
    helps = Json(default=list)
    wrong = Json(default=list)
    note = pw.CharField(max_length=300, default="")


class ServiceRequest(Logged):
    """What an elder needs, and its way: asked, accepted, delivered, confirmed by the elder.

    It goes to a published service, or as a referral (转介) to another authority.
    """

    kind, label = "request", N_("服务需求与转介")
    NEEDS: ClassVar[dict[str, str]] = {
        "daily_living": N_("生活照料"),
        "emotional_support": N_("精神慰藉"),
        "safety": N_("安全监护"),
        "rights": N_("权益维护"),
        "health": N_("医养服务"),
        "day_care": N_("日间照料与托养"),
        "entrusted_care": N_("代养"),
        "counselling": N_("心理疏导"),
        "relief": N_("情绪疏解"),
        "generations": N_("代际沟通"),
        "family": N_("家庭关系调适"),
        "social": N_("社会融入"),
        "assessment": N_("能力评估"),
    }
    AUTHORITIES: ClassVar[dict[str, str]] = {
        "": N_("不转介"),
        "police": N_("公安"),
        "justice": N_("司法（法律援助）"),
        "health": N_("卫健"),
        "disabled": N_("残联"),
        "women": N_("妇联"),
        "civil_affairs": N_("民政"),
        "social_work": N_("社会工作站点"),
    }
    FUNDING: ClassVar[dict[str, str]] = {
        "": N_("还没定"),
        "government": N_("政府购买服务"),
        "village": N_("村集体投入"),
        "donation": N_("社会捐赠"),
    }
    STATES: ClassVar[dict[str, str]] = {
        "asked": N_("已提出"),
        "accepted": N_("已受理"),
        "delivered": N_("已提供，等老人确认"),
        "confirmed": N_("老人已确认"),
        "refused": N_("不受理"),
    }
    ANSWERS: ClassVar[dict[str, str]] = {
        "satisfied": N_("做了，满意"),
        "unsatisfied": N_("做了，不满意"),
        "not_done": N_("没有做"),
    }

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    need = word(NEEDS)
    wish = pw.CharField(max_length=300, default="")
    asked_on = pw.DateField()
    service = pw.ForeignKeyField(Service, null=True, backref="+", on_delete="SET NULL")
    authority = word(AUTHORITIES)
    state = word(STATES, "asked")
    funding = word(FUNDING)
    reply = pw.CharField(max_length=300, default="")
    accepted_on = pw.DateField(null=True)
    delivered_on = pw.DateField(null=True)
    confirmed_on = pw.DateField(null=True)
    answer = word(ANSWERS)


class Companion(Logged):
    """Somebody who offers to help: a volunteer, a member of an elders' association, a neighbour.

    Not the designated helper: an elder has one of those, and any number of these.
    """

    kind, label = "companion", N_("结对帮扶人员")
    SEXES: ClassVar[dict[str, str]] = {"": N_("不写"), "male": N_("男"), "female": N_("女")}

    name = pw.CharField(max_length=40)
    type = word(matching.KINDS)
    phone = SealedField(default="")
    group = pw.CharField(max_length=20, default="")
    sex = word(SEXES)
    skills = Json(default=list)
    born_on = pw.DateField(null=True)
    is_fit = pw.BooleanField(default=True)


class Pairing(Logged):
    """A companion and an elder (结对帮扶) from day to day; its mode follows from all of them."""

    kind, label = "pairing", N_("结对帮扶")

    companion = pw.ForeignKeyField(Companion, backref="+", on_delete="RESTRICT")
    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    begun_on = pw.DateField()
    ended_on = pw.DateField(null=True, index=True)
    end_reason = pw.CharField(max_length=100, default="")


class FundEntry(Logged):
    """A line of an elders' association's money (老年协会资金); amounts are whole fen."""

    kind, label = "fund", N_("老年协会资金")
    DIRECTIONS: ClassVar[dict[str, str]] = {"in": N_("收入"), "out": N_("支出")}
    SOURCES: ClassVar[dict[str, str]] = {
        "donation": N_("社会捐赠"),
        "village": N_("村集体投入"),
        "government": N_("政府补助"),
        "dues": N_("会员会费"),
        "spending": N_("为老服务支出"),
    }

    association = pw.CharField(max_length=60)
    on = pw.DateField(index=True)
    direction = word(DIRECTIONS)
    source = word(SOURCES)
    fen = pw.BigIntegerField()
    purpose = pw.CharField(max_length=120)


class Organisation(Logged):
    """An association, a team or a station that helps elders, with who leads it (不公开的一面).

    What a stranger may know of it is a record of the desk; this one knows who is in it.
    """

    kind, label = "organisation", N_("老年协会和志愿队")
    TYPES: ClassVar[dict[str, str]] = {
        "elders_association": N_("老年协会"),
        "volunteer_team": N_("为老服务志愿者队伍"),
        "social_work_station": N_("社会工作站点"),
    }

    name = pw.CharField(max_length=60)
    type = word(TYPES)
    founded_on = pw.DateField(null=True)
    leader = pw.CharField(max_length=40, default="")
    officers = pw.CharField(max_length=200, default="")
    members = pw.IntegerField(null=True)
    trained_on = pw.DateField(null=True)
    training = pw.CharField(max_length=200, default="")
    is_active = pw.BooleanField(default=True)


class Contract(Logged):
    """A purchase of services (政府购买服务): who, when, what, for how many, and its acceptance."""

    kind, label = "contract", N_("购买服务合同")

    provider = pw.ForeignKeyField(Provider, backref="+", on_delete="RESTRICT")
    items = pw.CharField(max_length=300)
    begins_on = pw.DateField()
    ends_on = pw.DateField()
    fen = pw.BigIntegerField()
    planned = pw.IntegerField()
    served = pw.IntegerField(null=True)
    accepted_on = pw.DateField(null=True)
    acceptance = pw.CharField(max_length=300, default="")


class Promotion(Logged):
    """An event that spreads respect for elders and knowledge of the law (宣传活动)."""

    kind, label = "promotion", N_("宣传活动")
    TOPICS: ClassVar[dict[str, str]] = {
        "active_ageing": N_("积极老龄化"),
        "health": N_("健康知识"),
        "law": N_("法律法规"),
        "filial_piety": N_("孝亲敬老"),
    }

    topic = word(TOPICS)
    on = pw.DateField(index=True)
    place = pw.CharField(max_length=60)
    attendance = pw.IntegerField()
    note = pw.CharField(max_length=300, default="")


TABLES = (
    CareLog,
    ServiceRequest,
    Companion,
    Pairing,
    Organisation,
    FundEntry,
    Contract,
    Promotion,
)
