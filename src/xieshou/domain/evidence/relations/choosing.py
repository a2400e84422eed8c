"""What a list of relations can be narrowed to: the documents and indicators that stand in some relation."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xieshou.domain.evidence.models import Claim, Document, Indicator
from xieshou.kernel.actor import Actor

_RELATED = Q(relations__isnull=False) | Q(relations_from__isnull=False)


def documents(actor: Actor) -> QuerySet[Document]:
    """The documents with a figure that stands in a relation, by code. One query."""
    return Document.objects.filter(pk__in=Claim.objects.filter(_RELATED).values("document"))


def indicators(actor: Actor) -> QuerySet[Indicator]:
    """The indicators with such a figure, by part and code. One query."""
    return Indicator.objects.filter(pk__in=Claim.objects.filter(_RELATED).values("indicator"))
