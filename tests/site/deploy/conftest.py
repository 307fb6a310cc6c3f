"""A site that is built again and again, and somewhere to put it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pages.deploy.delivery import Delivered
from pages.deploy.deploying import Deploying
from pages.deploy.record import FOLDER
from pages.deploy.targets import Target, parse
from pages.manifest import Manifest

Files = dict[str, str]
FIRST: Files = {
    "index.html": '<a href="services/">all</a><link href="static/site.aa.css">',
    "404.html": "none such",
    "services/index.html": '<a href="song-can/">meals</a>',
    "services/song-can/index.html": "call 0533-0001234",
    "static/site.aa.css": "p { color: red }",
    "version.txt": "one",
    "sw.js": "// one",
}
SECOND: Files = {
    **{name: text for name, text in FIRST.items() if "song-can" not in name},
    "index.html": '<a href="services/">all</a><link href="static/site.bb.css">',
    "services/index.html": '<a href="xi-yi/">laundry</a>',
    "services/xi-yi/index.html": "call 0533-0007777",
    "static/site.bb.css": "p { color: blue }",
    "version.txt": "two",
    "sw.js": "// two",
}
del SECOND["static/site.aa.css"]


@dataclass
class Works:
    """`build` makes the site consist of these files; `deploy` puts it out."""

    folder: Path
    now: datetime
    target: Target
    said: list[str] = field(default_factory=list)
    told: list[tuple[int, int]] = field(default_factory=list)

    @property
    def deploying(self) -> Deploying:
        return Deploying(self.folder / "instance", self.folder / "output")

    def build(self, files: Files) -> None:
        staged = self.folder / "staged"
        for name, text in files.items():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_text(text, encoding="utf-8")
        manifest = Manifest(self.folder / "output", self.folder / "instance" / "manifests")
        with manifest.locked():
            manifest.install(staged)
        shutil.rmtree(staged)

    def deploy(self, to: int | None = None, adopt: bool = False) -> Delivered:
        edition = self.deploying.edition(to, self.now)
        return self.deploying.deploy(self.target, edition, adopt, self._tell, self.said.append)

    def put(self, files: Files) -> Delivered:
        """Build and deploy."""
        self.build(files)
        return self.deploy()

    def _tell(self, done: int, total: int) -> None:
        self.told.append((done, total))


Made = Callable[..., Works]


@pytest.fixture
def works(tmp_path: Path, now: datetime) -> Made:
    """An installation with one target, by kind and settings."""

    def make(kind: str = "folder", **options: Any) -> Works:
        table = {"kind": kind, "linger": 0, **options}
        if kind == "folder":
            table.setdefault("path", str(tmp_path / "www" / "site"))
            Path(table["path"]).parent.mkdir(exist_ok=True)
        return Works(tmp_path, now, parse({"web": table})["web"])

    return make


def standing(root: Path) -> Files:
    """What readers find below a folder, without the record."""
    found = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}
    return {
        name: path.read_text("utf-8", errors="replace")
        for name, path in found.items()
        if not name.startswith(f"{FOLDER}/")
    }


class CutOff(Exception):
    """The power fails."""


def cut_after(works: Works, files: int) -> None:
    """Deploy, and let it end in the middle."""
    edition = works.deploying.edition(None, works.now)

    def tell(done: int, _total: int) -> None:
        if done == files:
            raise CutOff

    with pytest.raises(CutOff):
        works.deploying.deploy(works.target, edition, False, tell, works.said.append)
