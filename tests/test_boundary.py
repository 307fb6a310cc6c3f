"""The line between what a stranger may see and what a stranger may not, attacked.

Imports are read from the syntax tree, because import-linter does not see single-file modules such
as `models`. What the gate refuses is in `tests/site/test_gate.py`, what leaves no trace in
`tests/admin/desk/test_release.py`. Every guard here has a twin that plants what it must find.
"""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from admin.config import Config
from admin.databases import Databases
from models import Service
from tests import factories

ROOT = Path(__file__).resolve().parents[1]

# Each way to a module that no import statement names.
HIDDEN = {"import_module", "import_string", "__import__", "find_spec", "spec_from_file_location"}
HIDDEN |= {"run_module", "run_path", "exec_module", "exec", "eval"}
DRIVERS = ("sqlite3", "sqlcipher3", "playhouse", "psycopg", "psycopg2", "apsw")

Law = Callable[[Path], list[str]]


def public_side(root: Path) -> list[Path]:
    """Every module that a stranger's page is made by."""
    alone = [path for path in (root / "models.py", root / "build.py") if path.exists()]
    return [*alone, *sorted((root / "site").rglob("*.py"))]


def office(root: Path) -> list[Path]:
    """Every module that a stranger may not see."""
    return sorted((root / "admin").rglob("*.py"))


def imported(path: Path, root: Path) -> set[str]:
    """Every module and every name that a file imports anywhere, as dotted names."""
    package = path.relative_to(root).parts[:-1]
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {name for node in nodes for name in _names(node, package)}


def _names(node: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else ()
        module = ".".join([*above, *([node.module] if node.module else [])])
        yield module
        yield from (f"{module}.{alias.name}" for alias in node.names)


def called(path: Path) -> set[str]:
    """The last name of everything that a file calls: `run_path` in `runpy.run_path()`."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    return names | {call.attr for call in calls if isinstance(call, ast.Attribute)}


def importers(root: Path, files: list[Path], *packages: str) -> list[str]:
    """Those files that import one of the packages or anything in it."""
    return [
        path.relative_to(root).as_posix()
        for path in files
        for names in [imported(path, root)]
        if any(f"{name}.".startswith(f"{package}.") for name in names for package in packages)
    ]


def callers(root: Path, files: list[Path], names: set[str]) -> list[str]:
    """Those files that call something by one of the names."""
    return [path.relative_to(root).as_posix() for path in files if called(path) & names]


def the_public_side_imports_the_office(root: Path) -> list[str]:
    return importers(root, public_side(root), "admin")


def the_public_side_has_a_hidden_way_to_a_module(root: Path) -> list[str]:
    return callers(root, public_side(root), HIDDEN)


def what_may_be_published_knows_a_page(root: Path) -> list[str]:
    return importers(root, [p for p in public_side(root) if p.name == "models.py"], "pages")


def something_imports_the_command_line(root: Path) -> list[str]:
    return importers(root, [*public_side(root), *office(root)], "build")


def the_desk_and_the_registry_know_each_other(root: Path) -> list[str]:
    desk, registry = ([*(root / "admin" / name).rglob("*.py")] for name in ("desk", "registry"))
    knowing = importers(root, desk, "admin.registry") + importers(root, registry, "admin.desk")
    return sorted(knowing)


def the_public_side_opens_a_database(root: Path) -> list[str]:
    files = public_side(root)
    return sorted(
        {*importers(root, files, *DRIVERS), *callers(root, files, {"SqliteDatabase", "connect"})}
    )


def the_public_side_asks_for_the_gate(root: Path) -> list[str]:
    return callers(root, public_side(root), {"open_gate"})


def the_office_writes_the_public_database(root: Path) -> list[str]:
    return callers(root, office(root), {"publishing"})


# What may do it: these doors, and nobody else.
LAWS: list[tuple[Law, list[str]]] = [
    (the_public_side_imports_the_office, []),
    # Runs what it has made of our templates; there the word `import` has no meaning.
    (the_public_side_has_a_hidden_way_to_a_module, ["site/pages/page_functions.py"]),
    (what_may_be_published_knows_a_page, []),
    (something_imports_the_command_line, []),
    (the_desk_and_the_registry_know_each_other, []),
    (the_public_side_opens_a_database, ["site/pages/gate.py"]),
    (
        the_public_side_asks_for_the_gate,
        [f"site/pages/{name}.py" for name in ("ahead", "builder", "pulse", "standing")],
    ),
    (the_office_writes_the_public_database, ["admin/desk/release.py"]),
]
PLANTED: list[tuple[Law, str, str]] = [
    (the_public_side_imports_the_office, "models.py", "import admin"),
    (the_public_side_imports_the_office, "build.py", "import json, admin.keys as k"),
    (the_public_side_imports_the_office, "site/pages/x.py", "from admin import accounts"),
    (the_public_side_imports_the_office, "models.py", "def f():\n from admin.desk import x"),
    (the_public_side_imports_the_office, "site/x.py", "try: ...\nexcept OSError:\n import admin.a"),
    (the_public_side_has_a_hidden_way_to_a_module, "models.py", "importlib.import_module('admin')"),
    (the_public_side_has_a_hidden_way_to_a_module, "build.py", "import_module('ad' + 'min')"),
    (the_public_side_has_a_hidden_way_to_a_module, "site/x.py", "def f(n): __import__(n)"),
    (the_public_side_has_a_hidden_way_to_a_module, "site/x.py", "runpy.run_module('admin.demo')"),
    (the_public_side_has_a_hidden_way_to_a_module, "site/x.py", "exec('import admin')"),
    (what_may_be_published_knows_a_page, "models.py", "from pages.catalog import Catalog"),
    (something_imports_the_command_line, "admin/desk/x.py", "from build import main"),
    (the_desk_and_the_registry_know_each_other, "admin/desk/x.py", "import admin.registry.people"),
    (the_desk_and_the_registry_know_each_other, "admin/desk/x.py", "from admin import registry"),
    (the_desk_and_the_registry_know_each_other, "admin/desk/v/x.py", "from ...registry import x"),
    (
        the_desk_and_the_registry_know_each_other,
        "admin/registry/__init__.py",
        "from .. import desk",
    ),
    (the_public_side_opens_a_database, "site/pages/x.py", "import sqlite3"),
    (the_public_side_opens_a_database, "site/pages/x.py", "from playhouse import db_url"),
    (the_public_side_opens_a_database, "models.py", "pw.SqliteDatabase('x')"),
    (the_public_side_asks_for_the_gate, "site/pages/x.py", "gate.open_gate('x')"),
    (the_office_writes_the_public_database, "admin/x.py", "def f(d):\n with d.publishing(): ..."),
]


@pytest.mark.parametrize(("law", "doors"), LAWS)
def test_only_the_doors_do_it(law: Law, doors: list[str]) -> None:
    assert law(ROOT) == doors


@pytest.mark.parametrize(("law", "place", "source"), PLANTED)
def test_a_planted_violation_is_found(law: Law, place: str, source: str, tmp_path: Path) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(source, encoding="utf-8")
    assert law(tmp_path) == [place]


def test_every_law_has_a_violation_planted() -> None:
    assert {law for law, _doors in LAWS} == {law for law, _place, _source in PLANTED}


def test_a_module_that_only_sounds_like_the_office_is_not_it(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("import administration\nfrom pages import admin_note\n")
    assert the_public_side_imports_the_office(tmp_path) == []


def test_the_files_that_are_watched_are_there() -> None:
    assert {path.name for path in public_side(ROOT)} >= {"models.py", "build.py", "catalog.py"}
    assert {path.name for path in office(ROOT)} >= {"release.py", "databases.py"}


PLAIN = """
import os, runpy, sys
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
WITHOUT_OFFICE = "import sys; sys.modules['admin'] = None\n" + PLAIN
# Ends the process with status 86 when it opens the office's database or key.
WATCHED = (
    """
import os, sys
private = tuple(os.path.realpath(name) for name in os.environ["WATCHED"].split(os.pathsep))
def watch(event, arguments):
    if event in {"open", "sqlite3.connect"} and not isinstance(arguments[0], int):
        name = os.fsdecode(arguments[0]).removeprefix("file:").partition("?")[0]
        if os.path.realpath(name).startswith(private):
            os._exit(86)
sys.addaudithook(watch)
"""
    + PLAIN
)
Run = Callable[..., subprocess.CompletedProcess[str]]
Build = Callable[[str], dict[str, bytes]]


@pytest.fixture
def installation(databases: Databases, config: Config) -> Config:
    """An office on disk whose public database holds a service."""
    with databases.publishing():
        factories.service(slug="song-can")
    return config


@pytest.fixture
def run(installation: Config) -> Run:
    """Run a script below a prologue, in a process that is told where the installation is."""
    private = os.pathsep.join([str(installation.admin_path), str(installation.key_path)])
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SHOUWANG_")}
    environment |= {"SHOUWANG_INSTANCE": str(installation.instance), "WATCHED": private}

    def run(prologue: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", prologue, *arguments]
        folder = installation.instance.parent
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=folder, check=False
        )

    return run


@pytest.fixture
def build(run: Run, tmp_path: Path) -> Build:
    """Build into a folder of its own each time and answer every file's bytes."""
    content = tmp_path / "content"
    content.mkdir()

    def build(prologue: str) -> dict[str, bytes]:
        output = tmp_path / f"output-{len(list(tmp_path.glob('output-*')))}"
        options = (f"--output={output}", f"--content={content}", "--quiet")
        done = run(prologue, str(ROOT / "build.py"), *options)
        assert done.returncode == 0, done.stderr
        files = [path for path in output.rglob("*") if path.is_file()]
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}

    return build


def test_a_build_opens_neither_the_admin_database_nor_the_key(build: Build) -> None:
    assert "services/song-can/index.html" in build(WATCHED)


@pytest.mark.parametrize(
    "reading",
    [
        "open('instance/key')",
        "import pathlib; pathlib.Path('instance/admin.db-wal').read_bytes()",
        "import sqlite3; sqlite3.connect('instance/admin.db')",
        "import pathlib, sqlite3; sqlite3.connect(pathlib.Path('instance/admin.db'))",
        "import sqlite3; sqlite3.connect('file:instance/admin.db?mode=ro', uri=True)",
    ],
)
def test_a_planted_look_at_the_office_is_found(run: Run, tmp_path: Path, reading: str) -> None:
    (tmp_path / "planted.py").write_text(reading)
    assert run(WATCHED, str(tmp_path / "planted.py")).returncode == 86


def test_without_the_office_the_same_bytes_are_built(
    build: Build, installation: Config, databases: Databases, tmp_path: Path
) -> None:
    before = build(PLAIN)
    databases.admin.close()
    (tmp_path / "away").mkdir()
    for path in installation.instance.iterdir():
        if path not in {installation.public_path, installation.instance / "manifests"}:
            shutil.move(path, tmp_path / "away")
    assert {path.name for path in (tmp_path / "away").iterdir()} >= {"admin.db", "key"}
    assert build(WITHOUT_OFFICE) == before


def test_another_row_gives_other_bytes(build: Build, databases: Databases) -> None:
    before = build(WITHOUT_OFFICE)
    with databases.publishing():
        Service.update(name="改过的名字").execute()
    assert build(WITHOUT_OFFICE) != before
