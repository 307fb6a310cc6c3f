"""The list and the form of one published kind: what a person types becomes a revision.

Every write goes through `desk.revisions`; what the buttons ask for after the save is `lifecycle`'s.
It decides nothing but whom to ask.
"""

from typing import Any, ClassVar

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext as _
from flask_login import current_user

from admin.accounts import scope
from admin.desk import checks, forms, photos, pickers, revisions
from admin.desk.checks import Problem
from admin.desk.form_fields import PickerField
from admin.desk.views import lifecycle, listing, reach
from admin.desk.views.lifecycle import Answer, Lifecycle
from models import Published

Group = tuple[str, list[str]]


class RecordView(Lifecycle):
    """A kind of published thing. Subclasses name columns, filters and the groups of the form."""

    model: type[Published]
    groups: ClassVar[list[Group]] = []
    filters: ClassVar[list[listing.ListFilter]] = []
    structure: ClassVar[bool] = False

    def __init__(self, model: type[Published], **kwargs: Any) -> None:
        self.form = forms.form_class(model)
        self.column_labels = {f.name: _label(f) for f in model.public_fields()}
        self.column_labels |= {"standing": _("状态"), "six": _("六项")}
        super().__init__(model, **kwargs)

    def scaffold_form(self) -> type[Any]:
        return self.form

    def scaffold_list_form(self, *_args: Any, **_kwargs: Any) -> type[Any]:
        return self.form

    # What the person may do

    def may(self, action: scope.Action, area_code: str | None) -> bool:
        """Whether the signed-in person may do this to a record that the area keeps."""
        return reach.may(action, self.model.kind, area_code)

    @property
    def can_create(self) -> bool:
        return bool(current_user) and self.may("edit", current_user.area_code)

    def area_code(self, row: Published) -> str | None:
        """The area that keeps the record: an area's own code, none of a category."""
        return reach.area_code(row)

    # The list

    def narrowed(self, query: Any, search: str | None) -> Any:
        for chosen in self.filters:
            value = request.args.get(chosen.name, "")[:40]
            query = chosen.apply(query, value) if value else query
        return super().narrowed(query, search)

    def get_list(self, *args: Any, **kwargs: Any) -> tuple[int, list[Any]]:
        count, rows = super().get_list(*args, **kwargs)
        listing.annotate(self.model.kind, rows)
        return count, rows

    def exported_value(self, row: Any, name: str) -> Any:
        return listing.plain_value(row, name)

    # The form

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Answer:
        if not self.can_create:
            abort(403)
        return self._form_view(None)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Answer:
        return self._form_view(self.get_one(request.args.get("id", "")))

    def _form_view(self, row: Published | None) -> Answer:
        form = self._filled(row)
        if request.method == "GET":
            return self._page(form, row, [])
        if row is not None and not self.may("edit", self.area_code(row)):
            abort(403)
        try:
            saved = self._save(form, row)
        except revisions.Invalid as invalid:
            return self._page(form, row, invalid.problems)
        except lifecycle.Clash as clash:
            return self.merge_page(clash)
        except lifecycle.Unfinished as unfinished:
            return self._page(self.form(data=unfinished.fields), row, [], base=unfinished.base)
        return self.then(saved)

    def _filled(self, row: Published | None) -> Any:
        if request.method == "POST":
            return self.form(request.form)
        fields = row.fields() if row else {}
        if row is not None and row.kind == "area":
            fields["code"] = row.key
        if row is None and hasattr(self.model, "area"):
            fields["area"] = current_user.area_code
        return self.form(data=fields)

    def _save(self, form: Any, row: Published | None) -> revisions.Saved:
        """Store the form as a revision, unless it says what stands already.

        :raises revisions.Invalid, lifecycle.Clash, lifecycle.Unfinished: nothing was stored.
        """
        fields = forms.values(form, self.model)
        key = row.key if row else fields.pop("code", None)
        fields.pop("code", None)
        problems = self._photo(fields) + self._beyond(form, fields, row)
        if problems:
            raise revisions.Invalid(problems)
        if row is not None and self._unchanged(row, fields):
            return revisions.Saved(row.kind, row.key, row.revision)
        if row is not None:
            return self.save_over(row, fields)
        return revisions.save(self.model.kind, key, fields, **reach.signed())

    def _unchanged(self, row: Published, fields: dict[str, Any]) -> bool:
        tidy = checks.normalise(row.kind, fields)
        return reach.base() == row.revision and revisions.complete(row.kind, tidy) == row.fields()

    def _photo(self, fields: dict[str, Any]) -> list[Problem]:
        """Take an uploaded photograph in, or the present one off."""
        upload = request.files.get("photo_upload")
        if request.form.get("photo_remove"):
            fields["photo"] = ""
        if upload is None or not upload.filename:
            return []
        try:
            fields["photo"] = photos.store(upload.stream)
        except photos.PhotoRefused as refused:
            return [Problem("photo", str(refused))]
        return []

    def _beyond(self, form: Any, fields: dict[str, Any], row: Published | None) -> list[Problem]:
        """Posted references that the person may not make, and texts that were not understood."""
        unclear = forms.process_errors(form)
        problems = [Problem(name, text) for name, texts in unclear.items() for text in texts]
        for field in form:
            if isinstance(field, PickerField):
                known = set(_keys(row.fields().get(field.name))) if row else set()
                chosen = set(field.keys) - known
                if chosen - pickers.allowed(field.kind, list(chosen)):
                    problems.append(Problem(field.name, _("只能选自己辖区内的，请重新选择。")))
        area = fields.get("area") if "area" in fields else getattr(row, "key", None)
        if not problems and area and not self.may("edit", str(area)):
            problems.append(Problem("area", _("只能填自己辖区的信息。")))
        return problems

    def _page(
        self, form: Any, row: Published | None, problems: list[Problem], base: int | None = None
    ) -> str:
        """The form with its messages beside the fields."""
        record = revisions.find(row.kind, row.key) if row else None
        code = self.area_code(row) if row else current_user.area_code
        page: str = self.render(
            "form.html",
            form=form,
            row=row,
            record=record,
            newest=revisions.revision(row.kind, row.key, record.head) if row and record else None,
            base=base or request.form.get("base") or getattr(row, "revision", ""),
            groups=self.groups,
            fields={f.name: f for f in self.model.public_fields()},
            widget=lambda name: forms.widget(self.model, name),
            problems=problems,
            messages=_by_field(problems),
            may_edit=self.may("edit", code),
            may_publish=self.may("publish", code),
            life=lifecycle.life(record),
        )
        return page


def _keys(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [str(item) for item in values]


def _by_field(problems: list[Problem]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(problem.message)
    return found


def _label(field: Any) -> str:
    return str(field.verbose_name)
