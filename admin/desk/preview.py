"""The public site as it would look with the drafts that the signed-in person may see.

The very application that the build freezes, fed with what is published, overlaid with the working
rows in the person's scope. It shows no other office's drafts, writes nothing, and its pages say
that they are a preview.
"""

from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import escape
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import scope
from admin.config import ROOT
from admin.desk.revisions import Record
from models import KINDS, Photo
from pages import clock, create_app
from pages.articles import read_articles
from pages.builder import read_snapshot
from pages.catalog import Catalog, PhotoFile, Rows, Snapshot
from pages.urls import PAGES

MOUNT = "/preview"
ADDRESSES = {
    "service": ("service", "slug"),
    "provider": ("provider", "slug"),
    "channel": ("channel", "slug"),
    "team": ("team", "slug"),
    "activity": ("activity", "slug"),
    "category": ("category", "slug"),
    "area": ("area", "code"),
}

blueprint = Blueprint("preview", __name__, url_prefix=MOUNT)


def snapshot(focus: tuple[str, str] | None) -> Snapshot:
    """What is published, with the person's own drafts laid over it.

    `focus` is the record that is being looked at: it is shown even where it was withdrawn.
    """
    config = current_app.extensions["shouwang"].config
    public = read_snapshot(config.public_database or str(config.public_path))
    rows: Rows = {kind: dict(public.rows[kind]) for kind in KINDS}
    for kind, model in KINDS.items():
        withdrawn = {r.key for r in Record.select().where(Record.kind == kind, Record.withdrawn)}
        for row in scope.visible(current_user, model.select(), model):
            if row.key not in withdrawn or (kind, row.key) == focus:
                rows[kind][row.key] = row
    photos = dict(public.photos) | _photos({row.photo for row in rows["provider"].values()})
    return Snapshot(
        rows=rows,
        settings=public.settings,
        former_slugs=public.former_slugs,
        photos=photos,
        as_of=public.as_of,
    )


def _photos(names: set[str]) -> dict[str, PhotoFile]:
    wanted = Photo.select().where(Photo.name.in_(names - {""}))
    return {p.name: PhotoFile(p.name, p.width, p.height, bytes(p.content)) for p in wanted}


@blueprint.get("/record/<kind>/<key>")
def record(kind: str, key: str) -> AnyResponse:
    """Lead to the page on which the record stands: its own, or its area's."""
    if kind not in KINDS:
        abort(404)
    model = KINDS[kind]
    query = scope.visible(current_user, model.select(), model)
    row = query.where(model._meta.primary_key.cast("text") == key).first()
    if row is None:
        abort(404)
    endpoint, argument = ADDRESSES.get(kind, ("area", "code"))
    value = row.area_id if kind == "contact" else getattr(row, argument)
    path = PAGES[endpoint].rule.replace(f"<{argument}>", str(value)).lstrip("/")
    back = url_for(f"{kind}.edit_view", id=key)
    return redirect(url_for("preview.page", path=path, focus=f"{kind}:{key}", back=back))


@blueprint.get("/")
@blueprint.get("/<path:path>")
def page(path: str = "") -> AnyResponse:
    """One page of the site, with a banner above it."""
    kind, _colon, key = request.args.get("focus", "").partition(":")
    site = _site((kind, key) if key else None)
    environ = dict(request.environ)
    environ.update(SCRIPT_NAME=MOUNT, PATH_INFO=f"/{path}", QUERY_STRING="")
    answer = Response.from_app(site, environ, buffered=True)
    if answer.mimetype == "text/html":
        answer.set_data(_with_banner(answer.get_data(as_text=True)))
    return answer


def _site(focus: tuple[str, str] | None) -> Flask:
    """The public application over a catalog made now, while the office's own context stands."""
    made = Catalog(snapshot(focus), read_articles(ROOT / "content"), clock.today())
    return create_app(lambda: made)


def _with_banner(html: str) -> str:
    """The page with a line on top that it is not public; the line has the back office's style."""
    head, tag, rest = html.partition("<body>")
    style = url_for("static", filename="preview.css")
    banner: Any = escape(_("预览：这是还没有发布的样子，外面看不到。"))
    link = ""
    back = request.args.get("back", "")
    if back.startswith("/") and not back.startswith("//"):
        label: Any = escape(_("回到编辑"))
        link = f' <a href="{escape(back)}">{label}</a>'
    css = f'<link rel="stylesheet" href="{escape(style)}">'
    head = head.replace("</head>", f"{css}</head>")
    return f'{head}{tag}<p class="preview-banner" role="status">{banner}{link}</p>{rest}'
