"""The numbers of entries."""

from hypothesis import given
from hypothesis import strategies as st

from pages.search_numbers import Numbers, size_class
from tests.factories import DISTRICT, TOWN, VILLAGE


def test_the_first_kind_has_the_lowest_numbers_and_the_widest_places_come_first() -> None:
    found = Numbers({"area": ["370303"], "service": ["1", "2", "3"], "team": ["1"]})
    in_order = [
        found.of("area", "370303", ["370303"]),
        found.of("service", "3", []),
        found.of("service", "2", [TOWN]),
        found.of("service", "1", [VILLAGE]),
        found.of("team", "1", [DISTRICT]),
    ]
    assert in_order == sorted(in_order)


def test_a_thing_for_a_district_and_a_village_is_for_the_district() -> None:
    found = Numbers({"service": ["1"]})
    assert found.of("service", "1", [VILLAGE, DISTRICT]) == found.of("service", "1", [DISTRICT])


@given(st.sets(st.integers(1, 500), min_size=1), st.sets(st.integers(1, 500)))
def test_no_two_records_have_one_number(services: set[int], teams: set[int]) -> None:
    keys = {"service": list(map(str, services)), "team": list(map(str, teams))}
    found = Numbers(keys)
    numbers = [
        found.of(kind, key, areas)
        for kind, some in keys.items()
        for key in some
        for areas in ([DISTRICT], [TOWN], [VILLAGE])
    ]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < found.total == sum(span for _kind, span in found.ranges)


def test_a_record_that_goes_leaves_the_others_where_they_are() -> None:
    all_of_them = [str(number) for number in range(1, 30)]
    before, after = Numbers({"service": all_of_them}), Numbers({"service": all_of_them[1:-1]})
    assert before.of("service", "9", []) == after.of("service", "9", [])


def test_keys_that_lie_far_apart_are_counted_off() -> None:
    found = Numbers({"service": ["7", "900000000"]})
    assert found.of("service", "900000000", []) - found.of("service", "7", []) == 1
    assert "service" in found.counted


def test_places_are_numbered_by_the_length_of_their_codes_and_by_code() -> None:
    found = Numbers({"area": [VILLAGE, TOWN, DISTRICT]})
    assert [found.of("area", code, []) for code in (DISTRICT, TOWN, VILLAGE)] == [0, 1, 2]


def test_sizes_are_rounded_up_so_that_they_seldom_change() -> None:
    assert [size_class(count) for count in (0, 1, 3, 5, 7, 9, 13, 17)] == [
        1,
        1,
        3,
        6,
        8,
        12,
        16,
        24,
    ]
