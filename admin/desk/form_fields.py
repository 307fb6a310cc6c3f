"""The parts of a form that a plain input cannot be: rows, a week of hours, pickers, numbers.

Each field turns what a browser posts into the JSON shape of `models` and back, and judges nothing:
what may be saved is said by `checks`. Text that is no number stays as it was typed, so that the
clerk sees it again beside the message.
"""

import unicodedata
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, FieldList, Form, FormField, StringField
from wtforms.fields.core import UnboundField
from wtforms.utils import unset_value

from admin.accounts import scope
from admin.desk import pickers
from models import KINDS

DAYS = ("1", "2", "3", "4", "5", "6", "7")
SPANS_A_DAY = 2


class NumberField(StringField):
    """A number, whole or with a fraction; nothing typed is None."""

    def __init__(self, *args: Any, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def value(self) -> Any:
        typed = unicodedata.normalize("NFKC", str("" if self.data is None else self.data)).strip()
        try:
            return None if not typed else int(typed) if self.whole else float(typed)
        except ValueError:
            return self.data

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class DateField(StringField):
    """A date or an instant as the databases write it; nothing typed is None."""

    def value(self) -> str | None:
        return (self.data or "").strip().replace("T", " ") or None

    def _value(self) -> str:
        return str(self.data or "")


class PhoneForm(Form):
    """One row of the telephones."""

    number = StringField(lazy_gettext("号码"))
    label = StringField(lazy_gettext("谁接"))
    hours = StringField(lazy_gettext("几点有人接"))
    shared = BooleanField(lazy_gettext("公用手机"))


class SpanForm(Form):
    """From when to when an office is open."""

    opens = StringField(lazy_gettext("开门"))
    closes = StringField(lazy_gettext("关门"))
    next_day = BooleanField(lazy_gettext("次日"))


class ExceptionForm(Form):
    """Days on which the week does not hold: closed, or open at other times."""

    first = StringField(lazy_gettext("从"))
    last = StringField(lazy_gettext("到"))
    opens = StringField(lazy_gettext("开门"))
    closes = StringField(lazy_gettext("关门"))
    next_day = BooleanField(lazy_gettext("次日"))
    note = StringField(lazy_gettext("说明"))


def rows_of(part: type[Form] | UnboundField, blank: int) -> FieldList:
    """Rows that can be added, moved and removed; `blank` empty ones to begin with."""
    field = FormField(part) if isinstance(part, type) else part
    return FieldList(field, min_entries=blank)


class WeekForm(Form):
    """Seven days with up to two spans each, the exceptions, and a note."""

    day_1 = rows_of(SpanForm, SPANS_A_DAY)
    day_2 = rows_of(SpanForm, SPANS_A_DAY)
    day_3 = rows_of(SpanForm, SPANS_A_DAY)
    day_4 = rows_of(SpanForm, SPANS_A_DAY)
    day_5 = rows_of(SpanForm, SPANS_A_DAY)
    day_6 = rows_of(SpanForm, SPANS_A_DAY)
    day_7 = rows_of(SpanForm, SPANS_A_DAY)
    exceptions = rows_of(ExceptionForm, 1)
    note = StringField(lazy_gettext("补充说明"))

    def days(self) -> list[tuple[str, FieldList]]:
        """The seven days in order, each with its spans."""
        return [(day, self[f"day_{day}"]) for day in DAYS]


class HoursField(FormField):
    """The shape of `pages.hours` as a grid; an empty grid is unknown, `{}`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(WeekForm, *args, **kwargs)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, _grid(data if isinstance(data, dict) else {}))

    def value(self) -> dict[str, Any]:
        week = {day: _spans(field.data) for day, field in self.form.days()}
        exceptions = [_exception(row) for row in self.form.exceptions.data if row["first"]]
        note = (self.form.note.data or "").strip()
        if not (any(week.values()) or exceptions or note):
            return {}
        return {"week": week, "exceptions": exceptions, "note": note}


def _grid(hours: dict[str, Any]) -> dict[str, Any]:
    """From the stored shape to what the grid shows."""
    week = hours.get("week", {})
    shown: dict[str, Any] = {f"day_{day}": week.get(day, []) for day in DAYS}
    shown["note"] = hours.get("note", "")
    shown["exceptions"] = [
        {"first": row.get("from"), "last": row.get("until"), "note": row.get("note")}
        | next(iter(row.get("spans", [])), {})
        for row in hours.get("exceptions", [])
    ]
    return shown


def _clock(typed: str | None) -> str:
    """`8:00`, `８：００` and `08:00` alike as `08:00`; anything else as it was typed."""
    plain = unicodedata.normalize("NFKC", typed or "").strip()
    return f"0{plain}" if len(plain) == 4 and plain[1] == ":" else plain


def _spans(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "opens": _clock(row["opens"]),
            "closes": _clock(row["closes"]),
            "next_day": bool(row["next_day"]),
        }
        for row in rows
        if row["opens"] or row["closes"]
    ]


def _exception(row: dict[str, Any]) -> dict[str, Any]:
    first = (row["first"] or "").strip()
    last = (row["last"] or "").strip() or first
    note = (row["note"] or "").strip()
    return {"from": first, "until": last, "spans": _spans([row]), "note": note}


class PickerField(Field):
    """Records chosen by typing; `multiple` or one. What is typed but not chosen is resolved."""

    def __init__(self, *args: Any, kind: str, multiple: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.multiple = kind, multiple
        self.typed = ""

    @property
    def typed_name(self) -> str:
        """The name of the input in which one types."""
        return f"{self.name}-typed"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        given = data if isinstance(data, list) else [] if data in (None, unset_value) else [data]
        self.stored = self.keys = [str(key) for key in given]
        if formdata:
            self.keys = list(dict.fromkeys(formdata.getlist(self.name)))
            self._resolve((formdata.get(self.typed_name) or "").strip())
        self.data = self.keys

    def _resolve(self, typed: str) -> None:
        if not typed:
            return
        key = pickers.resolve(self.kind, typed)
        if key is None:
            self.typed = typed
            message = _("没有找到“%(typed)s”，请从提示里点选。", typed=typed)
            self.process_errors = [message]
        elif self.multiple:
            self.keys = list(dict.fromkeys([*self.keys, key]))
        else:
            self.keys = [key]

    def chosen(self) -> list[tuple[str, str]]:
        """Key and text of what is chosen, in order; a forged key has no name here."""
        sent = [key for key in self.keys if key not in self.stored]
        known = {*self.stored, *(pickers.allowed(self.kind, sent) if sent else ())}
        return pickers.named(self.kind, [key for key in self.keys if key in known])

    def value(self) -> Any:
        numeric = self.kind != "area"
        model = KINDS[self.kind]
        values = [int(k) if numeric and scope.is_key(model, k) else k for k in self.keys]
        return values if self.multiple else (values[-1] if values else None)
