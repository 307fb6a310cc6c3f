"""The reports in a browser: on screen, to print, as a workbook; and what the town is told.

Every one that leaves the screen is in the trail; the scope lies in each report's own query.
"""

from itertools import islice

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin import spreadsheets
from admin.accounts import audit, scope
from admin.registry import access, paper
from admin.registry.people import town_reports
from admin.registry.people.elders import Elder
from admin.registry.people.town_reports import TownReport
from admin.registry.reports import (
    care_tables,
    catalogue,
    oversight_tables,
    priority_tables,
    tables,
    target_tables,
)
from admin.registry.reports.catalogue import Asked, Report, Row
from models import Area, current_database
from pages import clock

SHOWN = 300
MOST_PRINTED = 3_000

for _part in (tables, priority_tables, care_tables, oversight_tables, target_tables):
    catalogue.add(*_part.REPORTS)

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
blueprint.before_request(lambda: access.demand(access.LOOK))


@blueprint.get("/")
def index() -> str:
    """Every report that there is."""
    return render_template("files/reports.html", reports=catalogue.listed())


@blueprint.get("/<name>/")
def show(name: str) -> str:
    """One report on screen."""
    report, asked = _report(name), _asked()
    rows = list(islice(report.rows(asked), SHOWN + 1))
    audit.note("report_seen", now=clock.now(), report=report.name)
    return render_template(
        "files/report.html",
        report=report,
        rows=rows[:SHOWN],
        more=len(rows) > SHOWN,
        shown=SHOWN,
        asked=asked,
        places=access.places("town", "village"),
        waiting=_unreported() if report.name == "to-town" else [],
        unread=_unread() if report.name == "to-town" else [],
        may_report=access.may(access.WRITE),
        may_read=access.may(access.DECIDE),
    )


def _report(name: str) -> Report:
    if name not in catalogue.REPORTS:
        abort(404)
    return catalogue.REPORTS[name]


def _asked() -> Asked:
    """The area that the address names, if the person may see it; else all of the own."""
    code = request.values.get("area", "")
    query = scope.visible(current_user, Area.select(), Area)
    is_known = query.where(Area.code == code).exists()
    return Asked(current_user, code if is_known else current_user.area_code, clock.today())


@blueprint.get("/<name>.<form>")
def take(name: str, form: str) -> AnyResponse:
    """One report as a file: to print, or as a workbook."""
    report, asked = _report(name), _asked()
    if form not in ("pdf", "xlsx"):
        abort(404)
    rows = list(report.rows(asked))
    if form == "pdf" and len(rows) > MOST_PRINTED:
        flash(_("超过 %(n)s 行，请先选一个镇或村再打印。", n=MOST_PRINTED), "error")
        return redirect(url_for("reports.show", name=name))
    now, count = clock.now(), len(rows)
    audit.note("ledger_exported", now=now, report=name, count=count, format=form)
    heads = [_(head) for head in report.heads]
    if form == "xlsx":
        return spreadsheets.as_xlsx(heads, rows, report.name)
    return paper.answer(_paper(report, heads, rows, asked), report.name)


def _paper(report: Report, heads: list[str], rows: list[Row], asked: Asked) -> paper.Paper:
    place = access.names({asked.area_code}).get(asked.area_code, "")
    texts = [[str(cell) for cell in row] for row in rows]
    count = _("共 %(n)s 行", n=len(rows))
    section = paper.Section(count, heads=heads, rows=texts, empty=_("没有。"))
    return paper.Paper(
        title=_(report.label),
        lead=f"{place} {asked.today}",
        office=place,
        made_on=asked.today,
        sections=[section],
        flipped=len(heads) > 7,
    )


def _unreported() -> list[Elder]:
    """Priority elders of the own area of whom the town has not been told."""
    told = TownReport.select(TownReport.elder)
    query = access.visible(Elder).where(Elder.left_on.is_null())
    chosen = query.where(Elder.is_priority | Elder.has_alarm, Elder.id.not_in(told))
    return list(chosen.order_by(Elder.area_code, Elder.id).limit(SHOWN))


def _unread() -> list[TownReport]:
    query = access.visible(TownReport).where(TownReport.read_on.is_null())
    return list(query.order_by(TownReport.made_on).limit(SHOWN))


@blueprint.post("/to-town/report")
def tell_town() -> AnyResponse:
    """Tell the town of every priority elder of whom it has not been told."""
    access.demand(access.WRITE)
    now, today = clock.now(), clock.today()
    with current_database.atomic():
        waiting = _unreported()
        for elder in waiting:
            reasons = priority_tables.why(elder, today)
            town_reports.write([(elder.id, reasons)], today, current_user.id)
            audit.note(
                "town_told",
                now=now,
                kind="elder",
                key=elder.key,
                area_code=str(elder.area_code),
            )
    flash(_("已报镇民政办 %(n)s 人。", n=len(waiting)), "success")
    return redirect(url_for("reports.show", name="to-town"))


@blueprint.post("/to-town/read")
def read() -> AnyResponse:
    """The town has read what was reported."""
    access.demand(access.DECIDE)
    ids = [row.id for row in _unread()]
    values = {"read_on": clock.today(), "read_by": current_user.id}
    open_ones = TownReport.id.in_(ids) & TownReport.read_on.is_null()
    count = TownReport.update(values).where(open_ones).execute()
    audit.note("town_reports_read", now=clock.now(), count=count)
    flash(_("已记下，看过 %(n)s 条。", n=count), "success")
    return redirect(url_for("reports.show", name="to-town"))
