"""What stands in a dossier, section by section, as texts to print.

Numbers and names of relatives are masked unless a reason was given. The last section says who has
looked at the file, from the trail (个人信息保护法 art. 44, 45).
"""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from admin.accounts import audit
from admin.accounts.audit_events import EVENTS
from admin.registry import access, words
from admin.registry.ledger.exporting import number, one, several, telephone
from admin.registry.paper import Paper, Section
from admin.registry.people.elders import Elder
from admin.registry.people.helping import Helper, HelperAssignment
from admin.registry.people.papers import AbilityAssessment, Consent, InformationRecord
from admin.registry.rules import completeness, days, eligibility, masking, priority
from admin.registry.visits.records import Visit
from pages.clock import local

MOST_VISITS = 36
MOST_LOOKS = 200


def paper(elder: Elder, today: date, *, is_open: bool) -> Paper:
    """The whole dossier of one elder."""
    names = access.names({elder.area_code, elder.area_code[:9]})
    place = " ".join(names[code] for code in sorted(names))
    sections = [
        _identity(elder, today, is_open, place),
        _groups(elder),
        _family(elder, is_open),
        _guardians(elder, is_open),
        _helpers(elder),
        _visits(elder),
        _assessments(elder),
        _papers(elder),
        looks(elder),
    ]
    return Paper(
        title=_("农村留守老年人档案（一人一册）"),
        lead=_("档案号 %(number)s", number=elder.dossier_number or elder.key),
        office=place,
        made_on=today,
        sections=sections,
        contents=True,
        code=elder.key,
    )


def _identity(elder: Elder, today: date, is_open: bool, place: str) -> Section:
    facts = [
        (_("姓名"), str(elder.name)),
        (_("身份证号"), number(elder.id_number, is_open)),
        (_("性别"), one(words.SEXES, elder.sex)),
        (_("出生日期"), _day(elder.born_on)),
        (_("年龄"), str(days.age(elder.born_on, today)) if elder.born_on else ""),
        (_("住在"), f"{place} {elder.group_name} {elder.address}".strip()),
        (_("电话"), telephone(elder.phone, is_open)),
        (_("是否留守"), _(eligibility.ANSWERS[elder.eligibility])),
        (_("是否重点"), _("是") if elder.is_priority else _("否")),
        (_("身份类别"), several(words.TAGS, [t.tag for t in elder.tags if t.until is None])),
        (_("核实日期"), _day(elder.verified_on)),
    ]
    return Section(_("基本情况"), facts=facts)


def _groups(elder: Elder) -> Section:
    children = "" if elder.declared_children is None else str(elder.declared_children)
    facts = [
        (_(completeness.GROUPS["income"]), several(words.INCOMES, elder.incomes)),
        (_("生活状况"), one(words.LIVELIHOODS, elder.livelihood)),
        (_("享受的救助"), several(words.AIDS, elder.aids)),
        (_(completeness.GROUPS["family"]), one(words.LIVING, elder.living)),
        (_("婚姻"), one(words.MARITAL, elder.marital)),
        (_("子女人数"), children),
        (_(completeness.GROUPS["health"]), several(words.ILLNESSES, elder.illnesses)),
        (_("自理情况"), one(words.SELF_CARE, elder.self_care)),
        (_(completeness.GROUPS["care"]), several(words.CARERS, elder.carers)),
        (_(completeness.GROUPS["difficulties"]), several(words.DIFFICULTIES, elder.difficulties)),
        (_("需要什么服务"), several(words.NEEDS, elder.needs)),
        (_("备注"), str(elder.note)),
    ]
    return Section(_("七项基本信息"), facts=facts)


def _family(elder: Elder, is_open: bool) -> Section:
    rows = [
        [
            str(row.name) if is_open else masking.name(str(row.name)),
            one(words.RELATIONS, row.relation),
            str(row.place_name),
            _day(row.left_since),
            one(words.AWAY_REASONS, row.away_because),
            telephone(row.phone, is_open),
            _day(row.contacted_on),
        ]
        for row in elder.relatives.order_by("id")
        if row.removed_at is None
    ]
    heads = [_("姓名"), _("关系"), _("在哪里"), _("外出时间"), _("原因"), _("电话"), _("最近联系")]
    return Section(_("子女和家属"), heads=heads, rows=rows)


def _guardians(elder: Elder, is_open: bool) -> Section:
    rows = [
        [
            str(row.name) if is_open else masking.name(str(row.name)),
            one(words.GUARDIAN_KINDS, row.kind),
            one(words.RELATIONS, row.relation),
            telephone(row.phone, is_open),
            _day(row.signed_on),
        ]
        for row in elder.guardians
        if row.removed_at is None
    ]
    heads = [_("姓名"), _("类型"), _("关系"), _("电话"), _("签订日期")]
    return Section(_("监护人"), heads=heads, rows=rows)


def _helpers(elder: Elder) -> Section:
    query = (
        HelperAssignment.select(HelperAssignment, Helper)
        .join(Helper)
        .where(HelperAssignment.elder == elder)
        .order_by(HelperAssignment.started_on)
    )
    rows = [
        [str(row.helper.name), _day(row.started_on), _day(row.ended_on), _reason(row)]
        for row in query
    ]
    heads = [_("联系帮扶人"), _("从"), _("到"), _("原因")]
    return Section(_("联系帮扶人和交接"), heads=heads, rows=rows)


def _reason(row: HelperAssignment) -> str:
    return one(words.HAND_OVER_REASONS, row.reason)


def _visits(elder: Elder) -> Section:
    here = (Visit.elder == elder) & Visit.taken_back_at.is_null()
    query = Visit.select().where(here).order_by(Visit.made_on.desc()).limit(MOST_VISITS)
    rows = [
        [
            _day(row.made_on),
            one(words.VISIT_MODES, row.mode),
            "、".join(
                _(label) for name, label in words.CHECKS.items() if getattr(row, name) == "trouble"
            ),
            one(words.FAMILY_DUTY, row.family_duty),
            several(words.DANGERS, row.dangers),
            "；".join(filter(None, (str(row.trouble), str(row.agreed)))),
        ]
        for row in query
    ]
    heads = [_("日期"), _("方式"), _("有问题的"), _("赡养责任"), _("隐患"), _("情况和约定")]
    title = _("走访记录（最近 %(n)s 次）", n=MOST_VISITS)
    return Section(title, heads=heads, rows=rows)


def _assessments(elder: Elder) -> Section:
    query = AbilityAssessment.select().where(AbilityAssessment.elder == elder)
    rows = [
        [
            _day(row.assessed_on),
            str(row.standard),
            _(priority.GRADES.get(row.grade, "")) if row.grade in priority.GRADES else "",
            str(row.assessors),
        ]
        for row in query.order_by(AbilityAssessment.assessed_on)
    ]
    heads = [_("日期"), _("标准"), _("等级"), _("评估人")]
    return Section(_("能力评估"), heads=heads, rows=rows)


def _papers(elder: Elder) -> Section:
    told = [
        [_day(row.told_on), _("告知"), one(words.INFORM_MEANS, row.means), ""]
        for row in InformationRecord.select().where(InformationRecord.elder == elder)
    ]
    agreed = [
        [
            _day(row.given_on),
            one(words.CONSENT_PURPOSES, row.purpose),
            _("同意") if row.is_given else _("不同意"),
            _("已撤回 %(on)s", on=row.withdrawn_on) if row.withdrawn_on else "",
        ]
        for row in Consent.select().where(Consent.elder == elder)
    ]
    heads = [_("日期"), _("事项"), _("方式或答复"), _("撤回")]
    return Section(_("告知和同意"), heads=heads, rows=[*told, *agreed])


def looks(elder: Elder) -> Section:
    """Who has looked at this file or changed it, the latest first."""
    query = (
        audit.Entry.select()
        .where((audit.Entry.kind == "elder") & (audit.Entry.key == elder.key))
        .order_by(audit.Entry.sequence.desc())
        .limit(MOST_LOOKS)
    )
    entries = list(query)
    accounts = access.accounts(entry.actor_id for entry in entries)
    rows = [
        [
            local(entry.at).strftime("%Y-%m-%d %H:%M"),
            accounts.get(entry.actor_id, _("系统")),
            _(EVENTS[entry.event].label) if entry.event in EVENTS else entry.event,
        ]
        for entry in entries
    ]
    return Section(
        _("谁看过、改过这份档案"), heads=[_("时间"), _("账号"), _("做了什么")], rows=rows
    )


def _day(value: Any) -> str:
    return value.isoformat() if value else ""
