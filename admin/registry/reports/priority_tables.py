"""The reports about who comes first, and about what the town was told of them.

Both hold what the rule of priority answers and what people have decided (the list of those to be
helped first) side by side; neither decides anything.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from admin.accounts import scope
from admin.registry.danger.rows import Incident, RiskEntry
from admin.registry.people.elders import Elder
from admin.registry.people.town_reports import TownReport
from admin.registry.reports.catalogue import Asked, Report, Row
from admin.registry.reports.columns import TOWN, VILLAGE, places, where
from admin.registry.reports.tables import age, elders, helpers
from admin.registry.rules import priority
from models import N_
from pages.clock import local

LATE_AFTER = 3


def _priority(asked: Asked) -> Iterable[Row]:
    """Who comes first by the rule, and who is on the list of those to be helped first."""
    entered = {row.elder_id: row for row in _listed(asked)}
    listed = Elder.id.in_(_standing().select(RiskEntry.elder))
    rows = list(elders(asked).where(Elder.is_priority | Elder.has_alarm | listed))
    names, known = places(e.area_code for e in rows), helpers(rows)
    for elder in rows:
        entry = entered.get(elder.id)
        reasons = [_(priority.REASONS[reason]) for reason in why(elder, asked.today)]
        if entry is not None:
            reasons.append(_(RiskEntry.REASONS[entry.reason]))
        yield [
            *where(elder.area_code, names),
            elder.name,
            age(elder, asked.today),
            "、".join(reasons),
            _("是") if elder.has_alarm else "",
            entry.measures if entry is not None else "",
            known.get(elder.helper_id, ""),
        ]


def _standing() -> Any:
    """The entries of the list that count: approved, and not left."""
    counts = RiskEntry.approved_at.is_null(False) & RiskEntry.left_at.is_null()
    return RiskEntry.select().where(counts & RiskEntry.void_at.is_null())


def _listed(asked: Asked) -> Any:
    return scope.visible(asked.user, _standing(), RiskEntry)


def why(elder: Elder, today: date) -> tuple[str, ...]:
    """The reasons for which somebody comes first, as the rule names them."""
    condition = priority.Condition(
        born_on=elder.born_on,
        livelihood=str(elder.livelihood),
        aids=tuple(elder.aids),
        self_care=str(elder.self_care),
        living=str(elder.living),
    )
    return priority.judge(condition, today).reasons


def _to_town(asked: Asked) -> Iterable[Row]:
    """All that the town was told: of who comes first, of who is on the list, of what happened."""
    rows = sorted(_told(asked), key=lambda each: each[1], reverse=True)
    names = places(elder.area_code for elder, *_rest in rows)
    for elder, on, why_told, read_on in rows:
        waited = ((read_on or asked.today) - on).days
        late = _("超过 %(n)s 天", n=LATE_AFTER) if waited > LATE_AFTER else ""
        yield [
            *where(elder.area_code, names),
            elder.name,
            on,
            why_told,
            read_on or _("还没看"),
            late,
        ]


def _told(asked: Asked) -> Iterator[tuple[Elder, date, str, date | None]]:
    def of(query: Any, model: Any) -> Any:
        elders = model.select(model, Elder).join(Elder)
        inside = Elder.area_code.startswith(asked.area_code)
        return scope.visible(asked.user, elders, model).where(query & inside)

    for row in of(TownReport.id > 0, TownReport):
        reasons = "、".join(_(word) for word in row.reasons.split("、") if word)
        yield row.elder, row.made_on, reasons, row.read_on
    for row in of(RiskEntry.approved_at.is_null(False) & RiskEntry.void_at.is_null(), RiskEntry):
        why_told = _("列入重点：%(why)s", why=_(RiskEntry.REASONS[row.reason]))
        yield row.elder, _day(row.approved_at), why_told, _day(row.acknowledged_at)
    for row in of(Incident.told_town_at.is_null(False) & Incident.void_at.is_null(), Incident):
        why_told = _("突发事件：%(what)s", what=_(Incident.TYPES[row.type]))
        yield row.elder, _day(row.told_town_at), why_told, _day(row.acknowledged_at)


def _day(instant: datetime | None) -> Any:
    return local(instant).date() if instant else None


REPORTS = (
    Report(
        3,
        "priority",
        N_("重点帮扶对象名单（内部）"),
        (
            TOWN,
            VILLAGE,
            N_("姓名"),
            N_("年龄"),
            N_("原因"),
            N_("要马上处理"),
            N_("措施"),
            N_("联系帮扶人"),
        ),
        _priority,
    ),
    Report(
        6,
        "to-town",
        N_("报镇民政办登记"),
        (TOWN, VILLAGE, N_("姓名"), N_("上报日期"), N_("原因"), N_("镇里看过"), N_("说明")),
        _to_town,
    ),
)
