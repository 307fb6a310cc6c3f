"""The one place that says whether a record's fields may be saved, and whether it may be published.

Forms, imports, demo data and the release all ask here. A rule never repairs in secret: what
`normalise` changes (spaces, invisible characters, full-width digits in phones) is no loss, and
everything else that is wrong comes back as a `Problem` at its field.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import peewee as pw
from flask_babel import gettext as _

from admin.desk import leaks, phones, slugs
from models import KINDS, Area, Json, Provider, Published, Service
from pages import hours

# Zero-width and bidirectional controls hide text from the eye that approves it.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
LONGEST_LIST = 100


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field (`""`: with the record), in the clerk's words."""

    field: str
    message: str


def normalise(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as they will be stored: trimmed, composed (NFC), without invisible characters."""
    tidy = {name: _tidy(value) for name, value in fields.items()}
    if tidy.get("phones"):
        tidy["phones"] = phones.normalise(tidy["phones"])
    for name in ("steps", "bring"):
        if tidy.get(name):
            tidy[name] = [line for line in tidy[name] if line]
    for name in ("starts_at", "ends_at"):
        if tidy.get(name) and _instant(tidy[name]) is None:
            tidy[name] = str(datetime.fromisoformat(tidy[name]))
    if "slug" in tidy and not tidy["slug"]:
        tidy["slug"] = slugs.propose(KINDS[kind], str(tidy.get("name", "")))
    return tidy


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return INVISIBLE.sub("", unicodedata.normalize("NFC", value.replace("\r\n", "\n"))).strip()
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if isinstance(value, dict):
        return {name: _tidy(item) for name, item in value.items()}
    return value


def check(kind: str, key: str | None, fields: dict[str, Any], today: date) -> list[Problem]:
    """Everything that forbids saving. `fields` are whole and normalised."""
    model = KINDS[kind]
    problems = [p for field in model.public_fields() for p in _check_field(field, fields)]
    if problems:
        # The rules below read values and would stumble over those of a wrong type.
        return problems
    rules: tuple[Callable[[], Iterator[Problem]], ...] = (
        lambda: _check_slug(model, key, fields),
        lambda: _check_dates(fields, today),
        lambda: _check_place(kind, key, fields),
        lambda: _check_lists(fields),
        lambda: (Problem(*leak) for leak in leaks.find(fields)),
    )
    return [problem for rule in rules for problem in rule()]


def missing(kind: str, fields: dict[str, Any]) -> list[Problem]:
    """What a draft still lacks before a stranger can use it."""
    needed = {
        "service": ("summary", "areas"),
        "activity": ("place",),
        "contact": ("phones",),
    }.get(kind, ())
    problems = [Problem(name, _("发布前请填写这一项。")) for name in needed if not fields[name]]
    if kind == "service" and not (fields["phones"] or fields["providers"] or fields["channels"]):
        message = _("老人要知道找谁：请至少填一个电话、一个服务机构或一条获取渠道。")
        problems.append(Problem("phones", message))
    return problems


def _check_field(field: pw.Field, fields: dict[str, Any]) -> Iterator[Problem]:
    name, value = field.name, fields.get(field.name)
    if name not in fields:
        return
    if value is None or value == "":
        if name == "name" or not (field.null or field.default is not None or name == "slug"):
            yield Problem(name, _("这一项必须填写。"))
        return
    problem = _wrong_type(field, value)
    if problem:
        yield Problem(name, problem)


def _wrong_type(field: pw.Field, value: Any) -> str | None:
    if isinstance(field, pw.ForeignKeyField):
        known = field.rel_model.get_or_none(field.rel_model._meta.primary_key == value)
        return None if known else _("没有这一项，请重新选择。")
    if field.choices and value not in dict(field.choices):
        return _("请从列表里选择。")
    if isinstance(field, pw.CharField) and len(value) > field.max_length:
        return _("太长了，最多 %(most)s 个字。", most=field.max_length)
    for type_, rule in _TYPE_RULES.items():
        if type(field) is type_:
            return rule(value)
    return None


def _date(value: Any) -> str | None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return _("日期写成 2026-09-30 的样子。")
    return None


def _instant(value: Any) -> str | None:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return _("时间写成 2026-09-30 09:00 的样子。")
    return None


def _whole(value: Any) -> str | None:
    # Larger numbers do not fit every database's integer.
    return None if type(value) is int and abs(value) < 2**31 else _("请填一个整数。")


def _decimal(value: Any) -> str | None:
    return None if type(value) in (int, float) else _("请填一个数，如 36.81。")


def _container(value: Any) -> str | None:
    return None if isinstance(value, list | dict) else _("格式不对。")


_TYPE_RULES: dict[type[pw.Field], Callable[[Any], str | None]] = {
    pw.DateField: _date,
    pw.DateTimeField: _instant,
    pw.IntegerField: _whole,
    pw.FloatField: _decimal,
    Json: _container,
}


def _check_slug(
    model: type[Published], key: str | None, fields: dict[str, Any]
) -> Iterator[Problem]:
    if "slug" in fields:
        message = slugs.problem(model, key, fields["slug"])
        if message:
            yield Problem("slug", message)


def _check_dates(fields: dict[str, Any], today: date) -> Iterator[Problem]:
    for first, last in (("valid_from", "valid_until"), ("starts_at", "ends_at")):
        if fields.get(first) and fields.get(last) and fields[last] < fields[first]:
            yield Problem(last, _("结束早于开始，请检查两个日期。"))
    for name in ("verified_on", "person_consent_on", "founded_on"):
        if fields.get(name) and fields[name] > today.isoformat():
            yield Problem(name, _("这个日期还没有到。"))
    if fields.get("person") and not fields.get("person_consent_on"):
        yield Problem("person_consent_on", _("公开个人姓名前须有本人书面同意，请填同意日期。"))
    for message in hours.problems(fields["hours"]) if fields.get("hours") else ():
        yield Problem("hours", _(message.message, **message.params))


def _check_place(kind: str, key: str | None, fields: dict[str, Any]) -> Iterator[Problem]:
    limits = {"latitude": 90, "longitude": 180}
    for name, most in limits.items():
        if fields.get(name) is not None and abs(fields[name]) > most:
            yield Problem(name, _("应在 -%(most)s 和 %(most)s 之间。", most=most))
    if (fields.get("latitude") is None) != (fields.get("longitude") is None):
        yield Problem("latitude", _("经度和纬度要么都填，要么都不填。"))
    if fields.get("photo") and not fields.get("photo_alt"):
        yield Problem("photo_alt", _("请为照片写一句说明，给看不见的人听。"))
    parent = fields.get("parent")
    if kind == "category" and parent is not None:
        model = KINDS[kind]
        if str(parent) == key or model.get_by_id(parent).parent_id is not None:
            yield Problem("parent", _("类别最多两级，请选一个大类。"))


def _check_lists(fields: dict[str, Any]) -> Iterator[Problem]:
    for name, value in fields.items():
        if isinstance(value, list) and len(value) > LONGEST_LIST and name != "areas":
            yield Problem(name, _("太多了，最多 %(most)s 行。", most=LONGEST_LIST))
    for message in phones.problems(fields.get("phones") or []):
        yield Problem("phones", message)
    if not set(fields.get("audience") or []) <= set(Service.AUDIENCES):
        yield Problem("audience", _("请从列表里选择。"))
    for name, model in (("areas", Area), ("providers", Provider), ("channels", KINDS["channel"])):
        chosen = set(fields.get(name) or [])
        pk = model._meta.primary_key
        if chosen and model.select().where(pk.in_(list(chosen))).count() != len(chosen):
            yield Problem(name, _("其中有一项不存在，请重新选择。"))
