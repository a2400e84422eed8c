"""How pairings are called in what rules say of them: by name only to who sees them."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from xieshou.domain.pairings.models import Pairing
from xieshou.kernel.actor import Actor, Permission


def labels(actor: Actor, pairings: Collection[Pairing]) -> dict[int, str]:
    """The pairings' names by primary key; in place of one that the actor does not see, that it is there.

    Rules count every pairing, and their findings must not tell who stands in one beyond the actor's reach.
    No query for who reaches everything, else one.
    """
    if actor.reach(Permission.VIEW).everywhere or not pairings:
        return {each.pk: str(each) for each in pairings}
    keys = [each.pk for each in pairings]
    seen = set(Pairing.objects.seen_by(actor).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    return {each.pk: str(each) if each.pk in seen else _("范围以外的结对") for each in pairings}
