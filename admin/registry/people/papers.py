"""What the elder was told and agreed to, and what an assessor found: dated, never rewritten.

A grade of ability comes from an assessor's record (GB/T 42195) and from nothing else; a visit may
only propose an assessment.
"""

import peewee as pw

from admin.registry import words
from admin.registry.people.elders import Elder, Kept, word


class InformationRecord(Kept):
    """That the elder was told what is kept and why (个人信息保护法 art. 17, 30, 35)."""

    elder = pw.ForeignKeyField(Elder, backref="told", on_delete="RESTRICT")
    told_on = pw.DateField()
    means = word(words.INFORM_MEANS)
    told_by = pw.CharField(max_length=40, default="")
    witness = pw.CharField(max_length=40, default="")
    text_version = pw.CharField(max_length=20, default="")
    author_id = pw.IntegerField(null=True)

    class Meta:
        table_name = "information_record"


class Consent(Kept):
    """A separate consent (art. 29) for one purpose; refused and withdrawn ones are kept too."""

    elder = pw.ForeignKeyField(Elder, backref="consents", on_delete="RESTRICT")
    purpose = word(words.CONSENT_PURPOSES)
    is_given = pw.BooleanField()
    given_on = pw.DateField()
    means = word(words.CONSENT_MEANS)
    witness = pw.CharField(max_length=40, default="")
    withdrawn_on = pw.DateField(null=True)
    author_id = pw.IntegerField(null=True)


class AbilityAssessment(Kept):
    """An assessor's dated record; `direction` says whether more points mean more ability."""

    elder = pw.ForeignKeyField(Elder, backref="assessments", on_delete="RESTRICT")
    assessed_on = pw.DateField()
    standard = pw.CharField(max_length=20)
    score = pw.IntegerField(null=True)
    most = pw.IntegerField(null=True)
    direction = pw.CharField(max_length=10, default="more_able")
    grade = pw.IntegerField()
    reason = word(words.ASSESSMENT_REASONS)
    assessors = pw.CharField(max_length=80)
    organisation = pw.CharField(max_length=80, default="")
    review_on = pw.DateField(null=True)
    author_id = pw.IntegerField(null=True)
    created_at = pw.DateTimeField()

    class Meta:
        table_name = "ability_assessment"
