"""The rows of 应急查阅 (break the glass): who opened one file beyond the own area, why, until when.

An opening ends by itself at `ends_at`, or earlier when its owner closes it. Nothing here says who
may; `accounts.scope` asks these rows and decides.
"""

from datetime import datetime
from typing import Any, ClassVar

import peewee as pw

from models import current_database


class Opening(pw.Model):
    """One file (`subject`, its random handle) open to one account. Instants are UTC.

    `area_code` is where the person lives: who answers for that place reviews the opening.
    """

    is_private: ClassVar[bool] = True

    actor_id = pw.IntegerField(index=True)
    subject = pw.CharField(max_length=12, index=True)
    area_code = pw.CharField(max_length=12, index=True)
    reason = pw.CharField(max_length=20)
    text = pw.CharField(max_length=200)
    opened_at = pw.DateTimeField(index=True)
    ends_at = pw.DateTimeField(index=True)
    ended_at = pw.DateTimeField(null=True)
    reviewed_by = pw.IntegerField(null=True)
    reviewed_at = pw.DateTimeField(null=True)
    verdict = pw.CharField(max_length=20, default="")
    remark = pw.CharField(max_length=200, default="")

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "emergency_opening"

    def is_open(self, now: datetime) -> bool:
        """Whether it still opens the file."""
        return bool(self.ended_at is None and self.ends_at > now)


def subjects(actor_id: int, now: datetime) -> Any:
    """A query of the handles that are open to an account now."""
    return Opening.select(Opening.subject).where(
        (Opening.actor_id == actor_id) & Opening.ended_at.is_null() & (Opening.ends_at > now)
    )
