"""Ledgers in a browser (台账导入导出): upload, columns, dry run, import, undo, export.

An upload belongs to its author alone. What may be read and changed is decided by the scope, row by
row; nothing is stored before the dry run has been seen.
"""

from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import scope
from admin.jobs import far, runs
from admin.registry import access
from admin.registry.ledger import columns, exporting, plans, storing, undoing, uploads
from admin.registry.ledger.records import LedgerImport, LedgerUpload
from admin.registry.ledger.storing import Stroke
from admin.registry.views import door
from admin.sheets.tables import FileRefused, Table
from models import Area
from pages import clock

Answer = str | AnyResponse
PAGE = 100
SAMPLES = 3
MOST_SHOWN = 30
# More than so many people take longer than a second.
MOST_AT_ONCE = 100

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")
blueprint.before_request(lambda: access.demand(access.LOOK))


@blueprint.get("/")
def index() -> str:
    """Take a ledger in, give one out, and what was done lately."""
    mine = scope.visible(current_user, LedgerImport.select(), LedgerImport)
    shown = mine.where(LedgerImport.author_id == current_user.id).order_by(LedgerImport.id.desc())
    return render_template(
        "ledger/index.html",
        may_import=access.may(access.WRITE),
        places=access.places("town", "village"),
        imports=list(shown.limit(MOST_SHOWN)),
        reasons=exporting.REASONS,
        most=uploads.MOST_ROWS,
    )


@blueprint.post("/upload")
def upload() -> AnyResponse:
    """Take a file in, and go on to its columns or, where all are known, to the dry run."""
    access.demand(access.WRITE)
    given = request.files.get("file")
    content = given.stream.read(uploads.LARGEST + 1) if given else b""
    try:
        table = _table(content)
    except FileRefused as refused:
        flash(str(refused), "error")
        return redirect(url_for("ledger.index"))
    kept = uploads.keep(table, current_user, clock.now(), _place(request.form.get("area", "")))
    if uploads.is_clear(kept):
        return _tried(kept)
    return redirect(url_for("ledger.match", token=kept.token))


def _table(content: bytes) -> Table:
    if not content:
        raise FileRefused(_("请先选一个 .xlsx 或 .csv 文件。"))
    if len(content) > uploads.LARGEST:
        most = uploads.LARGEST // 1024 // 1024
        raise FileRefused(_("文件超过 %(most)s MB，请分成几份再上传。", most=most))
    return uploads.read(content)


def _place(code: str) -> str:
    """An area that the person may choose; "" for any other."""
    found = scope.visible(current_user, Area.select(), Area).where(Area.code == code).exists()
    return code if found else ""


@blueprint.route("/uploads/<token>/columns", methods=("GET", "POST"))
def match(token: str) -> Answer:
    """Say which column of the file is which."""
    kept = _mine(token)
    chosen = list(kept.columns)
    if request.method == "POST":
        given = [request.form.get(f"column-{place}", "") for place in range(len(kept.headers))]
        known = columns.FIELDS.keys() | {columns.UNNEEDED}
        chosen = [field if field in known else "" for field in given]
        if "name" in chosen and not columns.twice(chosen):
            uploads.choose(kept, chosen, _place(request.form.get("area", "")))
            return _tried(_mine(token))
        flash(_("要对上“姓名”，同一项不能对上两列（子女的除外）。"), "error")
    return render_template(
        "ledger/columns.html",
        upload=kept,
        fields=columns.FIELDS,
        unneeded=columns.UNNEEDED,
        chosen=chosen,
        samples=_samples(kept),
        places=access.places("town", "village"),
    )


def _samples(kept: LedgerUpload) -> list[list[Any]]:
    rows = [row.cells for row in uploads.table_of(kept).rows[:SAMPLES]]
    return [[r[p] for r in rows if r[p] is not None] for p in range(len(kept.headers))]


def _tried(kept: LedgerUpload) -> AnyResponse:
    uploads.try_out(kept, current_user, clock.today())
    return redirect(url_for("ledger.tried", token=kept.token))


@blueprint.get("/uploads/<token>")
def tried(token: str) -> str:
    """The fate of every row; the wrong ones first."""
    kept = _mine(token)
    plan = uploads.planned(kept)
    counts = plans.counts(plan)
    present = [fate for fate in plans.FATES if counts[fate]]
    fate = request.args.get("fate") or next(iter(present), "same")
    chosen = [each for each in plan if each.fate == fate]
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(max(_number(request.args.get("page", "1")), 1), pages)
    return render_template(
        "ledger/plan.html",
        upload=kept,
        counts=counts,
        fates=plans.FATES,
        fate=fate,
        rows=chosen[(page - 1) * PAGE : page * PAGE],
        page=page,
        pages=pages,
        fields=columns.FIELDS,
        told=sum(bool(each.told) for each in plan),
        notices=uploads.table_of(kept).notices,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@blueprint.post("/uploads/<token>/store")
def store(token: str) -> AnyResponse:
    """Store what the dry run has shown, all or nothing."""
    kept = _mine(token)
    access.demand(access.WRITE)
    counts = plans.counts(uploads.planned(kept))
    if not counts["wrong"] and counts["new"] + counts["changed"] > MOST_AT_ONCE:
        return _sent(kept)
    try:
        ledger = uploads.store(kept, stroke())
    except storing.NothingToDo:
        flash(_("没有导入：还有错的行，或者没有要改的。"), "error")
        return redirect(url_for("ledger.tried", token=token))
    except storing.PlanOutdated:
        flash(_("试算以后，有人改过其中的档案。已重新试算，请再看一遍。"), "warning")
        return _tried(kept)
    uploads.ask_rules(ledger, door.act())
    message = _("已登记 %(new)s 人，修改 %(changed)s 人。不对可以整个撤销。")
    flash(message % {"new": ledger.added, "changed": ledger.changed}, "success")
    return redirect(url_for("ledger.index"))


def _sent(kept: LedgerUpload) -> AnyResponse:
    """What takes longer than a page may is a job; its page says how far it is."""
    asked: dict[str, Any] = {"now": clock.now(), "author_id": current_user.id}
    run, is_new = runs.ask("ledger", target=str(kept.token), **asked)
    if is_new:
        current_app.extensions["shouwang_jobs"].send(run.id)
    return redirect(url_for("ledger.running", token=kept.token))


@blueprint.get("/uploads/<token>/running")
def running(token: str) -> str:
    """How far the import of one's own ledger is, and how it ended."""
    found = runs.last("ledger", token)
    if found is None or found.author_id != current_user.id:
        abort(404)
    done, total = far.read(found.id) if found.is_open else (0, 0)
    return render_template("ledger/running.html", run=found, token=token, done=done, total=total)


@blueprint.route("/imports/<int:id>/undo", methods=("GET", "POST"))
def undo(id: int) -> Answer:
    """Ask, then take an import back as one step."""
    ledger = access.row_of(LedgerImport, id)
    if ledger.author_id != current_user.id:
        abort(404)
    access.demand(access.WRITE)
    if request.method == "GET":
        return render_template("ledger/undo.html", ledger=ledger)
    try:
        undone = undoing.undo(ledger, stroke())
    except undoing.AlreadyUndone:
        flash(_("这次导入已经撤销过了。"), "warning")
        return redirect(url_for("ledger.index"))
    flash(_("已撤销，%(count)s 人恢复成导入以前的样子。", count=undone.count), "success")
    if undone.left:
        message = _("有 %(left)s 人后来又有人改过、走访过，或已有联系人，没有动。")
        flash(message % {"left": undone.left}, "warning")
    return redirect(url_for("ledger.index"))


def stroke() -> Stroke:
    """The signed-in person, now."""
    return Stroke(current_user, current_user.id, clock.now(), clock.today())


@blueprint.post("/export")
def export() -> AnyResponse:
    """The ledger of a village, town or district; numbers masked unless a reason is given."""
    chosen = request.form.get("area", "")
    reason = request.form.get("reason", "")
    form = request.form.get("form", "xlsx")
    if form not in exporting.FORMS or (chosen and not _place(chosen)):
        abort(404)
    if reason and (reason not in exporting.REASONS or not access.may(access.WRITE)):
        abort(403)
    asked = exporting.Asked(
        user=current_user, area_code=chosen, reason=reason, form=form, today=clock.today()
    )
    return exporting.answer(asked, clock.now())


def _mine(token: str) -> LedgerUpload:
    """The person's own upload; 404 for any other and for one that is gone."""
    found: LedgerUpload | None = LedgerUpload.get_or_none(LedgerUpload.token == token)
    if found is None or found.author_id != current_user.id or found.purpose != "import":
        abort(404)
    return found
