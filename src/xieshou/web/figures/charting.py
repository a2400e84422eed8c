"""Claims of an indicator over time, as static/web/claims.js draws them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims.queries import Series, series
from xieshou.domain.evidence.models import Claim, Scope
from xieshou.domain.programme import Programme
from xieshou.kernel.quantity import Unit, unit
from xieshou.web.figures.figure import Figure
from xieshou.web.shell import words

# Axes count in plain units; the script shortens the numbers to 万 and 亿, or to million and billion.
PLAIN = {"万元": "元", "亿元": "元", "万人次": "人次", "万亩": "亩", "名": "人"}


def charts_of(figures: Iterable[Figure]) -> dict[str, Any]:
    """One chart for each indicator and kind of unit, the fullest first, and the words that the script draws.

    A line never joins claims of different programmes, scopes, units or parties. Claims without a date or a
    number are left to the table.
    """
    charts: dict[tuple[int, str], list[Figure]] = {}
    for figure in figures:
        quantity = figure.claim.quantity
        if quantity is not None and _day_of(figure.claim) is not None:
            charts.setdefault((figure.claim.indicator_id, quantity.unit.kind), []).append(figure)
    drawn = sorted(charts.values(), key=len, reverse=True)
    return {
        "charts": [_chart(members) for members in drawn],
        "words": {"forecast": _("预计数")},
        "locale": "en" if words.in_english() else "zh-CN",
    }


def _chart(figures: Sequence[Figure]) -> dict[str, Any]:
    shown = {figure.claim.pk: figure for figure in figures}
    lines = series(figure.claim for figure in figures)
    of = _axis_unit(max((line.unit for line in lines), key=lambda each: each.factor))
    indicator = figures[0].claim.indicator
    drawn = [_line(line, shown, of) for line in lines]
    return {
        "id": f"{indicator.code}-{of.kind}",
        "name": words.name_of(indicator),
        "unit": of.many if words.in_english() else of.symbol,
        "count": len(figures),
        "series": sorted(drawn, key=lambda line: (-len(line["points"]), line["name"])),
    }


def _line(line: Series, shown: dict[int, Figure], of: Unit) -> dict[str, Any]:
    members = [shown[claim.pk] for claim in line.points]
    first = members[0]
    named = [
        " → ".join(side for side in (first.givers, first.receivers) if side),
        str(Scope(line.scope).label),
        str(Programme(line.programme).label) if line.programme else "",
        str(first.claim.get_per_display()),
        _("增减数") if line.is_change else "",
        _("预计数") if line.is_forecast else "",
    ]
    return {
        "name": " · ".join(part for part in named if part),
        "side": first.side,
        # Changes and yearly amounts are values of their own; only a running total goes on.
        "joined": line.scope == Scope.CUMULATIVE and not line.is_change,
        # By the day drawn: a total of 2017 is one of its end, and comes after one of January.
        "points": sorted((_point(figure, of) for figure in members), key=lambda point: point["day"]),
    }


def _point(figure: Figure, of: Unit) -> dict[str, Any]:
    claim, quantity = figure.claim, figure.claim.quantity
    day = _day_of(claim)
    assert quantity is not None and day is not None  # noqa: S101, PT018  (only such claims are drawn)
    mark = figure.marks[0] if figure.marks else None
    return {
        "day": day.isoformat(),
        "from": claim.start_on.isoformat() if claim.start_on and claim.scope == Scope.ANNUAL else None,
        "value": float(quantity.base / of.factor),
        "text": figure.value,
        "when": figure.when,
        "source": claim.document.citation,
        "qualifier": claim.qualifier,
        "forecast": claim.is_forecast,
        "mark": f"{mark.shape} {mark.word}" if mark else "",
        "url": reverse("claims:detail", args=[claim.pk]),
    }


def _day_of(claim: Claim) -> date | None:
    """The day as at which the value is drawn: the last that its date can mean."""
    known = claim.as_of
    return (known.last_day or known.day) if known else None


def _axis_unit(of: Unit) -> Unit:
    return unit(PLAIN.get(of.symbol, of.symbol))
