"""The table of published figures: a frozen copy, independent of `models`."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Area(db.Model):
        code = pw.CharField(max_length=12, primary_key=True)

        class Meta:
            legacy_table_names = False

    class Figure(db.Model):
        revision = pw.IntegerField()
        area = pw.ForeignKeyField(Area, backref="+", on_delete="RESTRICT")
        verified_on = pw.DateField(null=True)
        name = pw.CharField(max_length=80)
        slug = pw.CharField(max_length=80, unique=True)
        counted_on = pw.DateField()
        threshold = pw.IntegerField()
        is_rounded = pw.BooleanField()
        tables = pw.TextField()

        class Meta:
            legacy_table_names = False

    db.create_tables([Figure])
