"""Follows the types of the view through the syntax tree of a part: loops, tests, names, what is printed.

Statements here, expressions in ``expressions``. This room must not know XML, files or data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import nodes

from rectify_gen.choice import DeclaredFact
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.contract import report_facts
from rectify_gen.templating.contract.argument_checks import Arity
from rectify_gen.templating.contract.conditions import chosen, known_by
from rectify_gen.templating.contract.expression_types import (
    Drawing,
    Flag,
    Listing,
    Number,
    Record,
    Text,
)
from rectify_gen.templating.contract.expressions import Expressions
from rectify_gen.templating.contract.scope import ANY, Value
from rectify_gen.templating.contract.skeleton import Skeleton, reasons
from rectify_gen.templating.sandbox import may_leave_unescaped
from rectify_gen.view.fields import Path


def walk(
    skeleton: Skeleton, facts: Sequence[DeclaredFact] = ()
) -> tuple[tuple[Diagnostic, ...], frozenset[tuple[str, str]]]:
    """Return the reports on what the tags of ``skeleton`` read, and the fields of the view that they print.

    ``facts`` are those of the office's own that may be printed; without any, all names may.
    """
    tree = skeleton.tree
    if tree is None:
        return (), frozenset()
    walker = _StatementWalker(skeleton, facts)
    try:
        walker.body(tree.body)
    except RecursionError as error:
        tags = skeleton.tags
        place = tags[0].place if tags else None
        reason = type(error).__name__
        walker.reports[("deep",)] = Diagnostic(
            "template-syntax",
            facts=reasons(reason),
            place=place,
        )
    reports = tuple(walker.reports.values())
    printed_fields = frozenset(walker.shown)
    return reports, printed_fields


class _StatementWalker(Expressions):
    """One walk; the scope is that of the point reached."""

    def body(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            kind = type(node)
            statement = _STATEMENTS.get(kind)
            if statement is not None:
                statement(self, node)

    def output(self, output: nodes.Output) -> None:
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData):
                self.printed(node)

    def printed(self, node: nodes.Expr) -> None:
        """Report what is printed and is no text."""
        value = self.value(node)
        value = self.demand(value, node, is_printed=True)
        held = value.type
        # An expression that has no name in the template is spelled "…".
        name = report_facts.spelled(node)
        if isinstance(held, Listing):
            loop = report_facts.looped(name, held.member)
            self.report("template-prints-list", node, name=name, **loop)
        elif isinstance(held, Record):
            fields = report_facts.listed(held.name)
            self.report("template-prints-record", node, name=name, **fields)
        elif isinstance(held, Drawing):
            self.report("template-picture-printed", node, name=name)
        elif isinstance(held, Flag):
            is_computed = name == "…" or isinstance(node, nodes.Const)
            if not is_computed:
                self.report("template-prints-flag", node, name=name)
        elif isinstance(held, Text | Number) and self.is_lifted(node):
            self.report("template-text-astray", node, name=name)

    def is_lifted(self, node: nodes.Expr) -> bool:
        """Whether the tag of ``node`` takes its paragraph away, as {{p … }} does."""
        tag = self.tag(node)
        return tag.kind == "{{" and bool(tag.prefix)

    def loop(self, node: nodes.For) -> None:
        iterated = node.iter
        over = self.value(iterated)
        over = self.demand(over, iterated)
        member = self.member(over, iterated)
        self.loops += 1
        names = {"loop": ANY}
        known: frozenset[Path] = frozenset()
        target = node.target
        if isinstance(target, nodes.Name):
            # A path of its own: members of two loops of one name are not the same.
            path = (f"{target.name} {self.loops}",)
            names[target.name] = member._replace(path=path)
            # ``selectattr`` has left only members that have the attribute.
            known_paths: list[Path] = []
            for attribute in chosen(iterated):
                known_paths.append((*path, attribute))
            known = frozenset(known_paths)
        else:
            # ``{% for key, value in … %}``: what each name gets is not followed.
            for name in target.find_all(nodes.Name):
                names[name.name] = ANY
        # Jinja tests a member before its pass: what the test asks for is there in the body.
        with self.scope.frame(**names), self.scope.knowing(known):
            if node.test is not None:
                self.test_value(node.test)
                outcomes = known_by(node.test, self.path)
                known = outcomes.where_it_holds
            with self.scope.knowing(known):
                self.body(node.body)
        self.body(node.else_)

    def member(self, over: Value, node: nodes.Node) -> Value:
        """A member of what a loop goes over; reported where that is no list."""
        held = over.type
        if isinstance(held, Listing):
            return Value(held.member)
        if isinstance(held, Text | Number | Flag | Record):
            name = report_facts.spelled(node)
            kind = report_facts.called(held)
            self.report("template-loop-value", node, name=name, **kind)
        return ANY

    def branches(self, node: nodes.If) -> None:
        # Each branch is reached only where all tests before it failed.
        failed: frozenset[Path] = frozenset()
        for branch in (node, *node.elif_):
            with self.scope.knowing(failed):
                self.test_value(branch.test)
                known = known_by(branch.test, self.path)
                with self.scope.knowing(known.where_it_holds):
                    self.body(branch.body)
            failed |= known.where_it_fails
        with self.scope.knowing(failed):
            self.body(node.else_)

    def assign(self, node: nodes.Assign) -> None:
        value = self.value(node.node)
        target = node.target
        if isinstance(target, nodes.Name):
            self.scope.bind(target.name, value)
            return
        # ``{% set a, b = … %}``
        for name in target.find_all(nodes.Name):
            self.scope.bind(name.name, ANY)

    def assign_block(self, node: nodes.AssignBlock) -> None:
        with self.scope.frame():
            self.body(node.body)
        target = node.target
        if isinstance(target, nodes.Name):
            # Whatever the block prints is bound as one text.
            printed_text = Value(Text())
            self.scope.bind(target.name, printed_text)

    def macro(self, node: nodes.Macro) -> None:
        self.scope.bind(node.name, ANY)
        read_names: set[str] = set()
        for read_name in node.find_all(nodes.Name):
            read_names.add(read_name.name)
        parameters: list[str] = []
        for parameter in node.args:
            parameters.append(parameter.name)
        defaults = node.defaults
        self.macros[node.name] = Arity(
            names=tuple(parameters),
            required=len(parameters) - len(defaults),
            takes_more=not read_names.isdisjoint(_MACRO_NAMES),
        )
        for default in defaults:
            self.value(default)
        # What a call passes is not followed into the macro: its parameters may be anything.
        names: dict[str, Value] = {}
        for name in (*parameters, *_MACRO_NAMES):
            names[name] = ANY
        with self.scope.frame(**names):
            self.body(node.body)

    def call_block(self, node: nodes.CallBlock) -> None:
        self.value(node.call)
        names: dict[str, Value] = {}
        for parameter in node.args:
            names[parameter.name] = ANY
        with self.scope.frame(**names):
            self.body(node.body)

    def filter_block(self, node: nodes.FilterBlock) -> None:
        self.is_filter(node.filter)
        self.body(node.body)

    def with_block(self, node: nodes.With) -> None:
        # All values are read outside: in ``with a = 1, b = a`` the second is not the first's.
        values: list[Value] = []
        for expression in node.values:
            values.append(self.value(expression))
        names: dict[str, Value] = {}
        for target, value in zip(node.targets, values, strict=True):
            if isinstance(target, nodes.Name):
                names[target.name] = value
        with self.scope.frame(**names):
            self.body(node.body)

    def inside(self, node: nodes.Scope) -> None:
        self.body(node.body)

    def escaping(self, node: nodes.ScopedEvalContextModifier) -> None:
        if may_leave_unescaped(node):
            self.report("template-unescaped", node, what=self.tag(node).raw)
        self.body(node.body)

    def expression(self, node: nodes.ExprStmt) -> None:
        self.value(node.node)

    def other_file(self, node: nodes.Stmt) -> None:
        word = type(node).__name__.lower()
        reason_zh = f"引用其他文件（{word}）"
        self.report("template-forbidden", node, reason=word, reason_zh=reason_zh)


_MACRO_NAMES = ("caller", "varargs", "kwargs")
"""Names that Jinja offers inside a macro; one that reads them takes more than its parameters."""

_STATEMENTS: dict[type[nodes.Node], Callable[[_StatementWalker, Any], None]] = {
    nodes.Output: _StatementWalker.output,
    nodes.For: _StatementWalker.loop,
    nodes.If: _StatementWalker.branches,
    nodes.Assign: _StatementWalker.assign,
    nodes.AssignBlock: _StatementWalker.assign_block,
    nodes.Macro: _StatementWalker.macro,
    nodes.CallBlock: _StatementWalker.call_block,
    nodes.FilterBlock: _StatementWalker.filter_block,
    nodes.With: _StatementWalker.with_block,
    nodes.Scope: _StatementWalker.inside,
    nodes.ScopedEvalContextModifier: _StatementWalker.escaping,
    nodes.Block: _StatementWalker.inside,
    nodes.ExprStmt: _StatementWalker.expression,
    nodes.Include: _StatementWalker.other_file,
    nodes.Import: _StatementWalker.other_file,
    nodes.FromImport: _StatementWalker.other_file,
    nodes.Extends: _StatementWalker.other_file,
}
"""What follows each kind of statement; nothing else holds tags."""
