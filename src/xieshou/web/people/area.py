"""The people's place in the shell."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from xieshou.domain.parties.people import queries
from xieshou.kernel.actor import Actor
from xieshou.web.shell import navigation, search


def register() -> None:
    """Add the entry on the left, for who has people to see, and the search by name."""
    title = pgettext_lazy("标题", "人员")
    navigation.register(navigation.Entry("people", title, "people", "people:list", 435, allowed=signed_in))
    search.register("people", title, found_people, order=435)


def signed_in(actor: Actor) -> bool:
    """People are shown to nobody who has not signed in."""
    return not actor.is_anonymous


def found_people(actor: Actor, text: str) -> list[search.Hit]:
    """People by name; numbers are searched on the page of people alone, where no address keeps them."""
    return [
        search.Hit(
            title=person.name,
            subtitle=" · ".join(str(part) for part in (person.organisation, person.position) if part),
            url=reverse("people:detail", args=[person.pk]),
            kind=str(person._meta.verbose_name),
        )
        for person in queries.search(actor, text)
    ]
