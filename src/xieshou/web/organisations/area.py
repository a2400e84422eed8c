"""The organisations' place in the shell."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from xieshou.domain.parties import queries
from xieshou.domain.parties.queries import OrganisationFilter
from xieshou.kernel.actor import Actor
from xieshou.web.shell import navigation, search

MOST = 8


def register() -> None:
    """Add the entry on the left and the search by name."""
    title = pgettext_lazy("标题", "单位")
    navigation.register(navigation.Entry("organisations", title, "organisation", "organisations:list", 432))
    search.register("organisations", title, found_organisations, order=432)


def found_organisations(actor: Actor, text: str) -> list[search.Hit]:
    """Organisations by a part of their name."""
    return [
        search.Hit(
            title=str(each),
            subtitle=str(each.division or ""),
            url=reverse("organisations:detail", args=[each.pk]),
            kind=each.get_kind_display(),
        )
        for each in queries.organisations(actor, OrganisationFilter(text=text))[:MOST]
    ]
