"""The glossary's place in the shell."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xieshou.domain.evidence import queries
from xieshou.kernel.actor import Actor
from xieshou.web.shell import navigation, search


def register() -> None:
    """Add the entry on the left and the search provider."""
    navigation.register(navigation.Entry("terms", _("词条"), "book", "glossary:list", 500))
    search.register("terms", _("词条"), found_terms, order=500)


def found_terms(actor: Actor, text: str) -> list[search.Hit]:
    """Entries for the search page, the nearest first."""
    english = (get_language() or "").startswith("en")
    return [
        search.Hit(
            title=term.name_en if english else term.name,
            subtitle=term.name if english else term.name_en,
            url=reverse("glossary:detail", args=[term.slug]),
            kind=term.get_term_class_display(),
        )
        for term in queries.search_terms(actor, text)
    ]
