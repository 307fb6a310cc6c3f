"""A ledger given out (台账): in the columns that an import takes, for the person's own area.

Id numbers, telephones and names of relatives are masked unless somebody who may write gives a
reason; every export is in the trail. The file's name says nothing of anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response
from flask_babel import gettext as _

from admin import spreadsheets
from admin.accounts import audit, scope
from admin.accounts.users import User
from admin.registry import access, words
from admin.registry.people.elders import Elder
from admin.registry.people.families import Guardian, Relative
from admin.registry.rules import days, eligibility, masking
from admin.sealed import Sealed
from models import N_

FORMS = ("xlsx", "csv")
REASONS = words.REVEAL_REASONS
CHUNK = 400
HEADS = (
    N_("档案号"),
    N_("姓名"),
    N_("身份证号"),
    N_("性别"),
    N_("出生日期"),
    N_("年龄"),
    N_("镇办"),
    N_("村居"),
    N_("组"),
    N_("住址"),
    N_("电话"),
    N_("婚姻"),
    N_("居住方式"),
    N_("子女人数"),
    N_("子女情况"),
    N_("监护人姓名"),
    N_("监护人电话"),
    N_("经济来源"),
    N_("生活状况"),
    N_("享受的救助"),
    N_("健康状况"),
    N_("自理情况"),
    N_("平时谁照料"),
    N_("存在困难"),
    N_("需要什么服务"),
    N_("是否留守"),
    N_("是否重点"),
    N_("核实日期"),
)


@dataclass(frozen=True)
class Asked:
    """Who wants which ledger; without a reason numbers are masked."""

    user: User
    area_code: str
    reason: str
    form: str
    today: date

    @property
    def is_open(self) -> bool:
        return bool(self.reason)


def answer(asked: Asked, now: datetime) -> Response:
    """The file, with its entry in the trail."""
    elders = list(chosen(asked.user, asked.area_code))
    detail: dict[str, Any] = {"count": len(elders), "format": asked.form}
    detail |= {"reason": asked.reason} if asked.reason else {}
    audit.note("ledger_exported", now=now, kind="elder", **detail)
    writer = spreadsheets.as_xlsx if asked.form == "xlsx" else spreadsheets.as_csv
    return writer([_(head) for head in HEADS], rows(elders, asked), "ledger")


def chosen(user: User, area_code: str) -> Any:
    """The people in the register within the user's area and, if given, within one below it."""
    query = scope.visible(user, Elder.select(), Elder).where(Elder.left_on.is_null())
    if area_code:
        query = query.where(Elder.area_code.startswith(area_code))
    return query.order_by(Elder.area_code, Elder.group_name, Elder.id)


def rows(elders: list[Elder], asked: Asked) -> Iterator[list[Any]]:
    """One row a person, in the order of `HEADS`."""
    names = access.names({e.area_code for e in elders} | {e.area_code[:9] for e in elders})
    for start in range(0, len(elders), CHUNK):
        portion = elders[start : start + CHUNK]
        kin = _by_elder(Relative, portion)
        guardians = _by_elder(Guardian, portion)
        for elder in portion:
            around = kin.get(elder.id, []), guardians.get(elder.id, [])
            yield _row(elder, around, names, asked)


def _by_elder(model: Any, elders: list[Elder]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    here = model.elder.in_([elder.id for elder in elders]) & model.removed_at.is_null()
    for row in model.select().where(here).order_by(model.id):
        found.setdefault(row.elder_id, []).append(row)
    return found


def _row(
    elder: Elder, around: tuple[list[Any], list[Any]], names: dict[str, str], asked: Asked
) -> list[Any]:
    kin, guardians = around
    guardian = guardians[0] if guardians else None
    children = [row for row in kin if row.relation in words.CHILDREN]
    return [
        elder.dossier_number or "",
        elder.name,
        number(elder.id_number, asked.is_open),
        one(words.SEXES, elder.sex),
        elder.born_on or "",
        days.age(elder.born_on, asked.today) if elder.born_on else "",
        names.get(elder.area_code[:9], ""),
        names.get(elder.area_code, "") if len(elder.area_code) == 12 else "",
        elder.group_name,
        elder.address,
        telephone(elder.phone, asked.is_open),
        one(words.MARITAL, elder.marital),
        one(words.LIVING, elder.living),
        "" if elder.declared_children is None else elder.declared_children,
        "；".join(_child(row, asked) for row in children),
        _name(guardian.name, asked) if guardian else "",
        telephone(guardian.phone, asked.is_open) if guardian else "",
        several(words.INCOMES, elder.incomes),
        one(words.LIVELIHOODS, elder.livelihood),
        several(words.AIDS, elder.aids),
        several(words.ILLNESSES, elder.illnesses),
        one(words.SELF_CARE, elder.self_care),
        several(words.CARERS, elder.carers),
        several(words.DIFFICULTIES, elder.difficulties),
        several(words.NEEDS, elder.needs),
        _(eligibility.ANSWERS[elder.eligibility]),
        _("是") if elder.is_priority else "",
        elder.verified_on or "",
    ]


def number(value: Sealed, is_open: bool) -> str:
    """An id number, whole or masked."""
    text = value.reveal()
    return text if is_open else masking.id_number(text)


def telephone(value: Sealed, is_open: bool) -> str:
    """A telephone, whole or masked."""
    text = value.reveal()
    return text if is_open else masking.phone(text)


def one(choices: dict[str, str], word: str) -> str:
    """What a clerk reads for a word of a closed list."""
    return _(choices[word]) if word in choices else ""


def several(choices: dict[str, str], chosen: list[str]) -> str:
    """What a clerk reads for several words of a closed list."""
    return "、".join(one(choices, word) for word in chosen)


def _name(text: str, asked: Asked) -> str:
    return text if asked.is_open else masking.name(text)


def _child(row: Relative, asked: Asked) -> str:
    parts = [_name(str(row.name), asked), one(words.RELATIONS, row.relation), row.place_name]
    return " ".join(part for part in parts if part)
