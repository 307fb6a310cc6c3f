"""Visits, the duty to make them, what excuses from it, and what asks for more.

A `Visit` is what somebody did; a `VisitDuty` is what was owed for one elder and period, with the
one answer of `rules.visit_state`. Telephone calls are contacts: they are kept, and fulfil nothing.
"""

from typing import ClassVar

import peewee as pw

from admin.registry import handles, words
from admin.registry.people.elders import Elder, Kept, word
from admin.registry.people.helping import Helper
from models import Json


class Visit(Kept):
    """A visit or a call. `handle` is made where it is written, so that sending twice adds nothing.

    `at` is the instant in UTC and `made_on` the day in China on which it counts; `received_at` is
    when the office got it. `area_code` is the elder's village on that day.
    """

    handle = pw.CharField(max_length=36, unique=True, default=handles.new)
    elder = pw.ForeignKeyField(Elder, backref="visits", on_delete="RESTRICT")
    helper = pw.ForeignKeyField(Helper, null=True, backref="visits", on_delete="RESTRICT")
    author_id = pw.IntegerField(null=True)
    area_code = pw.CharField(max_length=12)
    mode = word(words.VISIT_MODES)
    at = pw.DateTimeField()
    made_on = pw.DateField()
    received_at = pw.DateTimeField()
    source = word(words.VISIT_SOURCES)
    seconds = pw.IntegerField(null=True)

    eat = word(words.CHECK_ANSWERS)
    wear = word(words.CHECK_ANSWERS)
    home = word(words.CHECK_ANSWERS)
    health = word(words.CHECK_ANSWERS)
    spirits = word(words.SPIRITS)
    living = word(words.LIVING)
    family_duty = word(words.FAMILY_DUTY)
    dangers = Json(default=list)
    signs = Json(default=list)
    trouble = pw.CharField(max_length=500, default="")
    agreed = pw.CharField(max_length=500, default="")
    said = pw.CharField(max_length=300, default="")
    next_on = pw.DateField(null=True)
    flags = Json(default=list)
    taken_back_at = pw.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = (
            (("elder", "made_on", "mode"), False),
            (("area_code", "made_on"), False),
            (("helper", "made_on"), False),
        )


class VisitDuty(Kept):
    """What was owed for one elder and one period, from its first to its last day.

    Everybody has one a calendar month, which is the order's; a higher tier has its weeks beside it.
    `outcome` is open while nothing fulfils or excuses it; due, late or missed then follow from the
    day (`rules.visit_state`). `helper_id` answers for it; `area_code` is where it was owed.
    """

    elder = pw.ForeignKeyField(Elder, backref="duties", on_delete="RESTRICT")
    area_code = pw.CharField(max_length=12)
    helper_id = pw.IntegerField(null=True)
    cadence = pw.CharField(max_length=12)
    first_on = pw.DateField()
    last_on = pw.DateField()
    outcome = pw.CharField(max_length=10)
    visited_on = pw.DateField(null=True)
    excuse = word(words.EXCUSES)

    class Meta:
        table_name = "visit_duty"
        indexes: ClassVar = (
            (("elder", "cadence", "first_on"), True),
            (("cadence", "first_on", "area_code", "outcome"), False),
        )


class VisitExcuse(Kept):
    """Why an elder cannot be visited at home for a while; open without an end."""

    elder = pw.ForeignKeyField(Elder, backref="excuses", on_delete="RESTRICT")
    kind = word(words.EXCUSES)
    starts_on = pw.DateField()
    ends_on = pw.DateField(null=True)
    note = pw.CharField(max_length=200, default="")
    author_id = pw.IntegerField(null=True)
    created_at = pw.DateTimeField()
    taken_back_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "visit_excuse"


class MajorChange(Kept):
    """A blow (重大变故) after which somebody goes within 24 hours."""

    elder = pw.ForeignKeyField(Elder, backref="blows", on_delete="RESTRICT")
    kind = word(words.MAJOR_CHANGES)
    happened_at = pw.DateTimeField()
    visit_by = pw.DateTimeField()
    visited_at = pw.DateTimeField(null=True)
    note = pw.CharField(max_length=200, default="")
    author_id = pw.IntegerField(null=True)
    created_at = pw.DateTimeField()

    class Meta:
        table_name = "major_change"


class Campaign(Kept):
    """Extra visits for heat, cold, snow or a festival, in one area and a few days."""

    handle = pw.CharField(max_length=12, unique=True, default=handles.new)
    name = pw.CharField(max_length=60)
    kind = word(words.CAMPAIGNS)
    area_code = pw.CharField(max_length=12, index=True)
    audience = word(words.CAMPAIGN_AUDIENCES)
    phone_counts = pw.BooleanField(default=False)
    starts_on = pw.DateField()
    ends_on = pw.DateField()
    author_id = pw.IntegerField(null=True)
    created_at = pw.DateTimeField()
    closed_at = pw.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.name)

    @property
    def key(self) -> str:
        return str(self.handle)
