"""The pages about services: the whole list, one service, one category.

Computes page models from the index. It decides what a page says, never how it looks.
"""

from collections.abc import Iterable

from models import Area, Category, Service
from pages import hours
from pages.catalog_cards import (
    calls,
    channel_card,
    contact_group,
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
from pages.rows import read_whole

BELOW_DISTRICT = {"town", "village"}


def services_page(index: Index) -> ServicesPage:
    """The way to every service: by need; those without a published category are listed."""
    return ServicesPage(
        needs=tuple(need(index, row) for row in index.subcategories["None"]),
        rest=service_cards(index, index.uncategorized()),
        count=len(index.services),
    )


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
        return ServiceGroup(None, "", "", cards)
    return ServiceGroup(link(category), category.need, category.icon, cards)


def service_page(index: Index, row: Service) -> ServicePage:
    """Everything about one service: whom to ring first, then the six statutory columns."""
    read_whole(row)
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
        hours=index.hours(row),
        hours_note=hours.note(row.hours),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def category_page(index: Index, row: Category, district: Area | None) -> CategoryPage:
    """One kind of need: whom to ring, in which towns there is help, and all services by kind."""
    lineage = index.category_lineage(row.key)
    kinds = [row, *index.subcategories[row.key]]
    found = [(kind, index.services_of_category[kind.key]) for kind in kinds]
    services = [service for _kind, some in found for service in some]
    return CategoryPage(
        key=row.key,
        name=row.name,
        need=row.need,
        icon=row.icon,
        summary=row.summary,
        trail=links(lineage[:-1]),
        top=lineage[0].slug,
        towns=links(_towns(index, services)),
        contacts=contact_group(index, district) if district else None,
        groups=tuple(_group(index, kind, some) for kind, some in found if some),
    )


def _towns(index: Index, services: Iterable[Service]) -> list[Area]:
    """The towns that some of the services reach, in the order of the towns."""
    codes = {code for service in services for code in service.areas}
    lineages = [index.lineage(code) for code in codes]
    whole = {line[-1].code for line in lineages if line and line[-1].level not in BELOW_DISTRICT}
    within = {area.code for line in lineages for area in line if area.level == "town"}
    return [town for town in index.towns if town.code in within or town.parent_id in whole]
