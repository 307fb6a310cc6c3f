"""Reports to the town, and uploads to the province's platform: a frozen copy."""

from typing import Any, ClassVar

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Elder(db.Model):
        class Meta:
            legacy_table_names = False

    class TownReport(db.Model):
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        made_on = pw.DateField()
        made_by = pw.IntegerField(null=True)
        reasons = pw.CharField(max_length=200)
        read_on = pw.DateField(null=True)
        read_by = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "town_report"
            indexes: ClassVar = ((("elder", "made_on"), False),)

    class PlatformUpload(db.Model):
        area_code = pw.CharField(max_length=12, index=True)
        made_at = pw.DateTimeField()
        made_by = pw.IntegerField(null=True)
        count = pw.IntegerField()
        uploaded_at = pw.DateTimeField(null=True)
        uploaded_by = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "platform_upload"

    class PlatformItem(db.Model):
        upload = pw.ForeignKeyField(PlatformUpload, backref="+", on_delete="CASCADE")
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
        mark = pw.CharField(max_length=64)

        class Meta:
            legacy_table_names = False
            table_name = "platform_item"
            indexes: ClassVar = ((("elder", "upload"), True),)

    class PlatformLayout(db.Model):
        area_code = pw.CharField(max_length=12, unique=True)
        columns = pw.TextField()

        class Meta:
            legacy_table_names = False
            table_name = "platform_layout"

    db.create_tables([TownReport, PlatformUpload, PlatformItem, PlatformLayout])
