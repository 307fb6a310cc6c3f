"""The laws of the house on this tree, and each on a planted violation that it must find.

An exception stands here with its reason, and goes when nothing needs it any more: a test sees to
that. The laws are in `tests/house_laws.py`; the privacy boundary is `tests/test_boundary.py`.
"""

import inspect
from functools import cache
from pathlib import Path

import pytest

from tests import house_laws as laws
from tests.house_figures import COLUMNS, MODELS, ROOT, measure, percentile, table
from tests.house_laws import Law

LONG = "\n".join(["x = 1"] * 301)
TALL = "def f() -> None:\n" + "\n".join(["    x = 1"] * 40)
FACTS = '<script type="application/ld+json">{{ facts|tojson }}</script>'
MODEL_VIEW = "from flask_admin.contrib.peewee import ModelView"

# A law, and where it may be broken: the place, and why.
EXCEPTIONS: list[tuple[Law, dict[str, str]]] = [
    (laws.a_module_does_not_say_what_it_is_for, {}),
    (laws.a_signature_is_not_typed, {}),
    (laws.a_function_is_long, {}),
    (
        laws.a_file_is_long,
        {"models.py": "what may be published is one list, to be read as one by a reviewer"},
    ),
    (laws.a_name_says_nothing, {}),
    (
        laws.a_view_reaches_rows_unscoped,
        {"admin/scoped_view.py:ScopedView": "it overrides every way to a row"},
    ),
    (laws.a_model_is_bound_for_every_thread, {}),
    (laws.something_is_printed, {}),
    (laws.the_clock_is_read, {"site/pages/clock.py": "the one module that asks the machine"}),
    (
        laws.a_test_has_no_module,
        {
            "tests/test_boundary.py": "it judges who imports whom in the whole tree",
            "tests/site/test_freezer_options.py": "Frozen-Flask's options, beside our own tests",
            "tests/site/test_freezer_generators.py": "Frozen-Flask's generators, likewise",
            "tests/test_content.py": "it judges the articles in content/",
            "tests/test_house.py": "it judges the whole tree",
            "tests/test_operations.py": "it carries out docs/operations.md",
            "tests/test_debian.py": "it carries out the long way of docs/operations.md",
            "tests/site/deploy/test_full_hosts.py": "hosts that are full or read-only",
            "tests/test_translations.py": "it judges the English catalogue in translations/",
        },
    ),
    (
        laws.a_test_folder_has_no_source,
        {
            "tests/browser": "a browser sees the whole product, no folder of it",
            "tests/browser/offline": "a reader without network, likewise",
        },
    ),
    (laws.a_test_folder_is_no_package, {}),
    (laws.something_is_unfinished, {}),
    (laws.a_machine_is_named, {}),
    (laws.a_template_needs_a_looser_policy, {}),
    (laws.a_template_asks_a_stranger, {}),
    (laws.a_template_sees_two_faces, {}),
]
PLANTED: list[tuple[Law, str, str]] = [
    (laws.a_module_does_not_say_what_it_is_for, "models.py", "x = 1"),
    (laws.a_module_does_not_say_what_it_is_for, "admin/migrations/0001_x.py", "# said"),
    (laws.a_module_does_not_say_what_it_is_for, "tests/site/test_x.py", "'' + ''"),
    (laws.a_signature_is_not_typed, "build.py", "def f(x): ..."),
    (laws.a_signature_is_not_typed, "build.py", "def f(x: int): ..."),
    (laws.a_signature_is_not_typed, "admin/x.py", "def f(self) -> None: ..."),
    (laws.a_signature_is_not_typed, "admin/x.py", "class C:\n async def f(self, *a) -> int: ..."),
    (laws.a_signature_is_not_typed, "site/pages/x.py", "def f(*, x, y: int) -> int: ..."),
    (laws.a_signature_is_not_typed, "site/x.py", "class C:\n @staticmethod\n def f(x) -> int: ..."),
    (laws.a_function_is_long, "admin/x.py", TALL),
    (laws.a_function_is_long, "tests/test_x.py", f"class C:\n def g() -> None: ...\n\n{TALL}"),
    (laws.a_file_is_long, "site/pages/x.py", LONG),
    (laws.a_file_is_long, "tests/test_x.py", LONG),
    (laws.a_name_says_nothing, "admin/utils.py", ""),
    (laws.a_name_says_nothing, "site/pages/helpers/__init__.py", ""),
    (laws.a_name_says_nothing, "tests/common.py", ""),
    (laws.a_view_reaches_rows_unscoped, "admin/x.py", f"{MODEL_VIEW}\nclass V(ModelView): ..."),
    (laws.a_view_reaches_rows_unscoped, "admin/x.py", f"{MODEL_VIEW} as M\nclass V(M): ..."),
    (laws.a_view_reaches_rows_unscoped, "admin/x.py", "class V(peewee.ModelView): ..."),
    (laws.a_view_reaches_rows_unscoped, "admin/x.py", "class V(Mixed, ModelView[int]): ..."),
    (laws.a_model_is_bound_for_every_thread, "admin/x.py", "with Area.bind_ctx(db): ..."),
    (laws.a_model_is_bound_for_every_thread, "site/pages/x.py", "database.bind([Area])"),
    (laws.something_is_printed, "build.py", "print('built')"),
    (laws.something_is_printed, "tests/test_x.py", "def f() -> None: print()"),
    (laws.the_clock_is_read, "admin/x.py", "datetime.now()"),
    (laws.the_clock_is_read, "models.py", "x = DateField(default=datetime.date.today())"),
    (laws.the_clock_is_read, "admin/x.py", "dt.datetime.now(UTC)"),
    (laws.the_clock_is_read, "admin/x.py", "time.time()"),
    (laws.a_test_has_no_module, "tests/admin/test_gone.py", ""),
    (laws.a_test_has_no_module, "tests/site/test_models.py", ""),
    (laws.a_test_folder_has_no_source, "tests/admin/gone/test_x.py", ""),
    (laws.a_test_folder_is_no_package, "tests/admin/test_x.py", ""),
    (laws.something_is_unfinished, "admin/x.py", "x = 1  # TO" + "DO: the rest"),
    (laws.something_is_unfinished, "templates/pages/x.html", "<p>\n{# FIX" + "ME #}"),
    (laws.something_is_unfinished, "README.md", "X" + "XX"),
    (laws.a_machine_is_named, "docs/x.md", "see /wo" + "rk/x"),
    (laws.a_machine_is_named, ".ci/run", "cd /ro" + "ot/"),
    (laws.a_machine_is_named, "requirements.lock", "--index" + "-url https://a.example/simple"),
    (laws.a_machine_is_named, "Makefile", "https://py" + "pi.org/simple"),
    (laws.a_template_needs_a_looser_policy, "templates/pages/x.html", "<script>go()</script>"),
    (laws.a_template_needs_a_looser_policy, "templates/admin/x.html", "{% if a %}<p style='b'>"),
    (laws.a_template_needs_a_looser_policy, "templates/admin/x.html", "<style>p {}</style>"),
    (laws.a_template_needs_a_looser_policy, "templates/admin/x.html", "<a onclick='{{ go }}'>"),
    (laws.a_template_asks_a_stranger, "templates/pages/x.html", "<script src='//cdn.x/a.js'>"),
    (laws.a_template_asks_a_stranger, "templates/pages/x.html", "<img src='http://x/a.png'>"),
    (laws.a_template_asks_a_stranger, "templates/admin/x.html", "<link href='HTTPS://x/{{ a }}'>"),
    (laws.a_template_sees_two_faces, "templates/pages/x.html", "{% extends 'admin/base.html' %}"),
    (laws.a_template_sees_two_faces, "templates/admin/x.html", '{%- from "pages/a" import b %}'),
    (laws.a_template_sees_two_faces, "templates/admin/x.html", "{% include '../pages/a' %}"),
]
HARMLESS: list[tuple[Law, str, str]] = [
    (laws.a_signature_is_not_typed, "admin/x.py", "class C:\n def f(self, *a: int) -> int: ..."),
    (laws.a_function_is_long, "admin/x.py", TALL.replace("x = 1", '"""Said."""', 1)),
    (laws.a_file_is_long, "admin/x.py", '"""\n' + "said\n" * 300 + '"""'),
    (laws.a_view_reaches_rows_unscoped, "admin/x.py", "class V(ScopedView): ..."),
    (laws.a_model_is_bound_for_every_thread, "site/pages/x.py", "app.url_map.bind('')"),
    (laws.the_clock_is_read, "admin/x.py", "clock.now(); clock.today()"),
    (laws.a_machine_is_named, "docs/x.md", "https://example.cn/worker/, output/root.html"),
    (laws.a_template_needs_a_looser_policy, "templates/pages/x.html", "<script src='{{ a }}'>"),
    (laws.a_template_needs_a_looser_policy, "templates/pages/x.html", FACTS),
    (laws.a_template_asks_a_stranger, "templates/pages/x.html", "<a href='https://x/'>x</a>"),
    (laws.a_template_sees_two_faces, "templates/pages/x.html", "{% extends 'layout.html' %}"),
]


def plant(root: Path, place: str, source: str) -> None:
    """Write one file of a tree that otherwise breaks no law."""
    for folder in ("site/pages", "admin", "tests"):
        (root / folder).mkdir(parents=True)
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


@cache
def on_this_tree(law: Law) -> list[laws.Violation]:
    """What breaks a law here; two tests ask."""
    return law(ROOT)


@pytest.mark.parametrize(("law", "exceptions"), EXCEPTIONS)
def test_the_house_keeps_its_law(law: Law, exceptions: dict[str, str]) -> None:
    assert [found for found in on_this_tree(law) if found.place not in exceptions] == []


@pytest.mark.parametrize(("law", "exceptions"), EXCEPTIONS)
def test_every_exception_is_still_needed(law: Law, exceptions: dict[str, str]) -> None:
    assert exceptions.keys() - {found.place for found in on_this_tree(law)} == set()


@pytest.mark.parametrize(("law", "place", "source"), PLANTED)
def test_a_planted_violation_is_found(law: Law, place: str, source: str, tmp_path: Path) -> None:
    plant(tmp_path, place, source)
    folder = Path(place).parent.as_posix()
    assert {found.place.split(":")[0] for found in law(tmp_path)} & {place, folder}


@pytest.mark.parametrize(("law", "place", "source"), HARMLESS)
def test_what_only_looks_like_it_passes(law: Law, place: str, source: str, tmp_path: Path) -> None:
    plant(tmp_path, place, source)
    assert law(tmp_path) == []


def test_every_law_is_applied_and_has_a_violation_planted() -> None:
    written = {
        function
        for _name, function in inspect.getmembers(laws, inspect.isfunction)
        if inspect.signature(function).return_annotation == list[laws.Violation]
    }
    assert written == {law for law, _exceptions in EXCEPTIONS}
    assert written == {law for law, _place, _source in PLANTED}


def test_a_violation_says_where_it_is(tmp_path: Path) -> None:
    plant(tmp_path, "templates/pages/x.html", "<p>\n{# two\nlines #}<p style='a'>")
    found = laws.a_template_needs_a_looser_policy(tmp_path)
    assert found == [("templates/pages/x.html:3", "has a style attribute")]


def test_what_a_machine_makes_is_not_judged(tmp_path: Path) -> None:
    plant(tmp_path, "output/index.html", "/ro" + "ot/")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/x.py").write_text("/ro" + "ot/")
    assert laws.a_machine_is_named(tmp_path) == []


def test_a_docstring_is_no_length(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "models.py",
        '"""One.\n\nTwo."""\n\ndef f() -> int:\n    """Said."""\n    return 1',
    )
    file = measure(tmp_path / "models.py", tmp_path)
    assert (file.lines, [function.lines for function in file.functions]) == (3, [2])


@pytest.mark.parametrize(("percent", "value"), [(50, 2), (75, 3), (90, 4), (100, 4)])
def test_a_percentile_is_a_value_that_occurs(percent: int, value: int) -> None:
    assert percentile([4, 1, 3, 2], percent) == value


def test_the_table_has_this_house_and_each_model() -> None:
    rows = table(ROOT).splitlines()
    assert len(rows) == 3 + len(MODELS.strip().splitlines())
    assert all(column in rows[0] for column in COLUMNS)
