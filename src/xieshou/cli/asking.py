"""Commands that answer questions about places and pairings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json

if TYPE_CHECKING:
    from xieshou.domain.pairings.queries import Helper
    from xieshou.domain.places.models import Division
    from xieshou.domain.places.queries import Match
    from xieshou.kernel.period import PartialDate

On = Annotated[
    str | None,
    typer.Option("--on", metavar="DAY", help="2013-12-31; of 2013 or 2013-12 the last day is meant."),
]
Within = Annotated[
    str | None,
    typer.Option("--within", metavar="PLACE", help="Only below this division (区划), by code or name."),
]


def read_day(text: str | None) -> date | None:
    """The day that ``--on`` names; of a year or month its last day, as on the pages.

    Raises:
        typer.Exit: with code 2 and a message, when it is no date.
    """
    from xieshou.kernel.period import BadDateError, PartialDate

    if text is None:
        return None
    try:
        day = PartialDate.parse(text).last_day
    except BadDateError as problem:
        raise fail(f"--on: 日期有误 / {problem}", 2) from None
    if day is None:
        raise fail(f"--on: 请写确切的日期 / {text!r} is no certain day", 2)
    return day


def as_written(point: PartialDate | None) -> str | None:
    """A date for JSON: cut to what is known; None when it is open or unknown."""
    from xieshou.kernel.period import Precision

    return None if point is None or point.precision is Precision.UNKNOWN else str(point)


@with_django
def resolve(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Full, short or old name, in either script; or a code."),
    ],
    on: On = None,
    within: Within = None,
    as_json: AsJson = None,
) -> None:
    """Say which division (区划) a name means: on a day, or at any time.

    Answers with one division or with all candidates, never with a guess. Exits with 1 when nothing answers to
    the name, and with 2 when --on or --within cannot be understood.
    """
    from xieshou.domain.places import queries
    from xieshou.kernel.actor import SYSTEM

    day = read_day(on)
    json_wanted = wants_json(as_json)
    found = queries.resolve(SYSTEM, name, on=day, within=division_above(within, day, json_wanted))
    rows = [match_row(match) for match in found.matches]
    if json_wanted:
        print_json({"matches": rows})
    else:
        print_table(rows)
    if not rows:
        near = "、".join([match.path for match in found.near] or found.near_names)
        hint = f"; {found.note}" if found.note else f"; 是否指 / perhaps: {near}" if near else ""
        raise fail(f"没有找到 / Nothing answers to “{name}”" + (f" ({on})" if on else "") + hint, 1)


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


def division_above(within: str | None, on: date | None, as_json: bool) -> Division | None:
    """The division that ``--within`` names by code or name; see ``one_place``."""
    return None if within is None else one_place(within, on, None, as_json, "--within: ")


def one_place(name: str, on: date | None, within: Division | None, as_json: bool, option: str) -> Division:
    """The one division that a name means; ``option`` stands before what is said about it.

    Raises:
        typer.Exit: with code 2 after listing the candidates, or saying that there is none.
    """
    from xieshou.domain.places import queries
    from xieshou.domain.places.models import Division
    from xieshou.kernel.actor import SYSTEM

    found = queries.resolve(SYSTEM, name, on=on, within=within)
    if found.only:
        return Division.objects.get(pk=found.only.division_id)
    rows = [match_row(match) for match in found.matches]
    if as_json:
        print_json({"error": "ambiguous" if rows else "unknown", "place": name, "candidates": rows})
    elif rows:
        print_table(rows)
    if rows:
        listed = "、".join(f"{match.code} {match.path}" for match in found.matches[:10])
        raise fail(
            f"{option}“{name}”不止一处 / is more than one place: {listed}\n"
            "请写代码,或加 --within / Write the code, or add --within.",
            2,
        )
    near = "、".join([match.path for match in found.near] or found.near_names)
    hint = f"; {found.note}" if found.note else f"; 是否指 / perhaps: {near}" if near else ""
    raise fail(f"{option}没有找到地区 / No place answers to “{name}”{hint}", 2)


@with_django
def helpers(
    place: Annotated[
        str | None, typer.Argument(metavar="PLACE", help="The place that was helped, by name or code.")
    ] = None,
    on: On = None,
    inherited: Annotated[
        bool, typer.Option("--inherited", help="Also those who helped the units above it.")
    ] = False,
    within: Within = None,
    place_option: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help="The same as the argument.")
    ] = None,
    as_json: AsJson = None,
) -> None:
    """Say who helped a place (谁在帮扶) on a day; today without --on.

    Exits with 2 and lists the candidates when the name means several places.
    """
    from xieshou.domain.pairings import queries
    from xieshou.kernel.actor import SYSTEM

    if (place is None) == (place_option is None):
        raise fail("请写明一处地区 / Name one place, as the argument or as --place.", 2)
    day = read_day(on) or date.today()  # noqa: DTZ011  (the user's own day)
    json_wanted = wants_json(as_json)
    above = division_above(within, day, json_wanted)
    division = one_place(str(place or place_option), day, above, json_wanted, "")
    found = queries.helpers(SYSTEM, division, day, inherited=inherited)
    rows = [helper_row(helper, inherited=inherited) for helper in found]
    if json_wanted:
        print_json(rows)
    else:
        print_table(rows)
    if not rows:
        say(f"{division.name} {day}: 没有结对记录 / no pairing recorded")
    unsure = sum(helper.containment.name == "UNSURE" for helper in found)
    if unsure:
        say(f"{unsure} 项起止日期不详,当日未必在其中 / {unsure} with dates too rough to be sure of the day")


def helper_row(helper: Helper, *, inherited: bool) -> dict[str, Any]:
    """A helper as the command prints it; ``receiver`` says whom it helped where that may differ."""
    row = {
        "code": helper.giver.code or None,
        "name": helper.giver.name,
        "round": helper.pairing.round.code,
        "programme": str(helper.pairing.get_programme_display()),
        "since": as_written(helper.pairing.period.start),
        "until": as_written(helper.pairing.period.end),
        "sources": helper.sources,
        "certainty": helper.pairing.certainty,
    }
    return row | {"receiver": helper.receiver.name} if inherited else row
