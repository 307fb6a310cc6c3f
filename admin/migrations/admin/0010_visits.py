"""The visits of the private registry: a frozen copy, independent of its models."""

from typing import Any, ClassVar

import peewee as pw

INDEXES = (
    "CREATE INDEX visit_duty_open ON visit_duty (area_code, last_on) WHERE outcome = 'open'",
)


def up(migrator: Any, db: pw.Database) -> None:
    class Elder(db.Model):
        class Meta:
            legacy_table_names = False

    class Helper(db.Model):
        class Meta:
            legacy_table_names = False

    class Visit(db.Model):
        handle = pw.CharField(max_length=36, unique=True)
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        helper = pw.ForeignKeyField(Helper, null=True, backref="+", on_delete="RESTRICT")
        author_id = pw.IntegerField(null=True)
        area_code = pw.CharField(max_length=12)
        mode = pw.CharField(max_length=20)
        at = pw.DateTimeField()
        made_on = pw.DateField()
        received_at = pw.DateTimeField()
        source = pw.CharField(max_length=20)
        seconds = pw.IntegerField(null=True)
        eat = pw.CharField(max_length=20)
        wear = pw.CharField(max_length=20)
        home = pw.CharField(max_length=20)
        health = pw.CharField(max_length=20)
        spirits = pw.CharField(max_length=20)
        living = pw.CharField(max_length=20)
        family_duty = pw.CharField(max_length=20)
        dangers = pw.TextField()
        signs = pw.TextField()
        trouble = pw.CharField(max_length=500)
        agreed = pw.CharField(max_length=500)
        said = pw.CharField(max_length=300)
        next_on = pw.DateField(null=True)
        flags = pw.TextField()
        taken_back_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "visit"
            indexes: ClassVar = (
                (("elder", "made_on", "mode"), False),
                (("area_code", "made_on"), False),
                (("helper", "made_on"), False),
            )

    class VisitDuty(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        area_code = pw.CharField(max_length=12)
        helper_id = pw.IntegerField(null=True)
        cadence = pw.CharField(max_length=12)
        first_on = pw.DateField()
        last_on = pw.DateField()
        outcome = pw.CharField(max_length=10)
        visited_on = pw.DateField(null=True)
        excuse = pw.CharField(max_length=20)

        class Meta:
            legacy_table_names = False
            table_name = "visit_duty"
            indexes: ClassVar = (
                (("elder", "cadence", "first_on"), True),
                (("cadence", "first_on", "area_code", "outcome"), False),
            )

    class VisitExcuse(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        kind = pw.CharField(max_length=20)
        starts_on = pw.DateField()
        ends_on = pw.DateField(null=True)
        note = pw.CharField(max_length=200)
        author_id = pw.IntegerField(null=True)
        created_at = pw.DateTimeField()
        taken_back_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "visit_excuse"

    class MajorChange(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        kind = pw.CharField(max_length=20)
        happened_at = pw.DateTimeField()
        visit_by = pw.DateTimeField()
        visited_at = pw.DateTimeField(null=True)
        note = pw.CharField(max_length=200)
        author_id = pw.IntegerField(null=True)
        created_at = pw.DateTimeField()

        class Meta:
            legacy_table_names = False
            table_name = "major_change"

    class Campaign(db.Model):
        handle = pw.CharField(max_length=12, unique=True)
        name = pw.CharField(max_length=60)
        kind = pw.CharField(max_length=20)
        area_code = pw.CharField(max_length=12, index=True)
        audience = pw.CharField(max_length=20)
        phone_counts = pw.BooleanField()
        starts_on = pw.DateField()
        ends_on = pw.DateField()
        author_id = pw.IntegerField(null=True)
        created_at = pw.DateTimeField()
        closed_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "campaign"

    db.create_tables([Visit, VisitDuty, VisitExcuse, MajorChange, Campaign])
    for statement in INDEXES:
        db.execute_sql(statement)
