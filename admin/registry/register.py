"""The pages that every plain list of the registry has: list, new, one row, void, export.

A `Register` is told its model, form and columns; whatever it shows or changes has gone through
`access`. Nothing is deleted, and nothing changes by a link.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import peewee as pw
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from admin import spreadsheets
from admin.accounts import audit
from admin.accounts.scope import Action
from admin.registry import access, logged, picking
from admin.registry.logged import Logged
from admin.registry.people.elders import Elder
from pages import clock

Answer = str | AnyResponse
PAGE = 50
MOST_EXPORTED = 20_000
# As many as every database takes in one statement.
AT_ONCE = 400
LONGEST_REASON = 200


@dataclass(frozen=True)
class Column:
    """A column of a list: its head, and the text of a row; `private` ones are not exported."""

    label: str
    show: Callable[[Any], str]
    private: bool = False


@dataclass
class Register:
    """One list with its pages; `beside(row)` gives the row's page more to show and to do."""

    model: type[Logged]
    form: type[Form]
    columns: Sequence[Column]
    newest: pw.Field
    levels: tuple[str, ...] = ("village",)
    adds: Action = access.WRITE
    lead: str = ""
    page: str = "duty/row.html"
    list_page: str = "duty/list.html"
    narrow: Callable[[Any, str], Any] | None = None
    narrows: dict[str, str] = field(default_factory=dict)
    beside: Callable[[Any], dict[str, Any]] = lambda _row: {}
    # Whether what was saved stays as it is, to be voided and written anew.
    is_fixed: bool = False
    voids: Callable[[Any], bool] = lambda _row: True
    added: Callable[[Any], None] = lambda _row: None
    prepare: Callable[[Form, Any], None] = lambda _form, _elder: None
    blueprint: Blueprint = field(init=False)

    def __post_init__(self) -> None:
        name = self.model.kind
        self.blueprint = Blueprint(name, __name__, url_prefix=f"/care/{name.replace('_', '-')}")
        for rule, view, methods in (
            ("/", self.index, ["GET"]),
            ("/new", self.new, ["GET", "POST"]),
            ("/<int:id>", self.one, ["GET", "POST"]),
            ("/<int:id>/void", self.void, ["GET", "POST"]),
            ("/export", self.export, ["POST"]),
        ):
            self.blueprint.add_url_rule(rule, view_func=view, methods=methods)
        self.blueprint.before_request(lambda: access.demand(access.LOOK))

    @property
    def is_about_elders(self) -> bool:
        return "elder" in self.model._meta.fields

    # The list

    def rows(self) -> Any:
        """The rows in scope as the page narrows them, the newest first."""
        query = access.visible(self.model)
        if not request.values.get("void"):
            query = query.where(self.model.void_at.is_null())
        chosen = request.values.get("only", "")
        if self.narrow and chosen in self.narrows:
            query = self.narrow(query, chosen)
        place = request.values.get("area", "")
        if place.isascii() and place.isdigit() and len(place) in (9, 12):
            query = query.where(self.model.area_code.startswith(place))
        return query.order_by(self.newest.desc(), self.model.id.desc())

    def index(self) -> str:
        page = max(number(request.args.get("page", "0")), 0)
        query = self.rows()
        rows = self.with_elders(query.limit(PAGE + 1).offset(page * PAGE))
        return render_template(
            self.list_page,
            register=self,
            rows=rows[:PAGE],
            count=query.count(),
            page=page,
            more=len(rows) > PAGE,
            places=access.places("town", "village"),
            names=access.names({row.area_code for row in rows}),
            may_add=access.may(self.adds),
        )

    def with_elders(self, query: Any) -> list[Any]:
        """The rows with their elders, read at once."""
        rows = list(query)
        if self.is_about_elders:
            wanted = sorted({row.elder_id for row in rows})
            parts = (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))
            found = (one for part in parts for one in Elder.select().where(Elder.id.in_(part)))
            elders = {one.id: one for one in found}
            for row in rows:
                row.elder = elders[row.elder_id]
        return rows

    def export(self) -> Response:
        """The list as it is narrowed, without its private columns."""
        rows = self.with_elders(self.rows().limit(MOST_EXPORTED))
        now, kind = clock.now(), self.model.kind
        audit.note("exported", now=now, kind=kind, count=len(rows), format="xlsx")
        columns = [column for column in self.columns if not column.private]
        names = access.names({row.area_code for row in rows})
        heads = [_("镇村"), *(_(column.label) for column in columns)]
        cells = (
            [names.get(row.area_code, row.area_code), *(c.show(row) for c in columns)]
            for row in rows
        )
        return spreadsheets.as_xlsx(heads, cells, kind)

    # New

    def new(self) -> Answer:
        access.demand(self.adds)
        elder = picking.chosen() if self.is_about_elders else None
        if self.is_about_elders and elder is None:
            return picking.page(_(self.model.label), f"{self.model.kind}.new")
        form = self.filled(None, elder)
        if request.method == "POST" and form.validate():
            row = self.make(self.values(form), self.place(form, elder))
            if elder is not None:
                row.elder = elder
            logged.add(row, actor_id=current_user.id, now=clock.now())
            self.added(row)
            flash(_("已保存。"), "success")
            return redirect(url_for(f"{self.model.kind}.one", id=row.id))
        return self.form_page(form, None, elder)

    def make(self, values: dict[str, Any], area_code: str) -> Logged:
        """A row that is not stored yet."""
        return self.model(**values, area_code=area_code)

    def place(self, form: Form, elder: Any) -> str:
        """The area of a new row: the elder's, the chosen one, or the person's own."""
        code = elder.area_code if elder else form["area_code"].data
        access.demand(self.adds, code)
        return str(code)

    def filled(self, row: Logged | None, elder: Any) -> Form:
        form = self.form(request.form if request.method == "POST" else None, obj=row)
        if "area_code" in form:
            form["area_code"].choices = [*self.choosable(), *_own(row)]
        if row is None and request.method == "GET":
            for each in form:
                if each.type == "Day" and each.data is None and each.name in TODAYS:
                    each.data = clock.today()
        self.prepare(form, elder)
        return form

    def choosable(self) -> list[tuple[str, str]]:
        return access.places(*self.levels)

    def values(self, form: Form) -> dict[str, Any]:
        return {name: value for name, value in form.data.items() if name != "area_code"}

    # One row

    def one(self, id: int) -> Answer:
        row = access.row_of(self.model, id)
        elder = row.elder if self.is_about_elders else None
        form = self.filled(row, elder)
        if request.method == "GET":
            logged.seen(row, now=clock.now())
            return self.form_page(form, row, elder)
        access.demand(self.adds, row.area_code)
        if self.is_fixed or row.void_at is not None:
            abort(403)
        if not form.validate():
            return self.form_page(form, row, elder)
        return self._changed(form, row, elder)

    def _changed(self, form: Form, row: Logged, elder: Any) -> Answer:
        row.turn = number(request.form.get("turn", ""))
        try:
            logged.change(row, self.values(form), actor_id=current_user.id, now=clock.now())
        except logged.Outdated:
            flash(_("别人刚改过这一条。您填的还在下面，请和最新的对照后再保存。"), "error")
            row = access.row_of(self.model, row.id)
            return self.form_page(form, row, elder)
        flash(_("已保存。"), "success")
        return redirect(url_for(f"{self.model.kind}.one", id=row.id))

    def form_page(self, form: Form, row: Logged | None, elder: Any) -> str:
        may_write = access.may(self.adds, row.area_code if row else None)
        return render_template(
            self.page,
            register=self,
            form=form,
            row=row,
            elder=elder,
            may_write=may_write and (row is None or row.void_at is None),
            may_void=row is not None and row.void_at is None and self.voids(row),
            names=access.names({row.area_code} if row else set()),
            **(self.beside(row) if row is not None else {}),
        )

    def void(self, id: int) -> Answer:
        """Ask, then take the row back with a reason."""
        row = access.row_of(self.model, id)
        access.demand(self.adds, row.area_code)
        if not self.voids(row):
            abort(403)
        reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
        if request.method == "POST" and reason:
            try:
                logged.void(row, reason, actor_id=current_user.id, now=clock.now())
            except logged.Outdated:
                flash(_("这一条已经作废过了。"), "warning")
            else:
                flash(_("已作废。原来的内容还看得到。"), "success")
            return redirect(url_for(f"{self.model.kind}.one", id=row.id))
        missing = request.method == "POST"
        return render_template("duty/void.html", register=self, row=row, missing=missing)


TODAYS = frozenset({"on", "asked_on", "begun_on"})


def _own(row: Logged | None) -> list[tuple[str, str]]:
    """A row's own area stays choosable, though it may be of another level."""
    return list(access.names({row.area_code}).items()) if row is not None else []


def number(value: str | None) -> int:
    """A number that an address or a form sent; -1 for anything else."""
    given = value or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1


def day(value: date | None) -> str:
    """A day as lists show it."""
    return value.isoformat() if value else ""
