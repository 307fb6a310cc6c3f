"""One form class a published kind, made from the declared fields of `models`.

Labels and help stand in `models`; the order and the groups stand in the view of the kind. A form
holds no rule: it carries values to `checks` and messages back.
"""

from typing import Any

import peewee as pw
from wtforms import (
    BooleanField,
    FileField,
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField

from admin.desk.form_fields import (
    DateField,
    HoursField,
    NumberField,
    PhoneForm,
    PickerField,
    rows_of,
)
from models import N_, Json, Published, Service

PICKED = {"areas": "area", "providers": "provider", "channels": "channel"}
HTML_SUFFIX = "_html"


def form_class(model: type[Published]) -> type[Form]:
    """The form of a kind: a field for each declared field that a person fills in."""
    fields = {f.name: _field(model, f) for f in editable(model)}
    if "photo" in fields:
        fields["photo_upload"] = FileField(N_("照片"))
    return type(f"{model.__name__}Form", (Form,), fields)


def editable(model: type[Published]) -> list[pw.Field]:
    """The declared fields, without those that the program fills itself."""
    primary = model._meta.primary_key
    return [
        f
        for f in model.public_fields()
        if f.name != "revision"
        and not f.name.endswith(HTML_SUFFIX)
        and not (f is primary and isinstance(f, pw.AutoField))
    ]


def _field(model: type[Published], field: pw.Field) -> UnboundField:
    label = field.verbose_name
    if isinstance(field, Json):
        return _compound(field)
    if isinstance(field, pw.ForeignKeyField):
        return PickerField(label, kind=field.rel_model.kind, multiple=False)
    if field.choices:
        return SelectField(label, choices=_choices(dict(field.choices)), validate_choice=False)
    if isinstance(field, pw.IntegerField | pw.FloatField):
        return NumberField(label, whole=isinstance(field, pw.IntegerField))
    plain = {
        pw.BooleanField: BooleanField,
        pw.DateField: DateField,
        pw.DateTimeField: DateField,
        pw.TextField: TextAreaField,
    }
    return plain.get(type(field), StringField)(label)


def _choices(labels: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in labels.items()]


def _compound(field: Json) -> UnboundField:
    label = field.verbose_name
    if field.name in PICKED:
        return PickerField(label, kind=PICKED[field.name], multiple=True)
    if field.name == "audience":
        choices = _choices(Service.AUDIENCES)
        return SelectMultipleField(label, choices=choices, validate_choice=False)
    if field.name == "hours":
        return HoursField(label)
    return rows_of(PhoneForm if field.name == "phones" else StringField(), 1)


def widget(model: type[Published], name: str) -> str:
    """How the template draws a field: the name of its macro."""
    field = getattr(model, name)
    if name in {"phones", "hours", "photo", "audience"}:
        return name
    if isinstance(field, Json):
        return "picker" if name in PICKED else "lines"
    if isinstance(field, pw.ForeignKeyField):
        return "picker"
    if name in model.rendered:
        return "markdown"
    kinds = {
        pw.BooleanField: "checkbox",
        pw.DateField: "date",
        pw.DateTimeField: "instant",
        pw.IntegerField: "number",
        pw.FloatField: "number",
        pw.TextField: "long",
    }
    return "select" if field.choices else kinds.get(type(field), "line")


def values(form: Form, model: type[Published]) -> dict[str, Any]:
    """What the form says, as the plain fields that `revisions.save` takes."""
    return {f.name: _value(form[f.name]) for f in editable(model)}


def _value(field: Any) -> Any:
    if hasattr(field, "value"):
        return field.value()
    return [] if field.data is None and field.type == "FieldList" else field.data


def process_errors(form: Form) -> dict[str, list[str]]:
    """What could not be understood at all, by field."""
    return {f.name: list(f.process_errors) for f in form if getattr(f, "process_errors", None)}
