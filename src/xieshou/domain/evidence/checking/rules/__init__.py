"""The pure rules of arithmetic over claims. A module per kind of formula; none knows the database."""

from xieshou.domain.evidence.checking.rules.applying import check_all
from xieshou.domain.evidence.checking.rules.figures import Check, Figure, Outcome, Term
from xieshou.domain.evidence.checking.rules.formula import Formula, FormulaKind

__all__ = ["Check", "Figure", "Formula", "FormulaKind", "Outcome", "Term", "check_all"]
