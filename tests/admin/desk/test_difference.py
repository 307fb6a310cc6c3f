"""A reviewer sees what was changed and nothing else; both texts can be read out of the parts."""

from hypothesis import given
from hypothesis import strategies as st

from admin.desk.difference import MOST_WORDS, Part, by_row, by_word, compare

TEXT = st.text(alphabet="热饭送到家 ab\n", max_size=60)
ROWS = st.lists(st.text(alphabet="热饭送", max_size=3))


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(part.op, part.text) for part in by_word(before, after)]


def test_a_changed_word_is_shown_and_the_rest_is_not() -> None:
    assert told("每日一餐，热餐送到手", "每日两餐，热餐送到手") == [
        ("same", "每日"),
        ("gone", "一"),
        ("new", "两"),
        ("same", "餐，热餐送到手"),
    ]


def test_a_latin_word_is_not_taken_apart() -> None:
    assert ("gone", "monday") in told("on monday", "on tuesday")


@given(TEXT, TEXT)
def test_both_texts_can_be_read_out_of_the_parts(before: str, after: str) -> None:
    parts = list(by_word(before, after))
    assert "".join(p.text for p in parts if p.op != "new") == before
    assert "".join(p.text for p in parts if p.op != "gone") == after


@given(ROWS, ROWS)
def test_both_lists_can_be_read_out_of_the_rows(before: list[str], after: list[str]) -> None:
    rows = [row for part in by_row(before, after) for row in _unfolded(part)]
    assert [row.text for row in rows if row.op != "new"] == before
    assert [row.text for row in rows if row.op != "gone"] == after


def _unfolded(part: Part) -> list[Part]:
    return [Part(part.op, text) for text in part.text.split("\n")]


def test_a_long_text_that_is_alike_is_folded_and_whole() -> None:
    part = next(iter(by_word("长" * 500 + "一", "长" * 500 + "二")))
    assert part.folded
    assert part.beginning + part.middle + part.end == "长" * 500


def test_many_rows_that_are_alike_are_folded() -> None:
    rows = list(by_row([str(n) for n in range(9)], [str(n) for n in range(10)]))
    assert [(row.op, row.folded) for row in rows] == [("same", True), ("new", False)]


def test_a_rewritten_long_text_is_shown_as_replaced() -> None:
    assert [part.op for part in by_word("一二" * MOST_WORDS, "三四" * MOST_WORDS)] == [
        "gone",
        "new",
    ]


def test_nothing_and_empty_are_alike() -> None:
    assert compare({"name": "一", "steps": []}, {"name": "一", "steps": "", "bring": []}) == []
