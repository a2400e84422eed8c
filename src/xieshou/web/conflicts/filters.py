"""What the address of the relations may ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.evidence import queries as evidence
from xieshou.domain.evidence.catalogue.queries import indicator
from xieshou.domain.evidence.claims.queries import claim
from xieshou.domain.evidence.models import (
    Claim,
    ClaimRelation,
    Document,
    Indicator,
    RelationKind,
    RelationState,
)
from xieshou.domain.evidence.relations import queries
from xieshou.domain.places.models import Division
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.web.places.asking import UnclearPlaceError, place_named
from xieshou.web.shell.requests import UnreadableRequestError

# What a reader has to look at; the others explain why figures differ without harm.
NEEDS_A_LOOK = (
    RelationKind.CONFLICTS,
    RelationKind.UNIT_MISMATCH,
    RelationKind.DATE_SUSPECT,
    RelationKind.SCOPE_DIFFERS,
)
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed and as understood.

    ``kind`` is empty (what needs a look), ``all`` or one kind; ``state`` is empty (all that is not
    dismissed), ``all`` or one state; ``claim`` keeps what is said of one figure.
    """

    kind: str
    state: str
    place: Division | None
    place_text: str
    programme: str
    document: Document | None
    indicator: Indicator | None
    claim: Claim | None

    @property
    def any(self) -> bool:
        """Is anything asked for besides the kinds shown at first?"""
        named = (self.state, self.place, self.programme, self.document, self.indicator, self.claim)
        return bool(self.kind not in ("", EVERYTHING) or any(named))

    @property
    def kinds(self) -> tuple[RelationKind, ...] | None:
        """The kinds shown; None for all. Of one claim all are shown, whatever they are."""
        if self.kind == EVERYTHING or (self.claim is not None and not self.kind):
            return None
        return (RelationKind(self.kind),) if self.kind else NEEDS_A_LOOK

    def found(self, actor: Actor) -> QuerySet[ClaimRelation]:
        """The relations that answer."""
        found = queries.relations(
            actor,
            kinds=self.kinds,
            state=RelationState(self.state) if self.state in RelationState.values else None,
            place=self.place,
            document=self.document,
            indicator=self.indicator,
            claim=self.claim,
            programme=self.programme,
        )
        return found if self.state else found.exclude(state=RelationState.DISMISSED)


def asked_of(request: HttpRequest, actor: Actor) -> Asked:
    """Read the address.

    Raises:
        UnreadableRequestError: for a kind, state, programme, document, indicator or claim that is none.
    """
    given = {name: request.GET.get(name, "").strip() for name in _NAMES}
    text = given["place"]
    return Asked(
        kind=_one_of(given["kind"], (*RelationKind.values, EVERYTHING)),
        state=_one_of(given["state"], (*RelationState.values, EVERYTHING)),
        place=_place(actor, text) if text else None,
        place_text=text,
        programme=_one_of(given["programme"], Programme.values),
        document=_known(evidence.document_by_code(actor, given["document"]), given["document"]),
        indicator=_known(indicator(actor, given["indicator"]), given["indicator"]),
        claim=_claim(actor, given["claim"]),
    )


_NAMES = ("kind", "state", "place", "programme", "document", "indicator", "claim")


def _place(actor: Actor, text: str) -> Division:
    try:
        return place_named(actor, text)
    except UnclearPlaceError as unclear:
        raise UnreadableRequestError(str(unclear)) from None


def _known(found: Any, value: str) -> Any:
    if value and found is None:
        raise _unreadable(value)
    return found


def _one_of(value: str, known: Iterable[str]) -> str:
    if value and value not in known:
        raise _unreadable(value)
    return value


def _claim(actor: Actor, value: str) -> Claim | None:
    if not value:
        return None
    if value.isascii() and value.isdigit() and len(value) <= 9:
        try:
            return claim(actor, int(value))
        except Claim.DoesNotExist:
            pass
    raise _unreadable(value)


def _unreadable(value: str) -> UnreadableRequestError:
    return UnreadableRequestError(_("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": value[:40]})
