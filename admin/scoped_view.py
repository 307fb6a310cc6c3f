"""The only subclass of Flask-Admin's ModelView: whatever a view shows has gone through the scope.

Flask-Admin reads records by five different ways; each of them is closed here or led through
`get_query`. Nothing is deleted (deleting is withdrawing), and an error of the database is neither
shown nor logged with its values.
"""

import logging
from typing import Any, ClassVar

import peewee as pw
from flask import Response, abort, flash
from flask_admin.contrib.peewee import ModelView
from flask_babel import gettext as _
from flask_login import current_user

from admin import spreadsheets
from admin.accounts import audit, scope
from pages import clock

log = logging.getLogger(__name__)

MOST_EXPORTED = 200_000
FETCHED = 500


class DeletingIsWithdrawing(Exception):
    """Records are never deleted; call `desk.release.withdraw`."""


class ScopedView(ModelView):
    """A list and a form over the records that the signed-in person may see."""

    can_delete = False
    can_view_details = False
    can_export = True
    column_display_actions = False
    action_disallowed_list: ClassVar[list[str]] = ["delete"]
    page_size = 50
    list_template = "list.html"
    create_template = edit_template = "form.html"

    def is_accessible(self) -> bool:
        return bool(current_user.is_authenticated)

    def get_query(self) -> pw.ModelSelect:
        return scope.visible(current_user, self.model.select(), self.model)

    def get_one(self, id: str) -> pw.Model:
        """The record, if it is in scope; anything else is 404, as if it did not exist."""
        primary = self.model._meta.primary_key
        if not scope.is_key(self.model, id):
            abort(404)
        row = self.get_query().where(primary == id).first()
        if row is None:
            abort(404)
        return row

    def get_list(
        self,
        page: int | None,
        sort_column: str | None,
        sort_desc: bool | None,
        search: str | None,
        filters: object = None,
        execute: bool = True,
        page_size: int | None = None,
    ) -> tuple[int, list[Any]]:
        """One page of the list and the number of all; see Flask-Admin for the parameters."""
        query = self.narrowed(self.get_query(), search)
        count = query.count()
        order = getattr(self.model, sort_column) if sort_column else self.default_order()
        query = query.order_by(order.desc() if sort_desc else order.asc())
        size = page_size or self.page_size
        return count, self._rows(query.limit(size).offset((page or 0) * size))

    def _rows(self, query: pw.ModelSelect) -> list[Any]:
        """The rows of one page: first their keys, which an index knows, then they themselves."""
        primary = self.model._meta.primary_key
        keys = [key for (key,) in query.select(primary).tuples()]
        found: dict[Any, Any] = {}
        for start in range(0, len(keys), FETCHED):
            part = self.model.select().where(primary.in_(keys[start : start + FETCHED]))
            found |= {row.get_id(): row for row in part}
        rows = [found[key] for key in keys]
        for reference in self.model._meta.refs:
            _fill_in(rows, reference)
        return rows

    def default_order(self) -> pw.Field:
        return self.model._meta.primary_key

    def narrowed(self, query: pw.ModelSelect, search: str | None) -> pw.ModelSelect:
        """The query with the search words applied; `%` and `_` are letters like others."""
        for word in (search or "").split():
            found = None
            for field in self._search_fields:
                has_word = field.contains(word)
                found = has_word if found is None else found | has_word
            query = query.where(found) if found is not None else query
        return query

    def delete_model(self, model: pw.Model) -> bool:
        raise DeletingIsWithdrawing

    def handle_view_exception(self, exc: Exception) -> bool:
        """Say that it failed; neither page nor log repeats what the database said."""
        log.error("view %s failed: %s", self.endpoint, type(exc).__name__)
        flash(_("没有做成，请再试一次；还不行请联系管理员。"), "error")
        return True

    def _export_csv(self, return_url: str) -> Response:
        """The list as it is filtered now, for a spreadsheet, without live formulas."""
        view = self._get_list_extra_args()
        sort = self._get_column_by_idx(view.sort)
        _count, rows = self.get_list(
            0, sort[0] if sort else None, view.sort_desc, view.search, page_size=MOST_EXPORTED
        )
        now = clock.now()
        audit.note("exported", now=now, kind=self.endpoint, count=len(rows), format="csv")
        columns = self.exported()
        heads = [self.get_column_name(name) for name in columns]
        cells = ([self.exported_value(row, name) for name in columns] for row in rows)
        return spreadsheets.as_csv(heads, cells, self.endpoint)

    def exported(self) -> list[str]:
        """The columns of an export: those of the list."""
        return [name for name, _label in self._list_columns]

    def exported_value(self, row: pw.Model, name: str) -> Any:
        return getattr(row, name)


def _fill_in(rows: list[Any], reference: pw.ForeignKeyField) -> None:
    """Give each row what it refers to, with one query for a whole page."""
    target = reference.rel_model
    keys = {getattr(row, reference.object_id_name) for row in rows} - {None}
    found = {
        other.get_id(): other
        for start in range(0, len(keys), FETCHED)
        for other in target.select().where(
            target._meta.primary_key.in_(sorted(keys)[start : start + FETCHED])
        )
    }
    for row in rows:
        row.__rel__[reference.name] = found.get(getattr(row, reference.object_id_name))
