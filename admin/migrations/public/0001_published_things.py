"""The published things as of version 0.1: a frozen copy, independent of `models`."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Area(db.Model):
        code = pw.CharField(max_length=12, primary_key=True)
        revision = pw.IntegerField()
        name = pw.CharField(max_length=80)
        level = pw.CharField(max_length=10)
        parent = pw.ForeignKeyField("self", backref="+", on_delete="RESTRICT", null=True)
        pinyin = pw.CharField(max_length=160)
        is_rural = pw.BooleanField()

        class Meta:
            legacy_table_names = False

    class Category(db.Model):
        revision = pw.IntegerField()
        name = pw.CharField(max_length=40)
        slug = pw.CharField(max_length=80, unique=True)
        parent = pw.ForeignKeyField("self", backref="+", on_delete="RESTRICT", null=True)
        need = pw.CharField(max_length=40)
        summary = pw.CharField(max_length=200)
        icon = pw.CharField(max_length=40)
        position = pw.IntegerField()

        class Meta:
            legacy_table_names = False

    class Provider(db.Model):
        revision = pw.IntegerField()
        area = pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT")
        verified_on = pw.DateField(null=True)
        name = pw.CharField(max_length=80)
        slug = pw.CharField(max_length=80, unique=True)
        type = pw.CharField(max_length=30)
        address = pw.CharField(max_length=200)
        latitude = pw.FloatField(null=True)
        longitude = pw.FloatField(null=True)
        phones = pw.TextField()
        hours = pw.TextField()
        capacity = pw.IntegerField(null=True)
        description = pw.TextField()
        description_html = pw.TextField()
        photo = pw.CharField(max_length=80)
        photo_alt = pw.CharField(max_length=120)

        class Meta:
            legacy_table_names = False

    class Channel(db.Model):
        revision = pw.IntegerField()
        area = pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT")
        verified_on = pw.DateField(null=True)
        name = pw.CharField(max_length=80)
        slug = pw.CharField(max_length=80, unique=True)
        type = pw.CharField(max_length=30)
        summary = pw.CharField(max_length=200)
        address = pw.CharField(max_length=200)
        phones = pw.TextField()
        hours = pw.TextField()
        description = pw.TextField()
        description_html = pw.TextField()

        class Meta:
            legacy_table_names = False

    class VolunteerTeam(db.Model):
        revision = pw.IntegerField()
        area = pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT")
        verified_on = pw.DateField(null=True)
        name = pw.CharField(max_length=80)
        slug = pw.CharField(max_length=80, unique=True)
        summary = pw.CharField(max_length=200)
        members = pw.IntegerField(null=True)
        founded_on = pw.DateField(null=True)
        phones = pw.TextField()
        description = pw.TextField()
        description_html = pw.TextField()

        class Meta:
            legacy_table_names = False

    class ContactPoint(db.Model):
        revision = pw.IntegerField()
        area = pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT")
        verified_on = pw.DateField(null=True)
        name = pw.CharField(max_length=80)
        slug = pw.CharField(max_length=80, unique=True)
        duty = pw.CharField(max_length=200)
        person = pw.CharField(max_length=30)
        person_consent_on = pw.DateField(null=True)
        address = pw.CharField(max_length=200)
        phones = pw.TextField()
        hours = pw.TextField()
        position = pw.IntegerField()

        class Meta:
            legacy_table_names = False

    class Service(db.Model):
        revision = pw.IntegerField()
        area = pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT")
        verified_on = pw.DateField(null=True)
        name = pw.CharField(max_length=80)
        slug = pw.CharField(max_length=80, unique=True)
        summary = pw.CharField(max_length=200)
        category = pw.ForeignKeyField(Category, backref="+", on_delete="RESTRICT")
        content = pw.TextField()
        content_html = pw.TextField()
        audience = pw.TextField()
        eligibility = pw.TextField()
        delivery = pw.CharField(max_length=200)
        standard = pw.TextField()
        funder = pw.CharField(max_length=120)
        channels = pw.TextField()
        providers = pw.TextField()
        areas = pw.TextField()
        steps = pw.TextField()
        bring = pw.TextField()
        cost_kind = pw.CharField(max_length=12)
        cost_note = pw.CharField(max_length=200)
        phones = pw.TextField()
        hours = pw.TextField()
        source = pw.CharField(max_length=200)
        valid_from = pw.DateField(null=True)
        valid_until = pw.DateField(null=True)

        class Meta:
            legacy_table_names = False

    class Activity(db.Model):
        revision = pw.IntegerField()
        area = pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT")
        verified_on = pw.DateField(null=True)
        name = pw.CharField(max_length=80)
        slug = pw.CharField(max_length=80, unique=True)
        summary = pw.CharField(max_length=200)
        starts_at = pw.DateTimeField()
        ends_at = pw.DateTimeField(null=True)
        place = pw.CharField(max_length=200)
        team = pw.ForeignKeyField(VolunteerTeam, backref="+", on_delete="RESTRICT", null=True)
        phones = pw.TextField()
        description = pw.TextField()
        description_html = pw.TextField()

        class Meta:
            legacy_table_names = False

    class Photo(db.Model):
        name = pw.CharField(max_length=80, primary_key=True)
        width = pw.IntegerField()
        height = pw.IntegerField()
        content = pw.BlobField()

        class Meta:
            legacy_table_names = False

    class Setting(db.Model):
        name = pw.CharField(max_length=20, primary_key=True)
        value = pw.CharField(max_length=200)

        class Meta:
            legacy_table_names = False

    class FormerSlug(db.Model):
        kind = pw.CharField(max_length=20)
        slug = pw.CharField(max_length=80)
        key = pw.CharField(max_length=20)

        class Meta:
            legacy_table_names = False
            primary_key = pw.CompositeKey("kind", "slug")

    class Change(db.Model):
        sequence = pw.AutoField()
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        at = pw.DateTimeField()

        class Meta:
            legacy_table_names = False

    db.create_tables(
        [
            Area,
            Category,
            Provider,
            Channel,
            VolunteerTeam,
            ContactPoint,
            Service,
            Activity,
            Photo,
            Setting,
            FormerSlug,
            Change,
        ]
    )
