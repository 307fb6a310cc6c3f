"""The one person who is there for an elder (联系帮扶人), and how an elder was handed on.

At most one assignment of an elder is open: the database holds it. Earlier ones stay.
"""

from typing import ClassVar

import peewee as pw

from admin.registry import handles, words
from admin.registry.people.elders import Elder, Kept, word
from admin.sealed import SealedField

LOAD_LIMIT = 20


class Helper(Kept):
    """A helper; `account_id` is the account with which this person signs in, if there is one."""

    handle = pw.CharField(max_length=12, unique=True, default=handles.new)
    area_code = pw.CharField(max_length=12, index=True)
    name = pw.CharField(max_length=40)
    phone = SealedField(default="")
    kind = word(words.HELPER_KINDS)
    employment = word(words.EMPLOYMENTS)
    load_limit = pw.IntegerField(default=LOAD_LIMIT)
    account_id = pw.IntegerField(null=True, unique=True)
    is_active = pw.BooleanField(default=True)
    created_at = pw.DateTimeField()

    def __str__(self) -> str:
        return str(self.name)

    @property
    def key(self) -> str:
        return str(self.handle)


class HelperAssignment(Kept):
    """Who helped whom from when to when; open (`ended_on` empty) for at most one helper."""

    elder = pw.ForeignKeyField(Elder, backref="assignments", on_delete="RESTRICT")
    helper = pw.ForeignKeyField(Helper, backref="assignments", on_delete="RESTRICT")
    started_on = pw.DateField()
    ended_on = pw.DateField(null=True)
    reason = word(words.HAND_OVER_REASONS)
    note = pw.CharField(max_length=300, default="")
    author_id = pw.IntegerField(null=True)

    class Meta:
        table_name = "helper_assignment"
        indexes: ClassVar = ((("helper", "ended_on"), False),)
