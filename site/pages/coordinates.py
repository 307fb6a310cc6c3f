"""From the shifted coordinates of Chinese maps (GCJ-02) to those of the world (WGS 84).

Records keep what a clerk picks on Amap or Tencent, which is GCJ-02; schema.org, vCard and iCalendar
mean WGS 84, some 500 m away. The shift has no exact inverse: taking it back once leaves about
2 m. It is for places in China and does not ask whether a point lies there.
"""

from math import cos, pi, radians, sin, sqrt

from pages.distance import Point

# The ellipsoid that the shift was defined on (Krasovsky 1940): half axis in metres, eccentricity.
HALF_AXIS = 6378245.0
ECCENTRICITY = 0.00669342162296594323


def world(shifted: Point) -> Point:
    """The WGS 84 point of a GCJ-02 one, to five decimals (1 m)."""
    north, east = _shift(shifted)
    return Point(round(shifted.latitude - north, 5), round(shifted.longitude - east, 5))


def _shift(point: Point) -> tuple[float, float]:
    """Degrees north and east by which a point near this one is moved."""
    x, y = point.longitude - 105.0, point.latitude - 35.0
    latitude = radians(point.latitude)
    magic = 1 - ECCENTRICITY * sin(latitude) ** 2
    north = _metres_north(x, y) * 180 * magic * sqrt(magic)
    north /= HALF_AXIS * (1 - ECCENTRICITY) * pi
    east = _metres_east(x, y) * 180 * sqrt(magic) / (HALF_AXIS * cos(latitude) * pi)
    return north, east


def _metres_north(x: float, y: float) -> float:
    plane = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    waves = 20 * sin(y * pi) + 40 * sin(y * pi / 3)
    waves += 160 * sin(y * pi / 12) + 320 * sin(y * pi / 30)
    return plane + (_ripple(x) + waves) * 2 / 3


def _metres_east(x: float, y: float) -> float:
    plane = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    waves = 20 * sin(x * pi) + 40 * sin(x * pi / 3)
    waves += 150 * sin(x * pi / 12) + 300 * sin(x * pi / 30)
    return plane + (_ripple(x) + waves) * 2 / 3


def _ripple(x: float) -> float:
    return 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
