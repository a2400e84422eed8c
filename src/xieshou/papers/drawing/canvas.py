"""A sheet to draw on, and the picture that it becomes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from xieshou.papers.drawing.fonts import chinese_family
from xieshou.papers.palette import palette

WIDTH_MM = 164.0  # between the margins of an A4 page
DPI = 200
_MM_PER_INCH = 25.4
# The settings under which matplotlib draws belong to the process; a server draws in several threads.
_drawing = Lock()


class Sheet:
    """An empty chart as wide as the page's text; ``axes`` is to draw on, ``png`` what came of it."""

    def __init__(self, height_mm: float) -> None:
        self.figure = Figure(figsize=(WIDTH_MM / _MM_PER_INCH, height_mm / _MM_PER_INCH), dpi=DPI)
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_subplot()
        self.png = b""


@contextmanager
def sheet(height_mm: float, font: str) -> Iterator[Sheet]:
    """Draw in the product's colours; when the block ends, ``png`` is there. The bytes carry no date.

    Raises:
        NoChineseFontError: see ``chinese_family``; ``font`` is what a setting names, or "".
    """
    colours = palette()
    with _drawing:
        family = chinese_family(font, tuple(colours.families))
        look: dict[Any, Any] = {
            "font.family": [family],
            "font.size": 8,
            "axes.unicode_minus": False,
            # A dollar sign in a name is a dollar sign.
            "text.parse_math": False,
            "axes.edgecolor": f"#{colours['line-strong']}",
            "axes.linewidth": 0.6,
            "text.color": f"#{colours['text']}",
            "axes.labelcolor": f"#{colours['text-soft']}",
            "xtick.color": f"#{colours['text-soft']}",
            "ytick.color": f"#{colours['text']}",
            "xtick.major.width": 0.6,
            "ytick.major.width": 0.0,
        }
        with matplotlib.rc_context(look):
            page = Sheet(height_mm)
            for side in ("top", "right", "left"):
                page.axes.spines[side].set_visible(False)
            yield page
            page.figure.tight_layout(pad=0.4)
            buffer = io.BytesIO()
            page.figure.savefig(buffer, format="png", metadata={"Software": None})
            page.png = buffer.getvalue()
