"""Many-to-many fields of tracked records are written by ``recorded.sides`` alone: else it leaves no trace.

Django's own ways (``claim.givers.set``) leave no row of history. The registers of the admin write that way
and note it afterwards (web/registers/base.py).
"""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps

from xieshou.domain.recorded.tracking import history_of

SOURCE = Path(__file__).resolve().parents[2] / "src/xieshou"
WRITES = {"set", "add", "remove", "clear"}


def sides() -> set[str]:
    """The names of all many-to-many fields of tracked models."""
    return {
        name
        for model in apps.get_app_config("domain").get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
        for name in history_of(model).sides
    }


def writes(tree: ast.AST, names: set[str]) -> list[int]:
    """The lines that write such a field past the history."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr in names
    ]


def test_only_the_keeping_of_sides_writes_them() -> None:
    names = sides()
    assert names == {"givers", "receivers", "documents"}
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line in writes(ast.parse(path.read_text("utf-8")), names)
    ]
    assert found == []


def test_a_way_past_it_would_be_seen() -> None:
    for source in ("claim.givers.set([party])", "round_.documents.add(kept)", "self.claim.receivers.clear()"):
        assert writes(ast.parse(source), sides()) == [1], source
