"""The weekly letter to each editor whose area has records that are late: numbers, never names.

Where no mail is configured the same numbers stand on the front page. A second run in the same week
finds nobody to write to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import peewee as pw
from flask_babel import gettext as _

from admin.accounts.users import ROLES, User
from admin.desk import due
from admin.desk.revisions import Desk

WRITTEN_TO = ("district_editor", "town_editor")
EVERY = timedelta(days=7)


class Reminder(Desk):
    """When an account was last written to."""

    account_id = pw.IntegerField(primary_key=True)
    sent_on = pw.DateField()


@dataclass(frozen=True)
class Letter:
    """What one editor is told; `to` is empty where no address is known."""

    account_id: int
    role: str
    area_code: str
    overdue: int
    to: str

    @property
    def subject(self) -> str:
        return _("守望：有 %(count)s 条信息要核实", count=self.overdue)

    @property
    def text(self) -> str:
        """Numbers and what to do; what the records are is seen after signing in."""
        lines = [
            _("您辖区有 %(count)s 条公开信息超过了核实期限。", count=self.overdue),
            _("请登录后台，打开“待核实”，一条一条打电话核对。没变的点一下就好。"),
        ]
        return "\n".join(lines) + "\n"

    def about(self) -> dict[str, Any]:
        """For a line on a terminal: who they are by office, not by name."""
        return {"role": _(ROLES[self.role]), "area": self.area_code, "count": self.overdue}


def letters(today: date) -> Iterator[Letter]:
    """The letters of this week that have not gone out."""
    written = Reminder.select(Reminder.account_id).where(Reminder.sent_on > today - EVERY)
    editors = User.select().where(User.role.in_(WRITTEN_TO) & User.id.not_in(written))
    for user in editors.order_by(User.id):
        overdue = due.count_overdue(user, today) if user.is_active else 0
        if overdue:
            yield Letter(user.id, user.role, user.area_code, overdue, user.mail)


def remember(letter: Letter, today: date) -> None:
    """Say that the letter has gone out."""
    Reminder.insert(account_id=letter.account_id, sent_on=today).on_conflict(
        conflict_target=[Reminder.account_id], update={Reminder.sent_on: today}
    ).execute()
