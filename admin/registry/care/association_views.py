"""The pages of associations and teams: who they are, and an association's money.

What a stranger may know of them is kept by the desk; the donors of money are named nowhere.
"""

from typing import Any

import peewee as pw
from flask_babel import gettext as _
from flask_login import current_user

from admin.accounts import scope
from admin.registry import inputs
from admin.registry.care import forms
from admin.registry.care.rows import FundEntry, Organisation
from admin.registry.register import Column, Register, day
from models import N_


def _organisations(query: Any, chosen: str) -> Any:
    if chosen == "idle":
        return query.where(Organisation.is_active == False)  # noqa: E712 (SQL)
    return query.where(Organisation.type == chosen)


organisations = Register(
    Organisation,
    forms.OrganisationForm,
    (
        Column(N_("名称"), lambda r: r.name),
        Column(N_("哪一类"), lambda r: _(Organisation.TYPES[r.type])),
        Column(N_("成立日期"), lambda r: day(r.founded_on)),
        Column(N_("负责人"), lambda r: r.leader, private=True),
        Column(N_("人数"), lambda r: "" if r.members is None else str(r.members)),
        Column(N_("最近一次培训"), lambda r: day(r.trained_on)),
        Column(N_("在活动"), lambda r: _("是") if r.is_active else _("否")),
    ),
    newest=Organisation.made_at,
    levels=("town", "village"),
    lead=N_("每个村的老年协会、志愿者队伍、社会工作站点：谁负责、多少人、培训过没有。"),
    narrow=_organisations,
    narrows=Organisation.TYPES | {"idle": N_("没有活动的")},
)


def _signed(row: FundEntry) -> str:
    return ("" if row.direction == "in" else "-") + inputs.yuan(row.fen)


class FundRegister(Register):
    """The money of each association: received, spent, and what is left of it."""

    def balances(self) -> list[tuple[str, str, str, str]]:
        """Name, received, spent and balance in yuan of every association in scope."""
        amounts = (_sum("in"), _sum("out"))
        query = scope.visible(
            current_user, FundEntry.select(FundEntry.association, *amounts), FundEntry
        )
        query = query.where(FundEntry.void_at.is_null())
        query = query.group_by(FundEntry.association).order_by(FundEntry.association)
        return [
            (name, inputs.yuan(got), inputs.yuan(spent), inputs.yuan(got - spent))
            for name, got, spent in ((n, int(g or 0), int(s or 0)) for n, g, s in query.tuples())
        ]


def _sum(direction: str) -> Any:
    return pw.fn.SUM(pw.Case(None, [(FundEntry.direction == direction, FundEntry.fen)], 0))


funds = FundRegister(
    FundEntry,
    forms.FundForm,
    (
        Column(N_("老年协会"), lambda r: r.association),
        Column(N_("日期"), lambda r: day(r.on)),
        Column(N_("类别"), lambda r: _(FundEntry.SOURCES[r.source])),
        Column(N_("金额（元）"), _signed),
        Column(N_("用途或来源"), lambda r: r.purpose),
    ),
    newest=FundEntry.on,
    levels=("town", "village"),
    lead=N_("一笔一条；记错了就作废再记。公开的只有全区合计。"),
    list_page="duty/funds.html",
    narrow=lambda query, only: query.where(FundEntry.direction == only),
    narrows=dict(FundEntry.DIRECTIONS),
)


REGISTERS = (organisations, funds)
