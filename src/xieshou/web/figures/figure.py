"""One claim as it is shown: the number first, with its qualifier as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import Claim, Scope
from xieshou.domain.parties.models import Party
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import Quantity
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


def value_in_words(claim: Claim) -> str:
    """近2.28亿元, 每年40人, 15–20个; the document's own characters where they hold no number."""
    quantity = claim.quantity
    if quantity is None:
        return claim.surface or "—"
    shown = words.quantity_in_words(quantity)
    if claim.value_high is not None:
        high = Quantity(claim.value_high.normalize(), quantity.unit)
        shown = f"{shown} – {words.quantity_in_words(high)}"
    per = claim.get_per_display()
    return f"{per} {shown}" if per else shown


def when_in_words(claim: Claim) -> str:
    """The time that the value belongs to, as far as the document tells."""
    start, as_of = claim.start, claim.as_of
    if start is not None and as_of is not None and start != as_of:
        facts = {"start": _date(start), "end": _date(as_of)}
        return _("%(start)s 至 %(end)s") % facts
    if as_of is not None and claim.scope != Scope.ANNUAL:
        return _("截至 %(day)s") % {"day": _date(as_of)}
    known = as_of or start
    if known is None:
        return claim.period_text or _("时间未说明")
    return _date(known) if as_of else _("%(day)s 起") % {"day": _date(known)}


def _date(known: PartialDate) -> str:
    return words.date_in_words(known)


def _named(parties: Iterable[Party]) -> str:
    return words.joined(words.name_of(party) for party in parties)


def year_of(claim: Claim) -> int | None:
    """The year by whose end the value stands; None where the document does not tell."""
    known = claim.as_of or claim.start
    return known.day.year if known else None
