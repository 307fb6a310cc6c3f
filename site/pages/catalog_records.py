"""The pages about everything else that is published: institutions, teams, channels, activities,
and the articles.

Computes page models from the index. It decides what a page says, never how it looks.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from models import Activity, Area, Channel, Provider, VolunteerTeam
from pages import hours
from pages.articles import ICONS, TOPICS, Article
from pages.catalog_cards import (
    activity_card,
    activity_cards,
    calls,
    channel_card,
    kept,
    link,
    links,
    service_cards,
    spot,
    team_card,
)
from pages.catalog_index import Index, by_pinyin, by_start
from pages.catalog_pages import (
    ActivitiesPage,
    ActivityPage,
    ArticlePage,
    ChannelPage,
    ChannelsPage,
    ProviderPage,
    ProvidersPage,
    TeamPage,
    TeamsPage,
)
from pages.catalog_places import provider_group
from pages.catalog_snapshot import PhotoFile
from pages.catalog_values import (
    ArticleCard,
    ChannelGroup,
    Link,
    Picture,
    TeamGroup,
    TopicGroup,
)


def providers_page(index: Index) -> ProvidersPage:
    """Every institution, town by town."""
    found = _by_town(index, index.all("provider"))
    return ProvidersPage(tuple(provider_group(town, rows) for town, rows in found))


def teams_page(index: Index) -> TeamsPage:
    """Every volunteer team, town by town."""
    found = _by_town(index, index.all("team"))
    return TeamsPage(
        tuple(
            TeamGroup(link(town) if town else None, tuple(map(team_card, rows)))
            for town, rows in found
        )
    )


def _by_town(index: Index, rows: Iterable[Any]) -> Iterator[tuple[Area | None, list[Any]]]:
    """Rows by their town; what belongs to a whole district comes first, unplaced rows last."""
    groups: dict[str | None, list[Any]] = {}
    for row in sorted(rows, key=by_pinyin):
        town = _town(index, row.area_id)
        groups.setdefault(town and town.code, []).append(row)
    wider = [row for row in index.areas.values() if row.level not in {"town", "village"}]
    for area in [*wider, *index.towns, None]:
        if found := groups.get(area and area.code):
            yield area, found


def _town(index: Index, code: str) -> Area | None:
    lineage = index.lineage(code)
    towns = [area for area in lineage if area.level == "town"]
    return next(iter([*towns, *reversed(lineage)]), None)


def _trail(index: Index, code: str) -> tuple[Link, ...]:
    return links(index.lineage(code))


def provider_page(index: Index, row: Provider, photo: PhotoFile | None) -> ProviderPage:
    """One institution: whom to ring, where it is, when it is open, what it offers."""
    return ProviderPage(
        kept=kept(index, row),
        name=row.name,
        type=Provider.TYPES.get(row.type, ""),
        trail=_trail(index, row.area_id),
        address=row.address,
        spot=spot(index, row, row.name, row.address),
        calls=calls(index, row),
        hours=index.hours(row),
        hours_note=hours.note(row.hours),
        capacity=row.capacity,
        description_html=row.description_html,
        picture=_picture(row, photo),
        services=service_cards(index, index.services_of_provider[row.key]),
    )


def _picture(row: Provider, photo: PhotoFile | None) -> Picture | None:
    if photo is None:
        return None
    return Picture(photo.name, row.photo_alt, photo.width, photo.height)


def team_page(index: Index, row: VolunteerTeam) -> TeamPage:
    """One volunteer team and what it does next."""
    return TeamPage(
        kept=kept(index, row),
        name=row.name,
        summary=row.summary,
        trail=_trail(index, row.area_id),
        calls=calls(index, row),
        members=row.members,
        founded_on=row.founded_on,
        description_html=row.description_html,
        activities=activity_cards(index, index.activities_of_team[row.key]),
    )


def channels_page(index: Index) -> ChannelsPage:
    """Every way to get services, by its type."""
    found = ((label, index.channels[kind]) for kind, label in Channel.TYPES.items())
    return ChannelsPage(
        tuple(ChannelGroup(label, tuple(map(channel_card, rows))) for label, rows in found if rows)
    )


def channel_page(index: Index, row: Channel) -> ChannelPage:
    """One way to get services and what it leads to."""
    return ChannelPage(
        kept=kept(index, row),
        name=row.name,
        type=Channel.TYPES.get(row.type, ""),
        summary=row.summary,
        address=row.address,
        spot=spot(index, row, row.name, row.address),
        calls=calls(index, row),
        hours=index.hours(row),
        hours_note=hours.note(row.hours),
        description_html=row.description_html,
        services=service_cards(index, index.services_of_channel[row.key]),
    )


def activities_page(index: Index) -> ActivitiesPage:
    """What comes next, and what is over, the latest first."""
    rows = sorted(index.all("activity"), key=by_start)
    return ActivitiesPage(
        upcoming=activity_cards(index, (row for row in rows if not index.is_over(row))),
        past=activity_cards(index, (row for row in reversed(rows) if index.is_over(row))),
    )


def activity_page(index: Index, row: Activity) -> ActivityPage:
    """One dated event."""
    team = index.get("team", row.team_id)
    card = activity_card(index, row)
    return ActivityPage(
        kept=kept(index, row),
        card=card,
        over=index.is_over(row),
        spot=spot(index, row, row.name, row.place or card.area),
        trail=_trail(index, row.area_id),
        calls=calls(index, row, [team] if team else []),
        team=team_card(team) if team else None,
        description_html=row.description_html,
    )


def article_card(article: Article) -> ArticleCard:
    """An article in a list."""
    return ArticleCard(Link("article", article.slug, article.title), article.summary)


def topic_groups(articles: Iterable[Article]) -> tuple[TopicGroup, ...]:
    """Articles by topic, in the order in which they come."""
    return tuple(
        TopicGroup(topic, ICONS[topic], TOPICS[topic], tuple(map(article_card, found)))
        for topic, found in groupby(articles, key=lambda article: article.topic)
    )


def article_page(article: Article, articles: Iterable[Article]) -> ArticlePage:
    """One article and the others on its topic."""
    others = (
        other for other in articles if other.topic == article.topic and other.slug != article.slug
    )
    return ArticlePage(
        slug=article.slug,
        title=article.title,
        summary=article.summary,
        topic=TOPICS[article.topic],
        html=article.html,
        source=article.source,
        updated_on=article.updated_on,
        others=tuple(map(article_card, others)),
    )
