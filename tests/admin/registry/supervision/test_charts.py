"""The geometry of charts."""

from hypothesis import given
from hypothesis import strategies as st

from admin.registry.supervision.charts import LABEL, VALUE, WIDTH, shares, stacked

ROWS = st.lists(
    st.tuples(
        st.text(max_size=3),
        st.lists(st.tuples(st.just("done"), st.integers(0, 500)), max_size=4),
        st.just(""),
    ),
    max_size=8,
)


@given(ROWS)
def test_no_bar_leaves_its_room(rows: list[tuple[str, list[tuple[str, float]], str]]) -> None:
    for bar in stacked(rows).bars:
        for part in bar.parts:
            assert LABEL <= part.x <= part.x + part.width <= WIDTH - VALUE + 0.1


def test_the_longest_bar_fills_the_room_and_the_others_are_to_scale() -> None:
    long, short = stacked([("a", [("done", 8)], ""), ("b", [("done", 2)], "")]).bars
    assert long.parts[0].width == 4 * short.parts[0].width == WIDTH - LABEL - VALUE


def test_nothing_to_draw_is_no_error() -> None:
    assert stacked([("a", [("done", 0)], "0")]).bars[0].parts[0].width == 0
    assert stacked([]).bars == ()


def test_what_cannot_be_measured_has_no_bar() -> None:
    unknown, half = shares([("a", None), ("b", 0.5)]).bars
    assert (unknown.parts, unknown.text) == ((), "—")
    assert half.text == "50%"
