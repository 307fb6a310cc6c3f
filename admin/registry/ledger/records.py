"""What an import keeps: the table between two pages, the columns' memory, the stroke to be undone.

A table on its way in holds id numbers, so it is kept sealed, for its author alone and for a day.
"""

import base64
import json
import zlib
from functools import partial
from secrets import token_hex
from typing import Any, ClassVar

import peewee as pw

from admin.registry.people.elders import Elder, Kept
from admin.sealed import SealedField
from models import Json


class LedgerUpload(Kept):
    """A ledger on its way in; `table` and `plan` are packed and sealed."""

    token = pw.CharField(max_length=16, primary_key=True, default=partial(token_hex, 8))
    author_id = pw.IntegerField(index=True)
    at = pw.DateTimeField(index=True)
    area_code = pw.CharField(max_length=12, default="")
    purpose = pw.CharField(max_length=12, default="import")
    headers = Json(default=list)
    columns = Json(default=list)
    table = SealedField()
    plan = SealedField(default="")

    class Meta:
        table_name = "ledger_upload"


class LedgerColumn(Kept):
    """What an account meant by a header that is not known by itself; "" for nothing."""

    author_id = pw.IntegerField()
    header = pw.CharField(max_length=80)
    field = pw.CharField(max_length=40)

    class Meta:
        table_name = "ledger_column"
        primary_key = pw.CompositeKey("author_id", "header")

    @classmethod
    def replace_one(cls, author_id: int, header: str, field: str) -> None:
        """Remember one header anew."""
        cls.insert(author_id=author_id, header=header, field=field).on_conflict(
            conflict_target=[cls.author_id, cls.header], update={cls.field: field}
        ).execute()


class LedgerImport(Kept):
    """One import: who, when, where, how many; undone as one step."""

    author_id = pw.IntegerField(null=True, index=True)
    area_code = pw.CharField(max_length=12)
    at = pw.DateTimeField()
    added = pw.IntegerField(default=0)
    changed = pw.IntegerField(default=0)
    undone_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "ledger_import"


class LedgerItem(Kept):
    """What an import did to one row about an elder; `before` is null for a row that it made.

    `version` is the elder's afterwards: whoever has another has been worked on since.
    """

    ledger = pw.ForeignKeyField(LedgerImport, backref="items", on_delete="CASCADE")
    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="CASCADE")
    part = pw.CharField(max_length=20)
    part_id = pw.IntegerField()
    version = pw.IntegerField()
    before = Json(null=True)

    class Meta:
        table_name = "ledger_item"
        indexes: ClassVar = ((("ledger", "elder"), False),)


def packed(value: Any) -> str:
    """JSON values as a text that a sealed column takes."""
    told = json.dumps(value, ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(told, 6)).decode()


def unpacked(text: str) -> Any:
    """What `packed` was given."""
    return json.loads(zlib.decompress(base64.b64decode(text))) if text else None
