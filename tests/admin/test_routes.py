"""Who may go which way: every route, method and role, in the own area and beyond it, for real.

The table is `tests/admin/routes.py`. A route or a method that it does not name fails here; so does
a line whose route is gone. Each cell is a request against one office; what it changed is undone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from admin import create_app
from admin.accounts.users import User
from admin.config import Config
from admin.databases import initialise
from admin.desk import archive, many, release, revisions, suggestions
from admin.desk.batches import Signature
from admin.desk.sheets import importing
from admin.jobs import runs
from admin.sheets.tables import Table
from models import Area
from pages.deploy.editions import Editions
from tests import factories, servers
from tests.admin import duty_routes, file_routes
from tests.admin.conftest import Browser, OfficeInTest
from tests.admin.registry import registry_ground
from tests.admin.routes import FILED, ROLES, Route, lines
from tests.factories import DISTRICT, TOWN, VILLAGE

# Beyond a district lies another, beyond a town its neighbour, beyond a village the next one.
BEYOND = {
    "district_administrator": "370304101201",
    "district_editor": "370304101201",
    "auditor": "370304101201",
    "town_editor": "370303102201",
    "village_contact": "370303101202",
}
OTHER = dict(zip(ROLES, (*ROLES[1:], ROLES[0]), strict=True)) | {"stranger": ROLES[0]}
AREAS = (
    (DISTRICT, "district", None),
    (TOWN, "town", DISTRICT),
    (VILLAGE, "village", TOWN),
    ("370303101202", "village", TOWN),
    ("370303102", "town", DISTRICT),
    ("370303102201", "village", "370303102"),
    ("370304", "district", None),
    ("370304101", "town", "370304"),
    ("370304101201", "village", "370304101"),
)
EXTRA: dict[str, dict[str, Any]] = {
    "service": {"category": 1, "areas": [], "summary": "s"},
    "provider": {"type": "charity"},
    "channel": {"type": "window"},
    "contact": {"phones": [factories.phone()]},
    "activity": {"starts_at": "2030-01-01 09:00:00"},
    "figure": {"counted_on": "2026-09-30", "threshold": 10},
}


# What belongs to whoever sees the whole installation.
OF_THE_WHOLE = ("releases.", "sites.", "jobs.", "status.")
MOMENT: dict[str, Any] = {"now": datetime(2026, 11, 24, 4), "today": date(2026, 11, 24)}  # noqa: DTZ001


@dataclass
class Ground:
    """One office with a record of every kind in every village, and a browser for every role."""

    office: OfficeInTest
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)

    def path(self, route: Route, area: str, role: str = "district_editor") -> str:
        """The address; what belongs to one person is that person's, beyond the area another's."""
        kind = next((part for part in route.path.split("/") if part in FILED), "")
        owner = role if area == VILLAGE else OTHER[role]
        named = {
            "key": self.keys.get((kind, area)),
            "stroke": self.keys.get(("stroke", owner)),
            "upload": self.keys.get(("upload", owner)),
            "release": self.keys.get(("release", "")),
            "run": self.keys.get(("run", "")),
        } | {what: self.keys[what, area] for what in ("account", "suggestion", *registry_ground.OF)}
        named["row"] = self.keys.get((route.endpoint.partition(".")[0], area))
        named |= {what: self.keys.get((what, area)) for what in ("sample", "finding", "opening")}
        named |= {what: self.keys.get((what, owner)) for what in file_routes.OWNED}
        return route.path.format(area=area, **named)

    def answer(self, role: str, route: Route, area: str) -> int:
        """What that role is answered there; afterwards everything is as it was."""
        browser = self.browsers[role]
        databases = self.office.databases
        with (
            self.office.databases.publishing(),
            databases.public.atomic() as published,
            databases.working(),
            databases.admin.atomic() as written,
        ):
            if route.endpoint.startswith(OF_THE_WHOLE) and area == VILLAGE:
                _leave_one_district()
            path = self.path(route, area, role)
            cookie = browser.get_cookie("shouwang", domain="localhost")
            status = browser.open(path, method=route.method).status_code
            if cookie is not None:
                browser.set_cookie("shouwang", cookie.value, domain="localhost")
            written.rollback()
            published.rollback()
        return int(status)


@pytest.fixture(
    scope="module", params=["embedded", pytest.param("on a server", marks=pytest.mark.slow)]
)
def ground(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    instance = tmp_path_factory.mktemp("ground") / "instance"
    config = Config(instance=instance)
    if request.param != "embedded":
        config = servers.served(request.getfixturevalue("server"), instance)
    config = replace(config, output=str(instance.parent / "output"))
    databases = initialise(config)
    app = create_app(config)
    app.extensions["shouwang"].databases = databases
    app.test_client_class = Browser
    made = Ground(OfficeInTest(app, config, databases))
    with databases.working():
        _plant(made)
    for role in ROLES:
        made.browsers[role] = made.office.browser(role)
        with databases.working():
            _plant_of_one(made, role)
    today = MOMENT["today"]
    release.release(databases, author_id=None, now=MOMENT["now"], today=today)
    with databases.working():
        made.keys["release", ""] = str(archive.latest(0, 1)[0].id)
        run = runs.ask("publish", now=MOMENT["now"], target="web")[0]
        runs.claim(run.id, MOMENT["now"])
        runs.end(run.id, MOMENT["now"])
        made.keys["run", ""] = str(run.id)
    _plant_a_site(config)
    made.browsers["stranger"] = made.office.stranger()
    made.browsers["stranger"].get("/sign-in")
    yield made
    for database in (databases.admin, databases.public):
        database.close()


def _plant(ground: Ground) -> None:
    def save(kind: str, key: str | None, **fields: Any) -> str:
        return revisions.save(kind, key, fields, author_id=None, **MOMENT).key

    for code, level, parent in AREAS:
        save("area", code, name=f"地方{code}", level=level, parent=parent)
    save("category", None, name="生活照料", slug="daily-living")
    for area in {VILLAGE, *BEYOND.values()}:
        for kind in FILED:
            fields = {"name": kind, "slug": f"{kind}-{area}", "area": area, **EXTRA.get(kind, {})}
            ground.keys[kind, area] = save(kind, None, **fields)
        for planted in duty_routes.plant(area, ground.keys["provider", area]):
            ground.keys[planted.kind, planted.area] = planted.key
        made = User.create(name=area, password="x", role="village_contact", area_code=area)
        ground.keys["account", area] = str(made.id)
        row = revisions.row("service", ground.keys["service", area])
        signed = Signature(made.id, MOMENT["now"], MOMENT["today"])
        suggestion = suggestions.suggest(row, {}, "电话变了", signed, None)
        ground.keys["suggestion", area] = str(suggestion.id)
        ground.keys |= {(what, area): key for what, key in registry_ground.plant(area).items()}
    release.approve_all()


def _plant_a_site(config: Config) -> None:
    """A target, and an edition that could be put there."""
    table = f'[targets.web]\nkind = "folder"\npath = "{config.instance.parent / "www"}"\n'
    (config.instance / "config.toml").write_text(table, encoding="utf-8")
    editions = Editions(config.instance / "editions")
    editions.folder.mkdir()
    (editions.folder / "1.json").write_text('{"made_at": "2026-11-24T04:00:00", "files": {}}')


def _leave_one_district() -> None:
    Area.update(level="elsewhere").where(Area.code.startswith("370304")).execute()


def _plant_of_one(ground: Ground, role: str) -> None:
    """A stroke and an upload that are one person's own."""
    user = ground.office.account(role)
    signed = Signature(user.id, MOMENT["now"], MOMENT["today"])
    key, category = ground.keys["service", VILLAGE], 1
    ground.keys["stroke", role] = str(many.retag("service", [key], category, signed).id)
    table = Table(["名称"], [], [])
    ground.keys["upload", role] = importing.keep("service", table, signed).token
    for what, key in file_routes.plant_of_one(user, MOMENT["now"]).items():
        ground.keys[what, role] = key


@pytest.mark.parametrize("route", lines(), ids=lambda r: f"{r.endpoint}-{r.method}")
def test_each_role_is_answered_as_declared(ground: Ground, route: Route) -> None:
    own = dict(zip(ROLES, map(int, route.own.split()), strict=True))
    assert {role: ground.answer(role, route, VILLAGE) for role in ROLES} == own
    if route.foreign:
        foreign = dict(zip(ROLES, map(int, route.foreign.split()), strict=True))
        assert {role: ground.answer(role, route, BEYOND[role]) for role in ROLES} == foreign


@pytest.mark.parametrize("route", lines(), ids=lambda r: f"{r.endpoint}-{r.method}")
def test_a_stranger_is_answered_as_declared(ground: Ground, route: Route) -> None:
    assert ground.answer("stranger", route, VILLAGE) == route.stranger


@pytest.mark.parametrize(
    "route", [r for r in lines() if r.method != "GET"], ids=lambda r: r.endpoint
)
def test_nothing_is_changed_without_a_form_token(ground: Ground, route: Route) -> None:
    with ground.office.databases.working():
        answer = ground.browsers["district_administrator"].open(
            ground.path(route, VILLAGE), method=route.method, headers={"X-CSRFToken": ""}
        )
    assert answer.status_code == 400


def undeclared(app: Flask, table: list[Route]) -> set[tuple[str, str]]:
    """Routes and methods of the app that the table does not name, and lines that lead nowhere."""
    there = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    return there ^ {(route.endpoint, route.method) for route in table}


def test_every_route_and_method_is_declared(ground: Ground) -> None:
    assert undeclared(ground.office.app, lines()) == set()


def test_a_route_that_nobody_declared_would_be_found(office: OfficeInTest) -> None:
    office.app.add_url_rule("/planted", "planted", lambda: "", methods=["GET", "PUT"])
    assert undeclared(office.app, lines()) == {("planted", "GET"), ("planted", "PUT")}


def test_every_line_leads_to_the_route_that_it_names(ground: Ground) -> None:
    adapter = ground.office.app.url_map.bind("localhost")
    for route in lines():
        path = ground.path(route, VILLAGE).partition("?")[0]
        assert adapter.match(path, method=route.method)[0] == route.endpoint


def test_a_record_beyond_the_area_is_one_that_somebody_else_may_see(ground: Ground) -> None:
    route = next(r for r in lines() if r.endpoint == "service.edit_view" and r.method == "GET")
    assert ground.answer("district_editor", route, BEYOND["town_editor"]) == 200
