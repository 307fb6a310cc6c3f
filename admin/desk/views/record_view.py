"""The list and the form of one published kind: save, preview, publish, withdraw.

Every write goes through `desk.revisions` and `desk.release`; this module carries what a person
typed there and what they answer back. It decides nothing but whom to ask.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from flask import Response, abort, current_app, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import scope
from admin.desk import checks, forms, leaks, photos, pickers, release, revisions
from admin.desk.checks import Problem
from admin.desk.form_fields import PickerField
from admin.desk.views import listing
from admin.scoped_view import ScopedView
from models import Published
from pages import clock

Group = tuple[str, list[str]]
Answer = str | AnyResponse


class RecordView(ScopedView):
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
        config = current_app.extensions["shouwang"].config
        if self.structure and action != "read":
            return scope.may(current_user, "structure", area_code, config)
        return scope.may(current_user, action, area_code, config)

    @property
    def can_create(self) -> bool:
        return bool(current_user) and self.may("edit", current_user.area_code)

    def area_code(self, row: Published) -> str | None:
        """The area that keeps the record: an area's own code, none of a category."""
        return row.key if row.kind == "area" else getattr(row, "area_id", None)

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
        except revisions.Conflict:
            message = _("您打开之后，别人已经保存过这条信息。您填的还在下面，请对照后再保存。")
            return self._page(form, row, [Problem("", message)], conflict=True)
        return self._then(saved)

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

        :raises revisions.Invalid, revisions.Conflict: nothing was stored.
        """
        fields = forms.values(form, self.model)
        key = row.key if row else fields.pop("code", None)
        fields.pop("code", None)
        problems = self._photo(fields) + self._beyond(form, fields, row)
        if problems:
            raise revisions.Invalid(problems)
        if row is not None and self._unchanged(row, fields):
            return revisions.Saved(row.kind, row.key, row.revision)
        return revisions.save(
            self.model.kind,
            key,
            fields,
            author_id=current_user.id,
            now=clock.now(),
            today=clock.today(),
            base=_base() if row else None,
        )

    def _unchanged(self, row: Published, fields: dict[str, Any]) -> bool:
        tidy = checks.normalise(row.kind, fields)
        return _base() == row.revision and revisions.complete(row.kind, tidy) == row.fields()

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
        self, form: Any, row: Published | None, problems: list[Problem], conflict: bool = False
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
            base=_base_shown(row, conflict),
            groups=self.groups,
            fields={f.name: f for f in self.model.public_fields()},
            widget=lambda name: forms.widget(self.model, name),
            problems=problems,
            messages=_by_field(problems),
            conflict=conflict,
            may_edit=self.may("edit", code),
            may_publish=self.may("publish", code),
        )
        return page

    def _then(self, saved: revisions.Saved) -> Answer:
        """What the button asked for after the save."""
        wanted = request.form.get("then", "save")
        if wanted == "publish":
            return self._publish(saved.key)
        if wanted == "preview":
            return redirect(url_for("preview.record", kind=saved.kind, key=saved.key))
        flash(
            _("已保存（版本 %(number)s）。还没有发布，外面看不到。", number=saved.number), "success"
        )
        return self._back(saved.key)

    def _back(self, key: str) -> Response:
        return redirect(self.get_url(".edit_view", id=key))  # type: ignore[return-value]

    def _publish(self, key: str) -> Answer:
        row = self.get_one(key)
        if not self.may("publish", self.area_code(row)):
            flash(_("已保存。您没有发布的权限，请请区里或镇里发布。"), "warning")
            return self._back(key)
        try:
            released = release.publish(
                current_app.extensions["shouwang"].databases, row.kind, key, **_signed(), may=_may
            )
        except release.Refused as refused:
            flash(_("已保存，但还不能发布："), "error")
            for reason in refused.reasons:
                flash(reason, "error")
            return self._back(key)
        except leaks.LeakFound as leak:
            message = _("发布停下了：%(record)s 里像是有身份证号或手机号。", record=str(leak))
            flash(message, "error")
            return self._back(key)
        flash(_("已发布《%(name)s》。网站下次生成后就能看到。", name=row.name), "success")
        for name in released.along:
            flash(_("同时发布了它要用到的%(name)s。", name=name), "success")
        return self._back(key)

    # Taking off the site

    @expose("/withdraw/", methods=("GET", "POST"))
    def withdraw_view(self) -> Answer:
        """Ask first, saying what will happen; then take the record off the site."""
        row = self.get_one(request.args.get("id", ""))
        if not self.may("withdraw", self.area_code(row)):
            abort(403)
        if request.method == "GET":
            page: str = self.render("withdraw.html", row=row)
            return page
        databases = current_app.extensions["shouwang"].databases
        try:
            release.withdraw(databases, row.kind, row.key, **_signed())
        except release.Refused as refused:
            for reason in refused.reasons:
                flash(reason, "error")
            return self._back(row.key)
        flash(_("已撤下《%(name)s》。内容还在，随时可以再发布。", name=row.name), "success")
        return self._back(row.key)


def _signed() -> dict[str, Any]:
    """Who does it and when, for the release."""
    moment: dict[str, int | datetime | date] = {
        "author_id": current_user.id,
        "now": clock.now(),
        "today": clock.today(),
    }
    return moment


def _may(kind: str, area_code: str) -> bool:
    """Whether the signed-in person may publish a companion of the record."""
    config = current_app.extensions["shouwang"].config
    action: scope.Action = "structure" if kind in {"area", "category"} else "publish"
    return scope.may(current_user, action, area_code or None, config)


def _base() -> int | None:
    """The revision that the clerk saw when the form was opened."""
    posted = request.form.get("base", "")
    return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 10 else -1


def _base_shown(row: Published | None, conflict: bool) -> str:
    """The revision that the next save builds on: after a conflict the one that stands now."""
    posted = None if conflict else request.form.get("base")
    return posted or str(getattr(row, "revision", ""))


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
