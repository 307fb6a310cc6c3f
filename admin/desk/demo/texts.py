"""Reads the demonstration's texts, which lie beside this module, and says what a service is.

It fills in words and picks nothing: which town gets which choice is decided by `offers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Template:
    """One service as every town might offer it; `{words}` differ from town to town."""

    name: str
    slug: str
    category: str
    at: str
    clause: str
    summary: str
    content: str
    audience: list[str]
    eligibility: str
    delivery: str
    standard: str
    funders: list[str]
    cost: str
    cost_notes: list[str]
    providers: list[str]
    channels: list[str]
    hours: list[str]
    steps: list[str]
    bring: list[str]
    villages: bool = False
    vary: dict[str, list[str]] = field(default_factory=dict)


@cache
def read(name: str) -> Any:
    """One of the files of texts, by its bare name."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def templates() -> list[Template]:
    """Every service that the order names, in the order of the file."""
    return [Template(**values) for values in read("services")]


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with its `{words}` filled in."""
    return text.format_map(words).strip()
