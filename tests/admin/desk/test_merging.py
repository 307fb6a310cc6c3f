"""What one side changed is kept, what both changed is chosen, and nothing else is touched."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.desk.merging import joined, merge

NAMES = ["name", "summary", "phones"]
FIELDS = st.fixed_dictionaries({name: st.integers(0, 2) for name in NAMES})


@given(FIELDS, FIELDS, FIELDS, st.sampled_from(["theirs", "mine"]))
def test_no_change_of_either_side_is_lost(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any], side: Any
) -> None:
    found = merge(NAMES, base, theirs, mine)
    result = joined(found, theirs, mine, dict.fromkeys(found.both, side))
    for name in NAMES:
        chosen = mine if side == "mine" else theirs
        one_side = mine if theirs[name] == base[name] else theirs
        assert result[name] == (chosen if name in found.both else one_side)[name]


def test_a_field_that_both_changed_must_be_chosen() -> None:
    found = merge(["name"], {"name": "一"}, {"name": "二"}, {"name": "三"})
    assert found.both == ("name",)
    with pytest.raises(KeyError):
        joined(found, {"name": "二"}, {"name": "三"}, {})


def test_the_same_change_by_both_is_agreed() -> None:
    assert merge(["name"], {"name": "一"}, {"name": "二"}, {"name": "二"}).alike == ("name",)
