"""Texts in the reader's language for the pages' own code, without asking whose turn it is.

A build has one language from beginning to end and says so once; without that, Flask-Babel decides
for each request, as in a preview.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import flask_babel

_translate: ContextVar[Callable[[str], str] | None] = ContextVar("translate", default=None)


@contextmanager
def spoken(translate: Callable[[str], str]) -> Iterator[None]:
    """Inside of the block texts come from `translate`."""
    token = _translate.set(translate)
    try:
        yield
    finally:
        _translate.reset(token)


def gettext(message: str, **values: Any) -> str:
    """A text in the language of the reader, with its values."""
    translate = _translate.get()
    if translate is None:
        return flask_babel.gettext(message, **values)
    text = translate(message)
    return text % values if values else text
