"""The demonstration is real in its places, invented in its offices, and names nobody."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from admin.config import Config
from admin.databases import Databases, initialise
from admin.desk import checks, demo, revisions
from admin.desk.demo import texts
from models import (
    KINDS,
    Activity,
    Area,
    Category,
    ContactPoint,
    Provider,
    Service,
    Setting,
    VolunteerTeam,
)

NOW = datetime(2026, 11, 24, 4, 0)  # noqa: DTZ001
TODAY = date(2026, 11, 24)
PHONE = re.compile(r"0533-000\d{4}")

Load = Callable[..., Databases]


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    """Loads a demonstration into a new installation."""
    with ExitStack() as stack:

        def load(
            services: int | None = None, seed: int = 1, divisions: Path | None = None
        ) -> Databases:
            folder = tmp_path_factory.mktemp("installation")
            made = initialise(Config(instance=folder / "instance"))
            stack.callback(made.admin.close)
            stack.callback(made.public.close)
            demo.load(made, services=services, seed=seed, divisions=divisions, now=NOW, today=TODAY)
            return made

        yield load


@pytest.fixture(scope="module")
def loaded(load: Load) -> Databases:
    return load()


@pytest.fixture
def rows(loaded: Databases) -> Iterator[dict[str, list[Any]]]:
    with loaded.working():
        yield {kind: list(model.select()) for kind, model in KINDS.items()}


def everything(databases: Databases) -> str:
    with databases.publishing():
        found = {
            kind: [
                (row.key, row.fields()) for row in model.select().order_by(model._meta.primary_key)
            ]
            for kind, model in KINDS.items()
        }
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def published(databases: Databases, model: type[Any]) -> list[Any]:
    with databases.publishing():
        return list(model.select())


def test_the_whole_district_is_there(rows: dict[str, list[Any]]) -> None:
    levels = [area.level for area in rows["area"]]
    assert [levels.count(level) for level in ("district", "town", "village")] == [1, 13, 304]


def test_every_record_would_pass_a_clerks_checks(rows: dict[str, list[Any]]) -> None:
    problems = [
        (row.key, problem)
        for kind, found in rows.items()
        for row in found
        for problem in checks.check(kind, row.key, row.fields(), TODAY)
        + checks.missing(kind, row.fields())
    ]
    assert problems == []


def test_a_planted_mistake_would_be_refused(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = [*texts.templates()]
    planted[0].bring.append("证件 11010519491231002X")
    monkeypatch.setattr(texts, "templates", lambda: planted)
    with pytest.raises(revisions.Invalid):
        load()
    planted[0].bring.pop()


def test_no_telephone_could_ever_be_rung(rows: dict[str, list[Any]]) -> None:
    numbers = [
        phone["number"]
        for found in rows.values()
        for row in found
        for phone in getattr(row, "phones", [])
    ]
    assert len(numbers) > 1000
    assert [number for number in numbers if not PHONE.fullmatch(number)] == []


def test_no_person_is_named(rows: dict[str, list[Any]]) -> None:
    named = [c.key for c in rows["contact"] if c.person or c.person_consent_on]
    assert named == []


def test_every_town_has_a_service_of_every_top_category(rows: dict[str, list[Any]]) -> None:
    top = {c.key: c.parent_id or c.id for c in rows["category"]}
    towns = [area.code for area in rows["area"] if area.level == "town"]
    tops = {c.id for c in rows["category"] if c.parent_id is None}
    for town in towns:
        mine = [s for s in rows["service"] if s.area_id == town]
        assert {top[str(s.category_id)] for s in mine} == tops


def test_no_category_is_empty(rows: dict[str, list[Any]]) -> None:
    used = {s.category_id for s in rows["service"]}
    finer = {c.id for c in rows["category"] if c.parent_id is not None}
    assert finer == used


def test_the_needs_are_said_in_an_elders_words(loaded: Databases) -> None:
    tops = [c.need for c in published(loaded, Category) if c.parent_id is None]
    assert {"没人做饭", "看病拿药", "想找人说说话", "家里出了急事"} <= set(tops)


@pytest.mark.parametrize(
    "column", ["content", "audience", "delivery", "standard", "funder", "channels"]
)
def test_every_service_fills_its_statutory_columns(rows: dict[str, list[Any]], column: str) -> None:
    assert [s.name for s in rows["service"] if not getattr(s, column)] == []


def test_every_service_says_whom_to_ask_and_how(rows: dict[str, list[Any]]) -> None:
    lacking = [
        s.name
        for s in rows["service"]
        if not (s.phones and s.providers and s.steps and s.source and s.valid_from and s.areas)
    ]
    assert lacking == []


def test_towns_differ_where_they_would_in_life(rows: dict[str, list[Any]]) -> None:
    meals = [s for s in rows["service"] if s.slug.startswith("song-can-shang-men")]
    assert len(meals) == 13
    assert len({s.cost_note for s in meals}) > 3
    assert len({s.phones[0]["number"] for s in meals}) == 13


def test_no_word_is_left_unfilled(loaded: Databases) -> None:
    assert re.findall(r"\{[a-z_]+\}", everything(loaded)) == []


def test_city_communities_are_not_told_about_villages(rows: dict[str, list[Any]]) -> None:
    rural = {area.code[:9] for area in rows["area"] if area.is_rural}
    texts_of_cities = [
        json.dumps(row.fields(), ensure_ascii=False)
        for row in rows["service"]
        if len(row.area_id) > 6 and row.area_id[:9] not in rural
    ]
    assert texts_of_cities
    assert [text for text in texts_of_cities if "村集体" in text or "村委会" in text] == []


def test_every_village_has_a_duty_telephone(rows: dict[str, list[Any]]) -> None:
    villages = {area.code for area in rows["area"] if area.level == "village"}
    assert villages <= {contact.area_id for contact in rows["contact"]}


def test_an_office_has_one_number_wherever_it_is_named(loaded: Databases) -> None:
    contact = next(c for c in published(loaded, ContactPoint) if c.name == "南定镇民政办")
    office = next(p for p in published(loaded, Provider) if p.name == "南定镇民政办")
    assert contact.phones[0]["number"] == office.phones[0]["number"]


def test_a_village_offers_day_care_in_its_own_home(loaded: Databases) -> None:
    homes = {p.id: p.area_id for p in published(loaded, Provider) if p.type.startswith("rural")}
    own = [s for s in published(loaded, Service) if len(s.area_id) == 12]
    assert own
    assert all(homes[s.providers[0]] == s.area_id for s in own)


def test_every_town_has_its_team(loaded: Databases) -> None:
    areas = {team.area_id for team in published(loaded, VolunteerTeam)}
    assert {area.code for area in published(loaded, Area) if area.level == "town"} <= areas


def test_some_activities_are_to_come_and_some_are_over(loaded: Databases) -> None:
    days = [a.starts_at.date() for a in published(loaded, Activity)]
    assert any(day < TODAY for day in days)
    assert sum(day >= TODAY for day in days) >= 13


def test_some_records_are_overdue_for_a_check_but_few(rows: dict[str, list[Any]]) -> None:
    ages = [(TODAY - row.verified_on).days for row in rows["contact"]]
    assert 0 < sum(age > 90 for age in ages) < len(ages) / 10


def test_the_site_says_that_it_is_a_demonstration(loaded: Databases) -> None:
    settings = {setting.name: setting.value for setting in published(loaded, Setting)}
    assert settings["demonstration"] == "yes"
    assert (settings["district"], settings["office"]) == ("370303", "张店区民政局")


def test_lists_show_records_in_several_states(loaded: Databases) -> None:
    with loaded.working():
        standings = [record.standing for record in revisions.Record.select()]
    assert (standings.count("draft"), standings.count("changed")) == (2, 2)


def test_the_same_seed_gives_the_same_rows(load: Load, loaded: Databases) -> None:
    assert everything(load()) == everything(loaded)


def test_another_seed_gives_others(load: Load, loaded: Databases) -> None:
    assert everything(load(seed=2)) != everything(loaded)


@pytest.mark.parametrize("wanted", [20, 1500])
def test_as_many_services_are_made_as_are_wanted(load: Load, wanted: int) -> None:
    services = published(load(services=wanted), Service)
    assert len(services) == wanted
    assert len({service.name for service in services}) == wanted


def test_few_services_are_spread_over_kinds_and_towns(load: Load) -> None:
    services = published(load(services=20), Service)
    assert len({service.category_id for service in services}) > 10
    assert len({service.area_id for service in services}) > 8


def test_another_places_table_gives_that_place(load: Load, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "code,name,level,parent_code\n"
        "371402,德城区,district,\n"
        "371402100,二屯镇,town,371402\n"
        "371402100201,前村村委会,village,371402100\n",
        encoding="utf-8",
    )
    made = load(divisions=table)
    assert {setting.value for setting in published(made, Setting)} >= {"德城区民政局", "371402"}
    assert any(s.name == "送餐上门（二屯镇）" for s in published(made, Service))


def test_a_desk_that_has_records_is_left_alone(load: Load) -> None:
    made = load(services=5)
    before = everything(made)
    with pytest.raises(demo.DemoRefused):
        demo.load(made, services=5, seed=1, divisions=None, now=NOW, today=TODAY)
    assert everything(made) == before
