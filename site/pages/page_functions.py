"""Gives each page template as a function of what the page is given, ready to call.

Puts the program that `template_code` writes together with what it calls: the escaping, the filters,
the texts. The compiled program can be kept beside a site's ledger, as it is the same until a
template or a setting changes. A template that cannot be such a function has none.
"""

import marshal
from collections.abc import Callable, Iterable
from functools import cache, partial
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

from jinja2.nodes import EvalContext
from jinja2.runtime import markup_join
from jinja2.utils import _PassArg
from markupsafe import Markup

from pages.template_code import PLAIN, Program, stem
from pages.template_words import Unsupported
from pages.templating import SiteEnvironment, escaped

Function = Callable[..., str]
# All that a program has of Python: it can import nothing and open nothing.
BUILTINS = {"enumerate": enumerate, "len": len, "list": list, "str": str}


def page_functions(
    environment: SiteEnvironment, names: Iterable[str], kept: Path | None = None
) -> dict[str, Function]:
    """The templates of these names as functions; `kept` is a folder for the compiled program."""
    space = _surroundings(environment)
    exec(_program(environment, sorted(set(names)), kept), space)  # noqa: S102 (our templates)
    found = {name: space.get(f"t_{stem(name)}") for name in names}
    return {name: function for name, function in found.items() if function}


def _program(environment: SiteEnvironment, names: list[str], kept: Path | None) -> Any:
    if kept is None:
        return compile(written(environment, names), "templates", "exec")
    path = kept / f"{_key(environment, names)}.code"
    try:
        return marshal.loads(path.read_bytes())  # noqa: S302 (written by ourselves, in our folder)
    except (OSError, ValueError, EOFError, TypeError):
        code = compile(written(environment, names), "templates", "exec")
        beside = path.with_suffix(".new")
        beside.write_bytes(marshal.dumps(code))
        beside.replace(path)
        return code


def _key(environment: SiteEnvironment, names: list[str]) -> str:
    """The templates and settings that a program is made of; the rest is its folder's edition."""
    fixed = [(k, v) for k, v in sorted(environment.globals.items()) if isinstance(v, PLAIN)]
    loader = environment.loader
    assert loader is not None
    every = sorted(loader.list_templates())
    sources = [(name, loader.get_source(environment, name)[0]) for name in every]
    made_of = repr((names, fixed, sources)).encode() + MAGIC_NUMBER
    return blake2b(made_of, digest_size=8).hexdigest()


def written(environment: SiteEnvironment, names: Iterable[str]) -> str:
    """The program of these templates, as text; without those that only Jinja understands."""
    program = Program(environment)
    for name in names:
        try:
            program.add_page(name)
        except Unsupported:
            continue
    return "\n\n".join(program.functions)


def _surroundings(environment: SiteEnvironment) -> dict[str, Any]:
    """What the functions call by name."""
    spoken = cache(lambda text: str(Markup(environment.translate(text)) % {}))  # noqa: S704 (ours)
    given: dict[str, Any] = {"__builtins__": BUILTINS}
    given |= {
        "E": escaped,
        "T": spoken,
        "Markup": Markup,
        "K": cache(Markup),
        "markup_join": markup_join,
    }
    given |= {f"G_{name}": value for name, value in environment.globals.items()}
    context = EvalContext(environment, "page.html")
    wanted = {_PassArg.environment: environment, _PassArg.eval_context: context}
    for name, function in environment.filters.items():
        first = _PassArg.from_obj(function)
        given[f"F_{name}"] = partial(function, wanted[first]) if first in wanted else function
    return given | {"F_length": len, "F_list": list}
