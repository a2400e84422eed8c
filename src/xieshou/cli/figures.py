"""``xieshou figures``: what documents state about a place, figure by figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.asking import as_written, one_place
from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json

if TYPE_CHECKING:
    from xieshou.domain.evidence.models import Claim, Indicator
    from xieshou.domain.parties.models import Party

# What a terminal is wide enough for.
_IN_TABLE = ("code", "indicator_name", "figure", "scope", "start", "as_of", "givers", "receivers", "status")


@with_django
def figures(
    place: Annotated[
        str | None,
        typer.Option("--place", metavar="PLACE", help="Figures about this division (区划), by name or code."),
    ] = None,
    indicator: Annotated[
        str | None,
        typer.Option(
            "--indicator",
            metavar="WORD",
            help="Only this indicator (指标) and its family: code, name or alias.",
        ),
    ] = None,
    below: Annotated[
        bool, typer.Option("--below", help="Also figures about the units below the place.")
    ] = False,
    programme: Annotated[
        str | None,
        typer.Option("--programme", metavar="TYPE", help="Only this programme (协作类型), by code or name."),
    ] = None,
    as_json: AsJson = None,
) -> None:
    """List the figures that documents state (文载数字), each with its source and its characters.

    What is web noise is left out. Exits with 2 when the place, the indicator or the programme is unknown.
    """
    from xieshou.domain.evidence.claims.queries import ClaimFilter, claims, in_order
    from xieshou.kernel.actor import SYSTEM

    json_wanted = wants_json(as_json)
    asked = ClaimFilter(
        place=one_place(place, None, None, json_wanted, "--place: ") if place else None,
        below=below,
        indicator=_one_indicator(indicator, json_wanted) if indicator else None,
        programme=_one_programme(programme, json_wanted) if programme else "",
    )
    found = list(in_order(claims(SYSTEM, asked), "document"))
    if json_wanted:
        print_json([figure_row(claim) for claim in found])
    else:
        print_table([_in_table(claim) for claim in found])
    if not found:
        say("没有文载数字 / no figures recorded")


def figure_row(claim: Claim) -> dict[str, Any]:
    """A claim as the command prints it; ``span`` counts characters of the document's text, half-open."""
    span = None if claim.span_start is None else [claim.span_start, claim.span_end]
    flags = {"forecast": claim.is_forecast, "change": claim.is_change, "nationwide": claim.nationwide}
    return {
        "code": claim.code,
        "document": claim.document.code,
        "indicator": claim.indicator.code,
        "indicator_name": claim.indicator.name,
        "label": claim.label,
        "value": as_number(claim.value),
        "value_high": as_number(claim.value_high),
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "word": claim.word,
        "per": claim.per or None,
        "scope": claim.scope,
        "start": as_written(claim.start),
        "as_of": as_written(claim.as_of),
        "givers": [_party(party) for party in claim.givers.all()],
        "receivers": [_party(party) for party in claim.receivers.all()],
        "programme": claim.programme or None,
        "tier": claim.tier,
        "origin": claim.origin,
        "flags": [name for name, holds in flags.items() if holds],
        "status": claim.status,
        "surface": claim.surface,
        "span": span,
        "note": claim.note,
    }


def as_number(value: Decimal | None) -> int | float | None:
    """A stored value as a JSON number; values have at most 15 digits, which a float keeps as written."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _party(party: Party) -> dict[str, str | None]:
    return {"code": party.division.code if party.division else None, "name": party.name}


def _in_table(claim: Claim) -> dict[str, Any]:
    from xieshou.kernel.quantity import format_quantity

    row = figure_row(claim)
    names = {side: "、".join(party["name"] for party in row[side]) for side in ("givers", "receivers")}
    quantity = claim.quantity
    stated = claim.surface or (format_quantity(quantity) if quantity else "")
    return {column: (row | names | {"figure": stated})[column] for column in _IN_TABLE}


def _one_indicator(word: str, as_json: bool) -> Indicator:
    """The indicator of a word.

    Raises:
        typer.Exit: with code 2 and the indicators near it, when there is none.
    """
    from xieshou.domain.evidence.catalogue.queries import indicator, near_indicators
    from xieshou.kernel.actor import SYSTEM

    found = indicator(SYSTEM, word)
    if found is not None:
        return found
    near = near_indicators(SYSTEM, word)
    if as_json:
        candidates = [{"code": each.code, "name": each.name} for each in near]
        print_json({"error": "unknown", "indicator": word, "candidates": candidates})
    listed = "、".join(f"{each.code} {each.name}" for each in near)
    hint = f"; 是否指 / perhaps: {listed}" if listed else ""
    raise fail(f"--indicator: 没有找到指标 / No indicator answers to “{word}”{hint}", 2)


def _one_programme(word: str, as_json: bool) -> str:
    """The code of a programme type.

    Raises:
        typer.Exit: with code 2 and all types, when the word is none.
    """
    from xieshou.domain.programme import Programme

    for choice in Programme:
        if word in (choice.value, choice.label):
            return choice.value
    candidates = [{"code": choice.value, "name": str(choice.label)} for choice in Programme]
    if as_json:
        print_json({"error": "unknown", "programme": word, "candidates": candidates})
    listed = "、".join(f"{each['code']} {each['name']}" for each in candidates)
    raise fail(f"--programme: 没有这种协作类型 / No programme is “{word}”: {listed}", 2)
