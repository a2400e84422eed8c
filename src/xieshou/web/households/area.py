"""The households' place in the shell."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.households import queries
from xieshou.domain.households.telling import status_word
from xieshou.kernel.actor import Actor
from xieshou.web.households.permitting import entitled
from xieshou.web.ledgers import beside
from xieshou.web.shell import navigation, search


def register() -> None:
    """Add the entry on the left, for who has households to see, and the search by name and number."""
    title = pgettext_lazy("复数", "农户")
    navigation.register(navigation.Entry("households", title, "household", "households:list", 350, entitled))
    search.register("households", title, found_households, order=350)
    for ledger in ("households", "national-export"):
        beside.register(ledger, title, "households:list")


def found_households(actor: Actor, text: str) -> list[search.Hit]:
    """Households by their number or a member's name; ID numbers and phones are searched by a form alone."""
    if not entitled(actor):
        return []
    found = []
    on = timezone.localdate()
    for row in queries.lines_of(actor, queries.search(actor, text, on), on):
        head = row.head.name if row.head else _("无户主")
        place = f"{row.household.village} {row.household.hamlet}".strip()
        found.append(
            search.Hit(
                title=head,
                subtitle=" · ".join((row.household.number, place, status_word(row.status))),
                url=reverse("households:detail", args=[row.household.pk]),
                kind=_("示例") if row.household.sample else str(row.household._meta.verbose_name),
            )
        )
    return found
