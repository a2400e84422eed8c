"""What pairings add to a scope: an officer of an area reaches its pairings, and their other side in part."""

from __future__ import annotations

from django.db.models import Q

from xieshou.domain.pairings.models import Pairing
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Reach
from xieshou.kernel.codes.division import DivisionCode

_SIDES = ("giver", "receiver")


def widen(reach: Reach) -> Reach:
    """The pairings in which a place or organisation of the reach stands, those below a pairing of it, and the
    codes of the other sides of those that are reviewed.
    """
    rows = Pairing.objects.unscoped("what is seen follows from it").filter(_within(reach)).order_by()
    found = list(
        rows.values_list(
            "pk",
            "review_state",
            "giver__division__code",
            "giver__organisation__division__code",
            "receiver__division__code",
            "receiver__organisation__division__code",
        )
    )
    # A draft widens nothing: else whoever records could pair themselves with any place, and read its drafts.
    reviewed = [row for row in found if row[1] == ReviewState.REVIEWED]
    codes = {code for row in reviewed for code in row[2:] if code}
    partners = frozenset({DivisionCode.parse(code).stem for code in codes if not reach.has_code(code)})
    return Reach(pairings=frozenset({row[0] for row in found}), partner_codes=partners)


def _within(reach: Reach) -> Q:
    condition = Q(pk__in=reach.pairings) | Q(parent__in=reach.pairings) | Q(parent__parent__in=reach.pairings)
    for side in _SIDES:
        condition |= Q(**{f"{side}__organisation__in": reach.organisations})
        for code in sorted(reach.codes):
            for unit in ("division", "organisation__division"):
                condition |= Q(**{f"{side}__{unit}__code__startswith": code})
    return condition
