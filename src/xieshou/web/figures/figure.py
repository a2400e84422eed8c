"""One claim as it is shown: the number first, with its qualifier as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims.wording import value_in_words, when_in_words
from xieshou.domain.evidence.models import Claim
from xieshou.domain.parties.models import Party
from xieshou.kernel.actor import Actor
from xieshou.web.figures.marks import Mark, marks_of
from xieshou.web.shell import words


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim in the words of the page. ``side`` is ``east`` where the page's place gives, ``west`` where it
    receives, else empty; ``rivals`` counts other claims on the same measure that disagree.
    """

    claim: Claim
    value: str
    when: str
    givers: str
    receivers: str
    marks: tuple[Mark, ...] = ()
    side: str = ""
    rivals: int = 0

    @property
    def programme(self) -> str:
        """The programme's name; says so where the document does not tell."""
        return str(self.claim.get_programme_display() or _("类型未说明"))


def figure_of(claim: Claim, marks: tuple[Mark, ...] = (), *, side: str = "", rivals: int = 0) -> Figure:
    """The claim in words; its parties must be at hand."""
    givers, receivers = list(claim.givers.all()), list(claim.receivers.all())
    return Figure(
        claim=claim,
        value=value_in_words(claim),
        when=when_in_words(claim),
        givers=_named(givers),
        receivers=_named(receivers) or (_("全国") if claim.nationwide else ""),
        marks=marks,
        side=side,
        rivals=rivals,
    )


def figures_of(actor: Actor, claims: Iterable[Claim], sides: Mapping[int, str] | None = None) -> list[Figure]:
    """All of them with their marks, in the order given; ``sides`` by claim id. One query more."""
    known = list(claims)
    marks = marks_of(actor, known)
    return [
        figure_of(claim, marks.get(claim.pk, ()), side=(sides or {}).get(claim.pk, "")) for claim in known
    ]


def _named(parties: Iterable[Party]) -> str:
    return words.joined(words.name_of(party) for party in parties)


def year_of(claim: Claim) -> int | None:
    """The year by whose end the value stands; None where the document does not tell."""
    known = claim.as_of or claim.start
    return known.day.year if known else None
