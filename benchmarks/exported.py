"""A catalog's rows as plain JSON, as somebody would export them for another generator.

Rows in the order of our lists, with what a generator cannot know: the labels of codes, the place of
a name by its sound and its first letter. Nothing of a page is worked out: no card, no list, no
data for machines.
"""

from typing import Any

import peewee as pw

from models import KINDS as MODELS
from models import Channel, Provider, Service
from pages.catalog import Catalog
from pages.catalog_index import by_pinyin, by_position
from pages.sounds import pinyin

Row = dict[str, Any]
KINDS = ("service", "area", "category", "provider", "channel", "contact")
LABELS = {
    "cost": Service.COSTS,
    "audience": Service.AUDIENCES,
    "provider": Provider.TYPES,
    "channel": Channel.TYPES,
}


def exported(catalog: Catalog) -> Row:
    """The rows by kind; the labels; the site."""
    rows: Row = {kind: _rows(catalog, kind) for kind in KINDS}
    labels = {name: {key: str(text) for key, text in of.items()} for name, of in LABELS.items()}
    site = {"office": catalog.site.office, "district": catalog.district_code}
    return rows | {"labels": labels, "site": site}


def _rows(catalog: Catalog, kind: str) -> list[Row]:
    order = by_position if kind in {"category", "contact"} else by_pinyin
    rows = sorted(catalog.index.all(kind), key=order)
    return [_row(kind, row, rank) for rank, row in enumerate(rows)]


def _row(kind: str, row: Any, rank: int) -> Row:
    """A row's columns; what refers to another row does so by its key, as a text."""
    said: Row = {"key": row.key, "rank": rank}
    for field in MODELS[kind]._meta.sorted_fields:
        said[field.name] = _plain(getattr(row, getattr(field, "object_id_name", field.name)), field)
    for name in {"channels", "providers"} & said.keys():
        said[name] = list(map(str, said[name]))
    return said | ({"initial": pinyin(row)[:1].upper()} if kind == "area" else {})


def _plain(value: Any, field: pw.Field) -> Any:
    if value is None or isinstance(value, list | dict):
        return value
    refers = isinstance(field, pw.ForeignKeyField)
    return value if isinstance(value, int | float) and not refers else str(value)
