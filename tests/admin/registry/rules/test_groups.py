"""A group is one group, however a village writes it."""

import pytest

from admin.registry.rules.groups import group


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第十组", "10"),
        ("十组", "10"),
        ("10组", "10"),
        ("１０", "10"),
        ("3", "3"),
        ("三组", "3"),
        ("二十一组", "21"),
        ("第3村民小组", "3"),
        ("东头组", "东头"),
        ("", ""),
        ("组", "组"),
    ],
)
def test_a_group_has_one_spelling(text: str, number: str) -> None:
    assert group(text) == number
