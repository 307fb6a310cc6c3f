"""The closed list of tables that may be published, and what they look like."""

from datetime import date

from admin.registry.figures import cuts
from admin.registry.figures.cuts import PersonRow
from admin.registry.figures.tables import TOTAL

TODAY = date(2026, 11, 24)
TOWNS = {"370303101": "南定镇", "370303102": "沣水镇", "370303104": "傅家镇", "370303105": "中埠镇"}


def people(town: str, count: int, **values: object) -> list[PersonRow]:
    defaults: dict[str, object] = {
        "born_on": date(1950, 1, 1), "sex": "female", "living": "alone", "is_poor": False,
        "is_unable": False, "lost_only_child": False, "is_priority": False,
    }  # fmt: skip
    return [PersonRow(town=town, **defaults | values)] * count  # type: ignore[arg-type]


EVERYBODY = [
    person
    for place, town in enumerate(TOWNS)
    for person in people(town, 30 + place) + people(town, 40, born_on=date(1960, 1, 1), sex="male")
]


def test_health_money_and_risk_never_stand_beside_a_town() -> None:
    by_town = {cut.name for cut in cuts.CUTS if cut.by_town}
    assert by_town == {"age", "sex", "living"}


def test_a_district_of_large_towns_shows_every_town() -> None:
    drawn = cuts.draw(EVERYBODY, list(TOWNS), TODAY, 10)
    (age,) = cuts.publishable(drawn[:1], TOWNS, "张店区", is_rounded=False)
    assert [row["name"] for row in age["rows"]] == [*TOWNS.values(), "张店区"]  # type: ignore[attr-defined]


def test_everybody_is_in_the_district_once() -> None:
    drawn = cuts.draw(EVERYBODY, list(TOWNS), TODAY, 10)
    assert {each.made.table.cells()[TOTAL, TOTAL] for each in drawn} == {len(EVERYBODY)}


def test_two_small_towns_stand_together_and_are_named_below() -> None:
    small = [*EVERYBODY, *people("370303106", 5), *people("370303107", 19)]
    towns = {**TOWNS, "370303106": "甲镇", "370303107": "乙镇"}
    drawn = cuts.draw(small, list(towns), TODAY, 10)
    (age,) = cuts.publishable(drawn[:1], towns, "张店区", is_rounded=False)
    names = [row["name"] for row in age["rows"]]  # type: ignore[attr-defined]
    assert names == [*TOWNS.values(), "其他镇办", "张店区"]
    assert "甲镇、乙镇" in str(age["note"])


def test_an_unknown_class_is_a_class_and_no_remainder() -> None:
    drawn = cuts.draw([*EVERYBODY, *people("370303101", 12, living="")], list(TOWNS), TODAY, 10)
    living = next(each for each in drawn if each.cut.name == "living")
    assert cuts.UNKNOWN in living.made.table.columns


def test_a_handful_of_people_gives_no_table() -> None:
    assert cuts.draw(people("370303101", 19), list(TOWNS), TODAY, 10) == []


def test_rounded_numbers_are_fives_and_gaps_stay_gaps() -> None:
    drawn = cuts.draw(
        [*EVERYBODY, *people("370303101", 3, living="with_kin")], list(TOWNS), TODAY, 10
    )
    exact, rounded = (cuts.shown(drawn, is_rounded=flag) for flag in (False, True))
    assert all(value is None or value % 5 == 0 for value in rounded.values())
    assert {p for p, v in exact.items() if v is None} == {
        p for p, v in rounded.items() if v is None
    }
