"""Values beside one another: a bar each, the value above it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xieshou.papers.drawing.canvas import WIDTH_MM, sheet
from xieshou.papers.palette import palette
from xieshou.papers.pictures import Picture

_HEIGHT_MM = 52.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A value, what it belongs to (a year), and the value as readers see it."""

    label: str
    value: Decimal
    words: str


def bars(values: Sequence[Bar], title: str, alt: str, side: str = "east", font: str = "") -> Picture:
    """The bars in the order given, from zero. All values are of one unit, which ``words`` name.

    Raises:
        ValueError: when there is nothing to draw.
        NoChineseFontError: when no font of this machine has Chinese.
    """
    if not values:
        raise ValueError("no values to draw")
    colours = palette()
    places = range(len(values))
    with sheet(_HEIGHT_MM, font) as page:
        page.axes.bar(places, [float(bar.value) for bar in values], width=0.56, color=f"#{colours[side]}")
        for place, bar in zip(places, values, strict=True):
            page.axes.annotate(
                bar.words,
                (place, float(bar.value)),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                fontsize=7,
            )
        page.axes.set_title(title, loc="left", fontsize=8, color=f"#{colours['text-soft']}")
        page.axes.set_xticks(places, [bar.label for bar in values])
        page.axes.set_xlim(-0.7, max(len(values), 4) - 0.3)
        page.axes.margins(y=0.16)
        page.axes.set_yticks([])
    return Picture(page.png, WIDTH_MM, alt)
