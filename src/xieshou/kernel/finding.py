"""What a rule answers with: something that does not agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree.

    ``code`` is a member of the area's own enumeration, stable so that scripts can count; ``subject`` names
    what was judged; ``facts`` (name, value) fill the sentence that the interface has for the code. Whether a
    finding blocks or warns is the caller's business.
    """

    code: StrEnum
    subject: str
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        stated = ", ".join(f"{name} {value}" for name, value in self.facts)
        return f"{self.code}: {self.subject}" + (f" ({stated})" if stated else "")
