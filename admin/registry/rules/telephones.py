"""A private telephone in one spelling, or why it is none. A refusal repeats nothing of it."""

import re
import unicodedata

from models import N_

SEPARATORS = re.compile(r"[\s()（）.·-]+")
SHAPE = re.compile(r"(\+?86)?(0\d{9,11}|1[3-9]\d{9}|\d{7,8})", re.ASCII)
NONE = frozenset({"", "无", "无电话", "没有", "没电话", "暂无"})


class NotATelephone(ValueError):
    """Nobody could be rung up there; the message says what a number looks like."""


def read(text: str) -> str:
    """The digits of a number, "" where it says that there is none.

    :raises NotATelephone: it is neither, a masked number for example.
    """
    digits = SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if digits in NONE:
        return ""
    if not SHAPE.fullmatch(digits):
        raise NotATelephone(N_("电话写 11 位手机号，或带区号的座机；没有电话就空着。"))
    return digits.removeprefix("+").removeprefix("86") if len(digits) > 12 else digits
