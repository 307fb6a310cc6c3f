"""Nobody reaches a row outside the prefix of the own area code, whatever the role."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.accounts import scope
from admin.accounts.scope import ACTIONS, GRANTS, PEOPLE
from admin.accounts.users import ROLES, User
from admin.config import Config
from admin.databases import Databases
from admin.registry.people.elders import Elder
from admin.registry.visits.records import Visit
from models import Area, Category, Channel, Provider
from tests import factories
from tests.admin.registry import factories as registry
from tests.factories import DISTRICT, TOWN, VILLAGE

NEIGHBOUR = "370303102"
CODES = ["37", "3703", DISTRICT, TOWN, VILLAGE, NEIGHBOUR, "370304", "370304101", "99", "990000"]


def person(role: str = "town_editor", area_code: str = TOWN, **values: Any) -> User:
    return User(name="somebody", role=role, area_code=area_code, **{"active": True} | values)


def test_every_role_has_its_grants() -> None:
    assert set(ROLES) == set(GRANTS)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (
            "district_administrator",
            {"read", "edit", "publish", "withdraw", "structure", "accounts", "trail"},
        ),
        (
            "district_editor",
            {
                *("read", "edit", "publish", "withdraw", "structure", *PEOPLE),
                *("registry_emergency", "registry_erase"),
            },
        ),
        (
            "town_editor",
            {"read", "edit", "publish", "withdraw", "registry_emergency", *PEOPLE},
        ),
        ("village_contact", {"read", "edit", "registry", "registry_edit"}),
        ("auditor", {"read", "trail", "registry"}),
    ],
)
def test_a_role_may_what_is_declared_inside_its_area_and_nothing_outside(
    config: Config, role: str, allowed: set[str]
) -> None:
    user = person(role, TOWN)
    assert {a for a in ACTIONS if scope.may(user, a, VILLAGE, config)} == allowed
    assert {a for a in ACTIONS if scope.may(user, a, NEIGHBOUR, config)} == set()
    assert {a for a in ACTIONS if scope.may(user, a, DISTRICT, config)} == set()


def test_an_office_may_keep_publishing_to_the_district(config: Config) -> None:
    strict = replace(config, town_editors_publish=False)
    assert scope.may(person(), "edit", TOWN, strict)
    assert not scope.may(person(), "publish", TOWN, strict)
    assert not scope.may(person(), "withdraw", TOWN, strict)


def test_what_no_area_keeps_is_the_districts_to_change(config: Config) -> None:
    assert scope.may(person("district_editor", DISTRICT), "structure", None, config)
    assert not scope.may(person("town_editor"), "structure", None, config)
    assert not scope.may(person("district_administrator"), "edit", None, config)


@pytest.mark.parametrize("broken", [{"area_code": ""}, {"active": False}, {"role": "king"}])
def test_a_broken_account_may_nothing_and_sees_nothing(
    config: Config, databases: Databases, broken: dict[str, Any]
) -> None:
    user = person(**{"role": "district_administrator"} | broken)
    with databases.working():
        factories.channel()
        assert not any(scope.may(user, action, VILLAGE, config) for action in ACTIONS)
        for model in (Area, Category, Channel):
            assert not list(scope.visible(user, model.select(), model))
            assert not list(scope.pickable(user, model.select(), model))


def test_a_town_sees_itself_and_its_villages(databases: Databases) -> None:
    with databases.working():
        factories.areas()
        codes = {row.code for row in scope.visible(person(), Area.select(), Area)}
    assert codes == {TOWN, VILLAGE}


def test_a_town_may_refer_to_the_districts_hotline_but_not_see_it(databases: Databases) -> None:
    with databases.working():
        hotline, own = factories.channel(area=DISTRICT), factories.channel()
        assert set(scope.pickable(person(), Channel.select(), Channel)) == {hotline, own}
        assert set(scope.visible(person(), Channel.select(), Channel)) == {own}


def test_a_town_picks_no_area_above_its_own(databases: Databases) -> None:
    with databases.working():
        factories.areas()
        codes = {row.code for row in scope.pickable(person(), Area.select(), Area)}
    assert codes == {TOWN, VILLAGE}


def test_everyone_sees_the_categories(databases: Databases) -> None:
    with databases.working():
        category = factories.category()
        assert list(scope.visible(person(), Category.select(), Category)) == [category]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(ROLES)), st.sampled_from(CODES), st.sets(st.sampled_from(CODES)))
def test_no_user_ever_sees_a_row_outside_the_prefix(
    databases: Databases, config: Config, role: str, home: str, kept_by: set[str]
) -> None:
    user = person(role, home)
    with databases.working() as database, database.atomic() as transaction:
        for code in sorted(kept_by):
            Area.get_or_create(code=code, defaults={"name": code, "level": "town"})
            factories.provider(area=code)
        seen = {row.area_id for row in scope.visible(user, Provider.select(), Provider)}
        picked = {row.area_id for row in scope.pickable(user, Provider.select(), Provider)}
        transaction.rollback()
    assert seen == {code for code in kept_by if code.startswith(home)}
    assert picked == {c for c in kept_by if c.startswith(home) or home.startswith(c)}
    for action in ACTIONS:
        assert not any(
            scope.may(user, action, code, config) for code in CODES if not code.startswith(home)
        )


def test_who_gives_out_accounts_sees_no_elder(databases: Databases) -> None:
    with databases.working():
        elder = registry.elder()
        registry.visit(elder)
        administrator = person("district_administrator", DISTRICT)
        for model in (Elder, Visit):
            assert list(scope.visible(person("town_editor"), model.select(), model))
            assert not list(scope.visible(administrator, model.select(), model))
            assert not list(scope.visible(person("king"), model.select(), model))


def test_what_is_about_an_elder_moves_with_the_elder(databases: Databases) -> None:
    with databases.working():
        elder = registry.elder()
        visit = registry.visit(elder)
        Elder.update(area_code=f"{NEIGHBOUR}201").execute()
        there = person("town_editor", NEIGHBOUR)
        assert list(scope.visible(there, Visit.select(), Visit)) == [visit]
        assert not list(scope.visible(person(), Visit.select(), Visit))
