"""Charts as pictures: in the product's colours, with Chinese, the same on every run."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image

from xieshou.papers.drawing import Bar, Span, bars, spans
from xieshou.papers.drawing.fonts import chinese_family
from xieshou.papers.faults import NoChineseFontError
from xieshou.papers.palette import Palette, palette

SPANS = [
    Span("青岛市", "1996年8月至2013年2月", date(1996, 8, 1), date(2013, 2, 1)),
    Span("苏州市", "2013年2月至今", date(2013, 2, 1), None),
]


def colours_of(png: bytes) -> set[str]:
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return {"{:02x}{:02x}{:02x}".format(*colour) for _, colour in image.getcolors(1 << 24)}


def test_the_colours_are_those_of_the_pages() -> None:
    assert {palette()["east-soft"], palette()["east"]} <= colours_of(spans(SPANS, date(2020, 1, 1), "轴").png)
    chart = bars([Bar("2013", Decimal(3), "3个"), Bar("2014", Decimal(5), "5个")], "项目", "图", side="west")
    assert palette()["west"] in colours_of(chart.png)


def test_the_tokens_are_read_from_the_light_theme() -> None:
    told = Palette(':root { --east: #1D6A96; --sans: "A B", "C"; }\n:root[dark] { --east: #ffffff; }')
    assert told["east"] == "1d6a96"
    assert told.families == ["A B", "C"]
    with pytest.raises(KeyError):
        told["west"]


def test_the_same_twice_is_the_same_picture() -> None:
    assert spans(SPANS, date(2020, 1, 1), "轴") == spans(SPANS, date(2020, 1, 1), "轴")


def test_a_span_that_is_still_open_reaches_the_day() -> None:
    assert spans(SPANS, date(2020, 1, 1), "轴").png != spans(SPANS, date(2030, 1, 1), "轴").png


def test_a_dollar_sign_is_a_dollar_sign() -> None:
    bars([Bar("$x_1$ {", Decimal(1), "$\\frac$")], "$", "图")


@pytest.mark.parametrize("draw", [lambda: spans([], date(2020, 1, 1), ""), lambda: bars([], "", "")])
def test_nothing_is_not_drawn(draw) -> None:
    with pytest.raises(ValueError, match="no"):
        draw()


@pytest.mark.parametrize("named", ["/nowhere/font.ttf", "No Such Family", "DejaVu Sans"])
def test_a_font_without_chinese_is_refused_by_name(named: str) -> None:
    with pytest.raises(NoChineseFontError, match=named):
        spans(SPANS, date(2020, 1, 1), "轴", font=named)


def test_a_machine_without_chinese_is_told_what_was_looked_for(monkeypatch) -> None:
    from xieshou.papers.drawing import fonts

    monkeypatch.setattr(fonts, "MORE", ())
    chinese_family.cache_clear()
    with pytest.raises(NoChineseFontError, match="No Such Family"):
        chinese_family("", ("No Such Family",))
    chinese_family.cache_clear()


def test_a_font_file_may_be_named() -> None:
    from matplotlib import font_manager

    path = font_manager.findfont(chinese_family("", tuple(palette().families)))
    assert spans(SPANS, date(2020, 1, 1), "轴", font=path).png
