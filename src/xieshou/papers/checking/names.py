"""Are the names of a template those that the paper gives? Read from the tree, so that no branch is missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from xieshou.papers.faults import Fault, FaultCode
from xieshou.papers.sandbox import LOOP

_UNKNOWN = object()
# Makes a fault of a code, what, a line and an advice; the caller knows part and text of a line.
Report = Callable[[FaultCode, str, int, str], Fault]


@dataclass(slots=True)
class Names:
    """Walks a template beside the paper's sample values; ``used`` gathers the dotted names that it shows."""

    sample: Mapping[str, Any]
    report: Report
    used: set[str]

    def faults(self, tree: nodes.Template) -> Iterator[Fault]:
        """Names that the paper does not give, lists shown as text, texts walked as lists."""
        yield from self._walk(tree, {}, ())

    def _walk(self, node: nodes.Node, bound: dict[str, Any], loops: tuple[str, ...]) -> Iterator[Fault]:
        match node:
            case nodes.For():
                yield from self._loop(node, bound, loops)
            case nodes.Output():
                for shown in node.nodes:
                    yield from self._walk(shown, bound, loops)
                    if isinstance(shown, nodes.Name | nodes.Getattr):
                        value = self._value(shown, bound)
                        if isinstance(value, Mapping | list):
                            yield self.report(FaultCode.NO_TEXT, dotted(shown), shown.lineno, "")
                        self.used.add(dotted(shown))
            case nodes.Name() | nodes.Getattr():
                yield from self._unknown(node, bound)
            case _:
                for child in node.iter_child_nodes():
                    yield from self._walk(child, bound, loops)

    def _loop(self, node: nodes.For, bound: dict[str, Any], loops: tuple[str, ...]) -> Iterator[Fault]:
        yield from self._walk(node.iter, bound, loops)
        values = self._value(node.iter, bound)
        if values is not _UNKNOWN and not isinstance(values, list):
            yield self.report(FaultCode.NO_LIST, dotted(node.iter), node.lineno, "")
        # A loop in a loop walks what belongs to the outer one; so a paper stays as long as its values.
        if loops and dotted(node.iter).split(".")[0] != loops[-1]:
            yield self.report(FaultCode.LOOP_APART, dotted(node.iter), node.lineno, loops[-1])
        name = node.target.name if isinstance(node.target, nodes.Name) else ""
        first = values[0] if isinstance(values, list) and values else _UNKNOWN
        inner = {**bound, name: first, "loop": dict.fromkeys(LOOP, 1)}
        for child in [*node.body, *node.else_, *([node.test] if node.test else [])]:
            yield from self._walk(child, inner, (*loops, name))

    def _unknown(self, node: nodes.Name | nodes.Getattr, bound: dict[str, Any]) -> Iterator[Fault]:
        if isinstance(node, nodes.Getattr):
            outer = self._value(node.node, bound)
            if outer is _UNKNOWN:
                if isinstance(node.node, nodes.Name | nodes.Getattr):
                    yield from self._unknown(node.node, bound)
                return
            known, name = (list(outer) if isinstance(outer, Mapping) else []), node.attr
        else:
            known, name = [*bound, *self.sample], node.name
        if name not in known:
            near = get_close_matches(name, known, 1, 0.6)
            advice = dotted(node).removesuffix(name) + near[0] if near else ""
            yield self.report(FaultCode.UNKNOWN_NAME, dotted(node), node.lineno, advice)

    def _value(self, node: nodes.Node, bound: dict[str, Any]) -> Any:
        """What a name stands for in the sample; _UNKNOWN for what cannot be said."""
        match node:
            case nodes.Name(name=name):
                return bound[name] if name in bound else self.sample.get(name, _UNKNOWN)
            case nodes.Getattr(node=outer, attr=attr):
                value = self._value(outer, bound)
                return value.get(attr, _UNKNOWN) if isinstance(value, Mapping) else _UNKNOWN
            case _:
                return _UNKNOWN


def dotted(node: nodes.Node) -> str:
    """giver.name; for anything but a name its kind."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=outer, attr=attr):
            return f"{dotted(outer)}.{attr}"
        case _:
            return type(node).__name__.lower()
