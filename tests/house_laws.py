"""The laws of the house, each a function from a tree of files to what breaks it.

A law reads text and syntax; it never imports what it judges. `tests/test_house.py` applies each to
this tree and to a planted violation. Who may import whom is `tests/test_boundary.py`.
"""

import ast
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.house_figures import File, is_migration, measure, source_files, test_files
from tests.house_markup import Markup

MOST_LINES_IN_A_FUNCTION = 40
MOST_LINES_IN_A_FILE = 300
NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "base"}
# One letter stands in brackets so that this file does not break the laws that it states.
UNFINISHED = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X)\b")
MACHINE = re.compile(
    r"/(?:work|root|tmp/w|home/\w+|Users/\w+)/"
    r"|p[y]pi\.(?:org|python\.org|tuna|mirrors|doubanio)|p[y]thonhosted\.org|n[p]mjs\.(?:org|com)"
    r"|m[i]rrors\.(?:aliyun|cloud\.tencent|ustc|tuna)\.|(?:i[n]dex-url|f[i]nd-links)\b"
)
NOT_OURS = {"instance", "output", "node_modules", "__pycache__"}


class Violation(NamedTuple):
    """Where a law is broken, and how."""

    place: str
    what: str


Law = Callable[[Path], list[Violation]]
Found = Iterator[Violation]


def files(root: Path) -> list[Path]:
    """Every Python file of the product and of its tests."""
    return [*source_files(root), *test_files(root)]


def measured(root: Path) -> list[File]:
    """Every Python file's figures, migrations included."""
    return [measure(path, root) for path in files(root)]


def _place(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _nodes(root: Path, paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield _place(path, root), node


def _last_name(node: ast.expr) -> str:
    """`c` of `a.b.c`, of `c` and of `c[int]`."""
    if isinstance(node, ast.Subscript):
        return _last_name(node.value)
    return getattr(node, "attr", getattr(node, "id", ""))


def _calls(root: Path, paths: list[Path]) -> Iterator[tuple[str, ast.expr]]:
    for place, node in _nodes(root, paths):
        if isinstance(node, ast.Call):
            yield place, node.func


def a_module_does_not_say_what_it_is_for(root: Path) -> list[Violation]:
    return [Violation(f.path, "has no docstring") for f in measured(root) if not f.has_docstring]


def a_signature_is_not_typed(root: Path) -> list[Violation]:
    sources = [measure(path, root) for path in source_files(root)]
    return [
        Violation(f"{file.path}:{function.name}", "lacks a type of an argument or of the return")
        for file in sources
        for function in file.functions
        if not function.is_typed
    ]


def a_function_is_long(root: Path) -> list[Violation]:
    """Migrations are exempt: each is one frozen list of columns, read from top to bottom."""
    return [
        Violation(f"{file.path}:{function.name}", f"has {function.lines} lines")
        for file in measured(root)
        if not is_migration(Path(file.path))
        for function in file.functions
        if function.lines > MOST_LINES_IN_A_FUNCTION
    ]


def a_file_is_long(root: Path) -> list[Violation]:
    return [
        Violation(file.path, f"has {file.lines} lines: split it by noun")
        for file in measured(root)
        if file.lines > MOST_LINES_IN_A_FILE
    ]


def a_name_says_nothing(root: Path) -> list[Violation]:
    return [
        Violation(_place(path, root), "is named after nothing that it does")
        for path in files(root)
        if NAMES_THAT_SAY_NOTHING & {path.stem, *path.relative_to(root).parts}
    ]


def a_view_reaches_rows_unscoped(root: Path) -> list[Violation]:
    """Whoever subclasses `ModelView` must override every way to a row: one class does, for all."""
    paths = files(root)
    renamed = {"ModelView"} | {
        alias.asname
        for _place_, node in _nodes(root, paths)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name == "ModelView" and alias.asname
    }
    return [
        Violation(f"{place}:{node.name}", "subclasses ModelView: subclass ScopedView")
        for place, node in _nodes(root, paths)
        if isinstance(node, ast.ClassDef) and renamed & {_last_name(base) for base in node.bases}
    ]


def a_model_is_bound_for_every_thread(root: Path) -> list[Violation]:
    """peewee's `bind` is process-wide: one thread's bind leads another to the wrong database."""
    return [
        Violation(place, f"calls {_last_name(function)}: say `with using(database):`")
        for place, function in _calls(root, source_files(root))
        if isinstance(function, ast.Attribute)
        and function.attr in {"bind", "bind_ctx"}
        and _last_name(function.value) != "url_map"  # werkzeug's: which host a link is for
    ]


def something_is_printed(root: Path) -> list[Violation]:
    return [
        Violation(place, "prints: use click.echo at a command line, else a log or a value")
        for place, function in _calls(root, files(root))
        if isinstance(function, ast.Name) and function.id == "print"
    ]


def the_clock_is_read(root: Path) -> list[Violation]:
    """A rule gets today as an argument; one module asks the machine."""
    asked = {("datetime", n) for n in ("now", "today", "utcnow")} | {("date", "today")}
    return [
        Violation(place, f"reads the clock by {owner}.{function.attr}(): take it as an argument")
        for place, function in _calls(root, source_files(root))
        if isinstance(function, ast.Attribute)
        for owner in [_last_name(function.value)]
        if (owner, function.attr) in asked | {("time", "time"), ("time", "localtime")}
    ]


def a_test_has_no_module(root: Path) -> list[Violation]:
    """The same noun names the module and its test: tests/site/ stands for site/pages/.

    A folder that mirrors none is the next law's business.
    """
    return [
        Violation(_place(path, root), "is named after no module")
        for path in test_files(root)
        if path.name.startswith("test_") and not _is_mirrored(path, root)
    ]


def _is_mirrored(test: Path, root: Path) -> bool:
    name = test.stem.removeprefix("test_")
    folder = _mirrored_folder(test.parent, root)
    if not folder.is_dir():
        return True
    beside = (test.with_name(f"{name}.py"), folder / f"{name}.py", folder / name / "__init__.py")
    return any(path.exists() for path in beside)


def _mirrored_folder(folder: Path, root: Path) -> Path:
    parts = folder.relative_to(root / "tests").parts
    return root.joinpath(*(("site", "pages", *parts[1:]) if parts[:1] == ("site",) else parts))


def a_test_folder_has_no_source(root: Path) -> list[Violation]:
    return [
        Violation(_place(folder, root), "stands for no folder of the product")
        for folder in sorted({path.parent for path in test_files(root)} - {root / "tests"})
        if not _mirrored_folder(folder, root).is_dir()
    ]


def a_test_folder_is_no_package(root: Path) -> list[Violation]:
    """Without it a folder `tests/admin` would take the place of our own `admin`."""
    return [
        Violation(_place(folder, root), "has no __init__.py")
        for folder in sorted({path.parent for path in test_files(root)})
        if not (folder / "__init__.py").exists()
    ]


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every text that may be committed, with its place."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(n for n in inner if n not in NOT_OURS and (n[0] != "." or n == ".ci"))
        for path in (Path(folder, name) for name in sorted(names)):
            text = _text(path)
            if text is not None:
                yield _place(path, root), text


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None  # a picture or another binary


def _lines(root: Path, pattern: re.Pattern[str], what: str) -> Found:
    for place, text in texts(root):
        for number, line in enumerate(text.splitlines(), 1):
            for match in pattern.finditer(line):
                yield Violation(f"{place}:{number}", f"{what} {match.group()}")


def something_is_unfinished(root: Path) -> list[Violation]:
    return list(_lines(root, UNFINISHED, "leaves work behind:"))


def a_machine_is_named(root: Path) -> list[Violation]:
    return list(_lines(root, MACHINE, "names a machine's folder or a registry's host:"))


def _templates(root: Path) -> Iterator[tuple[str, Markup]]:
    for path in sorted((root / "templates").rglob("*.html")):
        yield _place(path, root), Markup(path.read_text("utf-8"))


def a_template_needs_a_looser_policy(root: Path) -> list[Violation]:
    """The content security policy lets nothing run or style a page but our own files."""
    return [
        Violation(f"{place}:{line}", what)
        for place, markup in _templates(root)
        for line, what in markup.inline
    ]


def a_template_asks_a_stranger(root: Path) -> list[Violation]:
    """No page tells a third party who reads it."""
    return [
        Violation(f"{place}:{line}", f"loads {address}")
        for place, markup in _templates(root)
        for line, address in markup.foreign
    ]


def a_template_sees_two_faces(root: Path) -> list[Violation]:
    return [
        Violation(place, f"takes {name} from another face")
        for place, markup in _templates(root)
        for name in markup.taken
        if name.split("/")[0] in {"pages", "admin", "posters", ".."} - {place.split("/")[1]}
    ]
