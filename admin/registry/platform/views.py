"""The platform in a browser: make the file, say that it was uploaded, hold the lists together.

The file has whole numbers, since the platform asks for them: who makes it needs the right to write,
and the trail keeps it.
"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin import spreadsheets
from admin.accounts import audit
from admin.registry import access
from admin.registry.ledger import exporting, uploads
from admin.registry.platform import changes
from admin.registry.platform.records import PlatformLayout, PlatformUpload
from admin.sheets.tables import FileRefused
from pages import clock

SHOWN = 30

blueprint = Blueprint("platform", __name__, url_prefix="/platform")
blueprint.before_request(lambda: access.demand(access.LOOK))


@blueprint.get("/")
def index() -> str:
    """How much waits, what was made, and in which columns."""
    return _page()


def _page(found: changes.Differences | None = None, text: str | None = None) -> str:
    waiting = changes.changed(current_user, clock.today())
    made = access.visible(PlatformUpload).order_by(PlatformUpload.id.desc()).limit(SHOWN)
    lines = [f"{theirs}={ours}" for theirs, ours in changes.layout(current_user)]
    return render_template(
        "files/platform.html",
        new=sum(each.is_new for each in waiting),
        changed=sum(not each.is_new for each in waiting),
        made=list(made),
        layout="\n".join(lines) if text is None else text,
        heads=exporting.HEADS,
        found=found,
        may_write=access.may(access.WRITE),
        may_decide=access.may(access.DECIDE),
    )


@blueprint.post("/make")
def make() -> AnyResponse:
    """The workbook of everybody who is new or changed."""
    access.demand(access.WRITE)
    waiting = changes.changed(current_user, clock.today())
    if not waiting:
        flash(_("没有要上传的，平台上的和这里一样。"), "success")
        return redirect(url_for("platform.index"))
    now, pairs = clock.now(), changes.layout(current_user)
    changes.make(current_user, waiting, now)
    audit.note(
        "ledger_exported",
        now=now,
        kind="elder",
        count=len(waiting),
        format="xlsx",
        reason="report",
        report="platform",
    )
    heads = [theirs for theirs, _ours in pairs]
    return spreadsheets.as_xlsx(heads, changes.laid_out(waiting, pairs), "platform")


@blueprint.post("/<int:id>/uploaded")
def uploaded(id: int) -> AnyResponse:
    """Say that a workbook was uploaded."""
    access.demand(access.WRITE)
    upload = access.row_of(PlatformUpload, id)
    now = clock.now()
    open_one = (PlatformUpload.id == upload.id) & PlatformUpload.uploaded_at.is_null()
    values = {"uploaded_at": now, "uploaded_by": current_user.id}
    if PlatformUpload.update(values).where(open_one).execute():
        audit.note("platform_uploaded", now=now, count=upload.count)
    flash(_("已记下：这一份已经上传。"), "success")
    return redirect(url_for("platform.index"))


@blueprint.post("/layout")
def layout() -> str | AnyResponse:
    """Set the platform's columns for the own area."""
    access.demand(access.DECIDE)
    text = request.form.get("layout", "")
    try:
        pairs = changes.read_layout(text)
    except changes.LayoutRefused as refused:
        flash(str(refused), "error")
        return _page(text=text)
    PlatformLayout.delete().where(PlatformLayout.area_code == current_user.area_code).execute()
    PlatformLayout.create(area_code=current_user.area_code, columns=pairs)
    flash(_("已保存。下一次做的文件就按这些列。"), "success")
    return redirect(url_for("platform.index"))


@blueprint.post("/reconcile")
def reconcile() -> str:
    """Hold the platform's own export to ours; how many it had is kept, and nobody of it."""
    access.demand(access.WRITE)
    given = request.files.get("file")
    content = given.stream.read(uploads.LARGEST + 1) if given else b""
    try:
        if not content or len(content) > uploads.LARGEST:
            raise FileRefused(_("请先选一个 .xlsx 或 .csv 文件。"))
        table = uploads.read(content)
    except FileRefused as refused:
        flash(str(refused), "error")
        return _page()
    found = changes.reconcile(current_user, table, clock.today())
    now = clock.now()
    changes.remember(str(current_user.area_code), found, now)
    audit.note("platform_reconciled", now=now, count=found.theirs)
    return _page(found)
