"""Visits without a network: a page that a telephone keeps, the people on it, and what it sends.

The page itself holds nobody. The people it is given carry a masked name, the group and the state,
and a ticket that says who was allowed to have them; what was written offline is taken once, however
late, and with the ticket also when the elder has moved meanwhile. A foreign id without one is not.
"""

import hmac
from datetime import UTC, datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from admin.accounts import audit
from admin.accounts.scope import visible
from admin.registry import handles, words
from admin.registry.people import listing
from admin.registry.people.elders import Elder
from admin.registry.rules import masking
from admin.registry.views import door
from admin.registry.views.visit_form import VisitForm
from admin.registry.visits import recording, work_list
from admin.registry.visits.recording import NotThisVisit, Written
from pages import clock

MOST_AT_ONCE = 50
SECONDS_A_DAY = 24 * 3600
TICKET_SECONDS = 92 * SECONDS_A_DAY

blueprint = Blueprint("field", __name__, url_prefix="/visits/offline")
door.guard(blueprint)


@blueprint.get("/")
def page() -> str:
    """The shell that the telephone keeps: a form, no person, nothing of the account."""
    return render_template("registry/field.html", form=VisitForm(data={"mode": "in_person"}))


@blueprint.get("/worker.js")
def worker() -> Response:
    """The worker that keeps the shell; its scope is this page and nothing else."""
    static = [url_for("static", filename=name) for name in ("office.css", "field.js")]
    text = render_template("registry/field_worker.js", page=url_for("field.page"), static=static)
    answer = make_response(text)
    answer.headers["Content-Type"] = "text/javascript; charset=utf-8"
    return answer


@blueprint.get("/people")
def people() -> Response:
    """My people for the telephone, as little of each as it takes to know them by."""
    lines = work_list.mine(current_user, clock.today())
    audit.note("people_taken_offline", now=clock.now(), kind="elders", count=len(lines))
    return jsonify(
        account=_account(),
        at=_iso(clock.now()),
        people=[_person(line) for line in lines],
    )


def _person(line: listing.Line) -> dict[str, Any]:
    elder = line.elder
    return {
        "handle": elder.handle,
        "name": masking.name(str(elder.name)),
        "group": str(elder.group_name),
        "alarm": bool(elder.has_alarm),
        "state": line.state,
        "visited": str(line.visited_on or ""),
        "living": str(elder.living),
        "ticket": _tickets().dumps([elder.handle, current_user.id]),
    }


@blueprint.get("/token")
def token() -> Response:
    """What the telephone needs before it sends: a form token, and whose session this is."""
    return jsonify(token=generate_csrf(), account=_account())


def _account() -> str:
    """A mark of the account by which a telephone knows what was written under which sign-in."""
    key, text = str(current_app.secret_key), f"field {current_user.id}"
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest()[:16]


def _tickets() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="registry field ticket")


def _iso(moment: datetime) -> str:
    return moment.replace(tzinfo=UTC).isoformat()


@blueprint.post("/send")
def send() -> Response:
    """Take what was written offline; say of each what became of it."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("visits"), list):
        abort(400)
    clock_at = _moment(sent.get("clock"))
    written = [one for one in sent["visits"][:MOST_AT_ONCE] if isinstance(one, dict)]
    return jsonify(results=[_take(one, clock_at) for one in written])


def _take(one: dict[str, Any], clock_at: datetime | None) -> dict[str, Any]:
    handle = handles.read(str(one.get("handle", "")))
    answer: dict[str, Any] = {"handle": one.get("handle"), "outcome": "refused", "says": []}
    elder, moved = _whom(one)
    if not handle or elder is None:
        return answer | {"says": [_("没有这位老人，或者不归您管。请联系镇里。")]}
    form, at, act = _form(one), _moment(one.get("at")), door.act()
    if not form.check(act.now, act.today) or at is None:
        labels = [f"{form[name].label.text}：{errors[0]}" for name, errors in form.errors.items()]
        return answer | {"says": labels or [_("时间不对。")]}
    values = form.columns() | {"seconds": _seconds(one.get("seconds"))}
    written = Written(handle, form.mode.data, at, "phone", clock_at, values)
    try:
        taken = recording.record(elder, written, act, moved=moved)
    except NotThisVisit:
        return answer | {"says": [_("编号和别的走访重了，请重新填写。")]}
    says = [_(words.VISIT_FLAGS[flag]) for flag in taken.visit.flags]
    return answer | {"outcome": "kept" if taken.is_new else "already", "says": says}


def _whom(one: dict[str, Any]) -> tuple[Elder | None, bool]:
    """The elder, and whether they have left the sender's area since the ticket was given."""
    handle = str(one.get("elder", ""))
    if not handles.PATTERN.fullmatch(handle):
        return None, False
    query = visible(current_user, Elder.select(), Elder)
    mine = query.where(Elder.handle == handle).first()
    if mine is not None:
        return mine, False
    if _has_ticket(handle, str(one.get("ticket", ""))):
        return Elder.get_or_none(Elder.handle == handle), True
    audit.note(
        "refused",
        now=clock.now(),
        kind="elder",
        key=handle,
        endpoint="field.send",
        method="POST",
        status=404,
    )
    return None, False


def _has_ticket(handle: str, ticket: str) -> bool:
    try:
        given = _tickets().loads(ticket, max_age=TICKET_SECONDS)
    except BadSignature:
        return False
    return bool(given == [handle, current_user.id])


def _form(one: dict[str, Any]) -> VisitForm:
    """The answers as if the page's own form had sent them; its time is judged with the clock."""
    answers = one.get("answers")
    pairs: list[tuple[str, str]] = []
    for name, value in answers.items() if isinstance(answers, dict) else ():
        values = value if isinstance(value, list) else [value]
        pairs += [(str(name), str(text)) for text in values[:20]]
    return VisitForm(MultiDict((name, text) for name, text in pairs if name != "at"))


def _seconds(given: Any) -> int | None:
    """How long the form was open; what cannot be is not known."""
    return given if type(given) is int and 0 <= given < SECONDS_A_DAY else None


def _moment(text: Any) -> datetime | None:
    """An instant as a browser writes it, in UTC without a zone."""
    try:
        found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
        return found.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
