"""What commands say of refused files and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xieshou.workbooks.problems import CellProblem
    from xieshou.workbooks.refusing import RefusedFileError

# What a terminal shows of a long list; JSON and the marked workbook hold all.
SHOWN = 20


def refusal_in_json(refusal: RefusedFileError | None) -> dict[str, str] | None:
    """Why a file as a whole is refused; None where it is not."""
    from xieshou.kernel.language import Language

    if refusal is None:
        return None
    zh, en = refusal.describe(Language.CHINESE), refusal.describe(Language.ENGLISH)
    return {"code": refusal.code, "reason": zh, "reason_en": en}


def in_json(problem: CellProblem) -> dict[str, Any]:
    """A wrong cell with its reason in both languages."""
    from xieshou.kernel.language import Language

    return {
        "row": problem.row,
        "cell": problem.cell,
        "field": problem.field,
        "heading": problem.heading,
        "text": problem.text,
        "reason": problem.describe(Language.CHINESE),
        "reason_en": problem.describe(Language.ENGLISH),
    }


def in_table(problem: CellProblem) -> dict[str, Any]:
    """A wrong cell as a line on the terminal."""
    row = in_json(problem)
    return {name: row[name] for name in ("cell", "heading", "text", "reason")}
