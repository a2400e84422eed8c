"""What the address of a pairing list may ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings import queries
from xieshou.domain.pairings.models import Pairing, PairKind, Tier
from xieshou.domain.programme import Programme
from xieshou.domain.reviewed import Standing
from xieshou.kernel.actor import Actor
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import UnreadableRequestError, lens_of, parse_on

CHOICES = {"programme": Programme, "tier": Tier, "kind": PairKind, "certainty": Certainty, "state": Standing}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a list. ``on`` is None where every pairing that ever was is wanted."""

    on: date | None
    scope: str | None
    values: dict[str, str]
    order: str
    recorded: date | None = None
    """As the records stood when that day ended; None for as they are."""

    @property
    def any(self) -> bool:
        """Is anything filtered besides the day?"""
        return bool(self.scope or any(self.values.values()))

    def found(self, actor: Actor) -> QuerySet[Pairing]:
        """The pairings that answer, in the order asked for."""
        given = {("round_code" if name == "round" else name): value for name, value in self.values.items()}
        found = queries.pairings(actor, on=self.on, scope=self.scope, recorded=self.recorded, **given)
        return queries.in_order(found, self.order)

    def ready(self, found: Iterable[Pairing]) -> list[Pairing]:
        """Some of them with what a list shows."""
        return list(found) if self.recorded is None else queries.at_hand(found)


def asked_of(request: HttpRequest) -> Asked:
    """Read the filters.

    Raises:
        UnreadableRequestError: for a value that no filter has.
    """
    lens = lens_of(request)
    values = {name: request.GET.get(name, "").strip() for name in ("round", "text", *CHOICES)}
    order = request.GET.get("sort") or "receiver"
    known = {name: choices.values for name, choices in CHOICES.items() if values[name]}
    if values["round"]:
        known["round"] = [round_.code for round_ in queries.rounds(actor_of(request))]
    unknown = [values[name] for name, choices in known.items() if values[name] not in choices]
    unknown += [order] if order.removeprefix("-") not in queries.ORDERS else []
    # PostgreSQL keeps no text with this character, and refuses to compare with it.
    unknown += [values["text"].replace("\0", "")] if "\0" in values["text"] else []
    if unknown:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": unknown[0][:40]}
        )
    asked = request.GET.get("recorded", "").strip()
    recorded = parse_on(asked) if asked else None
    return Asked(None if request.GET.get("ever") else lens.on, lens.scope, values, order, recorded)
