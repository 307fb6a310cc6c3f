"""Where invented institutions stand."""

from admin.desk.demo.ground import stand
from pages.distance import Point, kilometres

VILLAGES = [f"37030310120{number}" for number in range(1, 10)]


def at(code: str, kind: str = "rural_happiness_home") -> Point:
    found = stand(code, kind)
    assert found is not None
    return Point(*found)


def test_an_institution_always_stands_at_the_same_spot() -> None:
    assert at(VILLAGES[0]) == at(VILLAGES[0])
    assert at(VILLAGES[0]) != at(VILLAGES[0], "health_centre")


def test_everything_stands_in_zhangdian() -> None:
    for code in ("370303", *(f"3703030{number:02}" for number in range(60)), *VILLAGES):
        point = at(code)
        assert 36.70 < point.latitude < 36.90
        assert 117.95 < point.longitude < 118.20


def test_villages_of_a_town_are_near_each_other() -> None:
    assert max(kilometres(at("370303101"), at(village)) for village in VILLAGES) < 4


def test_elsewhere_nothing_is_located() -> None:
    assert stand("370302101", "health_centre") is None
