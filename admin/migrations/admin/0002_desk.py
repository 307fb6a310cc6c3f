"""The desk's own tables as of version 0.1: a frozen copy, independent of the desk's models."""

from typing import Any, ClassVar

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class Record(db.Model):
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        head = pw.IntegerField()
        live = pw.IntegerField(null=True)
        withdrawn = pw.BooleanField()
        starts_on = pw.DateField(null=True)
        ends_on = pw.DateField(null=True)

        class Meta:
            legacy_table_names = False
            primary_key = pw.CompositeKey("kind", "key")
            indexes: ClassVar = (
                (
                    (
                        "kind",
                        "live",
                    ),
                    False,
                ),
            )

    class Revision(db.Model):
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        number = pw.IntegerField()
        fields = pw.TextField()
        author_id = pw.IntegerField(null=True)
        saved_at = pw.DateTimeField()

        class Meta:
            legacy_table_names = False
            indexes: ClassVar = (
                (
                    (
                        "kind",
                        "key",
                        "number",
                    ),
                    True,
                ),
            )

    class Release(db.Model):
        at = pw.DateTimeField()
        author_id = pw.IntegerField(null=True)
        put = pw.TextField()
        taken = pw.TextField()

        class Meta:
            legacy_table_names = False

    db.create_tables([Record, Revision, Release])
