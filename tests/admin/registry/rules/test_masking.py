"""A mask keeps the length and hides the middle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules import masking


@pytest.mark.parametrize(
    ("name", "shown"), [("", ""), ("王", "王"), ("王英", "王*"), ("王秀英", "王*英")]
)
def test_a_name_keeps_its_ends(name: str, shown: str) -> None:
    assert masking.name(name) == shown


def test_an_id_number_keeps_seven_digits() -> None:
    assert masking.id_number("11010519491231002X") == "110***********002X"


@pytest.mark.parametrize(
    ("phone", "shown"), [("13800001234", "138****1234"), ("2281234", "*****34"), ("5", "*")]
)
def test_a_phone_keeps_its_ends(phone: str, shown: str) -> None:
    assert masking.phone(phone) == shown


@given(st.text("0123456789", min_size=1, max_size=20))
def test_something_is_always_hidden(text: str) -> None:
    for mask in (masking.phone, masking.id_number):
        assert len(mask(text)) == len(text)
        assert "*" in mask(text)
