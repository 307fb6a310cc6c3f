"""A private telephone is digits, nothing, or refused without being repeated."""

import pytest

from admin.registry.rules.telephones import NotATelephone, read


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("138 0000 1234", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("+86 13800001234", "13800001234"),
        ("0533-2281234", "05332281234"),
        ("无电话", ""),
        ("", ""),
    ],
)
def test_a_number_has_one_spelling(text: str, digits: str) -> None:
    assert read(text) == digits


@pytest.mark.parametrize("text", ["138****1234", "12345", "找小王", "138000012345678"])
def test_what_nobody_can_ring_up_is_refused(text: str) -> None:
    with pytest.raises(NotATelephone) as refused:
        read(text)
    assert text not in str(refused.value)
