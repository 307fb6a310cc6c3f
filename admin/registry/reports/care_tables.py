"""The reports about files, pairings and incidents: one line a file, a pair, a thing that happened.

The scope is in each query. A line about an incident says what it was and how long it took; whom it
befell stands on the incident's own page.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from admin.accounts import scope
from admin.registry.care import matching, pairing_mode
from admin.registry.care.rows import Companion, Pairing
from admin.registry.danger import incident_clock
from admin.registry.danger.rows import Incident
from admin.registry.people.elders import Elder
from admin.registry.reports.catalogue import Asked, Report, Row
from admin.registry.reports.columns import TOWN, VILLAGE, places, where
from admin.registry.reports.tables import elders
from models import N_
from pages import clock

YEAR = timedelta(days=365)


def _dossiers(asked: Asked) -> Iterable[Row]:
    """The list of files; each is printed whole from its own page."""
    rows = list(elders(asked))
    names = places(row.area_code for row in rows)
    for elder in rows:
        yield [
            elder.dossier_number or "",
            *where(elder.area_code, names),
            elder.name,
            elder.entered_on,
            f"{elder.completeness}%",
            elder.verified_on or "",
        ]


def _pairings(asked: Asked) -> Iterable[Row]:
    """Every pair in force; its mode follows from all pairs that the person may see."""
    joined = Pairing.select(Pairing, Companion, Elder).join(Companion).switch(Pairing).join(Elder)
    query = scope.visible(asked.user, joined, Pairing)
    rows = list(query.where(Pairing.void_at.is_null(), Pairing.ended_on.is_null()))
    modes = pairing_mode.modes((row.companion_id, row.elder_id) for row in rows)
    rows = [row for row in rows if row.elder.area_code.startswith(asked.area_code)]
    names = places(row.elder.area_code for row in rows)
    for row in sorted(rows, key=lambda row: (row.elder.area_code, row.elder_id)):
        yield [
            *where(row.elder.area_code, names),
            row.elder.name,
            row.companion.name,
            _(matching.KINDS[row.companion.type]),
            _(pairing_mode.MODES[modes[row.companion_id, row.elder_id]]),
            row.begun_on,
        ]


def _incidents(asked: Asked) -> Iterable[Row]:
    """A year's incidents with their clocks, the latest first."""
    now = clock.now()
    query = scope.visible(asked.user, Incident.select(Incident, Elder).join(Elder), Incident)
    query = query.where(Incident.void_at.is_null(), Incident.reported_at >= now - YEAR)
    rows = list(query.where(Elder.area_code.startswith(asked.area_code)))
    names = places(row.elder.area_code for row in rows)
    for row in sorted(rows, key=lambda row: row.reported_at, reverse=True):
        read = incident_clock.read(row.times, now)
        yield [
            *where(row.elder.area_code, names),
            clock.local(row.reported_at).strftime("%Y-%m-%d %H:%M"),
            _(Incident.TYPES[row.type]),
            _(incident_clock.GRAVITIES[row.gravity]),
            _hours(read.response),
            _hours(read.closing),
            _("是") if row.told_town_at else _("还没报"),
            _late(read),
            _("已办结") if row.closed_at else _("没办结"),
        ]


def _hours(span: timedelta) -> float:
    return round(span.total_seconds() / 3600, 1)


def _late(read: incident_clock.Clock) -> str:
    parts: list[Any] = [
        (read.is_response_late, _("响应")),
        (read.is_report_late, _("报镇")),
        (read.is_closing_late, _("办结")),
    ]
    return "、".join(label for is_late, label in parts if is_late)


REPORTS = (
    Report(
        2,
        "dossiers",
        N_("一人一册目录"),
        (
            N_("档案号"),
            TOWN,
            VILLAGE,
            N_("姓名"),
            N_("建档日期"),
            N_("资料完整"),
            N_("核实日期"),
        ),
        _dossiers,
    ),
    Report(
        8,
        "pairings",
        N_("结对帮扶一览"),
        (
            TOWN,
            VILLAGE,
            N_("老人"),
            N_("由谁帮"),
            N_("身份"),
            N_("方式"),
            N_("从哪天起"),
        ),
        _pairings,
    ),
    Report(
        9,
        "incidents",
        N_("事件处置时效"),
        (
            TOWN,
            VILLAGE,
            N_("报告时间"),
            N_("什么事"),
            N_("多严重"),
            N_("响应（小时）"),
            N_("办结（小时）"),
            N_("报镇"),
            N_("超时"),
            N_("状态"),
        ),
        _incidents,
    ),
)
