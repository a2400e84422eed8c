"""The catalogue's place in the shell."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from xieshou.domain.evidence.catalogue import queries
from xieshou.domain.evidence.models import Indicator
from xieshou.kernel.actor import Actor
from xieshou.web.shell import navigation, search, words

MOST_HITS = 12


def register() -> None:
    """Add the entry on the left and the search provider."""
    navigation.register(
        navigation.Entry("indicators", pgettext_lazy("板块", "指标"), "indicator", "indicators:list", 430)
    )
    search.register("indicators", pgettext_lazy("板块", "指标"), found_indicators, order=430)


def found_indicators(actor: Actor, text: str) -> list[search.Hit]:
    """Indicators by code, name or alias; the one that is called just so comes first."""
    called = queries.indicator(actor, text)
    found = list(queries.indicators(actor, text=text)[:MOST_HITS])
    ordered = [*([called] if called else []), *(each for each in found if each != called)]
    return [
        search.Hit(
            title=words.name_of(each),
            subtitle=" · ".join(part for part in (each.code, each.unit, _begun(each)) if part),
            url=reverse("indicators:detail", args=[each.code]),
            kind=each.get_part_display(),
        )
        for each in ordered
    ]


def _begun(indicator: Indicator) -> str:
    """How its definition begins."""
    return words.in_language_of(indicator, "definition")[:60]
