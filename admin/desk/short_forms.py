"""The form that fits on a phone: telephones, hours and address, and nothing else.

It is made of the same fields as the whole form and saved by the same rules; what it does not show
stays as it is.
"""

from typing import Any

from wtforms import Form

from admin.desk import checks, difference, forms
from models import Published

NAMES = ("phones", "hours", "address")


def names(model: type[Published]) -> list[str]:
    """Those of the fields that the kind has."""
    return [name for name in NAMES if name in model._meta.fields]


def form_class(model: type[Published]) -> type[Form]:
    """The short form of a kind."""
    whole = forms.form_class(model)
    return type(f"Short{whole.__name__}", (Form,), {n: getattr(whole, n) for n in names(model)})


def changes(form: Any, row: Published) -> dict[str, Any]:
    """What the form says otherwise than the record."""
    typed = {name: _value(form[name]) for name in names(type(row))}
    tidy = checks.normalise(row.kind, typed)
    return {name: tidy[name] for name in difference.differing(row.fields(), tidy)}


def _value(field: Any) -> Any:
    return field.value() if hasattr(field, "value") else field.data or ""
