"""Record by hand what a document states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims.asking import with_names
from xieshou.domain.evidence.claims.reading import ClaimRefusedError, read_figure
from xieshou.domain.evidence.models import Claim, ClaimOrigin, ClaimTier, Document, Indicator, Scope
from xieshou.domain.parties.models import Organisation
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.recorded.sides import keep_sides
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Precision


@act("记录文载数字")
def record_claim(
    *,
    actor: Actor,
    document: Document,
    surface: str,
    indicator: Indicator,
    scope: Scope = Scope.UNSTATED,
    start: PartialDate | None = None,
    as_of: PartialDate | None = None,
    period_text: str = "",
    givers: Sequence[Division | Organisation] = (),
    receivers: Sequence[Division | Organisation] = (),
    nationwide: bool = False,
    programme: str = "",
    label: str = "",
    per: str = "",
    tier: ClaimTier = ClaimTier.LEDGER,
    is_forecast: bool = False,
    is_change: bool = False,
    note: str = "",
    span: tuple[int, int] | None = None,
) -> Claim:
    """Record what a document states, as proposed. ``surface`` is the figure as written (近2.28亿元).

    ``span`` is where it stands (characters, half-open) in the text whose hash the document keeps.

    Raises:
        NotAllowedError: when the actor may not write.
        ClaimRefusedError: for a figure that cannot be read, a unit of another kind than the indicator's, a
            period that ends before it starts, parties beside "nationwide", a value that does not fit, or a
            claim that is recorded already. Nothing is then stored.
    """
    actor.require_write(_("记录文载数字"))
    quantity = read_figure(surface, indicator)
    if start and as_of and as_of.last_day is not None and as_of.last_day < start.day:
        raise ClaimRefusedError("as_of", _("截至日期早于起始日期"))
    if nationwide and receivers:
        raise ClaimRefusedError("receivers", _("全国的数字不再写受帮扶方"))
    if span is not None and not 0 <= span[0] < span[1]:
        raise ClaimRefusedError("span", _("原文位置的止点应大于起点"))
    # Locked, so that two people who record from one document at once get two numbers.
    document = Document.objects.select_for_update().get(pk=document.pk)
    claim = Claim(
        code=_next_code(document, span),
        document=document,
        indicator=indicator,
        label=label.strip(),
        origin=ClaimOrigin.STATED,
        value=quantity.value,
        unit=quantity.unit.symbol,
        qualifier=quantity.qualifier.value,
        word=quantity.word,
        per=per,
        scope=scope,
        period_text=period_text.strip(),
        nationwide=nationwide,
        programme=programme,
        surface=surface.strip(),
        span_start=span[0] if span else None,
        span_end=span[1] if span else None,
        tier=tier,
        is_forecast=is_forecast,
        is_change=is_change,
        note=note.strip(),
        **_days("start", start),
        **_days("as_of", as_of),
    )
    try:
        claim.clean_fields()
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise ClaimRefusedError(field, "".join(reasons)) from error
    sides = ([party_of(unit) for unit in givers], [party_of(unit) for unit in receivers])
    _refuse_recorded(actor, claim, *({party.pk for party in side} for side in sides))
    claim.save(force_insert=True)
    names = ("givers", "receivers")
    keep_sides(
        Claim,
        {name: {claim.pk: {party.pk for party in side}} for name, side in zip(names, sides, strict=True)},
    )
    return claim


def _days(name: str, known: PartialDate | None) -> dict[str, Any]:
    return {
        f"{name}_on": known.day if known else None,
        f"{name}_precision": (known.precision if known else Precision.DAY).value,
    }


def _refuse_recorded(actor: Actor, claim: Claim, givers: set[int], receivers: set[int]) -> None:
    """The same figure of the same document, for the same parties and days, is one claim."""
    like = with_names(
        actor,
        Claim.objects.filter(
            document=claim.document,
            indicator=claim.indicator,
            value=claim.value,
            unit=claim.unit,
            scope=claim.scope,
            start_on=claim.start_on,
            as_of_on=claim.as_of_on,
            programme=claim.programme,
        ),
    )
    for other in like:
        same = {p.pk for p in other.givers.all()} == givers and {
            p.pk for p in other.receivers.all()
        } == receivers
        elsewhere = None not in (claim.span_start, other.span_start) and claim.span_start != other.span_start
        if same and not elsewhere:
            raise ClaimRefusedError("surface", _("这个数字已记为 %s") % other.code)


def _next_code(document: Document, span: tuple[int, int] | None) -> str:
    """By the place in the text as loaded claims have it, else by a running number."""
    taken = set(Claim.objects.filter(document=document).values_list("code", flat=True))
    if span is not None and (code := f"{document.code}@{span[0]}") not in taken:
        return code
    number = len(taken) + 1
    while f"{document.code}#{number}" in taken:
        number += 1
    return f"{document.code}#{number}"
