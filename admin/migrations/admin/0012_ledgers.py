"""Ledgers on their way in, the columns' memory, and imports that can be undone: a frozen copy."""

from typing import Any, ClassVar

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Elder(db.Model):
        class Meta:
            legacy_table_names = False

    class LedgerUpload(db.Model):
        token = pw.CharField(max_length=16, primary_key=True)
        author_id = pw.IntegerField(index=True)
        at = pw.DateTimeField(index=True)
        area_code = pw.CharField(max_length=12)
        purpose = pw.CharField(max_length=12)
        headers = pw.TextField()
        columns = pw.TextField()
        table = pw.TextField()
        plan = pw.TextField()

        class Meta:
            legacy_table_names = False
            table_name = "ledger_upload"

    class LedgerColumn(db.Model):
        author_id = pw.IntegerField()
        header = pw.CharField(max_length=80)
        field = pw.CharField(max_length=40)

        class Meta:
            legacy_table_names = False
            table_name = "ledger_column"
            primary_key = pw.CompositeKey("author_id", "header")

    class LedgerImport(db.Model):
        author_id = pw.IntegerField(null=True, index=True)
        area_code = pw.CharField(max_length=12)
        at = pw.DateTimeField()
        added = pw.IntegerField()
        changed = pw.IntegerField()
        undone_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "ledger_import"

    class LedgerItem(db.Model):
        ledger = pw.ForeignKeyField(LedgerImport, backref="+", on_delete="CASCADE")
        elder = pw.ForeignKeyField(Elder, backref="+", on_delete="CASCADE")
        part = pw.CharField(max_length=20)
        part_id = pw.IntegerField()
        version = pw.IntegerField()
        before = pw.TextField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "ledger_item"
            indexes: ClassVar = ((("ledger", "elder"), False),)

    db.create_tables([LedgerUpload, LedgerColumn, LedgerImport, LedgerItem])
