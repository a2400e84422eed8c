"""Does what is said of somebody agree with their sealed ID number? Only that is told, never the number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xieshou.domain.personal.sealed import Sealed, UnreadableError
from xieshou.kernel.codes import NotAnIdentityNumberError, parse_identity_number


@dataclass(frozen=True, slots=True)
class Agreement:
    """Does each agree with the number? True also where there is nothing to compare."""

    born: bool = True
    sex: bool = True


def agreement(number: str, *, born: date | None, sex: str) -> Agreement:
    """Of an ID number, sealed or as typed, with a birth date and a sex (``male``, ``female``, empty)."""
    try:
        read = parse_identity_number(number.unseal() if isinstance(number, Sealed) else number)
    except (NotAnIdentityNumberError, UnreadableError):
        return Agreement()
    return Agreement(born is None or born == read.born, not sex or sex == read.sex.value)
