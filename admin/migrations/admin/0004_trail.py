"""The trail's tables, which refuse to be changed: a frozen copy, independent of its models."""

from typing import Any, ClassVar

import peewee as pw

SQLITE = (
    (
        "CREATE TRIGGER trail_is_not_changed BEFORE UPDATE ON trail"
        " BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
    ),
    (
        "CREATE TRIGGER trail_is_not_cut BEFORE DELETE ON trail"
        " BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
    ),
)
POSTGRESQL = (
    (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$"
    ),
    (
        "CREATE TRIGGER trail_is_not_changed BEFORE UPDATE OR DELETE ON trail"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    ),
    (
        "CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON trail"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    ),
)


def up(migrator: Any, db: pw.Database) -> None:
    class Entry(db.Model):
        sequence = pw.IntegerField(primary_key=True)
        at = pw.DateTimeField(index=True)
        actor_id = pw.IntegerField(null=True, index=True)
        address = pw.CharField(max_length=64)
        area_code = pw.CharField(max_length=12, index=True)
        event = pw.CharField(max_length=30, index=True)
        kind = pw.CharField(max_length=20)
        key = pw.CharField(max_length=20)
        fields = pw.TextField()
        detail = pw.TextField()
        seal = pw.CharField(max_length=64)

        class Meta:
            legacy_table_names = False
            table_name = "trail"
            indexes: ClassVar = ((("kind", "key"), False),)

    class Head(db.Model):
        sequence = pw.IntegerField()
        seal = pw.CharField(max_length=64)

        class Meta:
            legacy_table_names = False
            table_name = "trail_head"

    db.create_tables([Entry, Head])
    for statement in SQLITE if isinstance(db, pw.SqliteDatabase) else POSTGRESQL:
        db.execute_sql(statement)
