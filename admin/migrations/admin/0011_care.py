"""Everyday care: a frozen copy, independent of its models."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Elder(db.Model):
        class Meta:
            legacy_table_names = False

    class Service(db.Model):
        class Meta:
            legacy_table_names = False

    class Provider(db.Model):
        class Meta:
            legacy_table_names = False

    class CareLog(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        on = pw.DateField(index=True)
        helps = pw.TextField()
        wrong = pw.TextField()
        note = pw.CharField(max_length=300)

        class Meta:
            legacy_table_names = False
            table_name = "care_log"

    class ServiceRequest(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        need = pw.CharField(max_length=20)
        wish = pw.CharField(max_length=300)
        asked_on = pw.DateField()
        service = pw.ForeignKeyField(Service, null=True, backref="+", on_delete="SET NULL")
        authority = pw.CharField(max_length=20)
        state = pw.CharField(max_length=20)
        funding = pw.CharField(max_length=20)
        reply = pw.CharField(max_length=300)
        accepted_on = pw.DateField(null=True)
        delivered_on = pw.DateField(null=True)
        confirmed_on = pw.DateField(null=True)
        answer = pw.CharField(max_length=20)

        class Meta:
            legacy_table_names = False
            table_name = "service_request"

    class Companion(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        name = pw.CharField(max_length=40)
        type = pw.CharField(max_length=20)
        phone = pw.TextField()
        group = pw.CharField(max_length=20)
        sex = pw.CharField(max_length=20)
        skills = pw.TextField()
        born_on = pw.DateField(null=True)
        is_fit = pw.BooleanField()

        class Meta:
            legacy_table_names = False
            table_name = "companion"

    class Pairing(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        companion = pw.ForeignKeyField(Companion, backref="+", on_delete="RESTRICT")
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        begun_on = pw.DateField()
        ended_on = pw.DateField(null=True, index=True)
        end_reason = pw.CharField(max_length=100)

        class Meta:
            legacy_table_names = False
            table_name = "pairing"

    class FundEntry(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        association = pw.CharField(max_length=60)
        on = pw.DateField(index=True)
        direction = pw.CharField(max_length=20)
        source = pw.CharField(max_length=20)
        fen = pw.BigIntegerField()
        purpose = pw.CharField(max_length=120)

        class Meta:
            legacy_table_names = False
            table_name = "fund_entry"

    class Contract(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        provider = pw.ForeignKeyField(Provider, backref="+", on_delete="RESTRICT")
        items = pw.CharField(max_length=300)
        begins_on = pw.DateField()
        ends_on = pw.DateField()
        fen = pw.BigIntegerField()
        planned = pw.IntegerField()
        served = pw.IntegerField(null=True)
        accepted_on = pw.DateField(null=True)
        acceptance = pw.CharField(max_length=300)

        class Meta:
            legacy_table_names = False
            table_name = "contract"

    class Promotion(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        topic = pw.CharField(max_length=20)
        on = pw.DateField(index=True)
        place = pw.CharField(max_length=60)
        attendance = pw.IntegerField()
        note = pw.CharField(max_length=300)

        class Meta:
            legacy_table_names = False
            table_name = "promotion"

    db.create_tables([CareLog, ServiceRequest, Companion, Pairing, FundEntry, Contract, Promotion])
