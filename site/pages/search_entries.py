"""What can be found: one entry a published record, with its names, its words and its card.

Takes rows from the index and says nothing about files or addresses. A contact's personal name is
not among what can be searched for.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models import Area, Category, Channel, ContactPoint, Provider, Service
from pages.articles import TOPICS, Article
from pages.catalog_cards import phones, service_card
from pages.catalog_index import Index
from pages.catalog_values import Phone

TAG = re.compile(r"<[^>]*>")
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
# In the order in which they come where a query fits several equally well.
KINDS = ("area", "category", "service", "contact", "provider", "team", "channel", "article")

# So many places are told of a thing.
SAID = 3
TOWN_CODE = 9

# What people and papers also call a thing: by a word of its name or of its category's.
ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "送餐": ("助餐", "吃饭", "老年食堂"),
    "做饭": ("助餐", "吃饭"),
    "清洗衣物": ("助洁", "洗衣服"),
    "洗衣": ("助洁", "洗衣服"),
    "打扫": ("助洁", "保洁"),
    "代购": ("跑腿", "买菜", "买药"),
    "洗澡": ("助浴",),
    "看病": ("助医", "陪诊"),
    "走访": ("探访", "看望"),
    "急": ("助急", "救命"),
    "日间照料": ("托老所",),
    "代养": ("养老院", "敬老院"),
    "供养机构": ("养老院", "敬老院"),
    "法律援助": ("律师", "打官司"),
    "幸福院": ("老年食堂",),
}


@dataclass(frozen=True)
class Name:
    """What a record is called; `pinyin` is what an office recorded of it, or empty."""

    text: str
    pinyin: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing to find.

    `slug` finds its page (a contact's is that of its area); `names` are searched first, then
    `words`; `summary`, `label` (a key of `labels`), `phone` and `places` are shown; `areas` are
    the codes that it is for, none where it is for everybody; `categories` are the slugs that it is
    found under.
    """

    kind: str
    slug: str
    names: tuple[Name, ...]
    words: tuple[str, ...]
    summary: str = ""
    label: str = ""
    phone: Phone | None = None
    areas: tuple[str, ...] = ()
    places: str = ""
    categories: tuple[str, ...] = ()


def labels() -> dict[str, str]:
    """What a card may say of a thing's cost or type, untranslated, by key."""
    return {**Service.COSTS, **Provider.TYPES, **Channel.TYPES}


# Of a kind, what there is to find by its key: rows of the database, and articles.
Sources = dict[str, dict[str, Any]]


def sources(index: Index, articles: Iterable[Article]) -> Sources:
    """What there are entries of, by kind and key."""
    found: Sources = {
        kind: {
            row.key: row for row in index.all(kind) if kind != "contact" or _is_placed(index, row)
        }
        for kind in MAKERS
    }
    return {**found, "article": {article.slug: article for article in articles}}


def entry(index: Index, kind: str, source: Any) -> Entry:
    """The entry of one of the sources; the index notes what it is made of."""
    if kind == "article":
        index.reads.now.add(("article", source.slug))
        return _article(source)
    index.reads.now.add((kind, source.key))
    made: Entry = MAKERS[kind](index, source)
    return made


def _is_placed(index: Index, row: ContactPoint) -> bool:
    """A contact has no page but that of its area."""
    return row.area_id in index.areas


def _area(index: Index, row: Area) -> Entry:
    above, areas = _places(index, [row.code]), (row.code,)
    names = (Name(row.name, row.pinyin),)
    return Entry("area", row.code, names, above, areas=areas, places=_said(index, areas))


def _category(index: Index, row: Category) -> Entry:
    names = _named(*dict.fromkeys([row.name, row.need]))
    lineage = index.category_lineage(row.key)
    words = (row.summary, *(text for up in lineage[:-1] for text in (up.name, up.need)))
    categories = tuple(up.slug for up in lineage)
    return Entry("category", row.slug, names, words, row.summary, categories=categories)


def _service(index: Index, row: Service) -> Entry:
    lineage, areas = index.category_lineage(row.category_id), _published(index, row.areas)
    return Entry(
        "service",
        row.slug,
        _named(row.name),
        (
            row.summary,
            *(text for up in lineage for text in (up.name, up.need)),
            *_places(index, row.areas),
            *(made.name for made in index.many("provider", row.providers)),
            *(Service.AUDIENCES.get(tag, "") for tag in row.audience),
            *(row.delivery, row.standard, row.eligibility),
            *_sentences(row.content_html),
        ),
        summary=row.summary,
        label=row.cost_kind,
        phone=service_card(index, row).phone,
        areas=areas,
        places=_said(index, areas),
        categories=tuple(up.slug for up in lineage),
    )


def _named(*texts: str) -> tuple[Name, ...]:
    """Names as they stand, and what the same is called elsewhere."""
    also = (said for text in texts for word, said in ALSO_CALLED.items() if word in text)
    return tuple(Name(text) for text in dict.fromkeys([*texts, *sum(also, ())]) if text)


def _contact(index: Index, row: ContactPoint) -> Entry:
    words = (row.duty, *_places(index, [row.area_id]))
    return _placed(index, row, words, row.duty, slug=row.area_id)


def _provider(index: Index, row: Provider) -> Entry:
    kind = Provider.TYPES.get(row.type, "")
    words = (kind, row.address, *_places(index, [row.area_id]), *_sentences(row.description_html))
    return _placed(index, row, words, row.address, row.type)


def _team(index: Index, row: Any) -> Entry:
    words = (row.summary, *_places(index, [row.area_id]), *_sentences(row.description_html))
    return _placed(index, row, words, row.summary)


def _channel(index: Index, row: Channel) -> Entry:
    kind = Channel.TYPES.get(row.type, "")
    words = (kind, row.summary, row.address, *_sentences(row.description_html))
    return _placed(index, row, words, row.summary, row.type)


def _placed(
    index: Index,
    row: Any,
    words: tuple[str, ...],
    summary: str,
    label: str = "",
    slug: str = "",
) -> Entry:
    phone, areas = next(iter(phones(row)), None), _published(index, [row.area_id])
    names = _named(row.name)
    places = _said(index, areas)
    return Entry(row.kind, slug or row.slug, names, words, summary, label, phone, areas, places)


def _article(row: Article) -> Entry:
    """By its title, summary and headings; its whole text would outweigh the service list."""
    headings = (_plain(found) for found in HEADING.findall(row.html))
    words = (row.summary, TOPICS[row.topic], *headings)
    return Entry("article", row.slug, (Name(row.title),), words, row.summary)


MAKERS: dict[str, Any] = {
    "area": _area,
    "category": _category,
    "service": _service,
    "contact": _contact,
    "provider": _provider,
    "team": _team,
    "channel": _channel,
}


def _published(index: Index, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code in index.areas}))


def _places(index: Index, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(area.name for code in codes for area in index.lineage(code))


def _said(index: Index, codes: tuple[str, ...]) -> str:
    """Where a thing is for, as a card says it: "南定镇 九级村"."""
    found = ((code, index.lineage(code)) for code in codes[:SAID])
    return "、".join(
        " ".join(row.name for row in rows if row.code == code or len(row.code) == TOWN_CODE)
        for code, rows in found
    )


def _plain(text: str) -> str:
    return html.unescape(TAG.sub(" ", text))


def _sentences(text: str) -> list[str]:
    """A rendered text in parts that other records may share, each read only once."""
    return _plain(text).split("。") if text else []
