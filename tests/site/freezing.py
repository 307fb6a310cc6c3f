"""Small Flask applications to freeze, by Frozen-Flask's own Freezer and by ours, and the result.

A module of its own, because options and generators are tried in different files.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import flask_frozen
import pytest
from flask import Flask

from pages.freezer import Freezer

Make = Callable[..., Any]


def _in_two_processes(*values: Any, **named: Any) -> Freezer:
    return Freezer(*values, **named, jobs=2, fork_from=1)


# Whoever freezes: what Frozen-Flask documents must hold for all of them.
FREEZERS: dict[str, Make] = {
    "Frozen-Flask": flask_frozen.Freezer,
    "ours": Freezer,
    "ours in two processes": _in_two_processes,
}


@dataclass
class Frozen:
    """A frozen site: its files by path, the URLs in order, and the warnings by their kind."""

    files: dict[str, str]
    urls: list[str] = field(default_factory=list)
    warned: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _text in self.warned]


def tree(folder: Path) -> dict[str, str]:
    """The files below a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def frozen(freezer: Any) -> Frozen:
    """Freeze, and answer what came of it."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        urls = [page.url for page in freezer.freeze_yield()]
    warned = [(type(one.message).__name__, str(one.message)) for one in told]
    return Frozen(tree(freezer.root), urls, warned)


class Small:
    """An application with a home page, made for one test in a folder of its own."""

    def __init__(self, folder: Path, make: Make) -> None:
        self.folder, self._make = folder, make
        (folder / "static").mkdir()
        (folder / "templates").mkdir()
        self.app = Flask("small", root_path=str(folder))
        self.app.config["FREEZER_DESTINATION"] = "build"
        self.add("/", lambda: "home")

    def add(self, rule: str, view: Callable[..., Any], endpoint: str = "") -> None:
        """Serve something; its endpoint is the rule's first word unless it is said."""
        self.app.add_url_rule(rule, endpoint or rule.strip("/").partition("/")[0] or "home", view)

    def static(self, *names: str) -> None:
        """Static files that say their own name."""
        for name in names:
            path = self.folder / "static" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")

    def template(self, text: str) -> None:
        (self.folder / "templates" / "page.html").write_text(text, encoding="utf-8")

    def freezer(self, *generators: Callable[[], Any], **options: Any) -> Any:
        """A freezer of the application with these generators."""
        freezer = self._make(self.app, **options)
        for generator in generators:
            freezer.register_generator(generator)
        return freezer

    def freeze(self, *generators: Callable[[], Any], **config: Any) -> Frozen:
        """What freezing gives under these `FREEZER_` options."""
        self.app.config.update({f"FREEZER_{name}": value for name, value in config.items()})
        return frozen(self.freezer(*generators))


@pytest.fixture(params=FREEZERS)
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Small:
    """The same application once for each who freezes it."""
    return Small(tmp_path, FREEZERS[request.param])
