"""Coordinates of Chinese maps, taken back to those of the world."""

import pytest

from pages.coordinates import world
from pages.distance import Point, kilometres

# Pairs that other implementations of the shift agree on: Shanghai, Shenzhen, Beijing.
PAIRS = [
    (Point(31.17530398364597, 121.531541859215), Point(31.1774276, 121.5272106)),
    (Point(22.540796131694766, 113.9171764808363), Point(22.543847, 113.912316)),
    (Point(39.91334545536069, 116.38404722455657), Point(39.911954, 116.377817)),
]


@pytest.mark.parametrize(("shifted", "true"), PAIRS)
def test_the_shift_is_taken_back_to_a_few_metres(shifted: Point, true: Point) -> None:
    assert kilometres(shifted, true) > 0.3
    assert kilometres(world(shifted), true) < 0.005
