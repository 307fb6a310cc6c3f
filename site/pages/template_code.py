"""Templates as plain Python functions: what a build renders pages with instead of Jinja's own code.

Jinja works out at each page what it could know before: which macro a name means, which block is the
one that counts, whether a text is HTML. Here that is worked out once for the templates of a site,
from Jinja's own tree of them. The functions give the same bytes, which `build.py --verify` and the
tests compare with Jinja; what is not understood here is left to it (`Unsupported`). It renders
nothing itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jinja2 import nodes

from pages.template_words import (
    Fixed,
    Given,
    Local,
    Loop,
    Piece,
    Scope,
    Shown,
    Unsupported,
    Words,
    merged,
    said,
)
from pages.templating import SiteEnvironment

# What each page's template is given (`views.page`).
GIVEN = ("page", "site", "endpoint", "address", "facts", "as_of", "changed_on")
PLAIN = (str, bool, int, type(None))


class Program:
    """The functions of some templates, as the text of one Python module."""

    def __init__(self, environment: SiteEnvironment) -> None:
        self._environment = environment
        self._trees: dict[str, nodes.Template] = {}
        self._modules: dict[str, Scope] = {}
        self._known = {
            name: Fixed(value) if isinstance(value, PLAIN) else Given(name)
            for name, value in environment.globals.items()
        }
        self.functions: list[str] = []

    def add_page(self, name: str) -> None:
        """Add the function of a page's template: `t_service` for `service.html`.

        :raises Unsupported: it says something that only Jinja understands.
        """
        chain = [self._tree(name)]
        while parent := _parent(chain[-1]):
            chain.append(self._tree(parent))
        scope = self._known | {each: Local(each) for each in GIVEN}
        for tree in chain:
            self._note_imports(tree, scope)
        blocks: dict[str, nodes.Block] = {}
        for tree in chain:
            for block in tree.find_all(nodes.Block):
                blocks.setdefault(block.name, block)
        writer = _Writer(scope, self._environment, blocks)
        writer.lines.append(f"def t_{stem(name)}({', '.join(GIVEN)}):")
        self._finish(writer, chain[-1].body)

    def _finish(self, writer: "_Writer", body: Iterable[nodes.Node]) -> None:
        with writer.indented():
            writer.lines.append("    o = []")
            writer.add_named_blocks(body)
            writer.add_all(body)
            writer.flush()
            writer.lines.append('    return "".join(o)')
        self.functions.append("\n".join(writer.lines))

    def _tree(self, name: str) -> nodes.Template:
        if name not in self._trees:
            loader = self._environment.loader
            assert loader is not None
            source, path, _fresh = loader.get_source(self._environment, name)
            self._trees[name] = self._environment._parse(source, name, path)
        return self._trees[name]

    def _module(self, name: str) -> Scope:
        """What can be imported from a template: its macros and its values."""
        if name not in self._modules:
            scope = self._modules[name] = dict(self._known)
            tree = self._tree(name)
            self._note_imports(tree, scope)
            macros = list(tree.find_all(nodes.Macro))
            for macro in macros:
                scope[macro.name] = Piece(f"m_{stem(name)}_{macro.name}")
            for value in tree.body:
                if isinstance(value, nodes.Assign):
                    self._add_value(stem(name), value, scope)
            for macro in macros:
                self._add_macro(scope[macro.name].function, macro, scope)
        return self._modules[name]

    def _note_imports(self, tree: nodes.Template, scope: Scope) -> None:
        for node in tree.body:
            if isinstance(node, nodes.Import):
                scope[node.target] = self._module(_named(node.template))
            elif isinstance(node, nodes.FromImport):
                module = self._module(_named(node.template))
                for each in node.names:
                    name, alias = each if isinstance(each, tuple) else (each, each)
                    scope[alias] = module[name]

    def _add_value(self, module: str, node: nodes.Assign, scope: Scope) -> None:
        assert isinstance(node.target, nodes.Name)
        name = f"v_{module}_{node.target.name}"
        words = Words(scope, self._environment.translate, {})
        self.functions.append(f"{name} = {words.value(node.node)}")
        scope[node.target.name] = Local(name)

    def _add_macro(self, function: str, macro: nodes.Macro, scope: Scope) -> None:
        """Two functions: one that adds to a list of texts, and one that gives a text."""
        inside = scope | {each.name: Local(f"p_{each.name}") for each in macro.args}
        words = Words(scope, self._environment.translate, {})
        values = [f"p_{each.name}" for each in macro.args]
        first = len(values) - len(macro.defaults)
        for place, node in enumerate(macro.defaults, first):
            values[place] += f"={words.value(node)}"
        writer = _Writer(inside, self._environment, {})
        writer.lines.append(f"def {function}_to({', '.join(['o', *values])}):")
        with writer.indented():
            writer.add_all(macro.body)
            writer.flush()
            writer.lines.append("    return o")
        names = ", ".join(f"p_{each.name}" for each in macro.args)
        writer.lines.append(f"def {function}({', '.join(values)}):")
        writer.lines.append(f'    return "".join({function}_to([], {names}))')
        self.functions.append("\n".join(writer.lines))


class _Writer:
    """Writes the body of one function, line by line."""

    def __init__(
        self, scope: Scope, environment: SiteEnvironment, blocks: dict[str, nodes.Block]
    ) -> None:
        self.lines: list[str] = []
        self._scope, self._environment, self._all = scope, environment, blocks
        self._named: dict[str, str] = {}
        self._waiting: list[Shown] = []
        self._depth = self._count = 0

    @contextmanager
    def indented(self) -> Iterator[None]:
        """Everything that is written inside, one step to the right; what waits, before its end."""
        self._depth += 1
        yield
        self.flush()
        self._depth -= 1

    def add_named_blocks(self, body: Iterable[nodes.Node]) -> None:
        """The blocks that are asked for by name (`self.title()`), each made once."""
        for root in body:
            for node in root.find_all(nodes.Getattr):
                if isinstance(node.node, nodes.Name) and node.node.name == "self":
                    self._add_named_block(node.attr)

    def _add_named_block(self, name: str) -> None:
        if name in self._named:
            return
        self._line("b = o")
        self._line("o = []")
        self.add_all(self._all[name].body)
        self.flush()
        self._line(f's_{name} = "".join(o)')
        self._line("o = b")
        self._named[name] = f"s_{name}"

    def add_all(self, body: Iterable[nodes.Node]) -> None:
        """Write statements."""
        for node in body:
            if not isinstance(node, nodes.Import | nodes.FromImport | nodes.Macro | nodes.Extends):
                found = getattr(self, f"_add_{type(node).__name__.lower()}", None)
                if found is None:
                    raise Unsupported(type(node).__name__)
                found(node)

    def flush(self) -> None:
        """Write what has come together of texts and values."""
        made, self._waiting = merged(self._waiting), []
        if len(made) == 1:
            self._line(f"o.append({said(made[0])})")
        elif made:
            self._line(f"o += ({', '.join(map(said, made))})")

    def _line(self, code: str) -> None:
        self.lines.append("    " * self._depth + code)

    def _words(self) -> Words:
        return Words(self._scope, self._environment.translate, self._named)

    def _value(self, node: nodes.Node) -> str:
        return self._words().value(node)

    def _add_output(self, node: nodes.Output) -> None:
        for each in node.nodes:
            called = self._words().piece(each.node) if isinstance(each, nodes.Call) else None
            if called is not None:
                self.flush()
                assert isinstance(each, nodes.Call)
                arguments = ", ".join(filter(None, ["o", self._words().arguments(each)]))
                self._line(f"{called.function}_to({arguments})")
            else:
                self._waiting += self._words().shown(each)

    def _add_block(self, node: nodes.Block) -> None:
        if node.name in self._named:
            self._waiting.append(Shown(self._named[node.name], is_code=True))
        else:
            with self._apart():
                self.add_all(self._all[node.name].body)

    def _add_if(self, node: nodes.If) -> None:
        self.flush()
        word = "if"
        for branch in (node, *node.elif_):
            self._line(f"{word} {self._value(branch.test)}:")
            self._add_branch(branch.body)
            word = "elif"
        if node.else_:
            self._line("else:")
            self._add_branch(node.else_)

    def _add_branch(self, body: list[nodes.Node]) -> None:
        with self.indented():
            self._line("pass")
            self.add_all(body)

    def _add_assign(self, node: nodes.Assign) -> None:
        self.flush()
        value = self._value(node.node)
        assert isinstance(node.target, nodes.Name)
        self._line(f"{self._variable(node.target.name)} = {value}")

    def _variable(self, name: str) -> str:
        """A Python variable of its own for a name, from now on."""
        self._count += 1
        code = f"l{self._count}_{name}"
        self._scope[name] = Local(code)
        return code

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Names that are set inside are not known after it."""
        before, self._scope = self._scope, dict(self._scope)
        yield
        self._scope = before

    def _add_for(self, node: nodes.For) -> None:
        if node.test is not None or node.recursive:
            raise Unsupported("for … if")
        self.flush()
        values = self._value(node.iter)
        self._count += 1
        none = f"none{self._count}"
        if node.else_:
            self._line(f"{none} = True")
        with self._apart():
            self._line(f"for {self._target(node, values)}:")
            with self.indented():
                self._line(f"{none} = False" if node.else_ else "pass")
                self.add_all(node.body)
        if node.else_:
            self._line(f"if {none}:")
            self._add_branch(node.else_)

    def _target(self, node: nodes.For, values: str) -> str:
        """`name in values`, with its place where the body asks for that."""
        place, every = f"i{self._count}", f"every{self._count}"
        asks = any(name.name == "loop" for name in node.find_all(nodes.Name))
        names = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        plain = [name.name for name in names if isinstance(name, nodes.Name)]
        code = ", ".join(map(self._variable, plain))
        if not asks:
            return f"{code} in {values}"
        self._line(f"{every} = list({values})")
        self._scope["loop"] = Loop(place, f"len({every}) - 1")
        return f"{place}, ({code}) in enumerate({every})"


def stem(name: str) -> str:
    """The name of a template's function: `not_found` for `not_found.html`."""
    found = name.partition(".")[0]
    if not found.isidentifier():
        raise Unsupported(name)
    return found


def _named(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Const):
        raise Unsupported("a template whose name is worked out")
    return str(node.value)


def _parent(tree: nodes.Template) -> str:
    found = [node for node in tree.body if isinstance(node, nodes.Extends)]
    return _named(found[0].template) if found else ""
