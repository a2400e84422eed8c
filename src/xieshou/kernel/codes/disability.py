"""Numbers of disability certificates (残疾人证): the holder's identity number, kind and grade, 20 characters.

A certificate that was issued again has B1, B2 … behind them (from memory, to be verified).

Personal data: as in ``identity``, no error and no representation shows the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from xieshou.kernel.codes.folding import fold_code
from xieshou.kernel.codes.identity import (
    IdentityNumber,
    IdentityProblem,
    NotAnIdentityNumberError,
    parse_identity_number,
)

_REISSUED = re.compile("B[1-9]")


class DisabilityKind(IntEnum):
    """The seven kinds, by the 19th digit."""

    SIGHT = 1
    HEARING = 2
    SPEECH = 3
    LIMBS = 4
    INTELLECT = 5
    MIND = 6
    MULTIPLE = 7


class DisabilityProblem(StrEnum):
    """Why a text is no certificate number, beside what may be wrong with the identity number in it."""

    LENGTH = "length"
    KIND = "kind"
    GRADE = "grade"
    HOLDER = "holder"


class NotADisabilityNumberError(ValueError):
    """``problem`` says why; ``holder_problem`` what is wrong with the identity number when that is it."""

    def __init__(self, problem: DisabilityProblem, holder_problem: IdentityProblem | None = None) -> None:
        self.problem, self.holder_problem = problem, holder_problem
        super().__init__(problem.value)


@dataclass(frozen=True, slots=True)
class DisabilityNumber:
    """A number that passed; grade 1 is the severest, 4 the lightest."""

    holder: IdentityNumber
    kind: DisabilityKind = field(repr=False)
    grade: int = field(repr=False)
    reissued: int = field(default=0, repr=False)


def parse_disability_number(text: str, *, on: date | None = None) -> DisabilityNumber:
    """Read a certificate number.

    Raises:
        NotADisabilityNumberError: with the reason in ``problem``.
    """
    folded = fold_code(text)
    reissued = int(folded[21]) if _REISSUED.fullmatch(folded[20:]) else 0
    if len(folded) != (22 if reissued else 20):
        raise NotADisabilityNumberError(DisabilityProblem.LENGTH)
    kind, grade = folded[18], folded[19]
    if kind not in "1234567":
        raise NotADisabilityNumberError(DisabilityProblem.KIND)
    if grade not in "1234":
        raise NotADisabilityNumberError(DisabilityProblem.GRADE)
    try:
        holder = parse_identity_number(folded[:18], on=on)
    except NotAnIdentityNumberError as error:
        raise NotADisabilityNumberError(DisabilityProblem.HOLDER, error.problem) from None
    return DisabilityNumber(holder, DisabilityKind(int(kind)), int(grade), reissued)


def check_disability_number(text: str, *, on: date | None = None) -> DisabilityProblem | None:
    """What is wrong with the number, or None when nothing is."""
    try:
        parse_disability_number(text, on=on)
    except NotADisabilityNumberError as error:
        return error.problem
    return None
