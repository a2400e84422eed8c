"""What the overview shows of one day: the pairs in force and the figures over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xieshou.domain.pairings.mapping import Band, MapPairing, Named
from xieshou.domain.pairings.models import Round
from xieshou.domain.programme import Programme
from xieshou.kernel.period import Containment, PartialDate, Precision
from xieshou.web.overview.addresses import list_address, pairing_address, place_address
from xieshou.web.overview.filters import Asked

BAND_LABELS = {Band.PROVINCE: _("省级"), Band.CITY: _("市州级"), Band.COUNTY: _("县级")}

DOUBTS = {
    Precision.MONTH: _("起始只知到月"),
    Precision.YEAR: _("起始只知到年"),
    Precision.UNKNOWN: _("起始日期不详"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A pair in force, with the names of the day. ``doubt`` says why it may not have begun; empty if sure."""

    arc: MapPairing
    giver: Named
    receiver: Named
    doubt: Any
    address: str
    giver_address: str
    receiver_address: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The day. ``ended`` counts pairs whose last year or month has come, so that they may still have held."""

    groups: list[tuple[Any, list[Row]]]
    pairs: int
    givers: int
    receivers: int
    programmes: list[tuple[Programme, int]]
    unsure: int
    ended: int


def picture_of(arcs: Iterable[MapPairing], asked: Asked) -> Picture:
    """Take the picture of the day asked for."""
    wanted = [arc for arc in arcs if asked.holds(arc)]
    rows = [_row(arc, asked.on) for arc in wanted if arc.pairing.period.covers(asked.on)]
    counts = Counter(row.arc.pairing.programme for row in rows)
    groups = [(BAND_LABELS[band], _in_order(row for row in rows if row.arc.band is band)) for band in Band]
    return Picture(
        groups=[(label, members) for label, members in groups if members],
        pairs=len(rows),
        givers=len({row.arc.giver.party_id for row in rows}),
        receivers=len({row.arc.receiver.party_id for row in rows}),
        programmes=[(Programme(value), counts[value]) for value in Programme.values if counts[value]],
        unsure=sum(bool(row.doubt) for row in rows),
        ended=sum(_may_linger(arc, asked.on) for arc in wanted),
    )


def _row(arc: MapPairing, on: date) -> Row:
    period = arc.pairing.period
    unsure = period.contains(on) is Containment.UNSURE and period.start is not None
    doubt = DOUBTS[period.start.precision] if unsure else ""
    giver, receiver = arc.giver, arc.receiver
    addresses = pairing_address(arc.pairing.pk), place_address(giver.code), place_address(receiver.code)
    return Row(arc, giver.on(on), receiver.on(on), doubt, *addresses)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """By receiver as the code lists have it, then by giver."""
    return sorted(rows, key=lambda row: (row.arc.receiver.codes, row.arc.giver.codes, row.giver.name))


def _may_linger(arc: MapPairing, on: date) -> bool:
    period = arc.pairing.period
    return not period.covers(on) and period.contains(on) is Containment.UNSURE


@dataclass(frozen=True, slots=True)
class Stage:
    """A round on the time line: how many pairs it ever joined, under which programmes."""

    round: Round
    pairs: int
    programmes: list[Programme]
    now: bool

    @property
    def address(self) -> str:
        """The list of all its pairs, whatever the day."""
        return list_address({"ever": "1", "round": self.round.code})


def stages_of(rounds: Sequence[Round], arcs: Sequence[MapPairing], on: date) -> list[Stage]:
    """The rounds in order, over all arcs given."""
    stages = []
    for known in rounds:
        own = [arc for arc in arcs if arc.pairing.round_id == known.pk]
        stages.append(Stage(known, len(own), programmes_of(own), known.period.covers(on)))
    return stages


def programmes_of(arcs: Iterable[MapPairing]) -> list[Programme]:
    """The programmes under which the pairings stand, in the catalogue's order."""
    used = {arc.pairing.programme for arc in arcs}
    return [Programme(value) for value in Programme.values if value in used]


# So many pairings of provinces and cities that begin in one month are a turn worth a mark on the time line.
MANY = 4


def turns_of(rounds: Iterable[Round], arcs: Iterable[MapPairing]) -> list[tuple[str, PartialDate]]:
    """The marks of the time line, written (2013-02, 2021) and as dates.

    They stand where a round starts and where many pairings do.
    """
    begun = Counter(
        str(start) for arc in arcs if arc.band is not Band.COUNTY and (start := arc.pairing.period.start)
    )
    marks = {str(known.period.start) for known in rounds if known.period.start}
    marks |= {start for start, count in begun.items() if count >= MANY and start[:1].isdigit()}
    return [(mark, PartialDate.parse(mark)) for mark in sorted(marks)]
