"""The rows by key and the lists that they stand in: made once, asked by every page.

What `eleventy/index.js` is to Nunjucks; templates ask both by the same names. It makes no page.
"""

import json
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from .hours import said

Row = dict[str, Any]
REFERRED = ("area", "category", "provider", "channel")


class Index:
    """What templates ask."""

    def __init__(self, rows: dict[str, Any], today: date) -> None:
        self.labels, self.categories = rows["labels"], rows["category"]
        self.office, self.district = rows["site"]["office"], rows["site"]["district"]
        self.stale = str(today - timedelta(days=90))
        self.area, self.category, self.provider, self.channel = (
            {row["key"]: row for row in rows[kind]} for kind in REFERRED
        )
        self.towns = [row for row in rows["area"] if row["level"] == "town"]
        self.lineage = {row["key"]: self._lineage(row) for row in rows["area"]}
        self.children = _listed(rows["area"], "parent")
        self.contacts = _listed(rows["contact"], "area")
        self.providers_in = _listed(rows["provider"], "area")
        self.services_of = _listed(rows["service"], "category")
        self._services_in: dict[str, list[Row]] = defaultdict(list)
        self._services_below: dict[str, list[Row]] = defaultdict(list)
        for service in rows["service"]:
            self._place(service)
        self._hours: dict[str, Row] = {}

    def _lineage(self, row: Row | None) -> list[Row]:
        """An area and those above it, the nearest first."""
        found = []
        while row:
            found.append(row)
            row = self.area.get(row["parent"])
        return found

    def _place(self, service: Row) -> None:
        for place in self.many("area", service["areas"]):
            self._services_in[place["key"]].append(service)
            for above in self.lineage[place["key"]][1:]:
                self._services_below[above["key"]].append(service)

    def many(self, kind: str, keys: list[str]) -> list[Row]:
        """The rows of these keys that there are."""
        known = getattr(self, kind)
        return [known[key] for key in keys if key in known]

    def whom(self, area: str) -> Row | None:
        """The contact point of a place, or the nearest one above it."""
        for place in self.lineage.get(area, ()):
            if found := self.contacts.get(place["key"]):
                return found[0]
        return None

    def full_name(self, area: Row) -> str:
        """A place with those above it, but for the district."""
        names = [row["name"] for row in self.lineage[area["key"]] if row["level"] != "district"]
        return "".join(reversed(names)) or area["name"]

    def groups(self, area: Row) -> list[Row]:
        """The services of a place and of all above it, by category."""
        found: dict[str, list[Row]] = defaultdict(list)
        for place in self.lineage[area["key"]]:
            for service in self._services_in.get(place["key"], ()):
                found[service["category"]].append(service)
        return [
            {"category": category, "services": sorted(found[category["key"]], key=_rank)}
            for category in self.categories
            if category["key"] in found
        ]

    def partial(self, area: Row) -> list[Row]:
        """For a town, what only some of its villages have."""
        return self._services_below.get(area["key"], []) if area["level"] == "town" else []

    def below(self, area: Row) -> list[Row]:
        """The places right below one, by their initials."""
        found: dict[str, list[Row]] = defaultdict(list)
        for place in self.children.get(area["key"], ()):
            found[place["initial"]].append(place)
        return [{"initial": initial, "areas": areas} for initial, areas in found.items()]

    def near(self, area: Row) -> list[Row]:
        """The places whose institutions can be walked or driven to."""
        lineage = self.lineage[area["key"]]
        places = [row for row in lineage if row["level"] != "district"] or lineage
        if area["level"] == "town":
            places = places + self.children.get(area["key"], [])
        return [place for place in places if place["key"] in self.providers_in]

    def reached(self, category: Row) -> list[Row]:
        """The towns in which there is something of a category."""
        services = self.services_of.get(category["key"], ())
        codes = {code for service in services for code in service["areas"]}
        found = {place["key"] for code in codes for place in self.lineage.get(code, ())}
        return [town for town in self.towns if town["key"] in found]

    def hours(self, week: Row) -> Row:
        """Opening hours as `said`; many rows have the same."""
        key = json.dumps(week)
        if key not in self._hours:
            self._hours[key] = said(week)
        return self._hours[key]

    def day(self, text: str) -> str:
        """A day as people write it."""
        year, month, day = map(int, text.split("-"))
        return f"{year}年{month}月{day}日"

    def facts(self, service: Row) -> str:
        """What a service's page says to machines, as JSON within a page."""
        audience = self.labels["audience"]
        fact = {
            "@type": "GovernmentService",
            "name": service["name"],
            "description": service["summary"],
            "serviceType": self.category[service["category"]]["name"],
            "serviceOperator": {"@type": "GovernmentOrganization", "name": self.office},
            "provider": [_organization(row) for row in self.many("provider", service["providers"])],
            "areaServed": [
                {"@type": "AdministrativeArea", "name": place["name"]}
                for place in self.many("area", service["areas"])
            ],
            "audience": [
                {"@type": "Audience", "audienceType": audience[tag]} for tag in service["audience"]
            ],
            "availableChannel": {
                "@type": "ServiceChannel",
                "servicePhone": [
                    {"@type": "ContactPoint", "telephone": phone["number"]}
                    for phone in service["phones"]
                ],
            },
            "hoursAvailable": self.hours(service["hours"])["spec"],
        }
        graph = {"@context": "https://schema.org", "@graph": [fact]}
        return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")


def _organization(provider: Row) -> Row:
    numbers = [phone["number"] for phone in provider["phones"]]
    return {
        "@type": "Organization",
        "name": provider["name"],
        "address": provider["address"],
        "telephone": numbers,
    }


def _listed(rows: list[Row], field: str) -> dict[str, list[Row]]:
    """Rows by what a field of theirs says."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[field], []).append(row)
    return found


def _rank(row: Row) -> int:
    return int(row["rank"])
