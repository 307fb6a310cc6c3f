"""Addresses: pinyin, ASCII, unique, harmless in a path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.desk import slugs
from models import Service
from tests.admin.desk.conftest import Save, service


@given(st.text(max_size=100))
def test_a_slug_made_from_any_name_is_well_formed(name: str) -> None:
    assert slugs.SLUG.fullmatch(slugs.from_name(name))


def test_a_name_becomes_its_pinyin() -> None:
    assert slugs.from_name("助餐送餐") == "zhu-can-song-can"


@pytest.mark.usefixtures("desk")
def test_a_second_record_of_the_same_name_gets_a_number(save: Save) -> None:
    save("service", service())
    save("service", service())
    assert [row.slug for row in Service.select()] == ["song-can-shang-men", "song-can-shang-men-2"]
