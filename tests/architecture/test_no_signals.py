"""Workflow is called, never signalled: who reads a service sees all that it does."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"


def signal_uses(tree: ast.AST) -> list[int]:
    """The lines that import Django's signals, use ``receiver`` or connect a handler."""
    lines = []
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module)) if "signals" in module or module == "django.dispatch":
                lines.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr="connect", value=value)) if "signal" in ast.unparse(value):
                lines.append(node.lineno)
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
                pass  # the history library's own methods are called so
            case ast.Attribute(attr="post_save" | "pre_save" | "post_delete" | "pre_delete"):
                lines.append(node.lineno)
            case _:
                pass
    return lines


def test_the_source_uses_no_signals() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line in signal_uses(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_a_signal_would_be_seen() -> None:
    for source in (
        "from django.db.models.signals import post_save",
        "from django.dispatch import receiver",
        "signals.user_logged_in.connect(handler)",
        "models.signals.post_save",
    ):
        assert signal_uses(ast.parse(source)) == [1], source
