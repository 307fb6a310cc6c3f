"""Batches that can be undone, what was put off, suggestions, uploads: a frozen copy."""

from typing import Any, ClassVar

import peewee as pw

# What lists and pickers sort and narrow by, beside the scope: with these a hundred thousand records
# answer without their texts being read. Expressions are written as the desk's queries write them.
VERIFIED = ("service", "provider", "channel", "volunteer_team", "contact_point")
INDEXES = (
    "CREATE INDEX service_list ON service (area_id, name, slug, category_id, verified_on)",
    "CREATE INDEX service_by_category ON service (category_id, area_id, name, slug, verified_on)",
    "CREATE INDEX provider_list ON provider (area_id, name, slug)",
    "CREATE INDEX area_list ON area (code, name, pinyin, level)",
    "CREATE INDEX record_stands ON record (kind, live, head, withdrawn, key)",
    (
        "CREATE INDEX service_lacks ON service (area_id, category_id) WHERE"
        " (((((content = '') OR (audience = '[]')) OR (delivery = '')) OR (standard = ''))"
        " OR (funder = '')) OR (channels = '[]')"
    ),
    *(f"CREATE INDEX {table}_due ON {table} (area_id, verified_on)" for table in VERIFIED),
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
