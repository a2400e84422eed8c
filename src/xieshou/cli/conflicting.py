"""The command that lists how claims stand to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.asking import Within, as_written, one_place
from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json

if TYPE_CHECKING:
    from xieshou.domain.evidence.models import Claim, ClaimRelation


@with_django
def conflicts(
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only of this kind (unit_mismatch, conflicts, nested …); repeatable.",
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help="About this place, by code or name.")
    ] = None,
    within: Within = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="CODE", help="With a figure of this document.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also those that somebody dismissed (已否定).")
    ] = False,
    as_json: AsJson = None,
) -> None:
    """List how figures stand to one another (数字关系): conflicts, other scopes, doubtful dates.

    The most telling kinds come first. Exits with 2 when an option names a kind, place or document that there
    is not, or several places.
    """
    from xieshou.domain.evidence.models import RelationState
    from xieshou.domain.evidence.queries import document_by_code
    from xieshou.domain.evidence.relations import queries
    from xieshou.domain.evidence.relations.rules import Kind
    from xieshou.kernel.actor import SYSTEM

    json_wanted = wants_json(as_json)
    unknown = [each for each in kind or () if each not in set(Kind)]
    if unknown:
        raise fail(f"--kind: {'、'.join(unknown)}? {' | '.join(Kind)}", 2)
    above = one_place(within, None, None, json_wanted, "--within: ") if within else None
    division = one_place(place, None, above, json_wanted, "--place: ") if place else None
    paper = document_by_code(SYSTEM, document) if document else None
    if document and paper is None:
        raise fail(f"--document: 没有这一文献 / no document has the code “{document}”", 2)
    found = queries.relations(SYSTEM, kinds=kind or None, place=division, document=paper)
    if not everything:
        found = found.exclude(state=RelationState.DISMISSED)
    rank = {str(each): position for position, each in enumerate(Kind)}
    ordered = sorted(found, key=lambda each: rank[each.kind])
    if json_wanted:
        print_json([relation_row(each) for each in ordered])
    else:
        print_table([_line(each) for each in ordered])
    if not ordered:
        say("没有这样的关系 / no such relation")


def relation_row(relation: ClaimRelation) -> dict[str, Any]:
    """A relation as JSON; ``other`` is null where it is a doubt about one figure."""
    return {
        "kind": relation.kind,
        "name": relation.get_kind_display(),
        "reason": relation.reason,
        "facts": relation.facts,
        "state": relation.state,
        "note": relation.decision_note,
        "claim": claim_row(relation.claim),
        "other": claim_row(relation.other) if relation.other else None,
    }


def claim_row(claim: Claim) -> dict[str, Any]:
    """A figure with what tells it from others."""
    quantity = claim.quantity
    return {
        "code": claim.code,
        "document": claim.document.code,
        "indicator": claim.indicator.code,
        "indicator_name": claim.indicator.name,
        "surface": claim.surface,
        "value": f"{quantity.value:f}" if quantity else None,
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "scope": claim.scope,
        "start": as_written(claim.start),
        "as_of": as_written(claim.as_of),
        "period_text": claim.period_text,
        "givers": [party.name for party in claim.givers.all()],
        "receivers": [party.name for party in claim.receivers.all()],
        "programme": claim.programme or None,
        "forecast": claim.is_forecast,
        "change": claim.is_change,
    }


def _line(relation: ClaimRelation) -> dict[str, Any]:
    return {
        "kind": relation.get_kind_display(),
        "reason": relation.reason,
        "claim": _short(relation.claim),
        "other": _short(relation.other) if relation.other else "",
        "state": relation.get_state_display(),
    }


def _short(claim: Claim) -> str:
    quantity = claim.quantity
    shown = claim.surface or (f"{quantity.value:f}{claim.unit}" if quantity else "")
    return f"{claim.code} {shown} {claim.indicator.name}"
