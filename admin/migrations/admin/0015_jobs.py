"""What runs by itself or by a button: a frozen copy."""

from typing import Any, ClassVar

import peewee as pw

# The same job for the same target waits or runs once, whoever asks and on whichever machine.
ONCE = (
    "CREATE UNIQUE INDEX job_run_once ON job_run (job, target)"
    " WHERE state IN ('waiting', 'running')"
)


def up(migrator: Any, db: pw.Database) -> None:
    class JobRun(db.Model):
        job = pw.CharField(max_length=20)
        target = pw.CharField(max_length=30)
        edition = pw.IntegerField(null=True)
        adopt = pw.BooleanField()
        author_id = pw.IntegerField(null=True)
        asked_at = pw.DateTimeField(index=True)
        started_at = pw.DateTimeField(null=True)
        seen_at = pw.DateTimeField(null=True)
        ended_at = pw.DateTimeField(null=True)
        state = pw.CharField(max_length=10)
        attempts = pw.IntegerField()
        done = pw.IntegerField()
        total = pw.IntegerField()
        log = pw.TextField()
        reason = pw.TextField()

        class Meta:
            legacy_table_names = False
            indexes: ClassVar = ((("job", "target", "asked_at"), False),)

    db.create_tables([JobRun])
    db.execute_sql(ONCE)
