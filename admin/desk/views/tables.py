"""Spreadsheets in and out (导入导出): template, upload, columns, dry run, import, export.

An upload belongs to its author alone. What may be read and changed is decided by the scope, row
by row; nothing here publishes.
"""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin import spreadsheets
from admin.accounts import audit, scope
from admin.desk.sheets import columns, importing, plans, writing
from admin.desk.sheets.columns import IMPORTED
from admin.desk.sheets.importing import Upload
from admin.desk.views import reach
from admin.sheets.tables import FileRefused, Table
from models import KINDS
from pages import clock

Answer = str | AnyResponse
PAGE = 100
SAMPLES = 3
TYPES = {"xlsx": spreadsheets.WORKBOOK, "csv": spreadsheets.CSV}

blueprint = Blueprint("tables", __name__, url_prefix="/tables")


@blueprint.get("/")
def index() -> str:
    """What can be brought in and taken out."""
    labels = [(kind, KINDS[kind].label) for kind in IMPORTED]
    may_import = reach.may_in("edit", current_user.area_code)
    return render_template("tables.html", labels=labels, may_import=may_import)


@blueprint.get("/<kind>/template")
def template(kind: str) -> Response:
    """An empty workbook with the columns of the kind."""
    reach.model_of(kind, IMPORTED)
    made = writing.template(kind, current_user)
    return spreadsheets.attached(made, TYPES["xlsx"], f"{kind}-template.xlsx")


@blueprint.get("/<kind>/export.<form>")
def export(kind: str, form: str) -> Response:
    """The records in scope, in the columns that an import takes."""
    model = reach.model_of(kind, IMPORTED)
    if form not in TYPES:
        abort(404)
    query = scope.visible(current_user, model.select(), model).order_by(model.id)
    writer = writing.workbook if form == "xlsx" else writing.text
    content, count = writer(kind, query.iterator(), current_user)
    audit.note("exported", now=clock.now(), kind=kind, count=count, format=form)
    return spreadsheets.attached(content, TYPES[form], f"{kind}.{form}")


@blueprint.post("/<kind>/upload")
def upload(kind: str) -> AnyResponse:
    """Take a file in, and go on to its columns or, where all are known, to the dry run."""
    reach.model_of(kind, IMPORTED)
    reach.demand_in("edit", current_user.area_code)
    given = request.files.get("file")
    content = given.stream.read(importing.LARGEST + 1) if given else b""
    try:
        table = _table(kind, content)
    except FileRefused as refused:
        flash(str(refused), "error")
        return redirect(url_for("tables.index"))
    kept = importing.keep(kind, table, reach.signature())
    if importing.is_clear(kept):
        return _tried(kept)
    return redirect(url_for("tables.match", token=kept.token))


def _table(kind: str, content: bytes) -> Table:
    if not content:
        raise FileRefused(_("请先选一个 .xlsx 或 .csv 文件。"))
    if len(content) > importing.LARGEST:
        most = importing.LARGEST // 1024 // 1024
        raise FileRefused(_("文件超过 %(most)s MB，请分成几份再上传。", most=most))
    return importing.read(kind, content)


@blueprint.route("/uploads/<token>/columns", methods=("GET", "POST"))
def match(token: str) -> Answer:
    """Say which column of the file is which."""
    kept = _mine(token)
    offered, chosen = columns.columns(kept.kind), list(kept.columns)
    if request.method == "POST":
        fields = {column.field for column in offered}
        chosen = [request.form.get(f"column-{p}", "") for p in range(len(kept.table["headers"]))]
        chosen = [field if field in fields else "" for field in chosen]
        twice = {field for field in chosen if field and chosen.count(field) > 1}
        if any(chosen) and not twice:
            importing.choose(kept, chosen)
            return _tried(_mine(token))
        flash(_("至少要对上一列，同一项不能对上两列。"), "error")
    return render_template(
        "table_columns.html", upload=kept, offered=offered, chosen=chosen, samples=_samples(kept)
    )


def _samples(kept: Upload) -> list[list[Any]]:
    rows = [row["cells"] for row in kept.table["rows"][:SAMPLES]]
    places = range(len(kept.table["headers"]))
    return [[row[place] for row in rows if row[place] is not None] for place in places]


def _tried(kept: Upload) -> AnyResponse:
    """Try the upload out and show what would happen."""
    importing.try_out(kept, current_user, _may_edit, clock.today())
    return redirect(url_for("tables.tried", token=kept.token))


def _may_edit(area_code: str) -> bool:
    return reach.may_in("edit", area_code)


@blueprint.get("/uploads/<token>")
def tried(token: str) -> str:
    """The fate of every row; the wrong ones first."""
    kept = _mine(token)
    plan = importing.planned(kept)
    counts = importing.counts(plan)
    fate = request.args.get("fate") or next(iter(_present(counts)), "same")
    chosen = [each for each in plan if each.fate == fate]
    given = request.args.get("page", "1")
    page = min(int(given), 9_999) if given.isascii() and given.isdigit() and len(given) < 5 else 1
    labels = {f.name: str(f.verbose_name) for f in KINDS[kept.kind].public_fields()}
    return render_template(
        "table_plan.html",
        upload=kept,
        label=KINDS[kept.kind].label,
        counts=counts,
        fates=plans.FATES,
        fate=fate,
        rows=chosen[(page - 1) * PAGE : page * PAGE],
        page=page,
        pages=max(1, -(-len(chosen) // PAGE)),
        labels=labels,
        notices=kept.table["notices"],
    )


def _present(counts: importing.Counts) -> list[str]:
    return [fate for fate in plans.FATES if getattr(counts, fate)]


@blueprint.post("/uploads/<token>/store")
def store(token: str) -> AnyResponse:
    """Store what the dry run has shown, all or nothing."""
    kept = _mine(token)
    reach.demand_in("edit", current_user.area_code)
    try:
        batch = importing.store(kept, reach.signature())
    except importing.NothingToDo:
        flash(_("没有导入：还有错的行，或者没有要改的。"), "error")
        return redirect(url_for("tables.tried", token=token))
    except importing.PlanOutdated:
        flash(_("试算以后，有人改过其中的信息。已重新试算，请再看一遍。"), "warning")
        return _tried(kept)
    message = _("已导入 %(count)s 条，都是草稿，外面看不到。不对可以整个撤销。", count=batch.count)
    flash(message, "success")
    return redirect(url_for("strokes.index"))


def _mine(token: str) -> Upload:
    """The person's own upload; 404 for any other and for one that is gone."""
    found = Upload.get_or_none(Upload.token == token)
    if found is None or found.author_id != current_user.id:
        abort(404)
    return found
