"""The functions of our own templates: all of them, kept from one build to the next."""

import marshal
from pathlib import Path
from typing import Any

import pytest

from pages import create_app
from pages.page_functions import BUILTINS, page_functions
from pages.renderer import TEMPLATES
from pages.templating import SiteEnvironment
from tests.site.test_template_code import environment


def _own() -> SiteEnvironment:
    made = create_app(lambda: None).jinja_env  # type: ignore[arg-type, return-value]
    assert isinstance(made, SiteEnvironment)
    return made


def test_every_template_of_ours_is_a_function() -> None:
    """One that only Jinja understands would be right, and ten times as slow."""
    assert page_functions(_own(), TEMPLATES).keys() == set(TEMPLATES)


def test_a_program_is_kept_for_the_next_build(tmp_path: Path) -> None:
    page_functions(environment({"x.html": "one"}), ["x.html"], tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(marshal.dumps(compile("def t_x(*given): return 'kept'", "", "exec")))
    again = page_functions(environment({"x.html": "one"}), ["x.html"], tmp_path)
    assert again["x.html"](*[None] * 7) == "kept"


def test_a_changed_template_makes_another_program(tmp_path: Path) -> None:
    page = '{% import "m.html" as m %}{{ m.said() }}'
    for word in ("one", "two"):
        said = {"x.html": page, "m.html": f"{{% macro said() %}}{word}{{% endmacro %}}"}
        made = page_functions(environment(said), ["x.html"], tmp_path)
        assert made["x.html"](*[None] * 7) == word


def test_a_setting_makes_another_program(tmp_path: Path) -> None:
    said = {"x.html": "{{ offline }}"}
    here, there = environment(said), environment(said)
    here.globals["offline"], there.globals["offline"] = True, False
    shown = [page_functions(e, ["x.html"], tmp_path)["x.html"](*[None] * 7) for e in (here, there)]
    assert shown == ["True", "False"]


def test_a_damaged_program_is_made_anew(tmp_path: Path) -> None:
    made = environment({"x.html": "one"})
    page_functions(made, ["x.html"], tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(b"nothing")
    assert page_functions(made, ["x.html"], tmp_path)["x.html"](*[None] * 7) == "one"


def test_a_program_can_import_nothing() -> None:
    surroundings: dict[str, Any] = {"__builtins__": BUILTINS}
    for said in ("import os", "open('x')", "__import__('os')"):
        with pytest.raises((ImportError, NameError)):
            exec(said, surroundings)
