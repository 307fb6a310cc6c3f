"""What a template says in its braces, as Python: the expressions of `template_code`.

Takes Jinja's own tree of an expression and gives the text of a Python expression of the same value.
It knows only what our templates use and refuses the rest (`Unsupported`): such a template is
rendered by Jinja. Whether a text is HTML already is known here and not asked again at each page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from jinja2 import nodes
from markupsafe import escape

VALUE = re.compile(r"%(?:\((\w+)\)s|(%))")
COMPARED = {
    "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in",
    "notin": "not in",
}  # fmt: skip
SINGLE = {"not": "not ", "neg": "-"}
PAIRED = {"and": "and", "or": "or", "add": "+"}
LOOP = {"index0": "{0}", "index": "({0} + 1)", "first": "({0} == 0)", "last": "({0} == {1})"}


class Unsupported(Exception):
    """A template says something that only Jinja understands; the message is what."""


@dataclass(frozen=True)
class Local:
    """A name that is a Python variable."""

    code: str


@dataclass(frozen=True)
class Piece:
    """A macro: the name of the Python function that gives its text."""

    function: str


@dataclass(frozen=True)
class Loop:
    """The `loop` of a `for`: the variables of its place and of its last place."""

    place: str
    last: str


@dataclass(frozen=True)
class Fixed:
    """A name that has one value for the whole site."""

    value: Any


@dataclass(frozen=True)
class Given:
    """One of the environment's functions, called as it is."""

    name: str


Scope = dict[str, Any]


class Shown(NamedTuple):
    """A part of what comes out: a text as it is, or a Python expression of one that is HTML."""

    text: str
    is_code: bool = False


class Words:
    """The expressions of one template in one scope; `blocks` are what `self` knows."""

    def __init__(
        self, scope: Scope, translate: Callable[[str], str], blocks: Mapping[str, str]
    ) -> None:
        self.scope, self._translate, self._blocks = scope, translate, blocks

    def value(self, node: nodes.Node) -> str:
        """Python for the value of an expression; a text that is HTML already is `Markup`."""
        made = self._html(node)
        if made is not None:
            fixed = not any(part.is_code for part in made)
            return f"{'K' if fixed else 'Markup'}({joined(made)})"
        found = getattr(self, f"_{type(node).__name__.lower()}", None)
        if found is None:
            raise Unsupported(type(node).__name__)
        code: str = found(node)
        return code

    def shown(self, node: nodes.Node) -> list[Shown]:
        """What an expression puts into the page."""
        made = self._html(node)
        if made is not None:
            return made
        if isinstance(node, nodes.Const):
            return [Shown(str(escape(node.value)))]
        if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
            first, second = (joined(self.shown(each)) for each in (node.expr1, node.expr2))
            return [Shown(f"({first} if {self.value(node.test)} else {second})", is_code=True)]
        if isinstance(node, nodes.Name) and isinstance(fixed := self._meaning(node), Fixed):
            return [Shown(str(escape(fixed.value)))]
        return [Shown(f"E({self.value(node)})", is_code=True)]

    def piece(self, node: nodes.Node) -> Piece | None:
        """The macro that an expression names, if it names one."""
        if isinstance(node, nodes.Name):
            found = self.scope.get(node.name)
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            module = self.scope.get(node.node.name)
            found = module.get(node.attr) if isinstance(module, dict) else None
        else:
            return None
        return found if isinstance(found, Piece) else None

    def _html(self, node: nodes.Node) -> list[Shown] | None:
        """The parts of what is HTML by its kind, or None."""
        if isinstance(node, nodes.MarkSafeIfAutoescape) and isinstance(node.expr, nodes.Const):
            return [Shown(str(node.expr.value))]
        if isinstance(node, nodes.TemplateData):
            return [Shown(node.data)]
        if isinstance(node, nodes.Filter) and node.name == "safe":
            assert node.node is not None
            return [Shown(f"str({self.value(node.node)})", is_code=True)]
        return self._html_of_call(node) if isinstance(node, nodes.Call) else None

    def _html_of_call(self, node: nodes.Call) -> list[Shown] | None:
        if isinstance(node.node, nodes.Name) and node.node.name in {"_", "gettext"}:
            return self._said(node)
        if (block := self._block(node)) is not None:
            return [Shown(block, is_code=True)]
        found = self.piece(node.node)
        if found is not None:
            return [Shown(f"{found.function}({self.arguments(node)})", is_code=True)]
        if isinstance(node.node, nodes.Name) and self._meaning(node.node) == Given("alike"):
            return [Shown(f"G_alike({self.arguments(node)})", is_code=True)]
        return None

    def _block(self, node: nodes.Call) -> str | None:
        asked = node.node
        if not (isinstance(asked, nodes.Getattr) and isinstance(asked.node, nodes.Name)):
            return None
        return self._blocks[asked.attr] if asked.node.name == "self" else None

    def _said(self, node: nodes.Call) -> list[Shown]:
        """A text in the site's language, its values where they belong."""
        if not isinstance(node.args[0], nodes.Const):
            return [Shown(f"T({self.value(node.args[0])})", is_code=True)]
        text = self._translate(node.args[0].value)
        values = {pair.key: self.shown(pair.value) for pair in node.kwargs}
        made: list[Shown] = []
        end = 0
        for found in VALUE.finditer(text):
            made.append(Shown(text[end : found.start()]))
            made += [Shown("%")] if found[2] else values[found[1]]
            end = found.end()
        if "%" in VALUE.sub("", text):
            raise Unsupported(text)
        return [*made, Shown(text[end:])]

    def arguments(self, node: nodes.Call) -> str:
        """The arguments of a call, as Python."""
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise Unsupported("*")
        given = [self._argument(each) for each in node.args]
        prefix = "p_" if self.piece(node.node) else ""
        return ", ".join(given + [f"{prefix}{p.key}={self.value(p.value)}" for p in node.kwargs])

    def _argument(self, node: nodes.Expr) -> str:
        found = self.piece(node)
        return found.function if found else self.value(node)

    def _meaning(self, node: nodes.Name) -> Any:
        try:
            return self.scope[node.name]
        except KeyError:
            raise Unsupported(node.name) from None

    def _name(self, node: nodes.Name) -> str:
        found = self._meaning(node)
        if isinstance(found, Local):
            return found.code
        if isinstance(found, Fixed):
            return repr(found.value)
        if isinstance(found, Given):
            return f"G_{found.name}"
        raise Unsupported(node.name)

    def _const(self, node: nodes.Const) -> str:
        return repr(node.value)

    def _getattr(self, node: nodes.Getattr) -> str:
        if isinstance(node.node, nodes.Name):
            found = self._meaning(node.node)
            if isinstance(found, Loop) and node.attr in LOOP:
                return LOOP[node.attr].format(found.place, found.last)
        return f"{self.value(node.node)}.{node.attr}"

    def _getitem(self, node: nodes.Getitem) -> str:
        return f"{self.value(node.node)}[{self.value(node.arg)}]"

    def _slice(self, node: nodes.Slice) -> str:
        ends = (node.start, node.stop, node.step)
        return ":".join("" if each is None else self.value(each) for each in ends)

    def _call(self, node: nodes.Call) -> str:
        return f"{self.value(node.node)}({self.arguments(node)})"

    def _filter(self, node: nodes.Filter) -> str:
        assert node.node is not None
        value = self.value(node.node)
        if node.name == "map":
            (pair,) = node.kwargs
            return f"[each.{pair.value.as_const()} for each in {value}]"
        if node.kwargs:
            raise Unsupported(node.name)
        return f"F_{node.name}({', '.join([value, *map(self.value, node.args)])})"

    def _test(self, node: nodes.Test) -> str:
        if node.name != "none":
            raise Unsupported(node.name)
        return f"({self.value(node.node)} is None)"

    def _condexpr(self, node: nodes.CondExpr) -> str:
        if node.expr2 is None:
            raise Unsupported("if without else")
        first, second = self.value(node.expr1), self.value(node.expr2)
        return f"({first} if {self.value(node.test)} else {second})"

    def _compare(self, node: nodes.Compare) -> str:
        ends = (f" {COMPARED[each.op]} {self.value(each.expr)}" for each in node.ops)
        return f"({self.value(node.expr)}{''.join(ends)})"

    def _unary(self, node: nodes.UnaryExpr) -> str:
        return f"({SINGLE[type(node).__name__.lower()]}{self.value(node.node)})"

    _not = _neg = _unary

    def _binary(self, node: nodes.BinExpr) -> str:
        name = PAIRED[type(node).__name__.lower()]
        return f"({self.value(node.left)} {name} {self.value(node.right)})"

    _and = _or = _add = _binary

    def _concat(self, node: nodes.Concat) -> str:
        return f"markup_join({self._listed(node.nodes)})"

    def _tuple(self, node: nodes.Tuple) -> str:
        return self._listed(node.items)

    def _list(self, node: nodes.List) -> str:
        return f"[{', '.join(map(self.value, node.items))}]"

    def _listed(self, items: list[Any]) -> str:
        return f"({''.join(f'{self.value(each)}, ' for each in items)})"

    def _dict(self, node: nodes.Dict) -> str:
        pairs = (f"{self.value(pair.key)}: {self.value(pair.value)}" for pair in node.items)
        return f"{{{', '.join(pairs)}}}"


def merged(parts: list[Shown]) -> list[Shown]:
    """The same parts, texts that follow each other being one."""
    made: list[Shown] = []
    for part in parts:
        if made and not part.is_code and not made[-1].is_code:
            made[-1] = Shown(made[-1].text + part.text)
        elif part.text:
            made.append(part)
    return made


def said(part: Shown) -> str:
    """A part as Python."""
    return part.text if part.is_code else repr(part.text)


def joined(parts: list[Shown]) -> str:
    """Parts as one Python expression."""
    made = merged(parts)
    if len(made) == 1:
        return said(made[0])
    return f'"".join(({"".join(f"{said(part)}, " for part in made)}))'
