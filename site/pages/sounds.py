"""How names sound: the pinyin that lists are sorted by, of names that have none recorded.

Loads pypinyin only when a sound is asked for that nobody has told, since that takes as long as
reading ten thousand rows. It knows no order and no page.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from models import Published
from pages.catalog_values import Link


@cache
def _han() -> re.Pattern[str]:
    """What pypinyin takes for Chinese; only made where a sound is asked for, as that takes time."""
    return re.compile(
        "([\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    )


def _sound(name: str) -> str:
    """How a name sounds."""
    runs = _han().split(name)
    # Every second one is Chinese.
    runs[1::2] = map(_spoken, runs[1::2])
    return "".join(runs).lower()


# Of Chinese runs, which many names have in common. A site's names are not more than its rows.
_known_sounds: dict[str, str] = {}


def _spoken(run: str) -> str:
    found = _known_sounds.get(run)
    if found is None:
        # Loads a quarter of all that a build loads, and a correction asks for no sound.
        from pypinyin import lazy_pinyin  # noqa: PLC0415

        found = _known_sounds[run] = "".join(lazy_pinyin(run))
    return found


def sounds(names: Iterable[str]) -> dict[str, str]:
    """How the Chinese in names sounds, for another process."""
    for name in names:
        _sound(name)
    return dict(_known_sounds)


def know(found: Mapping[str, str]) -> None:
    """Take over what another process has found out of sounds."""
    _known_sounds.update(found)


def pinyin(row: Published | Link) -> str:
    """What a name sorts by: the recorded pinyin, or that of its characters."""
    recorded: str = getattr(row, "pinyin", "")
    return recorded.lower() if recorded else _sound(row.name)
