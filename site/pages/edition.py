"""What makes pages beside the facts: the program, the templates, the styles, the tools' versions.

Reads files and nothing else. Two builds of one edition make the same page from the same model.
"""

import hashlib
import sys
from importlib import metadata
from pathlib import Path

# What renders, sets or packs: another version may do it otherwise.
TOOLS = (
    "Babel", "Flask", "Flask-Babel", "icalendar", "Jinja2", "MarkupSafe", "Markdown", "nh3",
    "peewee", "pylopdf-fonts-zh-cn", "pypinyin", "segno", "typst", "Werkzeug",
)  # fmt: skip


def sources(root: Path) -> list[Path]:
    """Every file of the program that a page may come from, but for the pages' own templates."""
    folders = (("site/pages", "*.py"), ("site/static", "*"), ("translations", "*.mo"))
    found = [path for folder, names in folders for path in (root / folder).rglob(names)]
    found += (root / "templates/posters").glob("*")
    return sorted(path for path in [*found, root / "models.py"] if path.is_file())


def templates(root: Path) -> list[Path]:
    """The templates of pages, of which each page knows its own."""
    return sorted(path for path in (root / "templates/pages").rglob("*") if path.is_file())


def edition(root: Path) -> str:
    """A name for all of it."""
    whole = hashlib.sha256(sys.version.encode())
    for tool in TOOLS:
        whole.update(f"{tool} {metadata.version(tool)}\n".encode())
    for path in sources(root):
        whole.update(f"{path.relative_to(root).as_posix()}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def texts(root: Path) -> str:
    """A name for the templates of pages."""
    whole = hashlib.sha256()
    for path in templates(root):
        whole.update(f"{path.name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
