"""Published rows as they lie in the database, as plain records without peewee's own machinery.

peewee converts every column of every row when it is read; a build that shows one page needs few of
them, and asks for those of many rows again and again. A record converts a value when it is first
asked for and then has it as an attribute; for `isinstance` it is what its model is. Records are
only read: equal texts of JSON may be one object. Each row has a digest of what the database holds,
so that a later build knows which rows changed. It reads nothing by itself.
"""

import json
import marshal
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, cast

import peewee as pw

from models import Json, Published
from pages.clock import local
from pages.gate import as_bytes

Convert = Callable[[Any], Any]
# Of a row: what it is read from, and what is worked out of it once, for lists and addresses.
STAYING = (
    "packed", "key", "dated", "known", "by_pinyin", "places",
    "slug", "name", "pinyin", "category_id",
)  # fmt: skip
DATES = ("valid_from", "valid_until")


def _as_is(value: Any) -> Any:
    return value


def _text(value: Any) -> Any:
    return value.decode() if type(value) is bytes else value


def _date(value: Any) -> Any:
    value = _text(value)
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _instant(value: Any) -> Any:
    return instant(_text(value))


def instant(value: Any) -> Any:
    """A moment as SQLite keeps it, in text, or as another database hands it out."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(1_000)
def day_of(value: Any) -> date | None:
    """The day in China of such a moment; many records changed at the same one."""
    at = instant(value)
    return local(at).date() if at else None


@lru_cache(5_000)
def _json(value: Any) -> Any:
    """Many rows have the same hours, places, audience."""
    return json.loads(_text(value))


def _convert(field: pw.Field) -> Convert:
    if isinstance(field, Json):
        return _json
    if isinstance(field, pw.DateTimeField):
        return _instant
    if isinstance(field, pw.DateField):
        return _date
    if isinstance(field, pw.BooleanField):
        return bool
    return _as_is if isinstance(field, pw.IntegerField | pw.FloatField) else _text


class Shape:
    """The columns of one model: how to ask for them, and what each value becomes."""

    def __init__(self, model: type[Published]) -> None:
        fields = model._meta.sorted_fields
        self.model = model
        names = (getattr(field, "object_id_name", field.name) for field in fields)
        self.place = {name: number for number, name in enumerate(names)}
        self.convert = [_convert(field) for field in fields]
        self.columns = list(zip(self.place, self.convert, strict=True))
        self.converted = [(n, c) for n, c in enumerate(self.convert) if c is not _as_is]
        self._dates = [self.place[name] for name in DATES if name in self.place]
        self.key = fields.index(model._meta.primary_key)
        self._record = _record_of(self)
        table, key = model._meta.table_name, model._meta.primary_key.column_name
        # With the table's name: SQLite takes a name in quotes that it does not know for a text.
        columns = ", ".join(f'"{table}"."{field.column_name}"' for field in fields)
        every = f'SELECT {columns} FROM "{table}"'  # noqa: S608 (our names)
        self.query = f'{every} ORDER BY "{key}"'
        self._one = f'{every} WHERE "{table}"."{key}" = '

    def read(self, key: str) -> Sequence[Any] | None:
        """The columns of one row, from the database that the models speak to."""
        database, field = self.model._meta.database, self.model._meta.primary_key
        with as_bytes(database):
            found = database.execute_sql(f"{self._one}{database.param}", (field.db_value(key),))
            raw: Sequence[Any] | None = found.fetchone()
        return raw

    def key_of(self, raw: Sequence[Any]) -> str:
        """What a row is named by in the log, in references, in tables of rows."""
        return str(_text(raw[self.key]))

    def row(self, raw: Sequence[Any], content: bytes | None = None, **told: Any) -> Published:
        """A row of these columns as a record that converts what it is asked for.

        With their `content` (`packed`) it keeps that alone, in a third of the memory. `told` is
        what is known of it that stands in no column.
        """
        made = self._record()
        if content is None:
            told["raw"] = raw
        else:
            told["packed"] = content
        for date_of in self._dates:
            if raw[date_of] is not None:
                told["dated"] = True
        if "key" not in told:
            told["key"] = self.key_of(raw)
        made.__dict__ = told
        return cast(Published, made)


class Record:
    """A row; its attributes are those of its model, a reference is `area_id`."""

    shape: Shape
    key: str

    raw: Sequence[Any]

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)  # what is a column is found before

    def __str__(self) -> str:
        return str(self.name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.shape.model, tuple(self.raw))


class _Column:
    """A column of a record: converted when it is first asked for, and an attribute from then on."""

    __slots__ = ("_convert", "_name", "_place")

    def __init__(self, name: str, place: int, convert: Convert) -> None:
        self._name, self._place, self._convert = name, place, convert

    def __get__(self, record: Record, _owner: object = None) -> Any:
        raw = record.raw[self._place]
        value = record.__dict__[self._name] = None if raw is None else self._convert(raw)
        return value


class _Raw:
    """The columns of a record as the database has them: out of their bytes, and kept from then."""

    __slots__ = ()

    def __get__(self, record: Record, _owner: object = None) -> Sequence[Any]:
        raw = record.__dict__["raw"] = unpacked(record)
        return raw


def unpacked(record: Record) -> Sequence[Any]:
    """The columns of a record, without keeping them."""
    known = record.__dict__
    columns: Sequence[Any] = known.get("raw") or marshal.loads(known["packed"])  # noqa: S302 (ours)
    return columns


def _record_of(shape: Shape) -> type[Record]:
    """A class of records with what its model says of all of its kind."""
    model = shape.model
    said = {
        name: value
        for name in dir(model)
        if not name.startswith("_") and isinstance(value := getattr(model, name), str | dict)
    }
    columns = {
        name: _Column(name, place, shape.convert[place]) for name, place in shape.place.items()
    }
    named = {"__class__": property(lambda _record: model), "shape": shape, "raw": _Raw()}
    return type(f"{model.__name__}Record", (Record,), said | columns | named)


@cache
def _shape(model: Any) -> Shape:
    return Shape(model)


def _again(model: Any, raw: Sequence[Any]) -> Published:
    """A record in another process than the one that read it."""
    return _shape(model).row(raw)


def check(row: Published) -> None:
    """See that every value of a row can be read; none is kept, as most pages show few of them.

    :raises ValueError: one cannot.
    """
    record = cast(Record, row)
    raw = record.raw
    for number, convert in record.shape.converted:
        if (value := raw[number]) is not None:
            convert(value)


def read_whole(row: Published) -> None:
    """Convert every column at once: for a page that shows most of them, that takes less time."""
    record = cast(Record, row)
    raw = unpacked(record)
    record.__dict__ |= {
        name: None if value is None else convert(value)
        for (name, convert), value in zip(record.shape.columns, raw, strict=True)
    }


def let_go(row: Published) -> None:
    """Keep of a row what many pages ask for; the rest is read again by whoever asks for it.

    What one page shows of a row is as large as the row, and there are many rows.
    """
    known = row.__dict__
    if "packed" in known:
        row.__dict__ = {name: known[name] for name in STAYING if name in known}


def is_dated(row: Any) -> bool:
    """Whether a service is shown on some days only."""
    return "dated" in row.__dict__


def packed(raw: Sequence[Any]) -> bytes | None:
    """The columns of a row as bytes; None where a server's driver has made dates of them.

    Version 2 of `marshal` writes equal values as equal bytes.
    """
    try:
        return marshal.dumps(tuple(raw), 2)
    except ValueError:
        return None


def digest(raw: Sequence[Any], content: bytes | None) -> bytes:
    """What a row is known by: its columns, and these as bytes where they are."""
    return blake2b(content or repr(raw).encode(), digest_size=16).digest()
