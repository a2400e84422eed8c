"""Where areas above say how an indicator is computed from records, so that it can stand beside a claim.

``register("paired_receivers", count_receivers)`` when Django starts; ``computed(actor, claim)`` on a page.
Evidence knows no records, so that it is told and never asks for them by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xieshou.domain.evidence.models import Claim
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Records:
    """The records that were counted: their kind (``pairings``) and the filter that lists them, all text."""

    kind: str
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Computed:
    """What the records say where a claim says something too. It never replaces the claim."""

    value: Quantity
    as_of: PartialDate | None
    records: Records
    waiting: int = 0
    """How many records, of those that the asker may see, would count if they were reviewed."""


Computation = Callable[[Actor, Claim], Computed | None]
_COMPUTATIONS: dict[str, Computation] = {}


class ComputedTwiceError(ValueError):
    """Two areas say how one indicator is computed."""


def register(indicator_code: str, computation: Computation) -> None:
    """Say how the indicator of that code is computed for a claim's parties and day.

    The function answers None where the records do not reach (no parties stated, no records of that time).

    Raises:
        ComputedTwiceError: when another function computes it already.
    """
    if _COMPUTATIONS.setdefault(indicator_code, computation) is not computation:
        raise ComputedTwiceError(indicator_code)


def computed(actor: Actor, claim: Claim) -> Computed | None:
    """What the records say for the parties and day of a claim; None where nobody registered or none reach."""
    computation = _COMPUTATIONS.get(claim.indicator.code)
    return computation(actor, claim) if computation else None
