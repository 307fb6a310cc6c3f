"""The number of a village's group (组) in one spelling: 第十组, 十组 and 10组 are all "10"."""

import re
import unicodedata

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
WORDS = re.compile(r"第|村民小组|居民小组|小组|组|队|号")


def group(text: str) -> str:
    """The number as plain digits; a group that has a name keeps it."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    bare = WORDS.sub("", tidy).strip()
    number = _number(bare)
    return str(number) if number is not None else (bare or tidy)[:20]


def _number(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) < 4:
        return int(text)
    tens, has_ten, units = text.rpartition("十")
    if not text or not set(tens + units) <= DIGITS.keys() or len(tens) > 1 or len(units) > 1:
        return None
    if not has_ten:
        return DIGITS[units]
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(units, 0)
