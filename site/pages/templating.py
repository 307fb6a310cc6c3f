"""Templates that are translated when they are compiled, not each time when they are rendered.

A site has one language, so a text that stands in a template is known before the first page is
rendered. What carries values (`_('%(count)s 项', count=n)`) is looked up once a text. What comes
out is what `jinja2.ext.i18n` with Flask-Babel gives; a test holds the two together.

Beside that, three things that Jinja does for templates of strangers are done more directly for
ours: an attribute is an attribute (and never an item of a dictionary), what is escaped on its way
into the page needs no mark that it is, and a macro is called without asking first what it is.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escape_text
except ImportError:  # where MarkupSafe has no compiled part
    from markupsafe._native import _escape_inner as _escape_text


def escaped(value: Any) -> str:
    """A value as it stands in a page; only for what goes straight into it."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    return value if kind is Markup else escape(value)


class Plain:
    """A function of ours for templates that wants nothing of their context."""

    def __call__(self, *values: Any, **named: Any) -> str:
        raise NotImplementedError


class SiteContext(Context):
    """Knows a macro when it sees one."""

    def call(self, function: Any, /, *values: Any, **named: Any) -> Any:
        if type(function) is Macro:
            # What only a function that wants the context would be given.
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
            return function(self.eval_ctx, *values, **named)
        if isinstance(function, Plain):
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
            return function(*values, **named)
        return super().call(function, *values, **named)


class SiteCode(CodeGenerator):
    """Writes `page.name` for `{{ page.name }}`: all that our templates are given has attributes."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            super().visit_Getattr(node, frame)  # whose blocks are items
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class SiteTemplate(Template):
    """A template that escapes as ours may."""

    @classmethod
    def from_code(cls, *values: Any, **named: Any) -> Template:
        made = super().from_code(*values, **named)
        made.root_render_func.__globals__["escape"] = escaped
        return made


class SiteEnvironment(Environment):
    """Flask's environment; `translate` is set before the first template is compiled."""

    translate: Callable[[str], str] = staticmethod(str)
    code_generator_class = SiteCode
    context_class = SiteContext
    template_class = SiteTemplate

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        translated: nodes.Template = _Translated(self.translate).visit(tree)
        return translated


class _Translated(NodeTransformer):
    """Puts in the place of each `_('text')` the text itself."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        self._translate = translate

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if not _is_plain(node):
            return node
        # As `jinja2.ext.i18n` has it, a percent sign is written twice in a text.
        text = self._translate(node.args[0].value) % {}  # type: ignore[attr-defined]
        return nodes.MarkSafeIfAutoescape(nodes.Const(text), lineno=node.lineno)


def _is_plain(node: nodes.Call) -> bool:
    """Whether a call is `_('text')` and nothing more."""
    if not isinstance(node.node, nodes.Name) or node.node.name not in {"_", "gettext"}:
        return False
    if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) != 1:
        return False
    return isinstance(node.args[0], nodes.Const) and isinstance(node.args[0].value, str)


def speak(app: Flask, folder: Path, language: str) -> None:
    """Let the application's templates speak a language; call it before they are first used."""
    app.jinja_environment = SiteEnvironment
    found: NullTranslations = Translations.load(str(folder), [language])
    app.extensions["translate"] = cache(found.gettext)


def replace_gettext(app: Flask) -> None:
    """After Flask-Babel has installed its own, which asks for the language at each text."""
    translate = app.extensions["translate"]
    app.jinja_env.translate = translate  # type: ignore[attr-defined]

    @pass_eval_context
    def gettext(context: EvalContext, message: str, **values: Any) -> str:
        text = translate(message)
        return (Markup(text) if context.autoescape else text) % values  # noqa: S704 (our texts)

    app.jinja_env.globals.update(_=gettext, gettext=gettext)


def anew(macro: Macro, *values: Any) -> str:
    """What a macro gives; a build has something in this place that remembers it (`alike`)."""
    return macro(*values)
