"""What is doubtful about a figure, as a shape and a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xieshou.domain.evidence.models import Claim, RelationKind, RelationState
from xieshou.domain.evidence.relations.marking import doubts_about
from xieshou.kernel.actor import Actor

SHAPES = {
    RelationKind.AGREES: "✓",
    RelationKind.NESTED: "⊂",
    RelationKind.UNIT_MISMATCH: "△",
    RelationKind.SCOPE_DIFFERS: "◇",
    RelationKind.DATE_SUSPECT: "△",
    RelationKind.DUPLICATE_TEXT: "〃",
    RelationKind.CONFLICTS: "≠",
}
TINTS = {
    RelationKind.AGREES: "good",
    RelationKind.UNIT_MISMATCH: "caution",
    RelationKind.DATE_SUSPECT: "caution",
    RelationKind.CONFLICTS: "bad",
}
STATE_SHAPES = {RelationState.FOUND: "?", RelationState.CONFIRMED: "✓", RelationState.DISMISSED: "✕"}
# The gravest first; other relations say nothing against a figure.
DOUBTFUL = (RelationKind.CONFLICTS, RelationKind.UNIT_MISMATCH, RelationKind.DATE_SUSPECT)


@dataclass(frozen=True, slots=True)
class Mark:
    """A relation in a small box: shape and word together, so that colour alone says nothing."""

    kind: RelationKind

    @property
    def shape(self) -> str:
        """A sign that can be told apart in black and white."""
        return SHAPES[self.kind]

    @property
    def word(self) -> str:
        """The relation's name."""
        return str(self.kind.label)

    @property
    def tint(self) -> str:
        """``good``, ``caution`` or ``bad`` where the relation judges; else empty."""
        return TINTS.get(self.kind, "")


def marks_of(actor: Actor, claims: Iterable[Claim]) -> Mapping[int, tuple[Mark, ...]]:
    """What speaks against each of the claims, the gravest first; the undoubted left out. One query."""
    found = doubts_about(actor, [claim.pk for claim in claims], DOUBTFUL)
    return {pk: tuple(Mark(kind) for kind in DOUBTFUL if kind in kinds) for pk, kinds in found.items()}
