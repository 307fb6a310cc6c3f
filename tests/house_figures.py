"""Measures the house: lengths, types and docstrings, read from the syntax tree.

`make house` prints the table beside the models that we learned from; `tests.house_laws` sets the
limits. Nothing is imported or run to be measured, and docstrings do not count as length.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
Definition = ast.FunctionDef | ast.AsyncFunctionDef

COLUMNS = (
    "files",
    "lines",
    "file med/p90/max",
    "functions",
    "med/p75/p90/max",
    "<=10/<=30",
    "docstrings",
    "modules",
    "typed",
)
# Snapshots of 2024 to 2026, without tests and migrations. `docstrings` is the share of public
# functions that have one, `modules` that of files, `typed` that of functions with their types.
MODELS = """
SecureDrop | 43 | 8,085 | 143/449/946 | 371 | 10/19/42/435 | 53%/84% | 36% | 2% | 99%
notifications-admin | 145 | 35,967 | 84/530/6970 | 1,785 | 5/13/26/195 | 70%/92% | 3% | 0% | 3%
Lektor | 62 | 16,086 | 149/542/2218 | 1,192 | 5/10/19/98 | 75%/94% | 43% | 10% | 27%
Frozen-Flask | 1 | 607 | - | 32 | 8/16/28/72 | 62%/90% | 87% | 100% | 0%
Datasette | 75 | 29,181 | 155/978/3314 | 1,075 | 9/22/48/492 | 57%/82% | 26% | 21% | 15%
Flask | 24 | 9,499 | 257/1010/1625 | 388 | 6/12/28/141 | - | 68% | 4% | 99%
"""


@dataclass(frozen=True)
class Function:
    """A function or method, and what the laws and the table ask of it."""

    name: str
    lines: int
    is_typed: bool
    is_public: bool
    has_docstring: bool


@dataclass(frozen=True)
class File:
    """A Python file, and the functions defined anywhere in it."""

    path: str
    lines: int
    has_docstring: bool
    functions: tuple[Function, ...]


def source_files(root: Path) -> list[Path]:
    """The product's own Python files; migrations are frozen copies and are counted apart."""
    alone = [path for path in (root / "models.py", root / "build.py") if path.exists()]
    folders = [path for name in ("site", "admin") for path in sorted((root / name).rglob("*.py"))]
    return [*alone, *folders]


def test_files(root: Path) -> list[Path]:
    """Every Python file below `tests/`."""
    return sorted((root / "tests").rglob("*.py"))


def is_migration(path: Path) -> bool:
    """Whether a file is a numbered migration."""
    return "migrations" in path.parts


def measure(path: Path, root: Path) -> File:
    """Read one file."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef))
    described = sum(_docstring_lines(node) for node in nodes)
    functions = tuple(_functions(tree))
    described += sum(
        _docstring_lines(node) for node in ast.walk(tree) if isinstance(node, Definition)
    )
    return File(
        path.relative_to(root).as_posix(),
        len(text.splitlines()) - described,
        ast.get_docstring(tree) is not None,
        functions,
    )


def _functions(tree: ast.AST) -> Iterator[Function]:
    methods = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for child in node.body
        if not _is_static(child)
    }
    for node in ast.walk(tree):
        if isinstance(node, Definition):
            yield Function(
                node.name,
                (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node),
                _is_typed(node, node in methods),
                not node.name.startswith("_"),
                ast.get_docstring(node) is not None,
            )


def _is_static(node: ast.stmt) -> bool:
    marks = node.decorator_list if isinstance(node, Definition) else []
    return any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in marks)


def _is_typed(node: Definition, is_method: bool) -> bool:
    """Whether every argument but `self` or `cls`, and the return, is annotated."""
    named = [*node.args.posonlyargs, *node.args.args][int(is_method) :]
    extra = [argument for argument in (node.args.vararg, node.args.kwarg) if argument]
    asked = [*named, *node.args.kwonlyargs, *extra]
    return node.returns is not None and all(argument.annotation for argument in asked)


def _docstring_lines(node: ast.Module | ast.ClassDef | Definition) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def percentile(values: list[int], percent: int) -> int:
    """The smallest value that at least `percent` of all values do not exceed; 0 of nothing."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)] if values else 0


def share(part: int, whole: int) -> str:
    """A part as whole percent, rounded down so that 100% means all."""
    return f"{100 * part // whole}%" if whole else "-"


def figures(files: list[File]) -> list[str]:
    """One row of the table, in the order of `COLUMNS`."""
    functions = [function for file in files for function in file.functions]
    public = [function for function in functions if function.is_public]
    lengths, sizes = [f.lines for f in functions], [file.lines for file in files]
    return [
        f"{len(files):,}",
        f"{sum(sizes):,}",
        "/".join(str(percentile(sizes, at)) for at in (50, 90, 100)),
        f"{len(functions):,}",
        "/".join(str(percentile(lengths, at)) for at in (50, 75, 90, 100)),
        "/".join(share(sum(n <= most for n in lengths), len(lengths)) for most in (10, 30)),
        share(sum(f.has_docstring for f in public), len(public)),
        share(sum(file.has_docstring for file in files), len(files)),
        share(sum(f.is_typed for f in functions), len(functions)),
    ]


def table(root: Path) -> str:
    """This house's figures above those of the models."""
    ours = [measure(path, root) for path in source_files(root) if not is_migration(path)]
    tests = [measure(path, root) for path in test_files(root)]
    models = [[cell.strip() for cell in row.split("|")] for row in MODELS.strip().splitlines()]
    rows = [["", *COLUMNS], ["Shouwang", *figures(ours)], ["  its tests", *figures(tests)], *models]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def longest(root: Path, count: int = 5) -> list[str]:
    """The longest functions and files of the product, the longest first."""
    files = [measure(path, root) for path in source_files(root) if not is_migration(path)]
    functions = sorted((f.lines, f"{file.path} {f.name}") for file in files for f in file.functions)
    sizes = sorted((file.lines, file.path) for file in files)
    return [
        f"{n:5}  {name}" for n, name in [*functions[: -count - 1 : -1], *sizes[: -count - 1 : -1]]
    ]


if __name__ == "__main__":
    click.echo(table(ROOT))
    click.echo("\nthe longest functions and files:")
    click.echo("\n".join(longest(ROOT)))
