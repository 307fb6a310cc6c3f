"""A desk with records of the time before reviews is carried over, and its addresses are kept."""

import json
from datetime import datetime
from pathlib import Path

import peewee as pw
from playhouse.migrations import Runner

from admin.databases import MIGRATIONS
from admin.desk import archive, revisions, slugs
from models import KINDS, using


def test_records_stay_and_live_addresses_are_taken_for_ever(tmp_path: Path, now: datetime) -> None:
    database = pw.SqliteDatabase(str(tmp_path / "admin.db"))
    with database.connection_context(), using(database):
        Runner(database, str(MIGRATIONS / "admin")).up(target="0004_trail")
        database.execute_sql(
            "INSERT INTO record (kind, key, head, live, withdrawn) VALUES ('service', '1', 2, 1, 0)"
        )
        for number, slug in ((1, "published"), (2, "draft")):
            database.execute_sql(
                "INSERT INTO revision (kind, key, number, fields, saved_at) VALUES (?, ?, ?, ?, ?)",
                ("service", "1", number, json.dumps({"slug": slug}), now),
            )
        Runner(database, str(MIGRATIONS / "admin")).up()
        record = revisions.find("service", "1")
        assert record is not None
        assert record.standing == "changed"
        assert slugs.problem(KINDS["service"], "2", "published")
        assert slugs.problem(KINDS["service"], "2", "draft") is None
        assert not archive.is_known(1)
