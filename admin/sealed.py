"""Columns that are unreadable without the key: id numbers and private telephones.

Each value is encrypted by itself (AES-GCM-SIV, bound to its table and column), whatever database
holds it, so that neither a dump nor a query gives it away. A row hands out a `Sealed`: it prints as
dots, and only `reveal()` gives the text, which is what a reviewer searches for. Nothing here says
who may; whoever reveals notes it in the trail.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import peewee as pw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from peewee import FieldAccessor

NONCE = 12
DOTS = "••••"


class NoSealingKey(RuntimeError):
    """Nobody said which key opens sealed columns: work inside `Databases.working()`."""


class CannotOpen(RuntimeError):
    """A sealed value was made with another key, for another column, or was altered."""


_key: ContextVar[bytes] = ContextVar("sealing_key")


@contextmanager
def opened_with(key: str) -> Iterator[None]:
    """Seal and open columns inside the block with this key (64 hexadecimal digits)."""
    token = _key.set(bytes.fromhex(key))
    try:
        yield
    finally:
        _key.reset(token)


def _use(purpose: bytes) -> bytes:
    try:
        master = _key.get()
    except LookupError:
        raise NoSealingKey from None
    return hmac.new(master, purpose, hashlib.sha256).digest()


def fingerprint(text: str) -> str:
    """What equal texts have in common and nobody without the key can compute; of "" it is ""."""
    if not text:
        return ""
    return hmac.new(_use(b"fingerprint"), text.encode(), hashlib.sha256).hexdigest()


class Sealed:
    """A text that a row keeps unreadable; empty ones are false."""

    __slots__ = ("_place", "_text")

    def __init__(self, text: str, place: str) -> None:
        self._text, self._place = text, place

    @classmethod
    def seal(cls, plain: str, place: str) -> "Sealed":
        """Encrypt a text for one column; an empty one stays empty, to be found as missing."""
        if not plain:
            return cls("", place)
        nonce = secrets.token_bytes(NONCE)
        box = AESGCMSIV(_use(b"column")).encrypt(nonce, plain.encode(), place.encode())
        return cls(base64.b64encode(nonce + box).decode(), place)

    def reveal(self) -> str:
        """The text itself.

        :raises CannotOpen: it does not belong to this key and column.
        """
        if not self._text:
            return ""
        box = base64.b64decode(self._text)
        try:
            plain = AESGCMSIV(_use(b"column")).decrypt(
                box[:NONCE], box[NONCE:], self._place.encode()
            )
        except InvalidTag:
            raise CannotOpen(self._place) from None
        return plain.decode()

    @property
    def stored(self) -> str:
        """What the database holds."""
        return self._text

    def __eq__(self, other: object) -> bool:
        """Whether it is the same stored value; equal texts are stored unlike each time."""
        return isinstance(other, Sealed) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __str__(self) -> str:
        return DOTS if self._text else ""

    __repr__ = __str__


class SealingAccessor(FieldAccessor):
    """Seals whatever is assigned, so that a row in memory holds no plain text either."""

    def __set__(self, instance: pw.Model, value: Any) -> None:
        super().__set__(instance, self.field.sealed(value))


class SealedField(pw.TextField):
    """A column of `Sealed` values; assigned plain text is sealed at once."""

    accessor_class = SealingAccessor

    @property
    def place(self) -> str:
        return f"{self.model._meta.table_name}.{self.column_name}"

    def sealed(self, value: Any) -> Sealed:
        return value if isinstance(value, Sealed) else Sealed.seal(value or "", self.place)

    def db_value(self, value: Any) -> str:
        return self.sealed(value).stored

    def python_value(self, value: str | None) -> Sealed:
        return Sealed(value or "", self.place)
