"""The people of the private registry: a frozen copy, independent of its models."""

from typing import Any, ClassVar

import peewee as pw

INDEXES = (
    # One open assignment an elder: the database holds it, whoever writes.
    (
        "CREATE UNIQUE INDEX helper_assignment_open ON helper_assignment (elder_id)"
        " WHERE ended_on IS NULL"
    ),
    # What the lists narrow and sort by, so that no row is read but those that are shown.
    (
        "CREATE INDEX elder_list ON elder (area_code, id, left_on, eligibility, is_priority,"
        " has_alarm, helper_id, completeness)"
    ),
    "CREATE INDEX elder_names ON elder (area_code, name, pinyin)",
)


def up(migrator: Any, db: pw.Database) -> None:
    class Elder(db.Model):
        handle = pw.CharField(max_length=12, unique=True)
        dossier_number = pw.CharField(max_length=24, null=True, unique=True)
        area_code = pw.CharField(
            max_length=12, constraints=[pw.Check("length(area_code) IN (9, 12)")]
        )
        household_code = pw.CharField(max_length=12)
        group_name = pw.CharField(max_length=20)
        address = pw.CharField(max_length=120)
        name = pw.CharField(max_length=40)
        pinyin = pw.CharField(max_length=160)
        sex = pw.CharField(max_length=20)
        born_on = pw.DateField(null=True)
        id_number = pw.TextField()
        id_fingerprint = pw.CharField(max_length=64, index=True)
        phone = pw.TextField()
        marital = pw.CharField(max_length=20)
        living = pw.CharField(max_length=20)
        is_rural = pw.BooleanField(null=True)
        declared_children = pw.IntegerField(null=True)
        incomes = pw.TextField()
        livelihood = pw.CharField(max_length=20)
        aids = pw.TextField()
        illnesses = pw.TextField()
        self_care = pw.CharField(max_length=20)
        carers = pw.TextField()
        difficulties = pw.TextField()
        needs = pw.TextField()
        note = pw.CharField(max_length=500)
        verified_on = pw.DateField(null=True)
        entered_on = pw.DateField()
        left_on = pw.DateField(null=True)
        left_because = pw.CharField(max_length=20)
        owed_since = pw.DateField(null=True)
        owed_until = pw.DateField(null=True)
        eligibility = pw.CharField(max_length=10)
        is_overridden = pw.BooleanField()
        deciding_clause = pw.CharField(max_length=20)
        qualifies_from = pw.DateField(null=True)
        is_priority = pw.BooleanField()
        has_alarm = pw.BooleanField()
        tier = pw.CharField(max_length=20)
        completeness = pw.IntegerField()
        computed_on = pw.DateField(null=True)
        helper_id = pw.IntegerField(null=True)
        version = pw.IntegerField()
        created_at = pw.DateTimeField()
        updated_at = pw.DateTimeField()
        author_id = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "elder"
            indexes: ClassVar = (
                (("area_code", "left_on", "eligibility"), False),
                (("name", "born_on"), False),
                (("helper_id",), False),
            )

    class ElderVersion(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        part = pw.CharField(max_length=20)
        part_id = pw.IntegerField()
        at = pw.DateTimeField()
        author_id = pw.IntegerField(null=True)
        fields = pw.TextField()
        before = pw.TextField()

        class Meta:
            legacy_table_names = False
            table_name = "elder_version"

    class ElderTag(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        tag = pw.CharField(max_length=20)
        since = pw.DateField()
        until = pw.DateField(null=True)
        author_id = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "elder_tag"
            indexes: ClassVar = ((("tag", "until"), False),)

    class EligibilityOverride(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        answer = pw.CharField(max_length=10)
        reason = pw.CharField(max_length=300)
        author_id = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        review_on = pw.DateField(null=True)
        withdrawn_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "eligibility_override"

    class Notice(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        area_code = pw.CharField(max_length=12)
        kind = pw.CharField(max_length=20)
        made_on = pw.DateField()
        seen_at = pw.DateTimeField(null=True)
        seen_by = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "notice"
            indexes: ClassVar = ((("area_code", "seen_at"), False),)

    class Reveal(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        field = pw.CharField(max_length=40)
        reason = pw.CharField(max_length=20)
        text = pw.CharField(max_length=200)
        author_id = pw.IntegerField()
        at = pw.DateTimeField()

        class Meta:
            legacy_table_names = False
            table_name = "reveal"

    class Relative(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        name = pw.CharField(max_length=40)
        relation = pw.CharField(max_length=20)
        duty = pw.CharField(max_length=20)
        is_alive = pw.BooleanField()
        lives_in = pw.BooleanField()
        place_code = pw.CharField(max_length=12)
        place_name = pw.CharField(max_length=80)
        left_since = pw.DateField(null=True)
        away_because = pw.CharField(max_length=20)
        phone = pw.TextField()
        contacted_on = pw.DateField(null=True)
        contacted_how = pw.CharField(max_length=20)
        money_on = pw.DateField(null=True)
        care_on = pw.DateField(null=True)
        comfort_on = pw.DateField(null=True)
        removed_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "relative"
            indexes: ClassVar = ((("elder", "removed_at"), False),)

    class Guardian(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        kind = pw.CharField(max_length=20)
        name = pw.CharField(max_length=40)
        relation = pw.CharField(max_length=20)
        phone = pw.TextField()
        document = pw.CharField(max_length=120)
        signed_on = pw.DateField(null=True)
        starts_on = pw.DateField(null=True)
        ends_on = pw.DateField(null=True)
        review_on = pw.DateField(null=True)
        removed_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "guardian"

    class Helper(db.Model):
        handle = pw.CharField(max_length=12, unique=True)
        area_code = pw.CharField(max_length=12, index=True)
        name = pw.CharField(max_length=40)
        phone = pw.TextField()
        kind = pw.CharField(max_length=20)
        employment = pw.CharField(max_length=20)
        load_limit = pw.IntegerField()
        account_id = pw.IntegerField(null=True, unique=True)
        is_active = pw.BooleanField()
        created_at = pw.DateTimeField()

        class Meta:
            legacy_table_names = False
            table_name = "helper"

    class HelperAssignment(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        helper = pw.ForeignKeyField(Helper, backref="+", on_delete="RESTRICT")
        started_on = pw.DateField()
        ended_on = pw.DateField(null=True)
        reason = pw.CharField(max_length=20)
        note = pw.CharField(max_length=300)
        author_id = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "helper_assignment"
            indexes: ClassVar = ((("helper", "ended_on"), False),)

    class InformationRecord(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        told_on = pw.DateField()
        means = pw.CharField(max_length=20)
        told_by = pw.CharField(max_length=40)
        witness = pw.CharField(max_length=40)
        text_version = pw.CharField(max_length=20)
        author_id = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "information_record"

    class Consent(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        purpose = pw.CharField(max_length=20)
        is_given = pw.BooleanField()
        given_on = pw.DateField()
        means = pw.CharField(max_length=20)
        witness = pw.CharField(max_length=40)
        withdrawn_on = pw.DateField(null=True)
        author_id = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "consent"

    class AbilityAssessment(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        assessed_on = pw.DateField()
        standard = pw.CharField(max_length=20)
        score = pw.IntegerField(null=True)
        most = pw.IntegerField(null=True)
        direction = pw.CharField(max_length=10)
        grade = pw.IntegerField()
        reason = pw.CharField(max_length=20)
        assessors = pw.CharField(max_length=80)
        organisation = pw.CharField(max_length=80)
        review_on = pw.DateField(null=True)
        author_id = pw.IntegerField(null=True)
        created_at = pw.DateTimeField()

        class Meta:
            legacy_table_names = False
            table_name = "ability_assessment"

    db.create_tables(
        [
            Elder,
            ElderVersion,
            ElderTag,
            EligibilityOverride,
            Notice,
            Reveal,
            Relative,
            Guardian,
            Helper,
            HelperAssignment,
            InformationRecord,
            Consent,
            AbilityAssessment,
        ]
    )
    for statement in INDEXES:
        db.execute_sql(statement)
