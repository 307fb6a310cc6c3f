"""The monthly sheet of a village to print, and the grid to type it in, a line a person."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import segno
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.accounts import audit, scope
from admin.registry import words
from admin.registry.people import listing
from admin.registry.rules import days
from admin.registry.views import door
from admin.registry.visits import sheets
from admin.registry.visits.sheets import Line, LineRefused
from models import Area
from pages import clock

Answer = str | Response
MONTHS_BACK = 2

blueprint = Blueprint("sheets", __name__, url_prefix="/visits")
door.guard(blueprint)


@blueprint.get("/sheets")
def index() -> Answer:
    """Which village, which month; a contact's own village is chosen already."""
    villages = [a for a in listing.places(current_user) if a.level == "village"]
    return render_template("registry/sheets.html", villages=villages, months=_months())


def _months() -> list[date]:
    first = clock.today().replace(day=1)
    return [days.months_after(first, -back) for back in range(MONTHS_BACK + 1)]


def _asked() -> tuple[Area, date]:
    """The village and the month of the address, if in scope and not too long ago."""
    query = scope.visible(current_user, Area.select(), Area)
    area = query.where(Area.code == request.args.get("area", ""), Area.level == "village").first()
    month = next((m for m in _months() if f"{m:%Y-%m}" == request.args.get("month")), None)
    if area is None:
        abort(404)
    return area, month or _months()[0]


@blueprint.get("/sheet")
def sheet() -> str:
    area, month = _asked()
    lines = sheets.people(current_user, area.code, clock.today())
    _note(area, len(lines))
    marks = [segno.make(line.elder.handle.upper(), error="m", micro=False) for line in lines]
    return render_template(
        "registry/sheet.html",
        area=area,
        month=month,
        lines=[
            (line, mark.svg_data_uri(scale=2, border=1))
            for line, mark in zip(lines, marks, strict=True)
        ],
        checks=words.CHECKS,
        duties=words.FAMILY_DUTY,
    )


def _note(area: Area, count: int) -> None:
    audit.note("sheet_printed", now=clock.now(), kind="elders", area_code=area.code, count=count)


@blueprint.route("/grid", methods=("GET", "POST"))
def grid() -> Answer:
    """Type the sheet in; a line that is refused stays with its reason, the others are kept."""
    door.demand("registry_edit")
    area, month = _asked()
    lines = sheets.people(current_user, area.code, clock.today())
    typed: dict[str, Line] = {}
    refused: dict[str, str] = {}
    if request.method == "POST":
        typed = {line.elder.handle: _line(line.elder.handle) for line in lines}
        kept, refused = _keep(lines, typed, month)
        _tell(kept, refused)
        if not refused:
            return redirect(url_for("sheets.grid", area=area.code, month=f"{month:%Y-%m}"))
        typed = {key: line for key, line in typed.items() if key in refused}
    door.listed(len(lines))
    return render_template(
        "registry/grid.html",
        area=area,
        month=month,
        lines=lines,
        typed=typed,
        refused=refused,
        blank=Line(),
        checks=words.CHECKS,
        duties=words.FAMILY_DUTY,
        dangers={name: label for name, label in words.DANGERS.items() if name != "none"},
        last_day=days.month_end(month).day,
    )


def _line(handle: str) -> Line:
    form = request.form
    return Line(
        day=form.get(f"{handle}-day", "").strip()[:2],
        troubled=tuple(form.getlist(f"{handle}-troubled")),
        family_duty=form.get(f"{handle}-duty", ""),
        dangers=tuple(filter(None, [form.get(f"{handle}-danger", "")])),
        trouble=form.get(f"{handle}-trouble", "").strip()[:500],
    )


def _keep(
    lines: list[listing.Line], typed: dict[str, Line], month: date
) -> tuple[int, dict[str, str]]:
    act, kept = door.act(), 0
    refused: dict[str, str] = {}
    for line in _filled(lines, typed):
        handle = str(line.elder.handle)
        try:
            kept += sheets.keep(door.elder(handle), typed[handle], month, act).is_new
        except LineRefused as problem:
            refused[handle] = _(str(problem))
    return kept, refused


def _filled(lines: list[listing.Line], typed: dict[str, Line]) -> Iterator[listing.Line]:
    """Only the lines of the village as it stands: what else was sent is nobody's."""
    for line in lines:
        if typed[line.elder.handle].day:
            yield line


def _tell(kept: int, refused: dict[str, Any]) -> None:
    flash(_("记下了 %(count)s 次走访。", count=kept), "success" if kept else "warning")
    if refused:
        flash(_("有 %(count)s 行没有记，原因写在行里。", count=len(refused)), "error")
