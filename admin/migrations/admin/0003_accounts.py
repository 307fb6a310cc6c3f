"""The accounts' tables as of version 0.1: a frozen copy, independent of the accounts' models."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    class User(db.Model):
        name = pw.CharField(max_length=40, unique=True)
        password = pw.CharField(max_length=255)
        active = pw.BooleanField()
        role = pw.CharField(max_length=30)
        area_code = pw.CharField(max_length=12)
        fs_uniquifier = pw.CharField(max_length=64, unique=True)

        class Meta:
            legacy_table_names = False
            table_name = "account"

    class Session(db.Model):
        token_hash = pw.CharField(max_length=64, primary_key=True)
        owner = pw.CharField(max_length=64, null=True, index=True)
        content = pw.TextField()
        started_at = pw.DateTimeField()
        seen_at = pw.DateTimeField(index=True)

        class Meta:
            legacy_table_names = False
            table_name = "account_session"

    class Attempt(db.Model):
        account = pw.CharField(max_length=64, index=True)
        address = pw.CharField(max_length=64, index=True)
        at = pw.DateTimeField(index=True)

        class Meta:
            legacy_table_names = False
            table_name = "account_attempt"

    db.create_tables([User, Session, Attempt])
