"""Review, planned publishing and what each release carried: a frozen copy, independent of models.

Addresses that are live now are set down as taken for ever; what was public before is not known any
more, so that going back begins with the first release after this one.
"""

import json
from typing import Any, ClassVar

import peewee as pw

PARTIAL = (
    "CREATE INDEX record_waits_for_review ON record (submitted_at) WHERE submitted IS NOT NULL",
    "CREATE INDEX record_waits_for_its_time ON record (due_at) WHERE due IS NOT NULL",
    "CREATE INDEX record_ends ON record (ends_on) WHERE ends_on IS NOT NULL",
    "CREATE INDEX record_starts ON record (starts_on) WHERE starts_on IS NOT NULL",
    (
        "CREATE INDEX record_is_to_be_put ON record (kind)"
        " WHERE live IS NOT NULL AND (carried IS NULL OR carried <> live)"
    ),
    (
        "CREATE INDEX record_is_to_be_taken ON record (kind)"
        " WHERE live IS NULL AND carried IS NOT NULL"
    ),
)


def up(migrator: Any, db: pw.Database) -> None:
    whole = ("carried", "submitted", "submitter_id", "due", "approver_id")
    columns = [("record", name, pw.IntegerField(null=True)) for name in whole]
    columns += [
        ("record", name, pw.DateTimeField(null=True)) for name in ("submitted_at", "due_at")
    ]
    columns.append(("release", "back_to", pw.IntegerField(null=True)))
    migrator.migrate(*(migrator.add_column(*column) for column in columns))

    class Carried(db.Model):
        release = pw.IntegerField(index=True)
        kind = pw.CharField(max_length=30)
        key = pw.CharField(max_length=80)
        value = pw.TextField(null=True)

        class Meta:
            legacy_table_names = False
            indexes: ClassVar = ((("kind", "key"), False),)

    class Comment(db.Model):
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        number = pw.IntegerField()
        author_id = pw.IntegerField(null=True)
        at = pw.DateTimeField()
        act = pw.CharField(max_length=20)
        text = pw.TextField()

        class Meta:
            legacy_table_names = False
            indexes: ClassVar = ((("kind", "key"), False),)

    db.create_tables([Carried, Comment])
    for statement in PARTIAL:
        db.execute_sql(statement)
    _keep_addresses(db)


def _keep_addresses(db: pw.Database) -> None:
    live = db.execute_sql(
        "SELECT r.kind, r.key, v.fields FROM record r JOIN revision v"
        " ON v.kind = r.kind AND v.key = r.key AND v.number = r.live"
    ).fetchall()
    statement = "INSERT INTO former_slug (kind, slug, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    for kind, key, fields in live:
        slug = json.loads(fields).get("slug")
        if slug:
            db.execute_sql(statement.replace("?", db.param), (kind, slug, key))
