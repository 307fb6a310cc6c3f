"""What marks an elder of the register, and the search for all of it in any text at once.

The names are those of three letters and more; two letters stand in many a sentence by chance, so
that whoever has them is given a third one first (`make_unmistakable`).
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import peewee as pw
from bs4 import BeautifulSoup

from admin.registry.people.elders import Elder
from admin.registry.people.families import Guardian, Relative
from models import current_database
from tests.admin.conftest import Browser

ID_NUMBER = re.compile(r"370399\d{11}[\dXx]")
PHONE = re.compile(r"05331\d{6}")
ADDRESS = re.compile(r"暗记巷\d+号")
THIRD = "㐂"
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Markers:
    """Names by their length, telephones, id numbers and addresses of everybody in the register."""

    names: dict[int, set[str]]
    numbers: frozenset[str]
    addresses: frozenset[str]

    def found(self, text: str) -> set[str]:
        """Everything in the text that is somebody's."""
        plain = ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
        numbers = set(ID_NUMBER.findall(plain)) | set(PHONE.findall(plain))
        hits = (numbers & self.numbers) | (set(ADDRESS.findall(plain)) & self.addresses)
        for length, names in self.names.items():
            hits |= names & {plain[at : at + length] for at in range(len(plain) - length + 1)}
        return hits

    def in_file(self, path: Path) -> set[str]:
        """Everything of somebody's in a file and in its name."""
        return self.found(path.name + "\n" + path.read_bytes().decode("utf-8", errors="replace"))


def make_unmistakable() -> None:
    """Give everybody an address that no fiction has, and a third letter to names of two."""
    current_database.execute_sql("UPDATE elder SET address = '暗记巷' || id || '号'")
    for model in (Elder, Relative, Guardian):
        is_short = pw.fn.LENGTH(model.name) == 2
        model.update(name=model.name.concat(THIRD)).where(is_short).execute()


def read() -> Markers:
    """The markers of everybody, as they stand in the register."""
    names: dict[int, set[str]] = {}
    numbers: set[str] = set()
    for model in (Elder, Relative, Guardian):
        for name, phone in model.select(model.name, model.phone).tuples():
            names.setdefault(len(name), set()).add(name)
            numbers |= {phone.reveal()} - {""}
    numbers |= {sealed.reveal() for (sealed,) in Elder.select(Elder.id_number).tuples()}
    addresses = {address for (address,) in Elder.select(Elder.address).tuples()}
    return Markers(names, frozenset(numbers), frozenset(addresses))


def everything_in(database: Path) -> Iterator[str]:
    """Each row of a database file as text."""
    with sqlite3.connect(database) as connection:
        yield from connection.iterdump()


@dataclass
class Witnessed:
    """What left the office but for the pages themselves."""

    addresses: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)


class Witness(Browser):
    """A browser that writes down every address, header, and error page."""

    seen: Witnessed

    def open(self, *args: Any, **kwargs: Any) -> Any:
        answer = super().open(*args, **kwargs)
        self.seen.addresses.append(answer.request.url)
        self.seen.statuses.add(answer.status_code)
        self.seen.headers.append(str(answer.headers))
        if answer.status_code >= 400:
            self.seen.errors.append(answer.text)
        if answer.mimetype == "text/html":
            tree = BeautifulSoup(answer.text, "html.parser")
            for name in ("href", "src", "action", "formaction"):
                self.seen.addresses += [str(tag[name]) for tag in tree.select(f"[{name}]")]
        return answer
