"""Growth: the same measure of the same parties at two dates of one text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from xieshou.domain.evidence.checking.rules.figures import Check, Figure, Outcome, Term
from xieshou.domain.evidence.checking.rules.formula import Formula


def growths(formula: Formula, figures: list[Figure]) -> Iterator[Check]:
    """The later value against the earlier, in %; nothing is stated to compare it with."""
    dated = [
        figure
        for figure in figures
        if figure.indicator in formula.indicators and figure.as_of and not figure.is_change and not figure.per
    ]
    for _same, group in groupby(sorted(dated, key=_series), key=_series):
        for early, late in pairwise(sorted(group, key=_when)):
            if _when(early) == _when(late) or not early.countable_with(late) or not early.quantity.base:
                continue
            terms = (Term("earlier", early), Term("later", late))
            if early.quantity.is_exact:
                percent = 100 * (late.quantity.base / early.quantity.base - 1)
                yield Check(formula.code, terms, Outcome.WORKED_OUT, percent, "%")
            else:
                yield Check(formula.code, terms, Outcome.UNSURE, unit="%")


def _series(figure: Figure) -> tuple[object, ...]:
    return (
        figure.document, figure.indicator, figure.programme, figure.nationwide,
        sorted(figure.givers), sorted(figure.receivers),
    )  # fmt: skip


def _when(figure: Figure) -> tuple[str, str]:
    return str(figure.as_of), str(figure.start or "")
