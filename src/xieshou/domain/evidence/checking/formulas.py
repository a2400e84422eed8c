"""The formulas that ship, read from their file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from xieshou.domain.evidence.checking.rules import Formula, FormulaKind

FORMULAS = Path(__file__).parents[1] / "data" / "formulas.toml"
_NUMBERS = ("least", "most", "tolerance", "total")


class BadFormulaError(ValueError):
    """An entry of a formulas file is none; the message names file, entry and reason."""


@cache
def formulas(path: Path = FORMULAS) -> tuple[Formula, ...]:
    """Every formula of a file, in its order.

    Raises:
        BadFormulaError: for a missing or unknown field, an unknown kind, or a code that comes twice.
    """
    found: dict[str, Formula] = {}
    for position, entry in enumerate(tomllib.loads(path.read_text("utf-8")).get("formula", []), 1):
        where = f"{path.name}, formula {position} ({entry.get('code', '?')})"
        formula = _formula(where, entry)
        if formula.code in found:
            raise BadFormulaError(f"{where}: the code comes twice")
        found[formula.code] = formula
    return tuple(found.values())


def formula_of(code: str) -> Formula | None:
    """The formula by which a recorded check was made; None where it ships no more."""
    return next((f for f in formulas() if f.code == code.removesuffix("-alike")), None)


def _formula(where: str, entry: Mapping[str, Any]) -> Formula:
    values = dict(entry)
    try:
        values["kind"] = FormulaKind(values["kind"])
        values["indicators"] = tuple(values.get("indicators", ()))
        for name in _NUMBERS:
            if name in values:
                values[name] = Fraction(str(values[name]))
        return Formula(**values)
    except (KeyError, TypeError, ValueError) as problem:
        raise BadFormulaError(f"{where}: {problem}") from None
