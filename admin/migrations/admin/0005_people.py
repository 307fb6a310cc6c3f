"""Accounts that expire, links to set a password, second factors, and where a session came from."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    migrator.migrate(
        migrator.add_column("account", "mail", pw.CharField(max_length=120, default="")),
        migrator.add_column("account", "expires_on", pw.DateField(null=True)),
        migrator.add_column("account", "totp_secret", pw.TextField(null=True)),
        migrator.add_column("account", "totp_counter", pw.BigIntegerField(null=True)),
        migrator.add_column("account", "passkey_handle", pw.CharField(max_length=64, null=True)),
        migrator.add_column("account_session", "address", pw.CharField(max_length=64, default="")),
        migrator.add_column("account_session", "browser", pw.CharField(max_length=60, default="")),
    )

    class Link(db.Model):
        token_hash = pw.CharField(max_length=64, primary_key=True)
        account_id = pw.IntegerField(index=True)
        purpose = pw.CharField(max_length=10)
        made_at = pw.DateTimeField()
        ends_at = pw.DateTimeField()
        used_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "account_link"

    class RecoveryCode(db.Model):
        code_hash = pw.CharField(max_length=64, primary_key=True)
        account_id = pw.IntegerField(index=True)

        class Meta:
            legacy_table_names = False
            table_name = "account_recovery_code"

    class Passkey(db.Model):
        account_id = pw.IntegerField(index=True)
        credential = pw.CharField(max_length=1400, unique=True)
        public_key = pw.TextField()
        sign_count = pw.BigIntegerField()
        transports = pw.TextField()
        name = pw.CharField(max_length=40)
        made_at = pw.DateTimeField()
        used_at = pw.DateTimeField(null=True)

        class Meta:
            legacy_table_names = False
            table_name = "account_passkey"

    db.create_tables([Link, RecoveryCode, Passkey])
