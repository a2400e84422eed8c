"""Commands that answer questions about places and pairings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, wants_json
from xieshou.kernel.period import BadDateError, Containment, PartialDate, Precision

if TYPE_CHECKING:
    from xieshou.domain.places.models import Division
    from xieshou.domain.places.queries import Match

On = Annotated[
    str | None, typer.Option("--on", help="The day, as 2013-12-31 (2013 or 2013-12: its last day).")
]


def read_day(text: str | None) -> date | None:
    """The day that ``--on`` names; of a year or month its last day, as on the pages.

    Raises:
        typer.Exit: with code 2 and a message, when it is no date.
    """
    if text is None:
        return None
    try:
        return PartialDate.parse(text).last_day
    except BadDateError as problem:
        raise fail(f"--on: {problem}", 2) from None


def as_written(point: PartialDate | None) -> str | None:
    """A date for JSON: cut to what is known; None when it is open or unknown."""
    return None if point is None or point.precision is Precision.UNKNOWN else str(point)


@with_django
def resolve(
    name: Annotated[str, typer.Argument(help="A full, short or old name, in either script, or a code.")],
    on: On = None,
    within: Annotated[str | None, typer.Option(help="Only below this division (code or name).")] = None,
    as_json: AsJson = None,
) -> None:
    """Which division is meant by a name, on a day? One, or the candidates: never a guess."""
    from xieshou.domain.places import queries
    from xieshou.kernel.actor import SYSTEM

    day = read_day(on)
    json_wanted = wants_json(as_json)
    found = queries.resolve(SYSTEM, name, on=day, within=code_of(within, day, json_wanted))
    rows = [match_row(match) for match in found.matches]
    if json_wanted:
        print_json({"matches": rows})
    elif rows:
        print_table(rows)
    if not rows:
        near = "、".join([match.path for match in found.near] or found.near_names)
        hint = f"; {found.note}" if found.note else f"; 是否指 / perhaps {near}" if near else ""
        raise fail(f"没有找到 / Nothing answers to {name!r}" + (f" ({on})" if on else "") + hint, 1)


def match_row(match: Match) -> dict[str, Any]:
    """A match as the command prints it."""
    from xieshou.domain.places.models import Level

    return {
        "code": match.code,
        "name": match.name,
        "level": Level(match.level).name.lower(),
        "valid_from": as_written(match.period.start),
        "valid_to": as_written(match.period.end),
    }


def code_of(within: str | None, on: date | None, as_json: bool) -> str | None:
    """The code of the division that ``--within`` names by code or name."""
    if within is None or within.isdigit():
        return within
    return one_place(within, on, None, as_json).code


def one_place(name: str, on: date | None, within: str | None, as_json: bool) -> Division:
    """The one division that a name means.

    Raises:
        typer.Exit: with code 2 after listing the candidates, or saying that there is none.
    """
    from xieshou.domain.places import queries
    from xieshou.domain.places.models import Division
    from xieshou.kernel.actor import SYSTEM

    try:
        matches = queries.resolve(SYSTEM, name, on=on, within=code_of(within, on, as_json)).matches
    except queries.UnknownDivisionError as problem:
        raise fail(f"--within: {problem}", 2) from None
    if len(matches) == 1:
        return Division.objects.get(pk=matches[0].division_id)
    if not matches:
        raise fail(f"没有找到地区 / No place answers to {name!r}", 2)
    rows = [match_row(match) for match in matches]
    if as_json:
        print_json({"error": "ambiguous", "place": name, "candidates": rows})
    else:
        print_table(rows)
    raise fail(f"“{name}”不止一处,请写明代码或加 --within / {name!r} is more than one place", 2)


@with_django
def helpers(
    place: Annotated[str | None, typer.Argument(help="The place that was helped.")] = None,
    on: On = None,
    inherited: Annotated[bool, typer.Option(help="Also those who helped the units above it.")] = False,
    within: Annotated[str | None, typer.Option(help="The place lies below this division.")] = None,
    place_option: Annotated[str | None, typer.Option("--place", help="The same as the argument.")] = None,
    as_json: AsJson = None,
) -> None:
    """Who helped a place on a day (today without --on)?"""
    from xieshou.domain.pairings import queries
    from xieshou.kernel.actor import SYSTEM

    name = place or place_option
    if not name:
        raise fail("请写明地区 / Name a place", 2)
    day = read_day(on) or date.today()  # noqa: DTZ011  (the user's own day)
    json_wanted = wants_json(as_json)
    division = one_place(name, day, within, json_wanted)
    found = queries.helpers(SYSTEM, division, day, inherited=inherited)
    rows = [
        {
            "code": helper.giver.code or None,
            "name": helper.giver.name,
            "round": helper.pairing.round.code,
            "programme": str(helper.pairing.get_programme_display()),
            "since": as_written(helper.pairing.period.start),
            "until": as_written(helper.pairing.period.end),
            "sources": helper.sources,
            "certainty": helper.pairing.certainty,
            **({"receiver": helper.receiver.name} if inherited else {}),
            **({"unsure": True} if helper.containment is Containment.UNSURE and json_wanted else {}),
        }
        for helper in found
    ]
    if json_wanted:
        print_json(rows)
    else:
        print_table(rows)
        if not rows:
            typer.echo(f"{division.name} {day}: 没有结对记录 / no pairing recorded")
