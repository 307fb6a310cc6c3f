"""Who serves elders in each place: institutions, channels, teams, duty telephones, activities.

Names nobody: offices and duties only.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from admin.desk import slugs
from admin.desk.demo import texts
from admin.desk.demo.dice import Dice
from admin.desk.demo.ground import stand
from admin.desk.demo.world import Place, World
from admin.desk.demo.writer import Writer

IN_TOWNS = (
    "day_care_centre",
    "health_centre",
    "social_work_station",
    "elders_association",
    "company",
    "office",
    "justice",
)
IN_DISTRICTS = ("district_office", "legal_aid_centre", "rescue_centre", "charity")
CHANNELS_OF_TOWNS = ("window", "government_purchase", "social_work_station", "volunteers")
CHANNELS_OF_DISTRICTS = ("hotline", "donation")
HOMES_A_TOWN, TEAMS_A_TOWN = 3, 2
# Every third town with villages keeps an institution for the destitute.
DESTITUTE_HOME_EVERY = 3
MOST_ACTIVITIES = 400


@dataclass(frozen=True)
class Office:
    """What a service needs to know of an institution or channel that offers it."""

    key: int
    area: str
    pattern: str
    phones: list[dict[str, Any]]


@dataclass
class Directory:
    """The offices by place code and kind, and the duty telephone of each village."""

    providers: dict[tuple[str, str], list[Office]] = field(default_factory=dict)
    channels: dict[tuple[str, str], list[Office]] = field(default_factory=dict)
    duty: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def nearest(self, shelf: str, kind: str, place: Place) -> Office | None:
        """The office of a kind in the place itself, its town, or its district."""
        offices: dict[tuple[str, str], list[Office]] = getattr(self, shelf)
        for code in (place.code, place.code[:9], place.code[:6]):
            if found := offices.get((code, kind)):
                return found[0]
        return None

    def has(self, kind: str, place: Place) -> bool:
        """Whether an institution of the kind stands in that very place."""
        return (place.code, kind) in self.providers


def open_offices(world: World, dice: Dice, writer: Writer) -> Directory:
    """Write every institution, channel and duty telephone of the world."""
    directory = Directory()
    directory.providers = _open("provider", _provider_sites(world), world, dice, writer)
    directory.channels = _open("channel", _channel_sites(world), world, dice, writer)
    _write_contacts(world, dice, writer, directory)
    return directory


def _provider_sites(world: World) -> Iterator[tuple[Place, str]]:
    for district in world.districts:
        yield from ((district, kind) for kind in IN_DISTRICTS)
    rural = 0
    for town in world.towns:
        yield from ((town, kind) for kind in IN_TOWNS)
        villages = world.rural_villages(town)
        if not villages:
            continue
        if rural % DESTITUTE_HOME_EVERY == 0:
            yield town, "destitute_support_home"
        rural += 1
        apart = max(1, len(villages) // HOMES_A_TOWN)
        homes = villages[::apart][:HOMES_A_TOWN]
        yield from ((village, "rural_happiness_home") for village in homes)


def _channel_sites(world: World) -> Iterator[tuple[Place, str]]:
    for district in world.districts:
        yield from ((district, kind) for kind in CHANNELS_OF_DISTRICTS)
    for town in world.towns:
        yield from ((town, kind) for kind in CHANNELS_OF_TOWNS)
        if world.rural_villages(town):
            yield town, "village_funds"


def _open(
    model: str, sites: Iterator[tuple[Place, str]], world: World, dice: Dice, writer: Writer
) -> dict[tuple[str, str], list[Office]]:
    described = texts.read("offices")[f"{model}s"]
    opened = [(place, kind, described[kind]) for place, kind in sites]
    rows = [_row(model, *each, world, dice) for each in opened]
    shelf: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for key, (place, kind, text), row in zip(writer.write(model, rows), opened, rows, strict=True):
        pattern = row.pop("pattern")
        office = Office(key, place.code, pattern, _named(row, _called(place, text, world)))
        shelf[place.code, kind].append(office)
    return dict(shelf)


def _row(
    model: str, place: Place, kind: str, text: dict[str, Any], world: World, dice: Dice
) -> dict[str, Any]:
    words = _words(place, world)
    several = isinstance(text["hours"], list)
    pattern = dice.one(text["hours"]) if several else text["hours"]
    body = dice.one(text["description"]) if several else text["description"]
    name = texts.fill(text["name"], words)
    row = {
        "name": name,
        "slug": slugs.from_name(name),
        "area": place.code,
        "type": text.get("type", kind),
        "phones": [dice.phone(text["phone"], pattern, _line(place, text))],
        "hours": dice.hours(pattern),
        "verified_on": dice.verified_on(),
        "description": place.speak(texts.fill(body, words)),
        "pattern": pattern,
    }
    if model == "channel":
        return row | {"summary": place.speak(texts.fill(text["summary"], words))}
    address = texts.fill(dice.one(text["address"]), words)
    spot = stand(place.code, kind)
    located = spot._asdict() if spot else {}
    return row | {"address": address, "capacity": dice.one(text["capacity"])} | located


def _words(place: Place, world: World) -> dict[str, str]:
    town = world.town_of(place)
    return {
        "district": world.district_of(place).label,
        "town": town.label if town else "",
        "village": place.label,
        "committee": place.committee,
        "seat": town.seat if town else "",
    }


def _line(place: Place, text: dict[str, Any]) -> tuple[str, ...]:
    return (place.code, text["line"]) if "line" in text else ()


def _called(place: Place, text: dict[str, Any], world: World) -> str:
    """Who answers, as a service's page says it."""
    whole = text.get("called") or text["name"] + text["phone"]
    return texts.fill(whole, _words(place, world))


def _named(row: dict[str, Any], label: str) -> list[dict[str, Any]]:
    return [phone | {"label": label} for phone in row["phones"]]


def _write_contacts(world: World, dice: Dice, writer: Writer, directory: Directory) -> None:
    described = texts.read("offices")["contacts"]
    villages = [village for found in world.villages.values() for village in found]
    groups = (("district", world.districts), ("town", world.towns), ("village", villages))
    rows = [
        _contact(place, text, position, world, dice)
        for level, places in groups
        for place in places
        for position, text in enumerate(described[level], 1)
    ]
    writer.write("contact", rows)
    directory.duty = {
        row["area"]: _named(row, row["name"]) for row in rows if len(row["area"]) == 12
    }


def _contact(
    place: Place, text: dict[str, Any], position: int, world: World, dice: Dice
) -> dict[str, Any]:
    name = texts.fill(text["name"], _words(place, world))
    return {
        "name": name,
        "slug": slugs.from_name(name),
        "area": place.code,
        "duty": place.speak(text["duty"]),
        "phones": [dice.phone(text["phone"], text["hours"], _line(place, text))],
        "hours": dice.hours(text["hours"]),
        "verified_on": dice.verified_on(),
        "position": position,
    }


def write_teams(world: World, dice: Dice, writer: Writer, today: date) -> dict[str, int]:
    """A team a town and in some villages; gives the towns' teams by the town's code."""
    described = texts.read("offices")["teams"]
    sites = [(town, described["town"]) for town in world.towns]
    for town in world.towns:
        villages = world.rural_villages(town) or world.villages[town.code]
        sites += [
            (village, described["village" if village.is_rural else "community"])
            for village in villages[:TEAMS_A_TOWN]
        ]
    rows = [_team(place, text, world, dice, today) for place, text in sites]
    keys = writer.write("team", rows)
    return {place.code: key for key, (place, _text) in zip(keys, sites, strict=True)}


def _team(
    place: Place, text: dict[str, Any], world: World, dice: Dice, today: date
) -> dict[str, Any]:
    name = texts.fill(dice.one(text["name"]), _words(place, world))
    founded = date(today.year - dice.between(2, 7), dice.between(1, 12), dice.between(1, 28))
    return {
        "name": name,
        "slug": slugs.from_name(name),
        "area": place.code,
        "summary": dice.one(text["summary"]),
        "members": dice.between(*text["members"]),
        "founded_on": str(founded),
        "phones": [dice.phone("联络", line=_line(place, text))],
        "verified_on": dice.verified_on(),
        "description": place.speak(dice.one(text["description"])),
    }


def write_activities(
    world: World, dice: Dice, writer: Writer, today: date, teams: dict[str, int]
) -> None:
    """Each town has one soon and some had one lately."""
    described = texts.read("offices")["activities"]
    towns = world.towns[:MOST_ACTIVITIES]
    coming = [(town, number, 3 + number * 4 % 55) for number, town in enumerate(towns)]
    past = [(town, number + 5, -(6 + number * 9)) for number, town in enumerate(towns[:4])]
    second = [(town, number + 3, 10 + number * 7 % 80) for number, town in enumerate(towns[::2])]
    writer.write(
        "activity",
        (
            _activity(town, described[number % len(described)], today + timedelta(days=days), dice)
            | {"team": teams.get(town.code)}
            for town, number, days in [*coming, *past, *second]
        ),
    )


def _activity(town: Place, text: dict[str, Any], day: date, dice: Dice) -> dict[str, Any]:
    starts_at = datetime.combine(day, time.fromisoformat(text["start"]))
    words = {"town": town.label}
    return {
        "name": f"{text['name']}（{town.label}）",
        "slug": f"{slugs.from_name(text['name'])}-{town.slug}",
        "area": town.code,
        "summary": town.speak(text["summary"]),
        "starts_at": str(starts_at),
        "ends_at": str(starts_at + timedelta(hours=text["hours"])),
        "place": town.speak(texts.fill(text["place"], words)),
        "phones": [dice.phone(f"{town.label}民政办", line=(town.code, "civil"))],
        "verified_on": dice.verified_on(),
        "description": town.speak(text["description"]),
    }
