"""Associations, volunteer teams and social-work stations, with who is in them: a frozen copy."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Organisation(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        turn = pw.IntegerField()
        made_by = pw.IntegerField(null=True)
        made_at = pw.DateTimeField()
        void_at = pw.DateTimeField(null=True)
        void_reason = pw.CharField(max_length=200)
        name = pw.CharField(max_length=60)
        type = pw.CharField(max_length=20)
        founded_on = pw.DateField(null=True)
        leader = pw.CharField(max_length=40)
        officers = pw.CharField(max_length=200)
        members = pw.IntegerField(null=True)
        trained_on = pw.DateField(null=True)
        training = pw.CharField(max_length=200)
        is_active = pw.BooleanField()

        class Meta:
            legacy_table_names = False
            table_name = "organisation"

    db.create_tables([Organisation])
