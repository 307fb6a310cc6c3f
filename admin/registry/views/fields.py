"""The fields that the registry's forms are made of, with errors in the clerk's words.

One template (`registry/form.html`) draws every form; a form says in `GROUPS` which fields stand
together. A sealed value is never put into a field: an empty one leaves it as it is.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

Choices = dict[str, str]


def _rules(needed: bool, most: int = 0) -> list[Any]:
    first = InputRequired(_l("这一项要填。")) if needed else Optional()
    return [first, Length(max=most, message=_l("太长了，最多 %(max)d 个字。"))] if most else [first]


def _help(help_text: str) -> Any:
    return _l(help_text) if help_text else ""


def text(label: str, help_text: str = "", *, most: int = 40, needed: bool = False) -> StringField:
    """A line of text."""
    return StringField(
        _l(label),
        _rules(needed, most),
        filters=[tidy],
        description=_help(help_text),
    )


def long(label: str, help_text: str = "", *, most: int = 500) -> TextAreaField:
    """Some lines of text."""
    return TextAreaField(
        _l(label),
        _rules(False, most),
        filters=[tidy],
        description=_help(help_text),
    )


def one(label: str, choices: Choices, help_text: str = "", *, needed: bool = False) -> SelectField:
    """One of a list, from a menu."""
    return SelectField(
        _l(label),
        _rules(needed),
        choices=[SelectChoice("", _l("请选")), *_labels(choices)],
        description=_help(help_text),
    )


def tap(label: str, choices: Choices, help_text: str = "", *, needed: bool = False) -> RadioField:
    """One of a few, each a large button."""
    return RadioField(
        _l(label),
        _rules(needed),
        choices=_labels(choices),
        description=_help(help_text),
        validate_choice=True,
    )


def some(label: str, choices: Choices, help_text: str = "") -> SelectMultipleField:
    """Any number of a list, as boxes to tick."""
    return SelectMultipleField(
        _l(label),
        choices=_labels(choices),
        description=_help(help_text),
        default=[],
    )


def _labels(choices: Choices) -> list[SelectChoice]:
    return [SelectChoice(name, _l(label)) for name, label in choices.items()]


def chosen_later(label: str) -> SelectField:
    """A menu whose choices the view fills in with `offer`; one of them is needed."""
    return SelectField(_l(label), [InputRequired(_l("这一项要填。"))], choices=[])


def offer(field: SelectField, choices: Iterable[tuple[str, str]]) -> None:
    """Fill a menu; the only choice that there is, is chosen already."""
    found = [SelectChoice(value, text) for value, text in choices]
    field.choices = found if len(found) == 1 else [SelectChoice("", _l("请选")), *found]


class Day(DateField):
    """A day; what is none is told in Chinese, and the year must be one that somebody lives in."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("日期写成 2026-11-24 这样。")) from None

    def pre_validate(self, form: Form) -> None:
        if self.data and not 1880 <= self.data.year <= 2100:
            raise ValidationError(_l("年份不对，请核对。"))


def day(label: str, help_text: str = "", *, needed: bool = False) -> Day:
    return Day(_l(label), _rules(needed), description=_help(help_text))


class Count(IntegerField):
    """A small number; what is none is told in Chinese."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("只填数字。")) from None


def number(label: str, help_text: str = "", *, least: int = 0, most: int = 99) -> Count:
    within = NumberRange(least, most, message=_l("要在 %(min)d 和 %(max)d 之间。"))
    return Count(_l(label), [Optional(), within], description=_help(help_text))


def tidy(value: str | None) -> str:
    """Without blanks around it; nothing is an empty text."""
    return (value or "").replace("\x00", "").strip()


def not_ahead(today: date, field: Any) -> None:
    """Refuse a day that has not come yet."""
    if field.data and field.data > today:
        field.errors = [*field.errors, _l("这一天还没有到。")]


class RegistryForm(Form):
    """A form of the registry: `GROUPS` are legends with the names of the fields below them."""

    class Meta:
        # What WTForms says itself, to who sends what no form offers.
        locales: ClassVar = ["zh"]

    GROUPS: ClassVar[list[tuple[str, tuple[str, ...]]]] = []

    def __init__(self, formdata: Any = None, **more: Any) -> None:
        """What was posted, even if nothing was; a page that is only opened shows `data`.

        WTForms takes the empty form of a GET for one in which every box was cleared.
        """
        opened = not formdata and request.method == "GET"
        super().__init__(None if opened else formdata, **more)

    def values(self, *names: str) -> dict[str, Any]:
        """The data of these fields (of all), as columns take them: no word is an empty one."""
        return {name: _column(self[name]) for name in names or self.data}


def _column(field: Any) -> Any:
    has_word = isinstance(field, StringField | SelectField) and field.data is None
    return "" if has_word else field.data
