"""Batches that can be undone, what was put off, suggestions, uploads: a frozen copy."""

from typing import Any, ClassVar

import peewee as pw

# What the lists sort and narrow by; with it a hundred thousand rows answer at once.
INDEXES = (
    "CREATE INDEX service_verified_on ON service (verified_on)",
    "CREATE INDEX service_name ON service (name)",
)


def up(migrator: Any, db: pw.Database) -> None:
    class Batch(db.Model):
        action = pw.CharField(max_length=20)
        kind = pw.CharField(max_length=20)
        author_id = pw.IntegerField(index=True)
        at = pw.DateTimeField()
        made_on = pw.DateField(index=True)
        count = pw.IntegerField()
        undone_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False

    class BatchItem(db.Model):
        batch = pw.ForeignKeyField(Batch, on_delete="RESTRICT")
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        before = pw.IntegerField(null=True)
        after = pw.IntegerField()
        live_before = pw.IntegerField(null=True)
        live_after = pw.IntegerField(null=True)

        class Meta:
            legacy_table_names = False
            indexes: ClassVar = ((("kind", "key"), False),)

    class PutOff(db.Model):
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        reason = pw.CharField(max_length=20)
        author_id = pw.IntegerField(index=True)
        made_on = pw.DateField()
        until = pw.DateField()

        class Meta:
            legacy_table_names = False
            indexes: ClassVar = ((("kind", "key"), False), (("kind", "until"), False))

    class Suggestion(db.Model):
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        number = pw.IntegerField(null=True)
        note = pw.TextField()
        area = pw.CharField(max_length=12, index=True)
        author_id = pw.IntegerField()
        at = pw.DateTimeField()
        outcome = pw.CharField(max_length=10)
        decided_by = pw.IntegerField(null=True)
        decided_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            indexes: ClassVar = ((("kind", "key"), False),)

    class Upload(db.Model):
        token = pw.CharField(max_length=16, primary_key=True)
        kind = pw.CharField(max_length=20)
        author_id = pw.IntegerField(index=True)
        at = pw.DateTimeField(index=True)
        table = pw.TextField()
        columns = pw.TextField()
        plan = pw.TextField()

        class Meta:
            legacy_table_names = False

    class RememberedColumn(db.Model):
        author_id = pw.IntegerField()
        kind = pw.CharField(max_length=20)
        header = pw.CharField(max_length=80)
        field = pw.CharField(max_length=40)

        class Meta:
            legacy_table_names = False
            primary_key = pw.CompositeKey("author_id", "kind", "header")

    class Reminder(db.Model):
        account_id = pw.IntegerField(primary_key=True)
        sent_on = pw.DateField()

        class Meta:
            legacy_table_names = False

    db.create_tables([Batch, BatchItem, PutOff, Suggestion, Upload, RememberedColumn, Reminder])
    for statement in INDEXES:
        db.execute_sql(statement)
