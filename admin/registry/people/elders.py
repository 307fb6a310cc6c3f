"""The elder (留守老年人) and what is kept of one person: the least that the duty needs.

Whether somebody is left behind is computed (`rules.eligibility`), never entered. Id numbers and
telephones are sealed; rows are never deleted here, and every save keeps what stood before.
"""

from typing import ClassVar

import peewee as pw

from admin.registry import handles, words
from admin.sealed import SealedField
from models import Json, current_database


class Kept(pw.Model):
    """A row of the private registry: in the admin database and never anywhere else.

    `is_private` is what `accounts.scope` goes by: without the grant nobody sees a row of it.
    """

    is_private: ClassVar[bool] = True

    class Meta:
        database = current_database
        legacy_table_names = False


def word(choices: dict[str, str], default: str = "") -> pw.CharField:
    """A column that holds one word of a closed list, or nothing."""
    return pw.CharField(max_length=20, choices=list(choices.items()), default=default)


class Elder(Kept):
    """One person of the registry; `area_code` is the village, or the town while it is unknown.

    `entered_on` is when the person came into the register; visits are owed from `owed_since` until
    `owed_until`. These two and `eligibility`, `deciding_clause`, `qualifies_from`, `is_priority`,
    `has_alarm`, `tier`, `completeness` and `computed_on` are what the rules answered last
    (`people.standing`); `helper_id` repeats the current assignment; `version` counts the saves.
    """

    handle = pw.CharField(max_length=12, unique=True, default=handles.new)
    dossier_number = pw.CharField(max_length=24, unique=True, null=True)
    area_code = pw.CharField(max_length=12, constraints=[pw.Check("length(area_code) IN (9, 12)")])
    household_code = pw.CharField(max_length=12, default="")
    group_name = pw.CharField(max_length=20, default="")
    address = pw.CharField(max_length=120, default="")

    name = pw.CharField(max_length=40)
    pinyin = pw.CharField(max_length=160, default="")
    sex = word(words.SEXES)
    born_on = pw.DateField(null=True)
    id_number = SealedField(default="")
    id_fingerprint = pw.CharField(max_length=64, default="", index=True)
    phone = SealedField(default="")
    marital = word(words.MARITAL)

    living = word(words.LIVING)
    is_rural = pw.BooleanField(null=True)
    declared_children = pw.IntegerField(null=True)
    incomes = Json(default=list)
    livelihood = word(words.LIVELIHOODS)
    aids = Json(default=list)
    illnesses = Json(default=list)
    self_care = word(words.SELF_CARE)
    carers = Json(default=list)
    difficulties = Json(default=list)
    needs = Json(default=list)
    note = pw.CharField(max_length=500, default="")

    verified_on = pw.DateField(null=True)
    entered_on = pw.DateField()
    left_on = pw.DateField(null=True)
    left_because = word(words.DEPARTURES)
    owed_since = pw.DateField(null=True)
    owed_until = pw.DateField(null=True)

    eligibility = pw.CharField(max_length=10, default="unknown")
    is_overridden = pw.BooleanField(default=False)
    deciding_clause = pw.CharField(max_length=20, default="")
    qualifies_from = pw.DateField(null=True)
    is_priority = pw.BooleanField(default=False)
    has_alarm = pw.BooleanField(default=False)
    tier = word(words.TIERS, "low")
    completeness = pw.IntegerField(default=0)
    computed_on = pw.DateField(null=True)

    helper_id = pw.IntegerField(null=True)
    version = pw.IntegerField(default=1)
    created_at = pw.DateTimeField()
    updated_at = pw.DateTimeField()
    author_id = pw.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = (
            (("area_code", "left_on", "eligibility"), False),
            (("name", "born_on"), False),
            (("helper_id",), False),
        )

    def __str__(self) -> str:
        return str(self.name)

    @property
    def key(self) -> str:
        """What the trail, an address and a file call this person by: the random handle."""
        return str(self.handle)

    @property
    def is_active(self) -> bool:
        """Whether the person is still in the register; who died or moved away is not."""
        return self.left_on is None


class ElderVersion(Kept):
    """What a row of the registry held before it was changed: nothing is overwritten for good.

    `part` names the table, `part_id` its row; `before` holds the columns as they were stored, so
    that sealed ones stay sealed.
    """

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    part = pw.CharField(max_length=20)
    part_id = pw.IntegerField()
    at = pw.DateTimeField()
    author_id = pw.IntegerField(null=True)
    fields = Json(default=list)
    before = Json(default=dict)

    class Meta:
        table_name = "elder_version"


class ElderTag(Kept):
    """A kind of difficulty that the order names beside 留守: 孤寡, 失能, 失独 and the like."""

    elder = pw.ForeignKeyField(Elder, backref="tags", on_delete="RESTRICT")
    tag = word(words.TAGS)
    since = pw.DateField()
    until = pw.DateField(null=True)
    author_id = pw.IntegerField(null=True)

    class Meta:
        table_name = "elder_tag"
        indexes: ClassVar = ((("tag", "until"), False),)


class EligibilityOverride(Kept):
    """The town's decision against the computed answer, with its reason, until taken back."""

    elder = pw.ForeignKeyField(Elder, backref="overrides", on_delete="RESTRICT")
    answer = pw.CharField(max_length=10)
    reason = pw.CharField(max_length=300)
    author_id = pw.IntegerField(null=True)
    made_at = pw.DateTimeField()
    review_on = pw.DateField(null=True)
    withdrawn_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "eligibility_override"


class Notice(Kept):
    """Something that the nightly computation changed and somebody has to read."""

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    area_code = pw.CharField(max_length=12)
    kind = word(words.NOTICES)
    made_on = pw.DateField()
    seen_at = pw.DateTimeField(null=True)
    seen_by = pw.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = ((("area_code", "seen_at"), False),)


class Reveal(Kept):
    """A sealed value that somebody looked at, and why; the trail has the code, this the words."""

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    field = pw.CharField(max_length=40)
    reason = word(words.REVEAL_REASONS)
    text = pw.CharField(max_length=200, default="")
    author_id = pw.IntegerField()
    at = pw.DateTimeField()
