"""The claims' place in the shell."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xieshou.domain.evidence.claims import queries
from xieshou.kernel.actor import Actor
from xieshou.web.figures.figure import figure_of
from xieshou.web.shell import navigation, search, words

MOST_HITS = 10


def register() -> None:
    """Add the entry on the left and the search provider."""
    navigation.register(navigation.Entry("claims", _("数字"), "claim", "claims:list", 400))
    search.register("claims", _("文载数字"), found_claims, order=400)


def found_claims(actor: Actor, text: str) -> list[search.Hit]:
    """Claims with that text in the figure, its label, document or indicator; the latest first."""
    asked = queries.ClaimFilter(text=text)
    figures = [
        figure_of(claim) for claim in queries.in_order(queries.claims(actor, asked), "-as_of")[:MOST_HITS]
    ]
    return [
        search.Hit(
            title=f"{figure.value} {words.name_of(figure.claim.indicator)}",
            subtitle=" · ".join(
                part
                for part in (figure.receivers or figure.givers, figure.when, figure.claim.document.citation)
                if part
            ),
            url=reverse("claims:detail", args=[figure.claim.pk]),
            kind=figure.claim.get_status_display(),
        )
        for figure in figures
    ]
