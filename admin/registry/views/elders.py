"""The elders: list, search, one person's file, registering and changing.

The file shows numbers masked; one at a time is revealed by a POST with a reason, on a page that is
kept nowhere. What is searched for travels in a POST and stays in the session, never in an address.
"""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.registry import access, words
from admin.registry.people import doubles, keeping, listing, registering, revealing
from admin.registry.people.doubles import Double
from admin.registry.people.elders import Elder
from admin.registry.people.keeping import ChangedMeanwhile
from admin.registry.people.revealing import NothingThere, Wish
from admin.registry.register import number
from admin.registry.rights import consents, requests
from admin.registry.rights.rows import RightsRequest
from admin.registry.rules import visit_state
from admin.registry.rules.eligibility import ANSWERS
from admin.registry.views import door, dossier
from admin.registry.views.elder_forms import UNCHANGED, ElderForm
from pages import clock

Answer = str | Response
SEARCH = "elders_search"

blueprint = Blueprint("elders", __name__, url_prefix="/elders")
door.guard(blueprint)


@blueprint.get("/")
def index() -> str:
    today = clock.today()
    asked = listing.Asked.of(request.args, session.get(SEARCH, ""))
    page = listing.page(current_user, asked, door.page_number(), today)
    door.listed(len(page.lines))
    return render_template(
        "registry/elders.html",
        page=page,
        asked=asked,
        places=listing.places(current_user),
        computed_on=listing.computed_on(today),
        today=today,
        answers=ANSWERS,
        firsts=listing.FIRSTS,
        states=visit_state.STATES,
        lacks=listing.LACKS,
    )


@blueprint.post("/search")
@door.looks
def search() -> Response:
    """Keep what is searched for, or forget it; a scanned or typed handle opens the file."""
    word = request.form.get("search", "").strip()[:40]
    if word:
        session[SEARCH] = word
    else:
        session.pop(SEARCH, None)
    return redirect(url_for("elders.index"))


@blueprint.get("/<key>/")
def one(key: str) -> str:
    elder = door.elder(key, in_emergency=True)
    door.looked_at(elder)
    return dossier.page(elder)


@blueprint.post("/<key>/reveal")
@door.looks
def reveal(key: str) -> str:
    """Show one number, once, to somebody who says why."""
    elder, given = door.elder(key, in_emergency=True), request.form
    number = given.get("row", "")
    wish = Wish(
        part=given.get("part", ""),
        row_id=int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0,
        field=given.get("field", ""),
        reason=given.get("reason", ""),
        text=given.get("text", "").strip(),
    )
    if wish.reason not in words.REVEAL_REASONS or (wish.reason == "other" and not wish.text):
        flash(_("请选一个原因；选“其他”要写明。"), "error")
        return dossier.page(elder, asked=wish)
    try:
        value = revealing.reveal(elder, wish, door.act())
    except NothingThere:
        abort(404)
    return dossier.page(elder, revealed=(wish, value))


@blueprint.route("/new", methods=("GET", "POST"))
def new() -> Answer:
    door.demand("registry_edit")
    act, form = door.act(), ElderForm(request.form)
    form.offer(_homes())
    if request.method == "GET":
        return _form(form, _("登记一位老人"), url_for("elders.index"), _("老人档案"))
    fine = form.check(act.today)
    hints = _doubles(form) if fine else []
    if not fine or (hints and not request.form.get("not-the-same")):
        return _form(form, _("登记一位老人"), url_for("elders.index"), _("老人档案"), doubles=hints)
    made = registering.add(form.columns(), act)
    flash(_("已登记。接着把子女、监护人和联系帮扶人补上。"), "success")
    return redirect(url_for("elders.one", key=made.key))


@blueprint.route("/<key>/edit", methods=("GET", "POST"))
def edit(key: str) -> Answer:
    door.demand("registry_edit")
    elder, act = door.elder(key), door.act()
    form = ElderForm(request.form, data=_data(elder))
    form.offer([area for area in _homes() if area.code == elder.area_code] or _homes())
    for name in ("id_number", "phone"):
        value = getattr(elder, name)
        if value:
            form[name].description = _(UNCHANGED, masked=revealing.masked(value, name))
    if request.method == "POST" and form.check(act.today) and _is_agreed(elder, form):
        answer = _change(elder, form, act)
        if answer is not None:
            return answer
    title, back = _("改基本情况"), url_for("elders.one", key=key)
    seen = request.form.get("seen") or keeping.stamp(elder)
    return _form(form, title, back, str(elder.name), seen=seen)


def _change(elder: Elder, form: ElderForm, act: Any) -> Response | None:
    """Save, or say on the form that somebody else was faster."""
    try:
        names = registering.change(elder, form.columns(), act, request.form.get("seen", ""))
    except ChangedMeanwhile:
        text = _("别人刚改过这份档案。您填的还在下面；请打开档案看看改了什么，再回来重填。")
        form.form_errors = [text]
        return None
    flash(_("已保存。") if names else _("没有改动。"), "success")
    asked = number(request.args.get("request"))
    if names and asked > 0:
        row = access.row_of(RightsRequest, asked)
        requests.link(row, elder, act.author_id, act.now)
        return redirect(url_for("rights_request.one", id=row.id))
    return redirect(url_for("elders.one", key=elder.key))


def _is_agreed(elder: Elder, form: ElderForm) -> bool:
    """Whether nothing is filled in that the elder has refused; said at its field."""
    if form.illnesses.data and consents.is_refused(elder, "health"):
        form.illnesses.errors = [_("本人不同意登记健康状况，这一项要空着。")]
        return False
    return True


def _data(elder: Elder) -> dict[str, Any]:
    data = {name: value for name, value in keeping.plain(elder).items() if value != ""}
    rural = {None: "", True: "yes", False: "no"}[elder.is_rural]
    return data | {"is_rural_as": rural, "id_number": "", "phone": ""}


def _homes() -> list[Any]:
    found = listing.places(current_user)
    return [area for area in found if area.level == "village"] or found


def _doubles(form: ElderForm) -> list[Double]:
    number = form.id_number.data
    return doubles.find(
        current_user,
        id_number="" if number == "无" else number,
        name=form.name.data,
        born_on=form.born_on.data,
        area_code=form.area_code.data,
    )


def _form(
    form: ElderForm, title: str, back: str, label: str, *, seen: str = "", doubles: Any = ()
) -> str:
    return render_template(
        "registry/form.html",
        form=form,
        title=title,
        back=back,
        back_label=label,
        seen=seen,
        doubles=[dossier.in_words(double) for double in doubles],
    )


@blueprint.post("/<key>/verify")
def verify(key: str) -> Response:
    """Everything was checked and is as it stands."""
    registering.verify(door.elder(key), door.act())
    flash(_("已记下：今天核对过。"), "success")
    return redirect(url_for("elders.one", key=key))
