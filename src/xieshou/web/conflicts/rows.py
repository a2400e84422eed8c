"""Relations as the page shows them: both figures, what joins them, and what a person said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xieshou.domain.evidence.models import ClaimRelation, RelationKind, RelationState
from xieshou.kernel.actor import Actor
from xieshou.web.conflicts.quoting import Quotation, quotations
from xieshou.web.conflicts.wording import sentence_of
from xieshou.web.figures.figure import Figure, figure_of
from xieshou.web.figures.marks import STATE_SHAPES, Mark


@dataclass(frozen=True, slots=True)
class Side:
    """A figure and the sentence in which it stands, where that may be shown."""

    figure: Figure
    quotation: Quotation | None


@dataclass(frozen=True, slots=True)
class Row:
    """A relation: ``right`` is None for a doubt about one figure alone."""

    relation: ClaimRelation
    left: Side
    right: Side | None
    mark: Mark
    sentence: str

    @property
    def state_shape(self) -> str:
        """A sign for what a person said of it."""
        return STATE_SHAPES[RelationState(self.relation.state)]

    @property
    def decided(self) -> bool:
        """Has a person said something of it?"""
        return self.relation.state != RelationState.FOUND


def rows_of(actor: Actor, relations: Iterable[ClaimRelation], *, quoted: bool = True) -> list[Row]:
    """The relations in words; ``quoted`` asks for the sentences too."""
    known = list(relations)
    claims = [claim for relation in known for claim in (relation.claim, relation.other) if claim is not None]
    sentences = quotations(actor, claims) if quoted else {}
    return [
        Row(
            relation=relation,
            left=Side(figure_of(relation.claim), sentences.get(relation.claim_id)),
            right=Side(figure_of(relation.other), sentences.get(relation.other.pk))
            if relation.other
            else None,
            mark=Mark(RelationKind(relation.kind)),
            sentence=sentence_of(relation),
        )
        for relation in known
    ]
