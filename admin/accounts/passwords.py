"""What a password must be, and the making of a fresh one.

Length counts and the obvious is refused; nothing is asked of anybody over the network, and no
rule demands a digit or a capital.
"""

import secrets
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from flask_security import PasswordUtil

MINIMUM = 12
MAXIMUM = 128
COMMON = Path(__file__).with_name("common_passwords.txt")
# Without letters and digits that are mistaken for each other when read aloud or from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def generate() -> str:
    """A fresh password of 79 bits in four groups that can be read out over the telephone."""
    return "-".join("".join(secrets.choice(ALPHABET) for _n in range(4)) for _group in range(4))


def problems(password: str, name: str) -> list[str]:
    """Why this password will not do for the account `name`; empty when it will."""
    if len(password) < MINIMUM:
        return [_("密码至少 %(length)s 个字符。可以用一句只有您知道的话。", length=MINIMUM)]
    if len(password) > MAXIMUM:
        return [_("密码最多 %(length)s 个字符。", length=MAXIMUM)]
    if _is_obvious(password.casefold(), name):
        return [_("这个密码太容易猜到，请换一个。")]
    return []


def _is_obvious(password: str, name: str) -> bool:
    """A common password, even repeated or with its digits dropped, or little but the name."""
    letters = "".join(c for c in password if c.isalnum())
    cores = {password, letters, letters.strip("0123456789")}
    known = any(core in common() or _is_repeated(core) for core in cores if core)
    return known or len(set(letters)) < 5 or len(letters.replace(name, "")) < 6


def _is_repeated(text: str) -> bool:
    """Whether the text is one common word over and over."""
    halves = [text[:n] for n in range(3, len(text) // 2 + 1) if len(text) % n == 0]
    return any(part * (len(text) // len(part)) == text and part in common() for part in halves)


@cache
def common() -> frozenset[str]:
    """The common passwords and words that make up most guessed ones, in lower case."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())


class PasswordRules(PasswordUtil):
    """These rules where Flask-Security asks for a password's worth."""

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        """The problems, or None, and the password in its one normal form."""
        password = self.normalize(password)
        return problems(password, kwargs["user"].name) or None, password
