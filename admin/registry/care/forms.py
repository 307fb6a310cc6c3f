"""The forms of care: requests, companions, pairings, money, contracts, activities."""

from typing import Any

from flask_babel import gettext as _
from wtforms import Form
from wtforms.validators import ValidationError

from admin.registry import inputs
from admin.registry.care import matching
from admin.registry.care.rows import (
    CareLog,
    Companion,
    FundEntry,
    Organisation,
    Promotion,
    ServiceRequest,
)
from admin.registry.inputs import Choice, Day, Whole, Yuan, needed, not_ahead
from models import N_


class CareLogForm(Form):
    """五帮四查: nine taps, and a line where something is wrong."""

    on = Day(N_("哪一天"), [needed, not_ahead])
    helps = inputs.ticks(N_("帮了什么"), CareLog.HELPS, N_("帮了就点一下。"))
    wrong = inputs.ticks(N_("哪里不对"), CareLog.CHECKS, N_("正常就不用点；有问题才点。"))
    note = inputs.line(N_("怎么了"), 300, N_("有问题时写一句，例如“不肯吃饭”。"))

    def validate_note(self, field: Any) -> None:
        if self.wrong.data and not field.data:
            raise ValidationError(_("有问题，请写一句是怎么回事。"))


class RequestForm(Form):
    """What the elder needs, and where it goes."""

    need = inputs.choice(N_("需要什么"), ServiceRequest.NEEDS)
    wish = inputs.line(N_("老人的原话"), 300, N_("用老人自己的话写一句。"))
    asked_on = Day(N_("提出日期"), [needed, not_ahead])
    service = Choice(N_("找哪项已公布的服务"), coerce=str, validate_choice=False)
    authority = inputs.choice(
        N_("转介到"), ServiceRequest.AUTHORITIES, N_("不是公布的服务能办的，转给有关部门。")
    )

    def validate_authority(self, field: Any) -> None:
        if self.service.data and field.data:
            raise ValidationError(_("找服务和转介只选一样；两样都要请分成两条。"))


class CompanionForm(Form):
    """Somebody who offers help."""

    name = inputs.line(N_("姓名"), 40, "", needed)
    type = inputs.choice(N_("身份"), matching.KINDS)
    area_code = Choice(N_("哪个村居"), validate_choice=False)
    group = inputs.line(N_("哪个组"), 20)
    sex = inputs.choice(N_("性别"), Companion.SEXES)
    phone = inputs.line(N_("电话"), 20, N_("只在后台看得到。"))
    skills = inputs.ticks(N_("能帮什么"), CareLog.HELPS)
    born_on = Day(N_("出生日期"), [not_ahead])
    is_fit = inputs.yes(N_("身体好，帮得动"), N_("自己身体变差了就去掉，系统会提醒另找人。"))


class PairingForm(Form):
    """A companion for an elder."""

    companion = Choice(N_("由谁帮"), coerce=str, validate_choice=False)
    begun_on = Day(N_("从哪天起"), [needed, not_ahead])
    ended_on = Day(N_("到哪天止"), [], description=N_("还在帮就空着。"))
    end_reason = inputs.line(N_("为什么结束"), 100)

    def validate_ended_on(self, field: Any) -> None:
        if field.data and self.begun_on.data and field.data < self.begun_on.data:
            raise ValidationError(_("结束早于开始，请检查两个日期。"))

    def validate_end_reason(self, field: Any) -> None:
        if self.ended_on.data and not field.data:
            raise ValidationError(_("结束了，请写一句为什么。"))


class OrganisationForm(Form):
    """An association, a team or a station."""

    area_code = Choice(N_("哪个镇村"), validate_choice=False)
    name = inputs.line(N_("名称"), 60, "", needed)
    type = inputs.choice(N_("哪一类"), Organisation.TYPES)
    founded_on = Day(N_("成立日期"), [not_ahead])
    leader = inputs.line(N_("负责人"), 40, N_("只在后台看得到；对外的电话写在公开信息里。"))
    officers = inputs.line(N_("骨干"), 200, N_("理事、会计、小组长，用顿号隔开。"))
    members = Whole(N_("人数"))
    trained_on = Day(N_("最近一次培训"), [not_ahead])
    training = inputs.line(N_("培训内容"), 200)
    is_active = inputs.yes(N_("在活动"), N_("一年没有活动就去掉，系统会列出来。"))


class FundForm(Form):
    """A line of an association's money."""

    area_code = Choice(N_("哪个镇村"), validate_choice=False)
    association = inputs.line(N_("哪个老年协会"), 60, "", needed)
    on = Day(N_("日期"), [needed, not_ahead])
    direction = inputs.choice(N_("收还是支"), FundEntry.DIRECTIONS)
    source = inputs.choice(N_("哪一类"), FundEntry.SOURCES)
    fen = Yuan(N_("金额（元）"), [needed])
    purpose = inputs.line(N_("用途或来源"), 120, N_("不写捐款人姓名，除非本人同意。"), needed)

    def validate_source(self, field: Any) -> None:
        if (field.data == "spending") != (self.direction.data == "out"):
            raise ValidationError(_("支出只能选“为老服务支出”，收入选其他几类。"))


class ContractForm(Form):
    """A purchase of services."""

    area_code = Choice(N_("由哪里购买"), validate_choice=False)
    provider = Choice(N_("服务机构"), coerce=str, validate_choice=False)
    items = inputs.text(N_("买什么服务"), 300, "", needed)
    begins_on = Day(N_("开始日期"), [needed])
    ends_on = Day(N_("结束日期"), [needed])
    fen = Yuan(N_("金额（元）"), [needed])
    planned = Whole(N_("计划服务人数"), [needed])
    served = Whole(N_("实际服务人数"))
    accepted_on = Day(N_("验收日期"), [not_ahead])
    acceptance = inputs.text(N_("验收结果"), 300)

    def validate_ends_on(self, field: Any) -> None:
        if field.data and self.begins_on.data and field.data < self.begins_on.data:
            raise ValidationError(_("结束早于开始，请检查两个日期。"))

    def validate_acceptance(self, field: Any) -> None:
        if self.accepted_on.data and not field.data:
            raise ValidationError(_("验收了，请写结果。"))


class PromotionForm(Form):
    """An event that was held."""

    area_code = Choice(N_("哪个镇村"), validate_choice=False)
    topic = inputs.choice(N_("内容"), Promotion.TOPICS)
    on = Day(N_("日期"), [needed, not_ahead])
    place = inputs.line(N_("地点"), 60, "", needed)
    attendance = Whole(N_("参加人数"), [needed])
    note = inputs.text(N_("说明"), 300)
