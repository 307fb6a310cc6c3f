"""A template as a Python function gives what Jinja gives of it: loops, macros, blocks, imports."""

from collections.abc import Mapping

import pytest
from jinja2 import DictLoader, StrictUndefined

from pages import create_app
from pages.page_functions import page_functions, written
from pages.template_code import GIVEN
from pages.templating import SiteEnvironment, anew


def environment(templates: Mapping[str, str]) -> SiteEnvironment:
    """The site's own environment over other templates."""
    app = create_app(lambda: None)  # type: ignore[arg-type, return-value]
    made = app.jinja_env
    assert isinstance(made, SiteEnvironment)
    assert made.undefined is StrictUndefined
    made.loader = DictLoader(dict(templates))
    made.globals["alike"] = anew
    return made


def rendered(templates: Mapping[str, str], **values: object) -> str:
    """What the function of `x.html` gives, which is what Jinja gives."""
    given = dict.fromkeys(GIVEN) | values
    made = environment(templates)
    found = page_functions(made, ["x.html"])["x.html"](**given)
    assert found == made.get_template("x.html").render(given)
    return found


LAYOUT = """{% import "m.html" as m %}<title>{% block title %}none{% endblock %}</title>
{{ self.title() }}{{ m.head(self.title()) }}{% block main %}{% endblock %}
{% block rest %}r{% endblock %}"""
MACROS = """{% set MARKS = {"a": "<", "b": "b"} %}
{% macro head(text, level=1) %}<h{{ level }}>{{ text }}</h{{ level }}>{% endmacro %}
{% macro both(list) %}{% for x in list %}{{ head(x, level=2) }}{{ MARKS[x] if x in MARKS else '' }}
{%- endfor %}{% endmacro %}"""


@pytest.mark.parametrize(
    "said",
    [
        "{{ m.both(page) }}",
        "{{ alike(m.both, page) }}",
        "{% for x in page %}{{ loop.index }}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{% for x in page %}{{ loop.index0 }}{{ loop.first }}{% else %}none{% endfor %}",
        "{% for x in () %}{{ x }}{% else %}none{% endfor %}",
        "{% for x in page %}{{ x }}{% else %}none{% endfor %}",
        "{% for x in page %}{% for x in page %}{{ x }}{% endfor %}{{ x }}{% endfor %}",
        "{% for x, y in (('a', 1),) %}{{ x }}{{ y }}{% endfor %}",
        "{% if page[0] == 'b' %}b{% elif page[0] == 'a' %}a{% else %}c{% endif %}",
        "{% set x = page[1] %}{{ x }}{% for y in page %}{% set x = y %}{{ x }}{% endfor %}{{ x }}",
        "{% if page %}{% endif %}{% for x in page %}{% endfor %}",
        "{{ icon('heart') }}{{ html_language }}",
    ],
)
def test_a_page_is_what_jinja_makes_of_it(said: str) -> None:
    page = '{% extends "layout.html" %}{% block title %}a<b{{ page[0] }}{% endblock %}'
    page += f'{{% from "i.html" import icon %}}{{% block main %}}{said}{{% endblock %}}'
    icon = "{% macro icon(name) -%} <i>{{ name }}</i> {%- endmacro %}"
    templates = {"layout.html": LAYOUT, "m.html": MACROS, "x.html": page, "i.html": icon}
    rendered(templates, page=("a", "b&"))


@pytest.mark.parametrize(
    "said", ["{% include 'y.html' %}", "{% for x in page if x %}{% endfor %}", "{% do 1 %}"]
)
def test_a_statement_that_is_not_understood_is_left_to_jinja(said: str) -> None:
    made = environment({"x.html": said, "y.html": ""})
    made.add_extension("jinja2.ext.do")
    assert written(made, ["x.html"]) == ""
