"""The pages of supervision: dashboards by place, the four faults by place, counting anew.

A place is within the person's area or it is 404. Nothing here names an elder.
"""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import scope
from admin.registry import access
from admin.registry.rules import visit_state
from admin.registry.supervision import charts, dashboard, faults, tallies
from admin.registry.supervision.faults import Counts, Measured
from models import Area
from pages import clock

blueprint = Blueprint("supervision", __name__, url_prefix="/supervision")


@blueprint.before_request
def readers_only() -> None:
    access.demand(access.LOOK)


def area_of(code: str) -> Area:
    """The place within the person's area, else 404."""
    found = scope.visible(current_user, Area.select(), Area).where(Area.code == code).first()
    if found is None:
        abort(404)
    return found


@blueprint.get("/")
def home() -> str:
    """The person's own place."""
    return _dashboard(area_of(current_user.area_code))


@blueprint.get("/<area>/")
def place(area: str) -> str:
    """A place within the person's area."""
    return _dashboard(area_of(area))


def _dashboard(area: Area) -> str:
    today, now = clock.today(), clock.now()
    below = dashboard.children(area)
    names = {each.code: each.name for each in (area, *below)}
    found = dashboard.visits(area.code, today)
    history = tallies.history(area.code, today)
    return render_template(
        "duty/dashboard.html",
        area=area,
        below=below,
        trail=_above(area),
        counts=dashboard.counts_of(area.code, today),
        counted_at=tallies.counted_at(today.replace(day=1)),
        duties=dashboard.duties(area.code, current_user.role, today),
        oversight=dashboard.oversight(area.code, now, today),
        visit_chart=dashboard.visit_chart(found, names),
        trend_chart=dashboard.trend_chart(history),
        states={name: visit_state.STATES[name] for name in dashboard.SHOWN},
        faults=faults,
        may_count=access.may(access.DECIDE, area.code),
        **geometry(),
    )


def geometry() -> dict[str, float]:
    """What the template needs to draw a chart."""
    return {"chart_label": charts.LABEL, "chart_bar": charts.BAR, "chart_row": charts.ROW}


def _above(area: Area) -> list[Area]:
    """The places above that the person may see, the widest first."""
    codes = scope.ancestors(area.code)
    query = scope.visible(current_user, Area.select(), Area).where(Area.code.in_(codes))
    return list(query.order_by(Area.code))


@blueprint.get("/<area>/faults")
def faults_of(area: str) -> str:
    """The four faults of a place and of each place below it, figure by figure."""
    found = area_of(area)
    month = clock.today().replace(day=1)
    below = dashboard.children(found)
    counted = tallies.read(month, [found.code, *(each.code for each in below)])
    return render_template(
        "duty/faults.html",
        area=found,
        trail=_above(found),
        own=faults.measure(counted.get(found.code, Counts(villages=0))),
        below=[(each, _by_name(counted.get(each.code))) for each in below],
        indicators=faults.INDICATORS,
        faults=faults.FAULTS,
        counted_at=tallies.counted_at(month),
        may_count=access.may(access.DECIDE, found.code),
    )


def _by_name(counts: Counts | None) -> dict[str, Measured]:
    return {m.indicator.name: m for m in faults.measure(counts or Counts(villages=0))}


@blueprint.post("/<area>/count")
def count(area: str) -> AnyResponse:
    """Count everything anew; the counts are of the whole installation."""
    found = area_of(area)
    access.demand(access.DECIDE, found.code)
    number = tallies.recount(clock.now(), clock.today(), actor_id=current_user.id)
    flash(_("已重新统计 %(n)s 个镇村。", n=number), "success")
    return redirect(url_for("supervision.place", area=found.code))
