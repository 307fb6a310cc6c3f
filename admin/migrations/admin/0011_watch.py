"""Danger, supervision and issues of figures: a frozen copy, independent of their models."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Elder(db.Model):
        class Meta:
            legacy_table_names = False

    class Incident(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        type = pw.CharField(max_length=20)
        gravity = pw.CharField(max_length=20)
        what = pw.CharField(max_length=300)
        reported_at = pw.DateTimeField(index=True)
        responded_at = pw.DateTimeField(null=True)
        told_town_at = pw.DateTimeField(null=True)
        closed_at = pw.DateTimeField(null=True, index=True)
        response = pw.CharField(max_length=300)
        outcome = pw.CharField(max_length=300)
        acknowledged_by = pw.IntegerField(null=True)
        acknowledged_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "incident"

    class Urging(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        incident = pw.ForeignKeyField(Incident, null=True, backref="+", on_delete="RESTRICT")
        whom = pw.CharField(max_length=40)
        type = pw.CharField(max_length=20)
        way = pw.CharField(max_length=20)
        on = pw.DateField()
        answer = pw.CharField(max_length=200)

        class Meta:
            legacy_table_names = False
            table_name = "urging"

    class RiskEntry(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        reason = pw.CharField(max_length=20)
        detail = pw.CharField(max_length=300)
        measures = pw.CharField(max_length=300)
        approved_by = pw.IntegerField(null=True)
        approved_at = pw.DateTimeField(null=True)
        acknowledged_by = pw.IntegerField(null=True)
        acknowledged_at = pw.DateTimeField(null=True)
        leave_reason = pw.CharField(max_length=200)
        leave_asked_by = pw.IntegerField(null=True)
        left_by = pw.IntegerField(null=True)
        left_at = pw.DateTimeField(null=True, index=True)

        class Meta:
            legacy_table_names = False
            table_name = "risk_entry"

    class Inspection(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        name = pw.CharField(max_length=60)
        on = pw.DateField()
        way = pw.CharField(max_length=20)
        size = pw.IntegerField()
        seed = pw.CharField(max_length=40)
        summary = pw.TextField()
        closed_on = pw.DateField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "inspection"

    class Sample(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        inspection = pw.ForeignKeyField(Inspection, backref="+", on_delete="RESTRICT")
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        answers = pw.TextField()
        note = pw.CharField(max_length=300)
        asked_on = pw.DateField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "sample"

    class Finding(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        inspection = pw.ForeignKeyField(Inspection, backref="+", on_delete="RESTRICT")
        fault = pw.CharField(max_length=20)
        what = pw.CharField(max_length=300)
        due_on = pw.DateField()
        remedy = pw.CharField(max_length=300)
        remedied_on = pw.DateField(null=True)
        closed_on = pw.DateField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "finding"

    class Tally(db.Model):
        area_code = pw.CharField(max_length=12)
        month = pw.DateField()
        counted_at = pw.DateTimeField()
        counts = pw.TextField()

        class Meta:
            legacy_table_names = False
            table_name = "tally"
            primary_key = pw.CompositeKey("area_code", "month")

    class FigureIssue(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        period = pw.CharField(max_length=6)
        counted_on = pw.DateField()
        threshold = pw.IntegerField()
        is_rounded = pw.BooleanField()
        tables = pw.TextField()
        groups = pw.TextField()
        record = pw.CharField(max_length=20)

        class Meta:
            legacy_table_names = False
            table_name = "figure_issue"

    class AllowedWord(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        word = pw.CharField(max_length=20)
        reason = pw.CharField(max_length=120)

        class Meta:
            legacy_table_names = False
            table_name = "allowed_word"

    db.create_tables(
        [Incident, Urging, RiskEntry, Inspection, Sample, Finding, Tally, FigureIssue, AllowedWord]
    )
