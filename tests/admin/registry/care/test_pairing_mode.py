"""The mode of a pairing follows from the graph.

Duties of the order: A2 12.
"""

from hypothesis import given
from hypothesis import strategies as st

from admin.registry.care.pairing_mode import Pair, modes

PAIRS = st.sets(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("uvwxy")), max_size=12)


def test_one_companion_and_one_elder_are_one_to_one() -> None:
    assert modes([("A", "u")]) == {("A", "u"): "one_to_one"}


def test_several_companions_of_one_elder_are_many_to_one() -> None:
    assert set(modes([("A", "u"), ("B", "u")]).values()) == {"many_to_one"}


def test_one_companion_of_several_elders_is_one_to_many() -> None:
    assert set(modes([("A", "u"), ("A", "v")]).values()) == {"one_to_many"}


def test_a_chain_through_both_sides_is_told_as_a_tangle() -> None:
    assert set(modes([("A", "u"), ("A", "v"), ("B", "v")]).values()) == {"many_to_many"}


def test_the_same_word_on_both_sides_is_two_people() -> None:
    assert modes([("A", "A")]) == {("A", "A"): "one_to_one"}


@given(PAIRS)
def test_every_pair_has_a_mode_that_its_own_ends_allow(pairs: set[Pair]) -> None:
    found = modes(pairs)
    assert found.keys() == pairs
    for (companion, elder), mode in found.items():
        helped = sum(c == companion for c, _e in pairs)
        helping = sum(e == elder for _c, e in pairs)
        if helped > 1 and helping > 1:
            assert mode == "many_to_many"
        if mode == "one_to_one":
            assert (helped, helping) == (1, 1)
        if mode == "many_to_one":
            assert helped == 1
        if mode == "one_to_many":
            assert helping == 1


@given(PAIRS, st.randoms())
def test_the_order_in_which_pairs_are_told_does_not_matter(pairs: set[Pair], dice: object) -> None:
    listed = sorted(pairs)
    dice.shuffle(listed)  # type: ignore[attr-defined]
    assert modes(listed) == modes(pairs)
