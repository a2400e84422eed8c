"""What the rules answer with. The words are those that relations are stored under."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xieshou.domain.evidence.relations.statement import Statement


class Kind(StrEnum):
    """How two claims stand to each other; the most telling first, because a pair has one relation."""

    UNIT_MISMATCH = "unit_mismatch"
    DUPLICATE_TEXT = "duplicate_text"
    CONFLICTS = "conflicts"
    NESTED = "nested"
    SCOPE_DIFFERS = "scope_differs"
    AGREES = "agrees"
    DATE_SUSPECT = "date_suspect"


class Reason(StrEnum):
    """Why; stable, so that pages can word it and scripts can count it."""

    SAME_VALUE = "same_value"
    WITHIN_WORDS = "within_words"
    UNCHANGED = "unchanged"
    RUNNING_TOTAL = "running_total"
    HOUSEHOLDS_EXCEED_PEOPLE = "households_exceed_people"
    HOUSEHOLDS_PER_PLACE = "households_per_place"
    COUNTED_DIFFERENTLY = "counted_differently"
    SCOPE = "scope"
    START = "start"
    AS_OF = "as_of"
    BASE_YEAR = "base_year"
    MEASURE = "measure"
    CHANGE_VS_LEVEL = "change_vs_level"
    PROGRAMME = "programme"
    PLACE = "place"
    PER_PERIOD = "per_period"
    FORECAST = "forecast"
    SAME_PASSAGE = "same_passage"
    RESTATED = "restated"
    FIGURES_REPEATED = "figures_repeated"
    YEAR_MISSING = "year_missing"
    RELATIVE_YEAR = "relative_year"
    RELATIVE_NOW = "relative_now"
    RELATIVE_SPAN = "relative_span"
    START_MISSING = "start_missing"
    AFTER_DOCUMENT = "after_document"
    YEAR_NOT_OVER = "year_not_over"
    VALUES_DIFFER = "values_differ"
    TOTAL_FALLS = "total_falls"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation between two statements, or a doubt about one (``other`` is None).

    ``facts`` (name, value; all text) fill the sentence that the interface has for the reason.
    """

    kind: Kind
    reason: Reason
    claim: Statement
    other: Statement | None = None
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def pair(self) -> frozenset[int]:
        """The claims it is about, whichever stands first."""
        return frozenset({self.claim.id} | ({self.other.id} if self.other else set()))

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Sorts answers, whatever the order of the input."""
        return self.kind, self.claim.code, self.other.code if self.other else "", self.reason


def between(kind: Kind, reason: Reason, a: Statement, b: Statement, **facts: object) -> Verdict:
    """A relation that has no direction: the statement of the lesser code stands first."""
    first, second = sorted((a, b), key=lambda each: each.code)
    return directed(kind, reason, first, second, **facts)


def directed(
    kind: Kind, reason: Reason, claim: Statement, other: Statement | None, **facts: object
) -> Verdict:
    """A relation whose first statement has a part of its own: the larger total, the suspicious one."""
    return Verdict(kind, reason, claim, other, tuple((name, str(value)) for name, value in facts.items()))
