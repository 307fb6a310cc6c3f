"""How many the province's platform had of an area when it was asked: a frozen copy."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class PlatformCount(db.Model):
        area_code = pw.CharField(max_length=12, unique=True)
        counted_at = pw.DateTimeField()
        count = pw.IntegerField()

        class Meta:
            legacy_table_names = False
            table_name = "platform_count"

    db.create_tables([PlatformCount])
