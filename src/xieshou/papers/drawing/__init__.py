"""Charts for papers, drawn as pictures in the product's colours with a font that has Chinese."""

from xieshou.papers.drawing.bars import Bar, bars
from xieshou.papers.drawing.spans import Span, spans

__all__ = ["Bar", "Span", "bars", "spans"]
