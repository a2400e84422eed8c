"""What the page of one indicator shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue import queries
from xieshou.domain.evidence.claims.queries import ClaimFilter, claims, in_order
from xieshou.domain.evidence.models import Claim, Indicator
from xieshou.domain.pairings.asked_indicators import uses_by_indicator
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.web.figures.charting import charts_of
from xieshou.web.figures.figure import figures_of
from xieshou.web.places.asking import place_of_code
from xieshou.web.shell.requests import UnreadableRequestError, lens_of


@dataclass(frozen=True, slots=True)
class ClaimsOn:
    """The claims on an indicator and its family, of one programme if asked, in the top bar's place."""

    programme: str
    place: Any
    counts: dict[str, int]
    claims: list[Claim]


def claims_on(request: HttpRequest, actor: Actor, indicator: Indicator) -> ClaimsOn:
    """Read the address and find the claims, by time.

    Raises:
        UnreadableRequestError: for a programme that does not exist.
    """
    programme, lens = request.GET.get("programme", ""), lens_of(request)
    if programme and programme not in Programme.values:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": programme[:40]}
        )
    place = place_of_code(actor, lens.scope, lens.on) if lens.scope else None
    asked = ClaimFilter(indicator=indicator, place=place, below=True)
    every = list(in_order(claims(actor, asked), "as_of"))
    counts = {value: sum(claim.programme == value for claim in every) for value in (*Programme.values, "")}
    shown = [claim for claim in every if not programme or claim.programme == programme]
    return ClaimsOn(programme, place, counts, shown)


def page_of(request: HttpRequest, actor: Actor, indicator: Indicator) -> dict[str, Any]:
    """The context of the page; fewer than twenty queries."""
    found = claims_on(request, actor, indicator)
    figures = figures_of(actor, found.claims)
    family = queries.family_of(actor, indicator)
    return {
        "indicator": indicator,
        "aliases": queries.aliases_of(actor, indicator),
        "classes": queries.classes_of(actor, indicator),
        "uses": uses_by_indicator(actor, indicator.pk).get(indicator.pk, []),
        "family": family,
        "differs": _differing(family),
        "asked": found,
        "programmes": [(each, found.counts[each]) for each in Programme if found.counts[each]],
        "of_no_programme": found.counts[""],
        "in_all": sum(found.counts.values()),
        "figures": figures,
        "charts": charts_of(figures),
    }


def _differing(family: list[Indicator]) -> dict[str, bool]:
    """In which of the columns the members of a family differ at all."""
    columns = ("unit", "nature", "direction")
    return {column: len({getattr(each, column) for each in family}) > 1 for column in columns}
