"""Scans in an elder's file: the document of an entrusted guardian, the paper of a consent.

Uploaded by who may write, opened by who may look, in the own area only; both are in the trail. A
scan is sent as a file to keep, never shown within a page, and its name says nothing of anybody.
"""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from admin.registry.people import keeping, sealed_files
from admin.registry.people.elders import Elder, Kept
from admin.registry.people.families import Guardian
from admin.registry.people.papers import Consent
from admin.registry.people.sealed_files import FileRefused, SealedFile
from admin.registry.views import door
from admin.spreadsheets import attached
from models import N_, current_database

PARTS: dict[str, type[Kept]] = {"guardian": Guardian, "consent": Consent}
TITLES = {"guardian": N_("上传委托书"), "consent": N_("上传同意书")}
REFUSED = {
    "empty": N_("请先选一个文件。"),
    "large": N_("文件太大，最大 5 MB。拍照时选小一点的尺寸。"),
    "kind": N_("只收照片（JPG、PNG）和 PDF。"),
}

blueprint = Blueprint("scans", __name__, url_prefix="/elders/<key>")
door.guard(blueprint)


@blueprint.route("/<part>/<int:number>/scan", methods=("GET", "POST"))
def add(key: str, part: str, number: int) -> str | AnyResponse:
    """Choose a file, and keep it encrypted."""
    door.demand("registry_edit")
    if part not in PARTS:
        abort(404)
    elder = door.elder(key)
    row = door.part(PARTS[part], elder, number)
    wrong = ""
    if request.method == "POST":
        wrong = _kept(elder, row)
        if not wrong:
            flash(_("已加密保存。"), "success")
            return redirect(url_for("elders.one", key=key))
    return render_template("rights/scan.html", elder=elder, title=_(TITLES[part]), wrong=wrong)


def _kept(elder: Elder, row: Any) -> str:
    """Store what was sent; what is wrong with it, in words."""
    act, sent = door.act(), request.files.get("scan")
    content = sent.read(sealed_files.LARGEST + 1) if sent else b""
    if sent:
        sent.close()
    try:
        with current_database.atomic():
            made = sealed_files.keep(row, content, act.author_id, act.now)
            keeping.note("file_added", elder, act, row=made.id)
    except FileRefused as refused:
        return _(REFUSED[str(refused)])
    return ""


@blueprint.get("/scans/<int:number>")
def one(key: str, number: int) -> Response:
    """The file itself."""
    elder = door.elder(key)
    row = door.part(SealedFile, elder, number)
    keeping.note("file_opened", elder, door.act(), row=row.id)
    return attached(row.plain(), row.media_type, f"scan-{row.id}.{row.type}")
