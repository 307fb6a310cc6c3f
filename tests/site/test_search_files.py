"""The files of the search by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.search_files import digest, script, value


@given(st.text() | st.lists(st.text()))
def test_a_value_comes_out_of_its_script(part: str | list[str]) -> None:
    assert value("n3", digest(part), script("n3", part)) == part


def test_a_script_of_another_value_is_refused() -> None:
    with pytest.raises(ValueError, match="n3"):
        value("n3", digest("送餐"), script("n3", "理发"))


def test_a_script_that_was_cut_off_is_refused() -> None:
    with pytest.raises(ValueError, match=r"n3|char"):
        value("n3", digest("送餐"), script("n3", "送餐")[:-6])
