"""The reports of supervision: the four faults, inspections and what came of them, public figures.

They count places and name no elder. The public figures are those of the issues that were drawn up,
as a stranger may read them: what is hidden there is not in the rows at all.
"""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from admin.accounts import scope
from admin.registry.reports.catalogue import Asked, Report, Row
from admin.registry.reports.columns import TOWN, VILLAGE, places, where
from admin.registry.supervision import dashboard, faults, tallies
from admin.registry.supervision.rows import Finding, Inspection
from models import N_, Figure

HIDDEN = "…"


def _faults(asked: Asked) -> Iterable[Row]:
    """Every figure of the place asked for and of each place below it; nothing where uncounted."""
    area = asked.place()
    if area is None:
        return
    chosen = [area, *dashboard.children(area)]
    counted = tallies.read(asked.month, [each.code for each in chosen])
    for each in chosen:
        for measured in faults.measure(counted[each.code]) if each.code in counted else ():
            yield [
                each.name,
                _(faults.FAULTS[measured.indicator.fault]),
                _(measured.indicator.label),
                "—" if measured.value is None else f"{measured.value:.0%}",
                f"{measured.indicator.limit:.0%}",
                _("超标") if measured.is_fault else "",
            ]


def _findings(asked: Asked) -> Iterable[Row]:
    """What inspections found, the latest first; an inspection that found nothing has a line too."""
    joined = Finding.select(Finding, Inspection).join(Inspection)
    found = scope.visible(asked.user, joined, Finding).where(Finding.void_at.is_null())
    rows = list(found.where(Finding.area_code.startswith(asked.area_code)))
    mine = scope.visible(asked.user, Inspection.select(), Inspection)
    mine = mine.where(Inspection.void_at.is_null(), Inspection.closed_on.is_null(False))
    mine = mine.where(Inspection.area_code.startswith(asked.area_code))
    faulty = {row.inspection_id for row in rows}
    clean = [inspection for inspection in mine if inspection.id not in faulty]
    names = places([row.area_code for row in (*rows, *clean)])
    lines = [(row.inspection, row.area_code, _finding(row, asked)) for row in rows]
    lines += [(i, i.area_code, [_("没有发现问题"), i.summary, "", "", ""]) for i in clean]
    for inspection, code, cells in sorted(lines, key=lambda line: line[0].on, reverse=True):
        yield [inspection.name, inspection.on, *where(code, names), *cells]


def _finding(row: Finding, asked: Asked) -> list[Any]:
    late = row.remedied_on is None and row.due_on < asked.today
    state = _("已销号") if row.closed_on else _("等销号") if row.remedied_on else ""
    return [
        _(faults.FAULTS[row.fault]),
        row.what,
        row.due_on,
        row.remedy,
        state or (_("到期没改") if late else _("整改中")),
    ]


def _figures(asked: Asked) -> Iterable[Row]:
    """The issues of public figures of the own district, cell by cell, the latest first."""
    query = scope.pickable(asked.user, Figure.select(), Figure)
    for issue in query.order_by(Figure.counted_on.desc(), Figure.id.desc()):
        for table in issue.tables:
            for row in table["rows"]:
                for column, cell in zip(table["columns"], row["cells"], strict=False):
                    shown = HIDDEN if cell is None else f"{cell}{table['unit']}"
                    yield [issue.name, table["title"], row["name"], column, shown]


REPORTS = (
    Report(
        10,
        "faults",
        N_("四类问题自查表"),
        (N_("镇村"), N_("问题"), N_("指标"), N_("数值"), N_("不超过"), N_("结果")),
        _faults,
    ),
    Report(
        11,
        "inspections",
        N_("督查通报"),
        (
            N_("检查"),
            N_("日期"),
            TOWN,
            VILLAGE,
            N_("问题"),
            N_("具体情况"),
            N_("整改期限"),
            N_("怎样改的"),
            N_("状态"),
        ),
        _findings,
    ),
    Report(
        13,
        "figures",
        N_("公开统计"),
        (N_("哪一期"), N_("表"), N_("哪里"), N_("项目"), N_("数字")),
        _figures,
    ),
)
