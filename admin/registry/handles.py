"""Random names without meaning: what an address, a QR code, the trail and a file call a row by.

Never the id number, never a count: who knows one handle knows no other and nothing of a person.
"""

import re
import secrets

# Without 0, 1, i, l and o, which look like each other on paper.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12
PATTERN = re.compile(rf"[{LETTERS}]{{{LENGTH}}}", re.ASCII)


def new() -> str:
    """A fresh handle (59 bits)."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read(text: str) -> str:
    """A handle as somebody typed or scanned it, in its one spelling; "" if it cannot be one."""
    tidy = re.sub(r"[\s-]", "", text).lower()
    return tidy if PATTERN.fullmatch(tidy) else ""
