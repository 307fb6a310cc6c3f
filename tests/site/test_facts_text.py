"""Data for machines is JSON without what is empty, and can stand inside of a page."""

import json

import pytest

from pages.facts_text import Written, safe, written


@pytest.mark.parametrize(
    "value",
    [
        "送餐",
        'a "quoted" \\ word',
        ["a", "b"],
        {"@type": "Place", "name": "x"},
        3,
        1.5,
        True,
        [[1]],
    ],
)
def test_what_is_written_reads_as_it_was(value: object) -> None:
    assert json.loads(written(value)) == value


@pytest.mark.parametrize(
    "value", ["", None, [], {}, {"@type": "Place"}, [{"a": ""}, ""], {"a": []}]
)
def test_what_is_empty_is_not_written(value: object) -> None:
    assert written(value) == ""


def test_what_is_empty_inside_is_left_out() -> None:
    value = {"@type": "Place", "name": "x", "geo": {"@type": "Geo"}, "also": ["", "y"]}
    assert json.loads(written(value)) == {"@type": "Place", "name": "x", "also": ["y"]}


def test_what_is_written_already_stands_as_it_is() -> None:
    assert written({"office": Written('{"name":"a"}'), "none": Written("")}) == (
        '{"office":{"name":"a"}}'
    )


def test_nothing_in_it_ends_the_script_that_it_stands_in() -> None:
    text = safe(written({"name": "</script><b>&amp;'"}))
    assert not set("<>&'") & set(text)
    assert json.loads(text) == {"name": "</script><b>&amp;'"}
