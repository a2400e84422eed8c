"""Run the formulas over the claims and keep what comes out. Running it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.checking.formulas import formulas
from xieshou.domain.evidence.checking.rules import Check, Figure, Formula, check_all
from xieshou.domain.evidence.claims.reach import reach_of
from xieshou.domain.evidence.models import Claim, ClaimCheck, ClaimCheckTerm, ClaimStatus, ClaimTier, Nature
from xieshou.kernel.actor import Actor
from xieshou.kernel.exact import round_half_up

# The decimals that the column keeps, and the digits in all that every database gives back as they were:
# SQLite keeps a number as binary, of which 15 decimal digits are sure.
PLACES = 10
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did, in checks."""

    created: int
    changed: int
    removed: int
    unchanged: int


def run_checks(*, actor: Actor) -> Run:
    """Work out every check anew; those that no longer come out are removed.

    Raises:
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("核对文载数字"))
    with transaction.atomic():
        stored = {check.key: check for check in ClaimCheck.objects.all()}
        wanted = {check.key: check for check in worked_out()}
        new = [check for key, check in wanted.items() if key not in stored]
        other = [check for key, check in wanted.items() if key in stored and _differs(stored[key], check)]
        gone = [row.pk for key, row in stored.items() if key not in wanted]
        ClaimCheck.objects.filter(pk__in=gone).delete()
        _create(new)
        for check in other:
            ClaimCheck.objects.filter(key=check.key).update(**_columns(check))
    return Run(len(new), len(other), len(gone), len(wanted) - len(new) - len(other))


def stale() -> list[str]:
    """The keys of checks whose record is not what would come out now: none after a run."""
    stored = {check.key: check for check in ClaimCheck.objects.all()}
    wanted = {check.key: check for check in worked_out()}
    moved = [key for key in wanted if key in stored and _differs(stored[key], wanted[key])]
    return sorted({*moved, *(stored.keys() ^ wanted.keys())})


def worked_out(of: Iterable[Formula] | None = None) -> list[Check]:
    """What the formulas (all that ship, unless given) give over the claims as they are now."""
    return check_all(formulas() if of is None else of, _figures())


def _figures() -> list[Figure]:
    """Every claim with a number that says something of the programme or a place, and that nobody rejected."""
    rows = (
        Claim.objects.filter(is_forecast=False)
        .exclude(tier=ClaimTier.NOISE)
        .exclude(status=ClaimStatus.REJECTED)
        .select_related("indicator")
        .prefetch_related("givers", "receivers")
    )
    claims = list(rows)
    reach = reach_of({party.pk: party for claim in claims for party in claim.receivers.all()}.values())
    return [
        Figure(
            id=claim.pk,
            code=claim.code,
            document=claim.document_id,
            indicator=claim.indicator.code,
            quantity=quantity,
            givers=frozenset(party.pk for party in claim.givers.all()),
            receivers=frozenset(party.pk for party in claim.receivers.all()),
            reach=tuple(reach[party.pk] for party in claim.receivers.all()),
            nationwide=claim.nationwide,
            programme=claim.programme,
            start=claim.start,
            as_of=claim.as_of,
            period_text=claim.period_text,
            adds=claim.indicator.nature != Nature.RATE,
            is_change=claim.is_change,
            per=claim.per,
            position=claim.span_start if claim.span_start is not None else claim.pk,
        )
        for claim in claims
        if (quantity := claim.quantity) is not None and claim.value_high is None
    ]


def _create(checks: Iterable[Check]) -> None:
    rows = ClaimCheck.objects.bulk_create([ClaimCheck(key=check.key, **_columns(check)) for check in checks])
    by_key = {row.key: row.pk for row in rows}
    ClaimCheckTerm.objects.bulk_create(
        ClaimCheckTerm(
            check_of_id=by_key[check.key], claim_id=term.figure.id, role=term.role, position=position
        )
        for check in checks
        for position, term in enumerate(check.terms)
    )


def _columns(check: Check) -> dict[str, object]:
    return {
        "formula": check.formula,
        "outcome": check.outcome.value,
        "result": None if check.result is None else _kept(check.result),
        "result_unit": check.unit,
        "facts": dict(check.facts),
    }


def _kept(result: Decimal | Fraction) -> Decimal:
    whole = len(str(abs(int(result))))
    return round_half_up(result, max(0, min(PLACES, _DIGITS - whole)))


def _differs(stored: ClaimCheck, check: Check) -> bool:
    return any(getattr(stored, name) != value for name, value in _columns(check).items())
