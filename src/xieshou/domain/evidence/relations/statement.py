"""A claim as a plain value: what the rules compare. Nothing here knows a database or a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from xieshou.domain.evidence.relations.figure import Figure
from xieshou.kernel.period import PartialDate, Precision


class Scope(StrEnum):
    """Over what a value is counted, in the words of the claims."""

    ANNUAL = "annual"
    CUMULATIVE = "cumulative"
    INSTANT = "instant"
    UNSTATED = "unstated"


class Nature(StrEnum):
    """How the values of an indicator behave over time, in the words of the catalogue."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Place:
    """A party and everything that it lies in, itself included: ``d`` and ``o`` keys of its own choosing."""

    key: str
    line: frozenset[str]

    @classmethod
    def of(cls, key: str, *above: str) -> Place:
        """A party below others, by their keys."""
        return cls(key, frozenset({key, *above}))


@dataclass(frozen=True, slots=True)
class Source:
    """The text behind a claim. Reprints share ``identity``; ``text`` is the very text that spans refer to."""

    identity: str
    text: str
    dated: PartialDate | None = None
    weak: bool = False

    @property
    def day_known(self) -> bool:
        """Is it known to the day when it was published, by something that can be relied on?"""
        return self.dated is not None and self.dated.precision is Precision.DAY and not self.weak


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim. ``code`` is unique and orders statements, so that answers never depend on the input's.

    ``family`` is the topmost indicator above ``indicator`` (itself where it has none). ``figure`` is None
    where the text gives no number.
    """

    id: int
    code: str
    source: Source
    indicator: str
    figure: Figure | None
    family: str = ""
    nature: Nature = Nature.FLOW
    label: str = ""
    scope: Scope = Scope.UNSTATED
    start: PartialDate | None = None
    as_of: PartialDate | None = None
    period_text: str = ""
    givers: frozenset[Place] = field(default_factory=frozenset)
    receivers: frozenset[Place] = field(default_factory=frozenset)
    nationwide: bool = False
    programme: str = ""
    per: str = ""
    span: tuple[int, int] | None = None
    context: bool = False
    forecast: bool = False
    change: bool = False
    counted: bool = False

    @property
    def position(self) -> tuple[str, int, str]:
        """Where it stands in its text; statements without a span come by code."""
        return self.source.text, self.span[0] if self.span else -1, self.code

    def same_document(self, other: Statement) -> bool:
        """Do both come from one document, reprints counted as one (A1-2)?"""
        return self.source.identity == other.source.identity
