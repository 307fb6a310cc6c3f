"""How far two places are apart, as the crow flies.

Pure: points in, kilometres out. Both points must be of the same kind of coordinates. It knows no
roads, so what it answers is always said with "about".
"""

from collections.abc import Collection
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0


class Point(NamedTuple):
    """Degrees north and degrees east."""

    latitude: float
    longitude: float


def kilometres(one: Point, other: Point) -> float:
    """The length of the great circle between two points (haversine)."""
    north, south = radians(one.latitude), radians(other.latitude)
    half_up = sin((north - south) / 2) ** 2
    half_across = sin(radians(one.longitude - other.longitude) / 2) ** 2
    part = half_up + cos(north) * cos(south) * half_across
    return 2 * EARTH_KM * asin(sqrt(min(1.0, part)))


def middle(points: Collection[Point]) -> Point | None:
    """The mean of points that lie within one village or town; None for no points."""
    if not points:
        return None
    count = len(points)
    return Point(
        sum(point.latitude for point in points) / count,
        sum(point.longitude for point in points) / count,
    )
