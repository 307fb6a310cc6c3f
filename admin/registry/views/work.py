"""What is due and overdue in one's area, by town or village, and how the month stands there."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from admin.registry.people import handing, listing
from admin.registry.rules import visit_state
from admin.registry.views import door
from admin.registry.visits import work_list
from models import Area
from pages import clock

blueprint = Blueprint("work", __name__, url_prefix="/visits/due")
door.guard(blueprint)


def waiting() -> int:
    """How many elders in scope are to be visited."""
    return work_list.count(current_user, clock.today())


@blueprint.get("/")
def index() -> str:
    """What is due and overdue, by village or town; my duty beside what I oversee."""
    today, area = clock.today(), request.args.get("area", "")[:12]
    helper = handing.helper_of(current_user.id)
    number = door.page_number()
    count = work_list.count(current_user, today, area)
    tasks = work_list.page(current_user, today, area, number=number)
    door.listed(len(tasks))
    month = visit_state.period_of(today, "month")
    digits = 9 if len(current_user.area_code) < 9 and len(area) < 9 else 12
    return render_template(
        "registry/work.html",
        tasks=tasks,
        page=listing.Page([], count, number, max(1, -(-count // work_list.SIZE))),
        area=area,
        counts=work_list.by_place(current_user, month.first, today, digits, area),
        month=month,
        mine=work_list.count(current_user, today, helper_id=helper.id) if helper else None,
        blows=work_list.blows(current_user, clock.now()),
        today=today,
        place=Area.get_or_none(Area.code == area) if area else None,
        may_edit=door.may("registry_edit"),
    )
