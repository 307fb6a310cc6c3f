"""Templates that are translated when they are compiled, not each time when they are rendered.

A site has one language, so a text that stands in a template is known before the first page is
rendered. What carries values (`_('%(count)s 项', count=n)`) is looked up once a text. What comes
out is what `jinja2.ext.i18n` with Flask-Babel gives; a test holds the two together.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask
from flask.templating import Environment
from jinja2 import nodes, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer
from markupsafe import Markup


class SiteEnvironment(Environment):
    """Flask's environment; `translate` is set before the first template is compiled."""

    translate: Callable[[str], str] = staticmethod(str)

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
