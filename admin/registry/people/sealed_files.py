"""Scans that belong to a row of an elder's file: encrypted, bounded, and only of a few kinds.

Neither the name that a file had nor anything of its content is kept in the open. It takes what
looks like a PDF, JPEG or PNG by its first bytes and refuses everything else.
"""

import base64
from datetime import datetime
from typing import Any

import peewee as pw

from admin.registry.people.elders import Elder, Kept
from admin.sealed import SealedField

LARGEST = 5 * 1024 * 1024
BEGINNINGS: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-", "application/pdf"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
}


class FileRefused(ValueError):
    """The file is empty, too large, or of a kind that is not kept; the message says which."""


class SealedFile(Kept):
    """One scan; `part` names the table of the row that it proves, `part_id` the row."""

    elder = pw.ForeignKeyField(Elder, backref="+", on_delete="RESTRICT")
    part = pw.CharField(max_length=20)
    part_id = pw.IntegerField()
    type = pw.CharField(max_length=4)
    size = pw.IntegerField()
    content = SealedField()
    author_id = pw.IntegerField(null=True)
    made_at = pw.DateTimeField()

    class Meta:
        table_name = "sealed_file"

    def plain(self) -> bytes:
        """The file as it was sent."""
        return base64.b64decode(self.content.reveal())

    @property
    def media_type(self) -> str:
        return BEGINNINGS[self.type][1]


def kind_of(content: bytes) -> str:
    """Which of the kinds a file is.

    :raises FileRefused: it is none of them, or its size is wrong.
    """
    if not content:
        raise FileRefused("empty")
    if len(content) > LARGEST:
        raise FileRefused("large")
    for kind, (beginning, _type) in BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    raise FileRefused("kind")


def keep(row: Any, content: bytes, author_id: int | None, now: datetime) -> SealedFile:
    """Encrypt and store a scan of a row of an elder's file.

    :raises FileRefused: see `kind_of`.
    """
    made: SealedFile = SealedFile.create(
        elder=row.elder_id,
        part=row._meta.table_name,
        part_id=row.get_id(),
        type=kind_of(content),
        size=len(content),
        content=base64.b64encode(content).decode(),
        author_id=author_id,
        made_at=now,
    )
    return made


def of(elder: Elder) -> list[Any]:
    """What is kept of an elder, without the contents."""
    columns = [f for f in SealedFile._meta.sorted_fields if f.name != "content"]
    return list(SealedFile.select(*columns).where(SealedFile.elder == elder))
