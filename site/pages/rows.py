"""Published rows as they lie in the database, made into models without peewee's own machinery.

peewee converts every column of every row when it is read; a build that shows one page needs few of
them. A row's values are converted when they are first asked for, and each row has a digest of what
the database holds, so that a later build knows which rows changed. It reads nothing by itself.
"""

import json
import marshal
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import peewee as pw

from models import Json, Published

Convert = Callable[[Any], Any]


def _as_is(value: Any) -> Any:
    return value


def _date(value: Any) -> Any:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def instant(value: Any) -> Any:
    """A moment as SQLite keeps it, in text, or as another database hands it out."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _json(value: Any) -> Any:
    return json.loads(value)


def _convert(field: pw.Field) -> Convert:
    if isinstance(field, Json):
        return _json
    if isinstance(field, pw.DateTimeField):
        return instant
    if isinstance(field, pw.DateField):
        return _date
    return bool if isinstance(field, pw.BooleanField) else _as_is


class Shape:
    """The columns of one model: how to ask for them, and what each value becomes."""

    def __init__(self, model: type[Published]) -> None:
        fields = model._meta.sorted_fields
        self.model = model
        self.place = {field.name: number for number, field in enumerate(fields)}
        self.convert = [_convert(field) for field in fields]
        self.key = self.place[model._meta.primary_key.name]
        table, key = model._meta.table_name, model._meta.primary_key.column_name
        # With the table's name: SQLite takes a name in quotes that it does not know for a text.
        columns = ", ".join(f'"{table}"."{field.column_name}"' for field in fields)
        every = f'SELECT {columns} FROM "{table}"'  # noqa: S608 (our names)
        self.query = f'{every} ORDER BY "{key}"'
        self._one = f'{every} WHERE "{table}"."{key}" = '

    def read(self, key: str) -> Sequence[Any] | None:
        """The columns of one row, from the database that the models speak to."""
        database, field = self.model._meta.database, self.model._meta.primary_key
        found = database.execute_sql(f"{self._one}{database.param}", (field.db_value(key),))
        raw: Sequence[Any] | None = found.fetchone()
        return raw

    def row(self, raw: Sequence[Any]) -> Published:
        """A row of these columns as a record that converts what it is asked for."""
        made = self.model.__new__(self.model)
        made.__data__ = _Values(raw, self)
        made.__rel__, made._dirty = {}, set()
        return made


class _Values(dict[str, Any]):
    """A record's values by field; those that nobody has asked for lie as they were read."""

    __slots__ = ("_raw", "_shape")

    def __init__(self, raw: Sequence[Any], shape: Shape) -> None:
        self._raw, self._shape = raw, shape

    def __missing__(self, name: str) -> Any:
        number = self._shape.place[name]
        raw = self._raw[number]
        value = self[name] = None if raw is None else self._shape.convert[number](raw)
        return value

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self._shape.place else default

    def every(self) -> Iterator[Any]:
        """Convert all of them: who reads a damaged row is told when it is read."""
        return (self[name] for name in self._shape.place)


def check(row: Published) -> None:
    """See that every value of a row can be read.

    :raises ValueError: one cannot.
    """
    for _value in row.__data__.every():
        pass


def digest(raw: Sequence[Any]) -> bytes:
    """What a row is known by. Version 2 of `marshal` writes equal values as equal bytes."""
    try:
        content = marshal.dumps(tuple(raw), 2)
    except ValueError:  # a server's driver has made dates of them
        content = repr(raw).encode()
    return blake2b(content, digest_size=16).digest()
