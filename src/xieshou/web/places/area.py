"""The places' place in the shell: entry, search, and the choice of a place in the top bar."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from xieshou.domain.places import sheets
from xieshou.domain.places.models import Level
from xieshou.domain.places.queries import UnknownDivisionError, as_of, search_places
from xieshou.kernel.actor import Actor
from xieshou.web.ledgers import beside
from xieshou.web.places.links import path_above, place_url
from xieshou.web.shell import navigation, scopes, search, words

MOST_HITS = 20


def register() -> None:
    """Add the entry on the left, the search provider and the places of the top bar."""
    navigation.register(navigation.Entry("places", _("地区"), "place", "places:index", 200))
    search.register("places", _("地区"), found_places, order=200)
    beside.register("poverty-county-exits", _("在地图上看摘帽进度"), "places:exits")
    scopes.register(scopes.ScopeSource(offered, named))


def found_places(actor: Actor, text: str) -> list[search.Hit]:
    """Places of any time, by name, old name, pinyin, initials or code."""
    return [
        search.Hit(
            title=words.name_of(match),
            subtitle=" · ".join(part for part in (path_above(match), match.code, match.reason) if part),
            url=place_url(match.code),
            kind=str(Level(match.level).label),
        )
        for match in search_places(actor, text, MOST_HITS)
    ]


def offered(actor: Actor, on: date) -> list[scopes.Scope]:
    """The provinces of the day."""
    return [scopes.Scope(version.code, words.name_of(version)) for version in sheets.provinces(actor, on)]


def named(actor: Actor, code: str, on: date) -> scopes.Scope | None:
    """Any other place, under its name of the day, else its latest; None where no division had the code."""
    try:
        division = sheets.bearers(actor, code, on)[0]
    except UnknownDivisionError:
        return None
    return scopes.Scope(code, words.name_of(as_of(actor, division, on) or division))
