"""The citizen's identity number (公民身份号码, GB 11643-1999): read, checked, never guessed at.

Six digits of the place of first issue, eight of the birth, three of sequence (odd: male), one to
check. The place is of first issue, so that any province's will do and old codes stay valid.
Numbers of 15 digits, from before 1999, are carried over and marked. A refusal repeats nothing of
the number.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from models import N_

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
# Tens of the provinces' codes, and the units that exist in each.
REGIONS = {
    1: "12345",
    2: "123",
    3: "1234567",
    4: "123456",
    5: "01234",
    6: "12345",
    7: "1",
    8: "123",
}
PROVINCES = frozenset(f"{tens}{unit}" for tens, units in REGIONS.items() for unit in units)
SHAPE = re.compile(r"\d{15}|\d{17}[\dX]", re.ASCII)
SEPARATORS = re.compile(r"[\s\-·.]")
# The sequences that the old numbers kept for people over a hundred, born in the century before.
CENTENARIANS = 996


class NotAnIdentityNumber(ValueError):
    """It cannot be one; the message says why in the clerk's words, without the number."""


@dataclass(frozen=True)
class Identity:
    """What a number says; `number` always has 18 digits, `is_old` if it came with 15."""

    number: str = field(repr=False)
    born_on: date
    sex: str
    is_old: bool = False


def read(text: str, today: date) -> Identity:
    """The number and what it says of its bearer.

    :raises NotAnIdentityNumber: wrong length, place, birth or check digit.
    """
    given = SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not SHAPE.fullmatch(given):
        raise NotAnIdentityNumber(N_("身份证号是 18 位（老证 15 位），只有最后一位可以是 X。"))
    number = _carried_over(given) if len(given) == 15 else given
    if number[:2] not in PROVINCES:
        raise NotAnIdentityNumber(N_("身份证号开头不是任何一个省的代码，请核对前两位。"))
    born_on = _birth(number, today)
    if check_digit(number[:17]) != number[17]:
        raise NotAnIdentityNumber(N_("身份证号的最后一位对不上，多半有一位写错了，请逐位核对。"))
    sex = "male" if int(number[16]) % 2 else "female"
    return Identity(number, born_on, sex, is_old=len(given) == 15)


def check_digit(digits: str) -> str:
    """The eighteenth digit of the seventeen before it."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECKS[total % 11]


def _carried_over(old: str) -> str:
    century = "18" if int(old[12:]) >= CENTENARIANS else "19"
    digits = f"{old[:6]}{century}{old[6:]}"
    return digits + check_digit(digits)


def _birth(number: str, today: date) -> date:
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        message = N_("身份证号里没有这样的出生日期，请核对第 7 到 14 位。")
        raise NotAnIdentityNumber(message) from None
    if born_on > today:
        raise NotAnIdentityNumber(N_("身份证号里的出生日期还没有到，请核对第 7 到 14 位。"))
    return born_on
