"""文载数字: the figures that documents state of a place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims.queries import ClaimFilter, claims
from xieshou.domain.evidence.models import Claim
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division, Level
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.web.figures.charting import charts_of
from xieshou.web.figures.figure import Figure, figures_of
from xieshou.web.figures.grouping import by_indicator
from xieshou.web.shell.requests import UnreadableRequestError


def section(actor: Actor, division: Division, request: HttpRequest) -> dict[str, Any]:
    """The figures by indicator with their chart, and the programmes that can be chosen.

    Four queries: the programmes are counted over the figures at hand.
    """
    programme, below = asked_of(request)
    every = figures(actor, division, below=below)
    shown = of_programme(every, programme)
    counts = {value: sum(f.claim.programme == value for f in every) for value in Programme.values}
    return {
        "figures_total": len(every),
        "claim_groups": by_indicator(shown),
        "claim_count": len(shown),
        "claim_programmes": [(Programme(value), count) for value, count in counts.items() if count],
        "claim_programme": programme,
        "claims_below": below,
        "charts": charts_of(shown),
        "sides": {figure.side for figure in shown},
    }


def asked_of(request: HttpRequest) -> tuple[str, bool]:
    """The programme (empty: all) and whether the units below count too.

    Raises:
        UnreadableRequestError: for a programme that does not exist.
    """
    programme = request.GET.get("programme", "")
    if programme and programme not in Programme.values:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": programme[:40]}
        )
    return programme, request.GET.get("below") == "1"


def figures(actor: Actor, division: Division, *, below: bool) -> list[Figure]:
    """Every figure of the place, what it gave told apart from what it received."""
    found = list(claims(actor, ClaimFilter(place=division, below=below)))
    return figures_of(actor, found, {claim.pk: _side(claim, division) for claim in found})


def of_programme(every: list[Figure], programme: str) -> list[Figure]:
    """Those of one programme, or all."""
    return [figure for figure in every if programme in ("", figure.claim.programme)]


def _side(claim: Claim, division: Division) -> str:
    """``east`` where the place (or a unit in it) gives, ``west`` where it receives; giving goes first."""
    if any(_within(party, division) for party in claim.givers.all()):
        return "east"
    return "west" if any(_within(party, division) for party in claim.receivers.all()) else ""


def _within(party: Party, division: Division) -> bool:
    if party.division is None or party.division_id == division.pk or not division.code:
        return party.division_id == division.pk
    return party.division.level > division.level and party.division.code.startswith(_stem(division))


def _stem(division: Division) -> str:
    """What the codes of all units in it begin with."""
    digits = {Level.PROVINCE: 2, Level.PREFECTURE: 4}
    return division.code[: digits.get(Level(division.level), len(division.code))]
