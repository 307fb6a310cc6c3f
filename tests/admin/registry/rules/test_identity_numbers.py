"""An id number is taken only if it can be one, and a refusal never repeats it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules import identity_numbers
from admin.registry.rules.identity_numbers import NotAnIdentityNumber, check_digit, read

TODAY = date(2026, 11, 24)
# The samples that the standard itself prints.
SAMPLES = [
    ("11010519491231002X", date(1949, 12, 31), "female"),
    ("440524188001010014", date(1880, 1, 1), "male"),
]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1880, 1, 1), TODAY))
    place = draw(st.sampled_from(sorted(identity_numbers.PROVINCES))) + "0303"
    digits = f"{place}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return digits + check_digit(digits)


@pytest.mark.parametrize(("number", "born_on", "sex"), SAMPLES)
def test_the_standards_samples_are_read(number: str, born_on: date, sex: str) -> None:
    found = read(number, TODAY)
    assert (found.number, found.born_on, found.sex, found.is_old) == (number, born_on, sex, False)


@pytest.mark.parametrize(
    "text", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_another_way_of_writing_is_the_same_number(text: str) -> None:
    assert read(text, TODAY).number == "11010519491231002X"


def test_an_old_number_is_carried_over_and_marked() -> None:
    found = read("110105491231002", TODAY)
    assert (found.number, found.is_old) == ("11010519491231002X", True)


def test_an_old_number_of_a_centenarian_is_of_the_century_before() -> None:
    assert read("440524800101998", TODAY).born_on == date(1880, 1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "18 位"),
        ("1101051949123100", "18 位"),
        ("11010519491231002A", "18 位"),
        ("X1010519491231002X", "18 位"),
        ("110105194912310021", "最后一位"),
        ("990105194912310020", "前两位"),
        ("110105194913310020", "7 到 14"),
        ("110105194902290020", "7 到 14"),
        ("110105209901010020", "还没有到"),
        ("110105194912310021119", "18 位"),
    ],
)
def test_what_cannot_be_one_is_refused_without_repeating_it(text: str, said: str) -> None:
    with pytest.raises(NotAnIdentityNumber, match=said) as refused:
        read(text, TODAY)
    assert not text or text not in str(refused.value)


def test_a_number_does_not_show_where_it_is_logged() -> None:
    assert "1949123" not in repr(read(SAMPLES[0][0], TODAY))


@given(numbers())
def test_every_number_with_its_check_is_read(number: str) -> None:
    found = read(number, TODAY)
    assert found.number == number
    assert found.born_on.strftime("%Y%m%d") == number[6:14]
    assert (found.sex == "male") == (int(number[16]) % 2 == 1)


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, by: int) -> None:
    other = str((int(number[place]) + by) % 10)
    with pytest.raises(NotAnIdentityNumber):
        read(number[:place] + other + number[place + 1 :], TODAY)
