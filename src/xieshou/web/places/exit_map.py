"""What the map of the counties' exits needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.places.exits import PovertyCounty, exit_day
from xieshou.web.overview.mapfiles import address_of
from xieshou.web.places.links import place_url
from xieshou.web.shell import words


def map_of(counties: Sequence[PovertyCounty], years: Sequence[int], scope: str) -> dict[str, Any] | None:
    """Outlines and counties; None where no map is built or there is nothing to draw.

    ``counties``: codes of today's outlines (the first that is drawn is meant), name, what it lies in, year
    of the exit or null, the exit in words, address. ``within``: two digits of the province looked at.
    """
    outlines, country = address_of("counties.json"), address_of("national.json")
    if not (outlines and country and counties):
        return None
    return {
        "outlines": outlines,
        "country": country,
        "within": scope[:2],
        "years": list(years),
        "counties": [_drawn(county) for county in counties],
        "words": {
            "left": _("%s 退出"),
            "still": _("未退出"),
            "by": _("截至 %(year)s 年底:已退出 %(left)s 个,尚有 %(still)s 个"),
            "all": _("全部:已退出 %(left)s 个,未退出 %(still)s 个"),
            "none": _("不是贫困县,或不在名单中"),
        },
    }


def _drawn(county: PovertyCounty) -> list[Any]:
    return [
        county.outlines,
        words.name_of(county.version),
        " › ".join(words.name_of(each) for each in county.above),
        county.year,
        words.date_in_words(county.exit) if county.exit else "",
        place_url(county.version.code, None, exit_day(county.exit)),
    ]
