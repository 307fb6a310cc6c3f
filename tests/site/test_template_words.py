"""An expression of a template as Python gives what Jinja gives of it."""

from datetime import date
from typing import NamedTuple

import pytest

from pages.page_functions import page_functions, written
from pages.template_words import Shown, merged
from tests.site.test_template_code import environment, rendered


class Thing(NamedTuple):
    """Something with values, two of which would break a page that did not escape."""

    name: str = "<b>&"
    other: str = ""
    many: tuple[str, ...] = ("a", '"')
    day: date = date(2026, 9, 1)


@pytest.mark.parametrize(
    "said",
    [
        "page.name", "page.name|safe", "page.other or _('没有')", "page.name or _('没有')",
        "_('%(what)s：%(count)s%%', what=page.name, count=3)", "_(page.name)", "_('100%%')",
        "page.name ~ ':' ~ page.other", "(page.many|list + [page.name])|join(_('，'))",
        "page.many[:1]|length", "page.many[-1]", "'' if page.other else _('<')", "page.other",
        "page.day.isoformat()", "page.name in page.many", "not page.other and 1 > 0", "none",
        "page.many is none", "'<'", "language", "page.many|map(attribute='__class__')|list|length",
        "{'<': page.name}['<']", "page.name|forceescape|urlencode",
    ],
)  # fmt: skip
def test_an_expression_shows_what_jinja_shows(said: str) -> None:
    rendered({"x.html": f"a {{{{ {said} }}}} b"}, page=Thing())


@pytest.mark.parametrize("said", ["page.name is string", "unknown", "page.other if page.name"])
def test_what_is_not_understood_is_left_to_jinja(said: str) -> None:
    made = environment({"x.html": f"{{{{ {said} }}}}"})
    assert written(made, ["x.html"]) == ""
    assert page_functions(made, ["x.html"]) == {}


def test_texts_that_follow_each_other_are_one() -> None:
    parts = [Shown("a"), Shown("b"), Shown("c", is_code=True), Shown(""), Shown("d")]
    assert merged(parts) == [Shown("ab"), Shown("c", is_code=True), Shown("d")]


def test_a_value_is_escaped_once_however_it_comes() -> None:
    macro = "{% macro m(x) %}{{ x }}{% endmacro %}"
    inside = "{% import 'm.html' as m %}{{ _('%(a)s', a=m.m(page.name)) }}{{ m.m(m.m(page.name)) }}"
    assert rendered({"m.html": macro, "x.html": inside}, page=Thing()).count("&lt;b&gt;&amp;") == 2
