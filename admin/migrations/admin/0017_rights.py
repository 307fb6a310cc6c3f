"""Requests, holds, residues, scans and emergency openings: a frozen copy."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Elder(db.Model):
        class Meta:
            legacy_table_names = False

    class ElderVersion(db.Model):
        class Meta:
            legacy_table_names = False
            table_name = "elder_version"

    class Logged(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)

    class RightsRequest(Logged):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        type = pw.CharField(max_length=20)
        asker = pw.CharField(max_length=20)
        asker_name = pw.CharField(max_length=40)
        authority = pw.CharField(max_length=120)
        asked_on = pw.DateField(index=True)
        due_on = pw.DateField(index=True)
        what = pw.CharField(max_length=300)
        answer = pw.CharField(max_length=20)
        answer_text = pw.CharField(max_length=500)
        decided_by = pw.IntegerField(null=True)
        decided_at = pw.DateTimeField(null=True, index=True)
        handed_on = pw.DateField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "rights_request"

    class RequestChange(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        request = pw.ForeignKeyField(RightsRequest, backref="+", on_delete="CASCADE")
        version = pw.ForeignKeyField(ElderVersion, backref="+", on_delete="CASCADE")

        class Meta:
            legacy_table_names = False
            table_name = "request_change"

    class LegalHold(Logged):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        reason = pw.CharField(max_length=300)

        class Meta:
            legacy_table_names = False
            table_name = "legal_hold"

    class Residue(db.Model):
        year = pw.IntegerField()
        area_code = pw.CharField(max_length=9)
        kind = pw.CharField(max_length=40)
        count = pw.IntegerField()

        class Meta:
            legacy_table_names = False
            primary_key = pw.CompositeKey("year", "area_code", "kind")

    db.create_tables([RightsRequest, RequestChange, LegalHold, Residue])
    _scans_and_openings(db, Elder)


def _scans_and_openings(db: pw.Database, elder_model: Any) -> None:
    class SealedFile(db.Model):
        elder = pw.ForeignKeyField(elder_model, backref="+", on_delete="RESTRICT")
        part = pw.CharField(max_length=20)
        part_id = pw.IntegerField()
        type = pw.CharField(max_length=4)
        size = pw.IntegerField()
        content = pw.TextField()
        author_id = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()

        class Meta:
            legacy_table_names = False
            table_name = "sealed_file"

    class EmergencyOpening(db.Model):
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
        verdict = pw.CharField(max_length=20)
        remark = pw.CharField(max_length=200)

        class Meta:
            legacy_table_names = False
            table_name = "emergency_opening"

    db.create_tables([SealedFile, EmergencyOpening])
