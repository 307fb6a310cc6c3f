"""The pages about services: the whole list, one service, one category.

Computes page models from the index. It decides what a page says, never how it looks.
"""

from collections.abc import Iterable

from models import Category, Service
from pages import hours
from pages.catalog_cards import (
    calls,
    channel_card,
    kept,
    link,
    links,
    need,
    provider_card,
    service_cards,
)
from pages.catalog_index import Index
from pages.catalog_pages import (
    CategoryPage,
    ServicePage,
    ServicesPage,
)
from pages.catalog_values import (
    ServiceGroup,
)


def services_page(index: Index) -> ServicesPage:
    """Every service, grouped by top-level category."""
    rows = index.in_order(index.services.values())
    return ServicesPage(groups(index, rows), len(rows))


def groups(index: Index, rows: Iterable[Service]) -> tuple[ServiceGroup, ...]:
    """Services by top-level category in the order of the categories; the rest comes last."""
    by_category: dict[str, list[Service]] = {}
    for row in rows:
        top = index.top_category(row)
        by_category.setdefault(top.key if top else "", []).append(row)
    order = [*index.subcategories["None"], None]
    return tuple(
        _group(index, category, by_category[key])
        for category in order
        if (key := category.key if category else "") in by_category
    )


def _group(index: Index, category: Category | None, rows: list[Service]) -> ServiceGroup:
    cards = service_cards(index, rows)
    if category is None:
        return ServiceGroup(None, "", cards)
    return ServiceGroup(link(category), category.need, cards)


def service_page(index: Index, row: Service) -> ServicePage:
    """Everything about one service: whom to ring first, then the six statutory columns."""
    providers = index.many("provider", row.providers)
    return ServicePage(
        kept=kept(index, row),
        name=row.name,
        summary=row.summary,
        trail=links(index.category_lineage(row.category_id)),
        calls=calls(index, row, providers),
        content_html=row.content_html,
        audience=tuple(Service.AUDIENCES[tag] for tag in row.audience if tag in Service.AUDIENCES),
        eligibility=row.eligibility,
        delivery=row.delivery,
        standard=row.standard,
        funder=row.funder,
        channels=tuple(map(channel_card, index.many("channel", row.channels))),
        providers=tuple(map(provider_card, providers)),
        areas=links(index.many("area", row.areas)),
        steps=tuple(row.steps),
        bring=tuple(row.bring),
        cost=Service.COSTS.get(row.cost_kind, ""),
        cost_note=row.cost_note,
        hours=tuple(hours.describe(row.hours)),
        hours_note=hours.note(row.hours),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def category_page(index: Index, row: Category) -> CategoryPage:
    """One kind of need: the finer ones below it and the services of all of them."""
    children = index.subcategories[row.key]
    keys = [row.key, *(child.key for child in children)]
    services = [service for key in keys for service in index.services_of_category[key]]
    return CategoryPage(
        key=row.key,
        name=row.name,
        need=row.need,
        summary=row.summary,
        trail=links(index.category_lineage(row.key)[:-1]),
        children=tuple(need(index, child) for child in children),
        services=service_cards(index, services),
    )
