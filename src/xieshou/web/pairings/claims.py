"""The figures that documents state between the two parties of a pairing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims.queries import ClaimFilter, claims
from xieshou.domain.pairings import queries
from xieshou.domain.pairings.models import Pairing
from xieshou.kernel.actor import Actor
from xieshou.web.figures.charting import charts_of
from xieshou.web.figures.figure import Figure, figures_of
from xieshou.web.figures.grouping import by_year
from xieshou.web.figures.tables import figure_table
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv


def section(actor: Actor, pairing: Pairing) -> dict[str, Any]:
    """The figures by year with their chart. Four queries."""
    shown = figures(actor, pairing)
    return {"claim_groups": by_year(shown), "claim_count": len(shown), "charts": charts_of(shown)}


def figures(actor: Actor, pairing: Pairing) -> list[Figure]:
    """What went from the giver to the receiver by the documents, in whichever round."""
    found = claims(actor, ClaimFilter(giver=pairing.giver, receiver=pairing.receiver))
    return figures_of(actor, found)


def export(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """The same as CSV."""
    actor = actor_of(request)
    try:
        pairing = queries.pairing(actor, pairing_id)
    except Pairing.DoesNotExist:
        raise Http404(_("没有这个结对,它可能已被删除")) from None
    return as_csv(f"pairing-{pairing.pk}-claims", *figure_table(figures(actor, pairing)))
