"""What may be saved: every bad input has its message at its field."""

from datetime import date
from typing import Any

import pytest

from admin.desk import checks
from admin.desk.revisions import complete
from models import Service
from tests import factories
from tests.admin.desk.conftest import Save, provider, service

pytestmark = pytest.mark.usefixtures("desk")


def problem_fields(kind: str, fields: dict[str, Any], today: date) -> list[str]:
    whole = complete(kind, checks.normalise(kind, fields))
    return [problem.field for problem in checks.check(kind, None, whole, today)]


def test_a_good_service_has_no_problem(today: date) -> None:
    assert problem_fields("service", service(), today) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "长" * 81),
        ("area", "990000"),
        ("category", 99),
        ("areas", ["990000"]),
        ("providers", [99]),
        ("cost_kind", "gift"),
        ("audience", ["children"]),
        ("verified_on", "2027-01-01"),
        ("verified_on", "上周"),
        ("slug", "../etc"),
        ("slug", "Song-Can"),
        ("phones", [factories.phone("找小王")]),
        ("phones", [factories.phone("13800138000")]),
        ("steps", ["走"] * 101),
        ("eligibility", "身份证 11010519491231002X"),
        ("eligibility", "打我手机 13800138000"),
        ("hours", {"week": {"1": [{"opens": "17:00", "closes": "08:00", "next_day": False}]}}),
    ],
)
def test_a_bad_value_is_named_at_its_field(field: str, value: Any, today: date) -> None:
    assert field in problem_fields("service", service(**{field: value}), today)


def test_an_end_before_the_beginning_is_named(today: date) -> None:
    fields = service(valid_from="2026-12-02", valid_until="2026-12-01")
    assert problem_fields("service", fields, today) == ["valid_until"]


def test_hours_over_midnight_are_allowed(today: date) -> None:
    span = {"opens": "20:00", "closes": "06:00", "next_day": True}
    assert problem_fields("service", service(hours={"week": {"1": [span]}}), today) == []


def test_a_slug_in_use_is_named(save: Save, today: date) -> None:
    save("service", service(slug="song-can"))
    assert problem_fields("service", service(slug="song-can"), today) == ["slug"]


def test_a_persons_name_needs_the_date_of_consent(today: date) -> None:
    fields = {"name": "民政办", "area": factories.TOWN, "person": "某人", "slug": ""}
    assert problem_fields("contact", fields, today) == ["person_consent_on"]


def test_a_third_level_of_categories_is_refused(save: Save, today: date) -> None:
    child = save("category", {"name": "五帮", "slug": "five-helps", "parent": 1})
    fields = {"name": "送餐", "slug": "meals", "parent": int(child.key)}
    assert problem_fields("category", fields, today) == ["parent"]


def test_half_a_coordinate_is_refused(today: date) -> None:
    assert problem_fields("provider", provider(latitude=36.8), today) == ["latitude"]


def test_an_impossible_latitude_is_refused(today: date) -> None:
    fields = provider(latitude=136.8, longitude=118.0)
    assert problem_fields("provider", fields, today) == ["latitude"]


def test_a_photo_needs_words_for_those_who_cannot_see_it(today: date) -> None:
    assert problem_fields("provider", provider(photo="x.jpg"), today) == ["photo_alt"]


def test_full_width_digits_become_plain_ones() -> None:
    tidy = checks.normalise(
        "service", service(phones=[factories.phone("０５３３－０００１２３４")])
    )
    assert tidy["phones"][0]["number"] == "0533-0001234"


def test_invisible_characters_are_taken_out() -> None:
    assert checks.normalise("service", service(name="送\u200b餐\u202e"))["name"] == "送餐"


def test_rare_characters_and_emoji_are_kept() -> None:
    assert checks.normalise("service", service(name="𠮷䶮🏠"))["name"] == "𠮷䶮🏠"


def test_every_audience_may_be_chosen(today: date) -> None:
    assert problem_fields("service", service(audience=list(Service.AUDIENCES)), today) == []


def test_a_draft_without_a_way_to_get_it_lacks_something() -> None:
    whole = complete("service", service(phones=[]))
    assert [problem.field for problem in checks.missing("service", whole)] == ["phones"]
