"""The fields of the forms about care, danger and supervision, with their messages in Chinese.

A field turns what was typed into a value or says at its place what is wrong; it knows no row.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms import Field as AnyField
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from pages import clock

Rule = Callable[[Form, AnyField], None]
LARGEST = 2**31 - 1
MOST_FEN = 10**13


def needed(_form: Form, field: AnyField) -> None:
    """Something must be filled in."""
    if field.data in (None, "", []) and not field.errors:
        raise ValidationError(_("这一项必须填写。"))


def not_ahead(_form: Form, field: AnyField) -> None:
    """The day must have come."""
    if isinstance(field.data, date) and field.data > clock.today():
        raise ValidationError(_("这个日期还没有到。"))


def at_most(length: int) -> Rule:
    def rule(_form: Form, field: AnyField) -> None:
        if field.data and len(field.data) > length:
            raise ValidationError(_("太长了，最多 %(most)s 个字。", most=length))

    return rule


class _Typed(StringField):
    """A field that reads one text; `read` turns it into a value or raises ValueError."""

    widget = TextInput()
    wrong = ""

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").strip()
        self.raw_data, self.data = [text], None
        if text:
            try:
                self.data = self.read(text)
            except (ValueError, InvalidOperation):
                raise ValueError(self.message()) from None

    def message(self) -> str:
        return ""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.written(self.data)

    def written(self, value: Any) -> str:
        return str(value)


class Day(_Typed):
    """A date."""

    def read(self, text: str) -> date:
        return date.fromisoformat(text)

    def message(self) -> str:
        return _("日期写成 2026-09-30 的样子。")


class Whole(_Typed):
    """A whole number from nought."""

    def read(self, text: str) -> int:
        number = int(text)
        if not 0 <= number <= LARGEST:
            raise ValueError
        return number

    def message(self) -> str:
        return _("请填一个整数。")


class Yuan(_Typed):
    """An amount of money, typed in yuan and kept in fen."""

    def read(self, text: str) -> int:
        fen = Decimal(text.replace(",", "")) * 100
        if not fen.is_finite() or fen != fen.to_integral_value() or not 0 < fen < MOST_FEN:
            raise ValueError
        return int(fen)

    def message(self) -> str:
        return _("金额写成 1200 或 1200.50 的样子。")

    def written(self, value: int) -> str:
        return yuan(value)


def yuan(fen: int) -> str:
    """An amount in yuan, two decimals only where there are some."""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


def _trimmed(value: Any) -> Any:
    """Text without its ends; what is no text (a sealed value) as it stands."""
    return value.strip() if isinstance(value, str) else value or ""


def line(label: str, length: int, help_text: str = "", *rules: Rule) -> StringField:
    """One line of text."""
    return StringField(
        label,
        [*rules, at_most(length)],
        description=help_text,
        filters=[_trimmed],
    )


def text(label: str, length: int, help_text: str = "", *rules: Rule) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(
        label,
        [*rules, at_most(length)],
        description=help_text,
        filters=[_trimmed],
    )


def choice(label: str, words: dict[str, str], help_text: str = "", *rules: Rule) -> SelectField:
    """One word of a closed list; where the list has no empty word, one must be chosen."""
    return SelectField(
        label, [*rules, _known], choices=lambda: _options(words), description=help_text
    )


def _options(words: dict[str, str]) -> list[tuple[str, str]]:
    options = [(word, _(label) if label else "") for word, label in words.items()]
    return options if "" in words else [("", _("请选择")), *options]


def _known(_form: Form, field: Any) -> None:
    words = [word for word, _label in field.choices]
    if field.data not in words or (field.data == "" and dict(field.choices)[""] == _("请选择")):
        raise ValidationError(_("请从列表里选择。"))


class Choice(SelectField):
    """A select whose options a page fills in; anything else is refused in a clerk's words."""

    def pre_validate(self, form: Form) -> None:
        if self.data not in [str(word) for word, _label in self.iter_pairs()]:
            raise ValidationError(_("请从列表里选择。"))

    def iter_pairs(self) -> list[tuple[Any, str]]:
        return list(self.choices or [])


def ticks(label: str, words: dict[str, str], help_text: str = "") -> SelectMultipleField:
    """Any words of a closed list."""
    return SelectMultipleField(
        label,
        [_all_known],
        choices=lambda: [(w, _(text)) for w, text in words.items()],
        description=help_text,
        validate_choice=False,
    )


def _all_known(_form: Form, field: Any) -> None:
    if not set(field.data or []) <= {word for word, _label in field.choices}:
        raise ValidationError(_("请从列表里选择。"))


def yes(label: str, help_text: str = "") -> BooleanField:
    return BooleanField(label, description=help_text)
