"""Who was in a relation when: a bar for each, on the line of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.ticker import MaxNLocator

from xieshou.papers.drawing.canvas import WIDTH_MM, sheet
from xieshou.papers.palette import palette
from xieshou.papers.pictures import Picture

_ROW_MM, _AXIS_MM = 8.0, 10.0
_DAYS = 365.2425


@dataclass(frozen=True, slots=True)
class Span:
    """A bar from ``start`` up to ``end`` (not included; None: still). ``side``: east or west."""

    label: str
    when: str
    start: date
    end: date | None
    side: str = "east"


def spans(rows: Sequence[Span], until: date, alt: str, font: str = "") -> Picture:
    """The bars, the first on top, on a line of years that ends with ``until`` where one is still open.

    An open bar has no closing edge; its words say so too. ``font``: see ``chinese_family``.

    Raises:
        ValueError: when there is nothing to draw.
        NoChineseFontError: when no font of this machine has Chinese.
    """
    if not rows:
        raise ValueError("no spans to draw")
    first = _year(min(row.start for row in rows))
    last = max(_year(row.end or max(until, row.start)) for row in rows)
    reach = max(last - first, 1.0)
    colours = palette()
    with sheet(_AXIS_MM + _ROW_MM * len(rows), font) as page:
        for place, row in enumerate(rows):
            start, end = _year(row.start), _year(row.end or max(until, row.start))
            page.axes.barh(
                place,
                max(end - start, reach / 200),
                left=start,
                height=0.56,
                color=f"#{colours[f'{row.side}-soft']}",
                edgecolor=f"#{colours[row.side]}",
                linewidth=0.8,
            )
            # Words stand in the bar where they fit, else on the side that has more room.
            right = start - first + (end - start) / 2 < reach / 2
            inside = (end - start) / reach > _share(row.when)
            x, align = (
                ((start + end) / 2, "center") if inside else (end, "left") if right else (start, "right")
            )
            page.axes.annotate(
                row.when,
                (x, place),
                xytext=(0 if inside else 4 if right else -4, 0),
                textcoords="offset points",
                ha=align,
                va="center_baseline",
                fontsize=7,
                color=f"#{colours[row.side]}",
            )
        page.axes.set_yticks(range(len(rows)), [row.label for row in rows])
        page.axes.set_ylim(len(rows) - 0.4, -0.6)
        page.axes.set_xlim(first - reach * 0.01, first + reach * 1.01)
        page.axes.xaxis.set_major_locator(MaxNLocator(nbins=9, integer=True))
        page.axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
        page.axes.grid(axis="x", color=f"#{colours['line']}", linewidth=0.5)
        page.axes.set_axisbelow(True)
    return Picture(page.png, WIDTH_MM, alt)


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def _share(words: str) -> float:
    """Of the chart's width, roughly what the words take; an em is a wide character."""
    ems = sum(1.0 if ord(character) > 0x2E80 else 0.55 for character in words)
    return ems * 2.5 / (WIDTH_MM * 0.8)
