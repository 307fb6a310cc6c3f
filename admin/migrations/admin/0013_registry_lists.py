"""Indexes that answer a district's lists of elders without reading the elders themselves."""

from typing import Any

import peewee as pw

INDEXES = (
    # Until when the night's answers hold: the oldest first, and of whom nobody has asked yet.
    "CREATE INDEX elder_computed ON elder (computed_on, area_code) WHERE left_on IS NULL",
    (
        "CREATE INDEX elder_search ON elder (area_code, name, pinyin, left_on, has_alarm,"
        " is_priority, id)"
    ),
    (
        "CREATE INDEX visit_duty_waiting ON visit_duty (cadence, first_on, area_code, last_on,"
        " elder_id) WHERE outcome = 'open'"
    ),
    (
        "CREATE INDEX visit_duty_open ON visit_duty (area_code, last_on, cadence, elder_id)"
        " WHERE outcome = 'open'"
    ),
)


def up(migrator: Any, db: pw.Database) -> None:
    for former in ("elder_names", "visit_duty_open"):
        db.execute_sql(f"DROP INDEX {former}")
    for statement in INDEXES:
        db.execute_sql(statement)
