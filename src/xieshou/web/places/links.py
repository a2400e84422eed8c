"""Links to places and pairings that keep the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.queries import PartyOn
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import DivisionVersion
from xieshou.domain.places.resolution import Match
from xieshou.web.shell import words
from xieshou.web.shell.requests import Lens


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; an empty ``url`` leads nowhere."""

    name: str
    url: str
    code: str = ""


def place_url(code: str, lens: Lens | None = None, at: date | None = None) -> str:
    """The page of a code. ``at`` is a day on which the code meant this place, where that may be in doubt."""
    if not code:
        return ""
    asked = {}
    if lens is not None and lens.chosen:
        asked["on"] = lens.on.isoformat()
    if at is not None:
        asked["at"] = at.isoformat()
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('places:detail', args=[code])}{query}"


def to_version(version: DivisionVersion, lens: Lens, at: date | None = None) -> Link:
    """A division under the name of this version."""
    code = version.code or version.division.code
    return Link(words.name_of(version), place_url(code, lens, at), code)


def to_party(known: PartyOn, party: Party, lens: Lens) -> Link:
    """A party under the name of some day; organisations have no page yet, their place has."""
    if party.division is not None:
        return Link(words.name_of(known), place_url(party.division.code, lens), known.code)
    return Link(words.name_of(known), "")


def pairing_url(pairing: Pairing, lens: Lens) -> str:
    """The page of a pairing."""
    query = f"?{urlencode({'on': lens.on.isoformat()})}" if lens.chosen else ""
    return f"{reverse('pairings:detail', args=[pairing.pk])}{query}"


def path_above(match: Match) -> str:
    """What a match lies in, from the province down, in the language of the page."""
    return " › ".join(match.above_en if words.in_english() else match.above)
