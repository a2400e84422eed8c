"""Clear text of personal data is taken out in these places and nowhere else (docs/decisions/0008)."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src/xieshou"
# The fields themselves (blind index, validation), the rotation of keys, and revealing with a logged reason;
# comparing the code of an authenticator app, which takes its secret; and reading an uploaded file, or giving
# it back to its sender. Those files, not their folders.
MAY = {
    "domain/personal/",
    "domain/workflow/revealing/",
    "domain/parties/accounts/authenticators.py",
    "domain/workflow/ledgers/keeping.py",
    "domain/workflow/ledgers/queries.py",
}


def unsealing(tree: ast.AST) -> list[int]:
    """The lines that unseal, or reach for what could: the function, its module, the method under any name."""
    lines = []
    for node in ast.walk(tree):
        match node:
            case (
                ast.Attribute(attr="unseal" | "unsealed")
                | ast.Name(id="unseal")
                | ast.Constant(value="unseal" | "unsealed")
            ):
                lines.append(node.lineno)
            case ast.ImportFrom(module=str(module)) if module.startswith("xieshou.domain.personal.sealing"):
                lines.append(node.lineno)
            case ast.ImportFrom(module="xieshou.domain.personal", names=names) if any(
                name.name == "sealing" for name in names
            ):
                lines.append(node.lineno)
            case ast.Import(names=names) if any("personal.sealing" in name.name for name in names):
                lines.append(node.lineno)
            case _:
                pass
    return lines


def test_only_those_named_here_unseal() -> None:
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in sorted(SOURCE.rglob("*.py"))
        if unsealing(ast.parse(path.read_text("utf-8")))
    }
    assert {one for one in MAY if not any(path.startswith(one) for path in found)} == set(), "not needed"
    assert {path for path in found if not any(path.startswith(one) for one in MAY)} == set()


def test_a_way_round_would_be_seen() -> None:
    for source in (
        "person.id_number.unseal()",
        "b''.join(sent.unsealed())",
        "show = Sealed.unseal",
        "getattr(person.phone, 'unseal')",
        "from xieshou.domain.personal.sealing import unseal",
        "from xieshou.domain.personal import sealing",
        "import xieshou.domain.personal.sealing as s",
    ):
        assert unsealing(ast.parse(source)), source
