"""What the address of a list of claims may ask for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.evidence import queries as evidence
from xieshou.domain.evidence.catalogue.queries import indicator
from xieshou.domain.evidence.claims import queries
from xieshou.domain.evidence.claims.queries import ClaimFilter, Mentioned
from xieshou.domain.evidence.models import (
    Claim,
    ClaimOrigin,
    ClaimStatus,
    ClaimTier,
    Document,
    Indicator,
    IndicatorPart,
    Scope,
)
from xieshou.domain.evidence.workbooks.claim_filters import written
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.queries import parties_at
from xieshou.domain.places.models import Division
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold
from xieshou.web.places.asking import UnclearPlaceError, place_named, place_of_code
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import UnreadableRequestError, lens_of

CHOICES = {
    "part": IndicatorPart,
    "programme": Programme,
    "tier": ClaimTier,
    "status": ClaimStatus,
    "origin": ClaimOrigin,
    "scope_of": Scope,
}
TYPED = ("place", "giver", "receiver", "text", "indicator", "document", "year", "flag")
# Behind the fold of the filter bar; it stands open where one of them is used.
FURTHER = ("giver", "receiver", "part", "tier", "status", "origin", "scope_of", "flag", "year")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed (``values``) and as understood; ``in_scope``: the place is the top bar's."""

    values: dict[str, str]
    filter: ClaimFilter
    order: str
    in_scope: bool

    @property
    def any(self) -> bool:
        """Is anything asked for?"""
        return self.in_scope or any(self.values.values())

    @property
    def further(self) -> int:
        """How many filters behind the fold are used."""
        return sum(bool(self.values[name]) for name in FURTHER)

    @property
    def ledger(self) -> dict[str, str]:
        """The filters of the ledger that give the same claims."""
        return written(self.filter)

    def found(self, actor: Actor) -> QuerySet[Claim]:
        """The claims that answer, in the order asked for."""
        return queries.in_order(queries.claims(actor, self.filter), self.order)


def asked_of(request: HttpRequest, offered: Mentioned) -> Asked:
    """Read the filters. What the page offers is found without asking again.

    ``scope`` belongs to the top bar, so that the claim's own scope is asked for as ``scope_of``. Where no
    place is typed the top bar's place counts, with the units below it.

    Raises:
        UnreadableRequestError: for a value that no filter has, or a name that is no one's or several'.
    """
    actor, lens = actor_of(request), lens_of(request)
    values = {name: request.GET.get(name, "").strip() for name in (*TYPED, *CHOICES)}
    values["below"] = "1" if request.GET.get("below") else ""
    if any("\0" in value for value in values.values()):
        raise _unreadable("\\0")
    for name, choices in CHOICES.items():
        _one_of(values[name], choices.values)
    _one_of(values["flag"], queries.FLAGS)
    order = request.GET.get("sort") or "-as_of"
    _one_of(order.removeprefix("-"), queries.ORDERS)
    place = _place(actor, values["place"])
    in_scope = place is None and lens.scope is not None
    if in_scope and lens.scope is not None:
        place = place_of_code(actor, lens.scope, lens.on)
    of_indicator, of_document = values["indicator"], values["document"]
    asked = ClaimFilter(
        place=place,
        below=in_scope or bool(values["below"]),
        giver=_party(actor, values["giver"], offered),
        receiver=_party(actor, values["receiver"], offered),
        indicator=_indicator(actor, of_indicator, offered) if of_indicator else None,
        document=_document(actor, of_document, offered) if of_document else None,
        part=values["part"],
        programme=values["programme"],
        tier=values["tier"],
        status=values["status"],
        origin=values["origin"],
        scope=values["scope_of"],
        flag=values["flag"],
        year=_year(values["year"]),
        text=values["text"],
    )
    return Asked(values, asked, order, in_scope and place is not None)


def _place(actor: Actor, text: str) -> Division | None:
    try:
        return place_named(actor, text) if text else None
    except UnclearPlaceError as unclear:
        raise UnreadableRequestError(str(unclear)) from None


def _party(actor: Actor, text: str, offered: Mentioned) -> Party | None:
    """The party of that name or code among those offered, else the division that the text means."""
    if not text:
        return None
    key = fold(text)
    named = [each for each in offered.parties if key in (fold(each.name), getattr(each.division, "code", ""))]
    if len(named) == 1:
        return named[0]
    place = _place(actor, text)
    found = parties_at(actor, place).first() if place else None
    if found is None:
        raise UnreadableRequestError(_("没有以“%(text)s”为一方的数字,请从提示中选择") % {"text": text[:40]})
    return found


def _indicator(actor: Actor, word: str, offered: Mentioned) -> Indicator:
    found = next((each for each in offered.indicators if each.code == word), None)
    return _known(found or indicator(actor, word), word)


def _document(actor: Actor, code: str, offered: Mentioned) -> Document:
    found = next((each for each in offered.documents if each.code == code), None)
    return _known(found or evidence.document_by_code(actor, code), code)


def _known(found: Any, value: str) -> Any:
    if found is None:
        raise _unreadable(value)
    return found


def _one_of(value: str, known: Collection[str]) -> None:
    if value and value not in known:
        raise _unreadable(value)


def _year(value: str) -> int | None:
    if value and not (value.isascii() and value.isdigit() and len(value) == 4):
        raise UnreadableRequestError(_("年份“%(value)s”无法识别,请写成 2017") % {"value": value[:40]})
    return int(value) if value else None


def _unreadable(value: str) -> UnreadableRequestError:
    return UnreadableRequestError(_("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": value[:40]})
