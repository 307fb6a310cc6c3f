"""The family: every child with place, since when and why; others; and who is guardian.

No id number of a relative is kept: the duty does not need it.
"""

from typing import ClassVar

import peewee as pw

from admin.registry import words
from admin.registry.people.elders import Elder, Kept, word
from admin.sealed import SealedField


class Relative(Kept):
    """A child or another person of the family; `place_code` is where they stay (2 to 12 digits).

    An empty `place_code` is an unknown place. `left_since` is the day from which they have been
    away without a break; `lives_in` says that they share the elder's home. The three days are when
    each duty (经济供养, 生活照料, 精神慰藉) was last seen to be kept.
    """

    elder = pw.ForeignKeyField(Elder, backref="relatives", on_delete="RESTRICT")
    name = pw.CharField(max_length=40)
    relation = word(words.RELATIONS)
    duty = word(words.DUTIES)
    is_alive = pw.BooleanField(default=True)
    lives_in = pw.BooleanField(default=False)
    place_code = pw.CharField(max_length=12, default="")
    place_name = pw.CharField(max_length=80, default="")
    left_since = pw.DateField(null=True)
    away_because = word(words.AWAY_REASONS)
    phone = SealedField(default="")
    contacted_on = pw.DateField(null=True)
    contacted_how = word(words.CONTACTS)
    money_on = pw.DateField(null=True)
    care_on = pw.DateField(null=True)
    comfort_on = pw.DateField(null=True)
    removed_at = pw.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = ((("elder", "removed_at"), False),)

    def __str__(self) -> str:
        return str(self.name)


class Guardian(Kept):
    """Who answers for the elder: of the family, or entrusted by a document."""

    elder = pw.ForeignKeyField(Elder, backref="guardians", on_delete="RESTRICT")
    kind = word(words.GUARDIAN_KINDS)
    name = pw.CharField(max_length=40)
    relation = word(words.RELATIONS)
    phone = SealedField(default="")
    document = pw.CharField(max_length=120, default="")
    signed_on = pw.DateField(null=True)
    starts_on = pw.DateField(null=True)
    ends_on = pw.DateField(null=True)
    review_on = pw.DateField(null=True)
    removed_at = pw.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.name)
