"""Figures are read as Chinese texts write them and written back with the same word (A31-1)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.language import Language
from xieshou.kernel.quantity import (
    UNITS,
    NotAFigureError,
    Qualifier,
    Quantity,
    UnknownUnitError,
    format_quantity,
    parse_quantity,
    unit,
)
from xieshou.kernel.quantity.qualifier import AFTER, BEFORE, INSIDE

q = Quantity.of
WORDS = [*BEFORE, *INSIDE, *AFTER]


@pytest.mark.parametrize(
    ("text", "value", "symbol", "qualifier", "word"),
    [
        ("近2.28亿元", "2.28", "亿元", "≤", "近"),
        ("40余个", "40", "个", "≥", "余"),
        ("400多名", "400", "名", "≥", "多"),
        ("2000余个", "2000", "个", "≥", "余"),
        ("100多万亩", "100", "万亩", "≥", "多"),
        ("1500余公里", "1500", "公里", "≥", "余"),
        ("约1.2亿元", "1.2", "亿元", "≈", "约"),
        ("3万多人", "30000", "人", "≥", "万多"),
        ("10多万人", "100000", "人", "≥", "多"),
        ("2亿多元", "2", "亿元", "≥", "亿多"),
        ("50人以上", "50", "人", "≥", "以上"),
        ("14777人次", "14777", "人次", "=", ""),
        ("2.15万人", "21500", "人", "=", ""),
        ("6.18平方公里", "6.18", "平方公里", "=", ""),
        ("3千万元", "30000000", "元", "=", ""),
        ("5千克", "5", "公斤", "=", ""),
        ("4省", "4", "省", "=", ""),
        ("8县市", "8", "县市", "=", ""),
        ("5187万元/县", "5187", "万元/县", "=", ""),
        ("1.2万多元/县", "1.2", "万元/县", "≥", "万多"),
        ("331对", "331", "对", "=", ""),
        ("八县市", "8", "县市", "=", ""),
        ("2个多小时", "2", "小时", "≥", "多"),
        ("3个多月", "3", "个月", "≥", "多"),
        ("6个月", "6", "个月", "=", ""),
        ("两周", "2", "周", "=", ""),
        ("十六个", "16", "个", "=", ""),
        ("三百二十余户", "320", "户", "≥", "余"),
        ("大概半小时", "0.5", "小时", "≈", "大概"),
        ("六百万元", "600", "万元", "=", ""),
        ("30.61\uff05", "30.61", "%", "=", ""),
        ("1\uff0c234\uff0e5万元", "1234.5", "万元", "=", ""),
        ("\uff12\uff12\uff17\u3000个", "227", "个", "=", ""),
    ],
)
def test_a_surface_figure_is_read(text: str, value: str, symbol: str, qualifier: str, word: str) -> None:
    """A31-1, A31-7 (full width)."""
    read = parse_quantity(text)
    assert (read.value, read.unit.symbol, read.qualifier.value, read.word) == (
        Decimal(value),
        symbol,
        qualifier,
        word,
    )


def test_a_figure_without_a_unit_takes_the_one_that_the_reader_knows() -> None:
    """A31-1: 超过15万 (people, says the sentence)."""
    read = parse_quantity("超过15万", unit("人"))
    assert (read.value, read.qualifier, read.word) == (Decimal(150000), Qualifier.AT_LEAST, "超过")
    with pytest.raises(UnknownUnitError):
        parse_quantity("超过15万")


@pytest.mark.parametrize(
    "text",
    [
        "第3批",
        "数十个",
        "数千里",
        "二〇一三年",
        "百千个",
        "十十个",
        "三百五个",
        "近40余个",
        "",
        "1,23个",
        "3–5个",
        "约",
        "2.2.8亿元",
    ],
)
def test_what_is_no_single_figure_is_refused(text: str) -> None:
    with pytest.raises(NotAFigureError):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("quantity", "chinese", "english"),
    [
        (q("2.28", "亿元", "≤", "近"), "近2.28亿元", "nearly 228 million yuan"),
        (q(40, "个", "≥", "余"), "40余个", "more than 40"),
        (q(100, "万亩", "≥", "多"), "100多万亩", "more than 1 million mu"),
        (q(150000, "人", "≥", "超过"), "超过15万人", "more than 150,000 people"),
        (q(30000, "人", "≥", "万多"), "3万多人", "more than 30,000 people"),
        (q(100000, "人", "≥", "多"), "10多万人", "more than 100,000 people"),
        (q(12000, "人", "≥", "余"), "1.2万余人", "more than 12,000 people"),
        (q("1.2", "亿元", "≈", "约"), "约1.2亿元", "about 120 million yuan"),
        (q(70, "个", "≥"), "不少于70个", "at least 70"),
        (q(22896, "人"), "22,896人", "22,896 people"),
        (q(1, "户"), "1户", "1 household"),
        (q("1.046", "亿元"), "1.046亿元", "104.6 million yuan"),
        (q(104_600_000, "元"), "10,460万元", "104.6 million yuan"),
        (q("943.8", "亿元"), "943.8亿元", "94.38 billion yuan"),
        (q(5187, "万元/县"), "5,187万元/县", "51.87 million yuan per county"),
        (q(4, "省"), "4省", "4 provinces"),
        (q(1, "对"), "1对", "1 pair"),
        (q("70.50", "%"), "70.50%", "70.50%"),
        (q(0, "元"), "0元", "0 yuan"),
        (q(-5, "万元"), "-5万元", "-50,000 yuan"),
    ],
)
def test_a_quantity_is_written_in_both_languages(quantity: Quantity, chinese: str, english: str) -> None:
    """A31-1."""
    assert format_quantity(quantity) == chinese
    assert format_quantity(quantity, Language.ENGLISH) == english


def test_display_rounds_half_up_and_the_quantity_stays() -> None:
    whole = q("0.125", "亿元")
    assert format_quantity(whole, places=2) == "0.13亿元"
    assert format_quantity(q("2.5", "个"), places=0) == "3个"
    assert format_quantity(q("-2.5", "个"), places=0) == "-3个"
    assert whole.value == Decimal("0.125")


def test_the_caller_may_fix_the_unit() -> None:
    assert format_quantity(q("1.046", "亿元"), unit=unit("万元")) == "10,460万元"
    assert format_quantity(q(1, "亩"), unit=unit("平方公里"), places=4) == "0.0007平方公里"


@given(
    st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(["", *WORDS, "万多", "亿余"]),
)
def test_what_is_written_reads_back_the_same(number: Decimal, symbol: str, word: str) -> None:
    """A31-1: value, qualifier and word survive."""
    qualifier = {**BEFORE, **INSIDE, **AFTER}[word[-1:] if word[:1] in "万亿" else word] if word else "="
    quantity = q(number, symbol, qualifier, word)
    read = parse_quantity(format_quantity(quantity))
    assert read == quantity
    assert read.word[-1:] == quantity.word[-1:]


@given(st.integers(min_value=1, max_value=10**12), st.sampled_from(Qualifier))
def test_a_qualifier_without_a_word_survives_too(number: int, qualifier: Qualifier) -> None:
    quantity = q(number, "人", qualifier)
    assert parse_quantity(format_quantity(quantity)) == quantity
