"""Which numbers an elder can dial."""

import pytest

from admin.desk import phones
from tests import factories


@pytest.mark.parametrize(
    "number",
    ["0533-0001234", "(0533) 000 1234", "0533-0001234转8", "12345", "120", "400-000-1234", "95598"],
)
def test_a_number_that_can_be_dialled_is_accepted(number: str) -> None:
    assert phones.problems([factories.phone(number)]) == []


@pytest.mark.parametrize(
    "number", ["", "找小王", "12", "0533-", "1234567890123456", "05330001234 或 8"]
)
def test_a_number_that_cannot_be_dialled_is_named(number: str) -> None:
    assert len(phones.problems([factories.phone(number)])) == 1


def test_a_mobile_is_refused_unless_an_office_shares_it() -> None:
    row = factories.phone("138 0013 8000")
    assert phones.problems([row])
    assert not phones.problems([{**row, "shared": True}])


def test_the_message_names_the_row() -> None:
    rows = [factories.phone(), factories.phone("x")]
    assert "第 2 行" in phones.problems(rows)[0]


def test_empty_rows_are_dropped() -> None:
    assert phones.normalise([{"number": "", "label": "", "hours": "上午"}]) == []
