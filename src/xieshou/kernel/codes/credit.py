"""Unified social credit codes (GB 32100). They are checked to warn, never to block.

Some codes of real firms in use fail the check digit, so a failing code is stored with its doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn import uscc

from xieshou.kernel.codes.folding import fold_code

_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


class CreditCodeDoubt(StrEnum):
    """What is odd about the code; the first that applies, in this order."""

    LENGTH = "length"
    CHARACTERS = "characters"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code folded to half-width capitals, and what is odd about it, if anything.

    The library refuses letters in the first two places; villages' collectives (N2…) have them, so only its
    check digit is used.
    """

    text: str
    warning: CreditCodeDoubt | None

    @property
    def valid(self) -> bool:
        """Does it pass every check of the standard?"""
        return self.warning is None

    @property
    def region(self) -> str | None:
        """The division code of the office that registered it, where it has one."""
        part = self.text[2:8]
        return part if len(part) == 6 and part.isascii() and part.isdigit() else None


def check_credit_code(text: str) -> CreditCode:
    """Look at a code as people type it. Never raises: what is wrong stands in ``warning``."""
    folded = fold_code(text)
    return CreditCode(folded, _doubt(folded))


def _doubt(folded: str) -> CreditCodeDoubt | None:
    if len(folded) != 18:
        return CreditCodeDoubt.LENGTH
    if not set(folded) <= _ALPHABET or not folded[2:8].isdigit():
        return CreditCodeDoubt.CHARACTERS
    return None if uscc.calc_check_digit(folded) == folded[-1] else CreditCodeDoubt.CHECK_DIGIT
