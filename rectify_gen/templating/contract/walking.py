"""Follows the types of the view through the syntax tree of a part: loops, tests, names, what is printed.

Statements here, expressions in `expressions`. This room must not know XML, files or data.
"""

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import nodes

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.contract import naming
from rectify_gen.templating.contract.calls import Arity
from rectify_gen.templating.contract.conditions import chosen, told
from rectify_gen.templating.contract.expressions import Expressions
from rectify_gen.templating.contract.scope import ANY, Value
from rectify_gen.templating.contract.skeleton import Skeleton, reasons
from rectify_gen.templating.contract.types import Flag, Listing, Number, Record, Text


def walk(
    skeleton: Skeleton,
) -> tuple[tuple[Diagnostic, ...], frozenset[tuple[str, str]]]:
    """Return the reports on what the tags of ``skeleton`` read, and the fields of the view that they print."""
    if skeleton.tree is None:
        return (), frozenset()
    walker = _Walker(skeleton)
    try:
        walker.body(skeleton.tree.body)
    except RecursionError as error:
        place = skeleton.tags[0].place if skeleton.tags else None
        walker.found[("deep",)] = Diagnostic(
            "template-syntax", facts=reasons(type(error).__name__), place=place
        )
    return tuple(walker.found.values()), frozenset(walker.shown)


class _Walker(Expressions):
    """One walk; the scope is that of the point reached."""

    def body(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            statement = _STATEMENTS.get(type(node))
            if statement is not None:
                statement(self, node)

    def prints(self, node: nodes.Output) -> None:
        for one in node.nodes:
            if not isinstance(one, nodes.TemplateData):
                self.printed(one)

    def printed(self, node: nodes.Expr) -> None:
        value = self.demand(self.value(node), node, is_printed=True)
        tag = self.tag(node)
        lifted = tag.kind == "{{" and tag.prefix
        if isinstance(value.type, Listing):
            self.report(
                "template-prints-list",
                node,
                name=naming.spelled(node),
                **naming.looped(naming.spelled(node), value.type.member),
            )
        elif isinstance(value.type, Record):
            self.report(
                "template-prints-record",
                node,
                name=naming.spelled(node),
                **naming.listed(value.type.name),
            )
        elif (
            isinstance(value.type, Flag)
            and naming.spelled(node) != "…"
            and not isinstance(node, nodes.Const)
        ):
            self.report("template-prints-flag", node, name=naming.spelled(node))
        elif lifted and isinstance(value.type, Text | Number):
            self.report("template-text-astray", node, name=naming.spelled(node))

    def loop(self, node: nodes.For) -> None:
        over = self.demand(self.value(node.iter), node.iter)
        member = self.member(over, node.iter)
        self.loops += 1
        names = {"loop": ANY}
        known: frozenset[tuple[str, ...]] = frozenset()
        if isinstance(node.target, nodes.Name):
            member = member._replace(path=(f"{node.target.name} {self.loops}",))
            names[node.target.name] = member
            known = frozenset((*member.path, name) for name in chosen(node.iter))
        else:
            names |= {one.name: ANY for one in node.target.find_all(nodes.Name)}
        with self.scope.frame(**names), self.scope.knowing(known):
            if node.test is not None:
                self.tested(node.test)
                known = told(node.test, self.path)[0]
            with self.scope.knowing(known):
                self.body(node.body)
        self.body(node.else_)

    def member(self, over: Value, node: nodes.Node) -> Value:
        if isinstance(over.type, Listing):
            return Value(over.type.member)
        if isinstance(over.type, Text | Number | Flag | Record):
            self.report(
                "template-loop-value",
                node,
                name=naming.spelled(node),
                **naming.called(over.type),
            )
        return ANY

    def branches(self, node: nodes.If) -> None:
        fails: frozenset[tuple[str, ...]] = frozenset()
        for test, body in (
            (node.test, node.body),
            *((one.test, one.body) for one in node.elif_),
        ):
            with self.scope.knowing(fails):
                self.tested(test)
                holds, not_held = told(test, self.path)
                with self.scope.knowing(holds):
                    self.body(body)
            fails |= not_held
        with self.scope.knowing(fails):
            self.body(node.else_)

    def assign(self, node: nodes.Assign) -> None:
        value = self.value(node.node)
        if isinstance(node.target, nodes.Name):
            self.scope.bind(node.target.name, value)
        else:
            for one in node.target.find_all(nodes.Name):
                self.scope.bind(one.name, ANY)

    def assign_block(self, node: nodes.AssignBlock) -> None:
        with self.scope.frame():
            self.body(node.body)
        if isinstance(node.target, nodes.Name):
            self.scope.bind(node.target.name, Value(Text()))

    def macro(self, node: nodes.Macro) -> None:
        self.scope.bind(node.name, ANY)
        inner = {name.name for name in node.find_all(nodes.Name)}
        self.macros[node.name] = Arity(
            names=tuple(parameter.name for parameter in node.args),
            required=len(node.args) - len(node.defaults),
            takes_more=bool(inner & {"varargs", "kwargs", "caller"}),
        )
        for default in node.defaults:
            self.value(default)
        own = {one.name: ANY for one in node.args} | dict.fromkeys(
            ("caller", "varargs", "kwargs"), ANY
        )
        with self.scope.frame(**own):
            self.body(node.body)

    def call_block(self, node: nodes.CallBlock) -> None:
        self.value(node.call)
        with self.scope.frame(**{one.name: ANY for one in node.args}):
            self.body(node.body)

    def filter_block(self, node: nodes.FilterBlock) -> None:
        self.filter_name(node.filter)
        self.body(node.body)

    def with_block(self, node: nodes.With) -> None:
        values = [self.value(one) for one in node.values]
        names = {
            one.name: value
            for one, value in zip(node.targets, values, strict=True)
            if isinstance(one, nodes.Name)
        }
        with self.scope.frame(**names):
            self.body(node.body)

    def inside(self, node: nodes.Scope) -> None:
        self.body(node.body)

    def expression(self, node: nodes.ExprStmt) -> None:
        self.value(node.node)

    def outside(self, node: nodes.Stmt) -> None:
        word = type(node).__name__.lower()
        self.report(
            "template-forbidden", node, reason=word, reason_zh=f"引用其他文件（{word}）"
        )


_STATEMENTS: dict[type[nodes.Node], Callable[[_Walker, Any], None]] = {
    nodes.Output: _Walker.prints,
    nodes.For: _Walker.loop,
    nodes.If: _Walker.branches,
    nodes.Assign: _Walker.assign,
    nodes.AssignBlock: _Walker.assign_block,
    nodes.Macro: _Walker.macro,
    nodes.CallBlock: _Walker.call_block,
    nodes.FilterBlock: _Walker.filter_block,
    nodes.With: _Walker.with_block,
    **dict.fromkeys(
        (nodes.Scope, nodes.ScopedEvalContextModifier, nodes.Block), _Walker.inside
    ),
    nodes.ExprStmt: _Walker.expression,
    **dict.fromkeys(
        (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends), _Walker.outside
    ),
}
