"""Who of the units below a pairing has a partner on the day, and who has none, as rows of a printed book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from xieshou.domain.bilingual import name_in_language
from xieshou.domain.pairings.covering import Unit, coverage_below
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.places.models import Level
from xieshou.kernel.actor import Actor


def coverage_rows(actor: Actor, of: Pairing, on: date) -> list[dict[str, str]]:
    """A row for each side; none where the pairing has no level below or no units of it are known."""
    report = coverage_below(actor, of, on)
    if report is None:
        return []
    known = report.coverage
    sides = (
        (gettext("帮扶方"), known.paired_givers, known.unpaired_givers, report.expected_givers),
        (gettext("受帮扶方"), known.paired_receivers, known.unpaired_receivers, report.expected_receivers),
    )
    return [
        {
            "side": side,
            "level": str(Level(report.level).label),
            "paired": _of(len(paired), expected or len(paired) + len(unpaired)),
            "unpaired": _named(unpaired),
        }
        for side, paired, unpaired, expected in sides
        if paired or unpaired
    ]


def _of(part: int, whole: int) -> str:
    return f"{part} / {whole}"


def _named(units: Sequence[Unit]) -> str:
    return gettext("、").join(name_in_language(unit) for unit in units) or gettext("无")
