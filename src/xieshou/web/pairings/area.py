"""The pairings' place in the shell."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xieshou.domain.pairings import queries
from xieshou.kernel.actor import Actor
from xieshou.web.shell import navigation, search, words

MOST_HITS = 20


def register() -> None:
    """Add the entry on the left and the search provider."""
    navigation.register(navigation.Entry("pairings", _("结对"), "pair", "pairings:list", 300))
    search.register("pairings", _("结对"), found_pairings, order=300)


def found_pairings(actor: Actor, text: str) -> list[search.Hit]:
    """Pairings with a party of that name, in any year."""
    found = queries.in_order(queries.pairings(actor, text=text), "round")[:MOST_HITS]
    named = queries.parties_on(
        actor, [p for pairing in found for p in (pairing.giver, pairing.receiver)], None
    )
    return [
        search.Hit(
            title=f"{words.name_of(named[pairing.giver_id])} → {words.name_of(named[pairing.receiver_id])}",
            subtitle=f"{words.name_of(pairing.round)} · {words.period_in_words(pairing.period)}",
            url=reverse("pairings:detail", args=[pairing.pk]),
            kind=pairing.get_tier_display(),
        )
        for pairing in found
    ]
