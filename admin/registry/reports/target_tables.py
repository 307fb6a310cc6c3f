"""The report of targets (工作目标): how far files, helpers, visits and facilities reach by place.

The order wants care "普遍开展": each share is to become 100 %. It counts what is there and promises
nothing; where there is nobody to be reached a share is a dash.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import peewee as pw

from admin.accounts import scope
from admin.registry.people.elders import Elder
from admin.registry.reports.catalogue import Asked, Report, Row
from admin.registry.supervision import dashboard
from admin.registry.supervision.counting import how_many
from admin.registry.visits.records import VisitDuty
from models import N_, Area, Provider

By = dict[str, tuple[int, ...]]
FULL = 100
WIDTHS = {2: 4, 4: 6, 6: 9, 9: 12}
DONE, EXPECTED = ("done", "late"), ("done", "late", "open", "missed")
# 农村幸福院、社区日间照料中心: what a village has at its own door.
NEARBY = ("day_care_centre", "rural_happiness_home")


def _targets(asked: Asked) -> Iterable[Row]:
    """The place asked for, which is the sum of those below it, and each of those."""
    area = asked.place()
    if area is None:
        return
    width = WIDTHS.get(len(area.code), 12)
    steps = (_elders(area.code, width), _visits(asked, area.code, width), _villages(area, width))
    places = [] if len(area.code) == 12 else dashboard.children(area)
    whole = [tuple(map(sum, zip(*step.values(), strict=True))) or (0, 0, 0) for step in steps]
    yield _row(area.name, *whole)
    for place in places:
        yield _row(place.name, *(step.get(place.code, (0, 0, 0)) for step in steps))


def _row(name: str, elders: Any, visits: Any, villages: Any) -> Row:
    total, complete, helped = elders
    expected, done, _none = visits
    all_of, served, _rest = villages
    return [
        name,
        total,
        _share(complete, total),
        _share(helped, total),
        _share(done, expected),
        all_of,
        _share(served, all_of),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "—"


def _by_place(column: Any, width: int) -> Any:
    return pw.fn.SUBSTR(column, 1, width).alias("place")


def _grouped(query: Any) -> By:
    rows = query.group_by(pw.SQL("place")).tuples()
    return {place: tuple(int(number or 0) for number in numbers) for place, *numbers in rows}


def _elders(code: str, width: int) -> By:
    """In the register: how many, of whom everything is known, and who has a helper."""
    query = Elder.select(
        _by_place(Elder.area_code, width),
        pw.fn.COUNT(Elder.id),
        how_many(Elder.completeness >= FULL),
        how_many(Elder.helper_id.is_null(False)),
    )
    inside = scope.below(code, Elder.area_code)
    return _grouped(query.where(inside & Elder.left_on.is_null() & (Elder.eligibility != "no")))


def _visits(asked: Asked, code: str, width: int) -> By:
    """Last month's visits: how many were expected, and how many made."""
    last = (asked.month - timedelta(days=1)).replace(day=1)
    query = VisitDuty.select(
        _by_place(VisitDuty.area_code, width),
        how_many(VisitDuty.outcome.in_(EXPECTED)),
        how_many(VisitDuty.outcome.in_(DONE)),
        pw.Value(0),
    )
    month = (VisitDuty.first_on == last) & (VisitDuty.cadence == "month")
    return _grouped(query.where(scope.below(code, VisitDuty.area_code) & month))


def _villages(area: Area, width: int) -> By:
    """How many villages there are, and how many have a facility of their own."""
    served = Provider.select(Provider.area).where(Provider.type.in_(NEARBY))
    query = Area.select(
        _by_place(Area.code, width),
        pw.fn.COUNT(Area.code),
        how_many(Area.code.in_(served)),
        pw.Value(0),
    )
    return _grouped(query.where(scope.below(area.code, Area.code) & (Area.level == "village")))


REPORTS = (
    Report(
        14,
        "targets",
        N_("工作目标进度"),
        (
            N_("镇村"),
            N_("在册老人"),
            N_("资料齐全"),
            N_("有联系帮扶人"),
            N_("上月走访完成"),
            N_("村居"),
            N_("有日间照料设施的村居"),
        ),
        _targets,
    ),
)
