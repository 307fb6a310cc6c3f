"""Which services are offered where, and what their entries say.

A default load offers each service in every town where it makes sense. A smaller number is spread
over towns and kinds; a larger one goes on into the villages, and then to further places there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, islice, zip_longest
from operator import attrgetter
from typing import Any

from admin.desk.demo import texts
from admin.desk.demo.dice import Dice
from admin.desk.demo.offices import Directory, Office
from admin.desk.demo.texts import Template
from admin.desk.demo.world import Place, World

DOCUMENT = "张民[2018]152号"
AT_HOME = "ri-jian-zhao-liao"


# The generator goes through all places for one template after another.
_slug = lru_cache(maxsize=100_000)(attrgetter("slug"))


@dataclass(frozen=True)
class Offer:
    """A service in a place; `site` counts further ones of the same kind there."""

    template: Template
    place: Place
    site: int = 1


def plan(world: World, directory: Directory, wanted: int | None) -> list[Offer]:
    """The offers of a load: as many as wanted, or as many as make sense."""
    templates = texts.templates()
    sensible = [
        [Offer(template, place) for place in _places(template, world, directory)]
        for template in templates
    ]
    if wanted is None:
        return list(chain.from_iterable(sensible))
    everything = chain(_spread(sensible), _in_villages(templates, world))
    return list(islice(everything, wanted))


def _places(template: Template, world: World, directory: Directory) -> Iterator[Place]:
    """Where a service makes sense."""
    if template.at == "district":
        yield from world.districts
    for town in world.towns:
        rural = bool(world.rural_villages(town))
        fits = {
            "town": True,
            "rural": rural,
            "urban": not rural,
            "home": directory.has("destitute_support_home", town),
            "district": False,
        }
        if fits[template.at]:
            yield town
        if template.slug == AT_HOME:
            villages = world.villages[town.code]
            yield from (v for v in villages if directory.has("rural_happiness_home", v))


def _spread(sensible: list[list[Offer]]) -> Iterator[Offer]:
    """One of each kind in turn, and each kind beginning in another town."""
    turned = [
        offers[start % len(offers) :] + offers[: start % len(offers)]
        for start, offers in enumerate(sensible)
        if offers
    ]
    for turn in zip_longest(*turned):
        yield from (offer for offer in turn if offer)


def _in_villages(templates: list[Template], world: World) -> Iterator[Offer]:
    """What a village may offer by itself, village by village, without end."""
    villages = [village for found in world.villages.values() for village in found]
    places = villages or world.towns or world.districts
    local = [template for template in templates if template.villages]
    site = 1
    while True:
        for template in local:
            taken = template.slug == AT_HOME and site == 1
            yield from (Offer(template, place, site + taken) for place in places)
        site += 1


def fields(
    offer: Offer, categories: dict[str, int], directory: Directory, dice: Dice, today: date
) -> dict[str, Any]:
    """The whole entry of the care service list."""
    template, place = offer.template, offer.place
    words = dice.words(template.vary)

    def say(text: str) -> str:
        return place.speak(texts.fill(text, words))

    providers = _offices(directory, "providers", template.providers, place)
    channels = _offices(directory, "channels", template.channels, place)
    further = f"第{offer.site}服务点" if offer.site > 1 else ""
    return {
        "name": f"{template.name}（{place.label}{further}）",
        "slug": f"{template.slug}-{_slug(place)}" + (f"-{offer.site}" if further else ""),
        "area": place.code,
        "summary": say(template.summary),
        "category": categories[template.category],
        "content": say(template.content),
        "audience": template.audience,
        "eligibility": say(template.eligibility),
        "delivery": say(template.delivery),
        "standard": say(template.standard),
        "funder": say(dice.one(template.funders)),
        "channels": [office.key for office in channels],
        "providers": [office.key for office in providers],
        "areas": [place.code[:6] if template.at == "home" else place.code],
        "steps": [say(step) for step in template.steps],
        "bring": template.bring,
        "cost_kind": template.cost,
        "cost_note": say(dice.one(template.cost_notes)),
        "phones": _phones(place, providers, channels, directory),
        "hours": dice.hours(_pattern(template, providers, dice)),
        "source": f"{DOCUMENT} {template.clause}",
        "valid_from": f"{today.year - dice.between(0, 3)}-01-01",
        "valid_until": f"{today.year + 1}-12-31" if dice.between(1, 20) == 1 else None,
        "verified_on": dice.verified_on(),
    }


def _offices(directory: Directory, shelf: str, kinds: list[str], place: Place) -> list[Office]:
    """The nearest office of each kind, the village's own before the town's."""
    found = [directory.nearest(shelf, kind, place) for kind in kinds]
    return sorted((office for office in found if office), key=lambda office: -len(office.area))


def _phones(
    place: Place, providers: list[Office], channels: list[Office], directory: Directory
) -> list[dict[str, Any]]:
    """Whom to ring, the nearest first: the village, who does it, where one applies."""
    rows = directory.duty.get(place.code, []) + [
        phone for office in [*providers[:1], *channels[:1]] for phone in office.phones
    ]
    return list({row["number"]: row for row in rows}.values())


def _pattern(template: Template, providers: list[Office], dice: Dice) -> str:
    """The institution's own hours where the service keeps to them."""
    if not template.hours:
        return ""
    own = [office.pattern for office in providers[:1] if office.pattern in template.hours]
    return own[0] if own else dice.one(template.hours)
