"""The lot of an inspection."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from admin.registry.supervision.sampling import draw, new_seed, risk_weight

WEIGHTS = st.dictionaries(st.text(min_size=1, max_size=5), st.floats(0, 9), max_size=30)


@given(WEIGHTS, st.integers(0, 40), st.text(max_size=9))
def test_a_draw_takes_different_keys_and_no_more_than_asked(
    weights: dict[str, float], size: int, seed: str
) -> None:
    drawn = draw(weights, size, seed)
    allowed = {key for key, weight in weights.items() if weight > 0}
    assert len(drawn) == len(set(drawn)) == min(size, len(allowed))
    assert set(drawn) <= allowed


@given(WEIGHTS, st.text(max_size=9))
def test_the_same_seed_draws_the_same_whatever_the_order(
    weights: dict[str, float], seed: str
) -> None:
    backwards = dict(reversed(weights.items()))
    assert draw(weights, 5, seed) == draw(backwards, 5, seed)


def test_more_risk_is_drawn_more_often() -> None:
    first = Counter(draw({"calm": 1, "risky": 5}, 1, str(i))[0] for i in range(400))
    assert first["risky"] > 3 * first["calm"]


def test_two_inspections_of_a_place_draw_differently() -> None:
    weights = {str(i): 1.0 for i in range(50)}
    drawn = {tuple(draw(weights, 5, new_seed(i))) for i in range(10)}
    assert len(drawn) == 10


def test_an_elder_without_any_sign_of_risk_still_has_a_ticket() -> None:
    assert risk_weight(is_priority=False, is_alarming=False, missed_months=0, doubts=0) == 1


def test_nobody_knows_beforehand_whom_an_inspection_will_draw() -> None:
    assert new_seed(7) != new_seed(7)
    assert len(new_seed(2**31)) <= 40


def test_who_was_drawn_can_be_drawn_again_from_the_kept_seed() -> None:
    people = {str(i): 1.0 for i in range(200)}
    seed = new_seed(7)
    assert draw(people, 10, seed) == draw(dict(reversed(people.items())), 10, seed)
