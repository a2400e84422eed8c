"""The data of a place's two charts: the time line of its pairings and the map of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.pairings.models import Round
from xieshou.domain.places.models import Division, Level
from xieshou.web.overview.mapfiles import address_of
from xieshou.web.places.parts import Part
from xieshou.web.places.rows import Row
from xieshou.web.shell import words

FIRST_YEAR = 1996


def time_line(rows: Sequence[Row], rounds: Iterable[Round], on: date, today: date) -> dict[str, Any]:
    """One lane for each partner and direction, in the order in which they came; days as ISO texts."""
    lanes: dict[tuple[str, bool], int] = {}
    for row in rows:
        lanes.setdefault((_key(row), row.given), len(lanes))
    bars = [
        {
            "lane": lanes[_key(row), row.given],
            "start": (row.pairing.start_on or date(FIRST_YEAR, 1, 1)).isoformat(),
            "end": (row.pairing.end_on or max(today, on)).isoformat(),
            "open": row.pairing.end_on is None,
            "given": row.given,
            "url": row.url,
            "name": f"{row.giver.name} → {row.receiver.name}",
            "when": words.period_in_words(row.pairing.period),
            "round": words.name_of(row.pairing.round),
            "certainty": str(row.pairing.get_certainty_display()),
        }
        for row in rows
    ]
    names = {lanes[_key(row), row.given]: row.partner.name for row in rows}
    starts = [row.pairing.start_on for row in rows if row.pairing.start_on]
    return {
        "lanes": [{"name": names[lane], "given": given} for (_unit, given), lane in lanes.items()],
        "bars": bars,
        "rounds": [
            {"day": known.start_on.isoformat(), "name": words.name_of(known)}
            for known in rounds
            if known.start_on
        ],
        "first": min([date(FIRST_YEAR, 1, 1), on, *starts]).isoformat(),
        "last": max(today, on).isoformat(),
        "on": on.isoformat(),
        "received": any(not row.given for row in rows),
        "given": any(row.given for row in rows),
        "words": {"on": _("所选日期"), "now": _("至今")},
    }


def _key(row: Row) -> str:
    party = row.pairing.receiver_id if row.given else row.pairing.giver_id
    return str(party)


def map_of(division: Division, parts: Sequence[Part]) -> dict[str, Any] | None:
    """Outlines and what each of them is on the day; None where no map is built or nothing is to be drawn.

    The outlines are today's and are found by the latest code of each part.
    """
    address = _address(division)
    if not address or not parts:
        return None
    return {
        "url": address,
        "units": {
            part.outline: {
                "name": part.link.name,
                "short": part.short,
                "url": part.link.url,
                "state": part.state,
                "partners": part.in_words,
            }
            for part in parts
            if part.outline
        },
        "words": {
            "helped": _("有帮扶方"),
            "gives": _("帮扶他方"),
            "none": _("无结对记录"),
            "absent": _("当日尚无此区划"),
        },
    }


def _address(division: Division) -> str:
    match division.level:
        case Level.PROVINCE:
            return address_of(f"provinces/{division.code}.json") or address_of(
                f"counties/{division.code}.json"
            )
        case Level.PREFECTURE:
            return address_of(f"counties/{division.code}.json")
    return ""
