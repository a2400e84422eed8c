"""The units inside a place, each with its partners of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xieshou.domain.pairings.books import Partners
from xieshou.domain.places.models import DivisionVersion
from xieshou.web.places.links import Link, pairing_url, place_url, to_version
from xieshou.web.shell import words
from xieshou.web.shell.requests import Lens


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of the day: a name that leads to its page, and the pairing."""

    link: Link
    pairing_url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A unit one level below, with who helps it and whom it helps.

    ``outline`` is its code on today's maps, ``short`` its name as a map's label.
    """

    link: Link
    short: str
    outline: str
    level: str
    helpers: tuple[Partner, ...]
    receivers: tuple[Partner, ...]

    @property
    def state(self) -> str:
        """``helped``, ``gives`` or ``none``."""
        return "helped" if self.helpers else "gives" if self.receivers else "none"

    @property
    def in_words(self) -> str:
        """The partners' names."""
        return " · ".join(partner.link.name for partner in self.helpers or self.receivers)


def parts_of(versions: Sequence[DivisionVersion], paired: Mapping[int, Partners], lens: Lens) -> list[Part]:
    """The units with their partners, in the order given."""
    return [
        Part(
            to_version(version, lens),
            _label(version),
            version.division.code,
            str(version.division.get_level_display()),
            _partners(paired[version.division_id].helpers, lens),
            _partners(paired[version.division_id].receivers, lens),
        )
        for version in versions
    ]


def _partners(found, lens: Lens) -> tuple[Partner, ...]:
    """Each partner once; its link leads by the code of the day."""
    return tuple(
        Partner(
            Link(words.name_of(party), place_url(party.code, lens), party.code), pairing_url(pairing, lens)
        )
        for party, pairing in found
    )


_GENERIC = re.compile(r" (?:City|County|District|Prefecture|League|Banner|Town|Township|Subdistrict)$")


def _label(version: DivisionVersion) -> str:
    """A name short enough for a map: 印江 for 印江土家族苗族自治县, Yinjiang for its English name."""
    if not words.in_english():
        return version.stem
    name = words.name_of(version)
    return name.split()[0] if " Autonomous " in f"{name} " else _GENERIC.sub("", name)
