"""What is missing of the seven groups is named; what is answered with none is not missing.

Duties of the order: A2 2.
"""

from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules.completeness import FIELDS, GROUPS, LABELS, missing, score

NAMES = [name for names in FIELDS.values() for name in names]
WHOLE = dict.fromkeys(NAMES, "x")


def test_the_seven_groups_have_their_fields_and_labels() -> None:
    assert set(FIELDS) == set(GROUPS)
    assert set(NAMES) == set(LABELS)
    assert len(GROUPS) == 7


def test_a_whole_record_lacks_nothing() -> None:
    assert (missing(WHOLE), score(WHOLE)) == ({}, 100)


def test_no_children_is_an_answer_and_an_empty_list_is_none() -> None:
    known = WHOLE | {"declared_children": 0, "carers": [], "children": False}
    assert missing(known) == {"family": ["children"], "care": ["carers"]}


@given(st.sets(st.sampled_from(NAMES), min_size=1))
def test_whoever_lacks_something_is_not_complete(lacking: set[str]) -> None:
    known = {name: "x" for name in NAMES if name not in lacking}
    assert {name for names in missing(known).values() for name in names} == lacking
    assert score(known) < 100
