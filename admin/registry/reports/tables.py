"""The reports about people, visits, services and the platform: their columns and their rows.

The scope is in each query; id numbers and telephones stand in none of them.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _

from admin.accounts import scope
from admin.accounts.users import User
from admin.registry import words
from admin.registry.ledger.exporting import one, several
from admin.registry.people.elders import Elder
from admin.registry.people.helping import Helper
from admin.registry.platform.records import PlatformUpload
from admin.registry.reports.catalogue import Asked, Report, Row
from admin.registry.reports.columns import TOWN, VILLAGE, places, where
from admin.registry.rules import days, visit_state
from admin.registry.visits.records import VisitDuty
from models import N_, Service
from pages.clock import local


def elders(asked: Asked) -> Any:
    """The people in the register whom the person may see, in the asked area, by village."""
    query = scope.visible(asked.user, Elder.select(), Elder).where(Elder.left_on.is_null())
    inside = query.where(Elder.area_code.startswith(asked.area_code))
    return inside.order_by(Elder.area_code, Elder.group_name, Elder.id)


def age(elder: Elder, today: date) -> str:
    """The age as a cell; nothing where the birthday is not known."""
    return str(days.age(elder.born_on, today)) if elder.born_on else ""


def _ledger(asked: Asked) -> Iterable[Row]:
    rows = list(elders(asked))
    names, known = places(e.area_code for e in rows), helpers(rows)
    for elder in rows:
        yield [
            *where(elder.area_code, names),
            elder.group_name,
            elder.name,
            one(words.SEXES, elder.sex),
            age(elder, asked.today),
            one(words.LIVING, elder.living),
            one(words.SELF_CARE, elder.self_care),
            several(words.DIFFICULTIES, elder.difficulties),
            known.get(elder.helper_id, ""),
            f"{elder.completeness}%",
            elder.verified_on or "",
        ]


def helpers(rows: list[Elder]) -> dict[int, str]:
    """The names of the designated helpers of these elders, by number."""
    wanted = {elder.helper_id for elder in rows if elder.helper_id}
    return dict(Helper.select(Helper.id, Helper.name).where(Helper.id.in_(list(wanted))).tuples())


def _visits(asked: Asked) -> Iterable[Row]:
    """By month (the last and this one) and village: what `rules.visit_state` says of each duty."""
    before = days.month_end(asked.month).replace(day=1) - visit_state.DAY
    query = scope.visible(asked.user, VisitDuty.select(), VisitDuty).where(
        VisitDuty.first_on >= before.replace(day=1),
        VisitDuty.cadence == "month",
        VisitDuty.area_code.startswith(asked.area_code),
    )
    found: dict[tuple[str, str], Counter[str]] = {}
    for row in query:
        period = visit_state.Period(row.first_on, row.last_on, row.cadence)
        place = f"{row.first_on:%Y-%m}", row.area_code
        state = visit_state.state(row.outcome, period, asked.today)
        found.setdefault(place, Counter())[state] += 1
    names = places(code for _month, code in found)
    for month, code in sorted(found):
        yield [*where(code, names), month, *_tally(found[month, code])]


def _tally(states: Counter[str]) -> list[Any]:
    owed = sum(states.values()) - states["not_owed"]
    each = [states[name] for name in ("done", "excused", "due", "late", "missed")]
    expected = owed - states["excused"]
    return [owed, *each, f"{states['done'] * 100 // expected}%" if expected else ""]


def _without_helper(asked: Asked) -> Iterable[Row]:
    rows = list(elders(asked).where(Elder.helper_id.is_null(), Elder.eligibility != "no"))
    names = places(e.area_code for e in rows)
    for elder in rows:
        yield [*where(elder.area_code, names), elder.name, elder.group_name, elder.entered_on]


def _platform(asked: Asked) -> Iterable[Row]:
    query = scope.visible(asked.user, PlatformUpload.select(), PlatformUpload)
    rows = list(query.where(PlatformUpload.area_code.startswith(asked.area_code)))
    names = places(row.area_code for row in rows)
    accounts = dict(User.select(User.id, User.name).tuples())
    for row in sorted(rows, key=lambda row: row.made_at, reverse=True):
        yield [
            *where(row.area_code, names),
            local(row.made_at).date(),
            row.count,
            local(row.uploaded_at).date() if row.uploaded_at else _("还没上传"),
            accounts.get(row.uploaded_by, ""),
        ]


def _services(asked: Asked) -> Iterable[Row]:
    query = scope.visible(asked.user, Service.select(), Service)
    rows = list(query.where(Service.area.startswith(asked.area_code)).order_by(Service.area))
    names = places(str(row.area_id) for row in rows)
    for row in rows:
        yield [
            *where(str(row.area_id), names),
            row.name,
            row.eligibility,
            row.delivery,
            row.standard,
            row.funder,
        ]


REPORTS = (
    Report(
        1,
        "ledger",
        N_("留守老年人台账"),
        (
            TOWN,
            VILLAGE,
            N_("组"),
            N_("姓名"),
            N_("性别"),
            N_("年龄"),
            N_("居住方式"),
            N_("自理情况"),
            N_("存在困难"),
            N_("联系帮扶人"),
            N_("资料完整"),
            N_("核实日期"),
        ),
        _ledger,
    ),
    Report(
        4,
        "visits",
        N_("每月探访完成情况"),
        (
            TOWN,
            VILLAGE,
            N_("月份"),
            N_("应访"),
            N_("已访"),
            N_("免访"),
            N_("待访"),
            N_("逾期"),
            N_("漏访"),
            N_("完成率"),
        ),
        _visits,
    ),
    Report(
        5,
        "without-helper",
        N_("无联系人名单"),
        (TOWN, VILLAGE, N_("姓名"), N_("组"), N_("登记日期")),
        _without_helper,
    ),
    Report(
        7,
        "platform",
        N_("平台更新对账单"),
        (TOWN, VILLAGE, N_("做文件"), N_("人数"), N_("上传"), N_("谁上传的")),
        _platform,
    ),
    Report(
        12,
        "services",
        N_("关爱服务清单"),
        (
            TOWN,
            VILLAGE,
            N_("服务项目"),
            N_("供给对象"),
            N_("供给方式"),
            N_("服务标准"),
            N_("支出责任主体"),
        ),
        _services,
    ),
)
