"""The little language of templates: names, loops and conditions, and nothing that could act.

Two fences. The first is ours: a template is read into its tree, and a tree with anything but the nodes listed
here is refused, so there is no call, no import, no arithmetic. Behind it stands Jinja's own sandbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("default", "d", "first", "last", "length", "join", "upper", "lower", "trim")
TESTS = ("defined", "undefined", "none", "odd", "even")
# What a loop says of itself: loop.first, loop.index.
LOOP = ("index", "index0", "first", "last", "length")

_NODES = frozenset(
    {
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const,
        nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
        nodes.Filter, nodes.Test, nodes.Concat,
    }
)  # fmt: skip


class ForbiddenTagError(SecurityError):
    """A template asks for more than values, loops and conditions."""


def forbidden(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """What of a template is not allowed, in its own words, with its line."""
    for node in [tree, *tree.find_all(nodes.Node)]:
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield f"|{node.name}", node.lineno
        elif isinstance(node, nodes.Test) and node.name not in TESTS:
            yield f"is {node.name}", node.lineno
        elif isinstance(node, nodes.For) and (node.recursive or not isinstance(node.target, nodes.Name)):
            yield "for", node.lineno
        elif isinstance(node, nodes.Getattr | nodes.Name) and _name(node).startswith("_"):
            yield _name(node), node.lineno
        elif type(node) not in _NODES:
            yield _named(node), node.lineno


def _name(node: nodes.Getattr | nodes.Name) -> str:
    return node.attr if isinstance(node, nodes.Getattr) else node.name


def _named(node: nodes.Node) -> str:
    """As the writer of the template may know it: call, macro, include, set …"""
    return {"Assign": "set", "AssignBlock": "set", "Getitem": "[…]", "Call": "(…)"}.get(
        type(node).__name__, type(node).__name__.lower()
    )


class Sandbox(ImmutableSandboxedEnvironment):
    """Compiles what ``forbidden`` finds nothing in; knows no files, no globals, only the context's names."""

    def __init__(self) -> None:
        super().__init__(loader=None, autoescape=True, undefined=StrictUndefined, finalize=_shown)
        self.globals = {}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: check for name, check in self.tests.items() if name in TESTS}

    def compile(self, source: Any, *args: Any, **options: Any) -> Any:
        """As Jinja does, after the tree was looked at.

        Raises:
            ForbiddenTagError: for a template that asks for more than values, loops and conditions.
        """
        tree = self.parse(source) if isinstance(source, str) else source
        found = next(forbidden(tree), None)
        if found is not None:
            raise ForbiddenTagError(f"{found[0]} (line {found[1]})")
        return super().compile(source, *args, **options)


def _shown(value: object) -> object:
    """Nothing where a value is missing, instead of the word None."""
    return "" if value is None else value
