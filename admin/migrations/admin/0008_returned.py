"""What came back to its author is found by an index: the front page asks for it at each visit."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    db.execute_sql(
        "CREATE INDEX record_came_back ON record (submitter_id)"
        " WHERE submitted IS NULL AND submitter_id IS NOT NULL"
    )
