"""Quantities add, subtract, convert and divide exactly, or not at all (A31-1, A31-3)."""

from decimal import Decimal
from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.exact import InexactNumberError
from xieshou.kernel.quantity import (
    UNITS,
    InexactConversionError,
    InexactDenominatorError,
    Kind,
    Qualifier,
    Quantity,
    UnitMismatchError,
    UnknownUnitError,
    ZeroDenominatorError,
    average,
    ratio,
    total,
    unit,
)

q = Quantity.of
numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False)
areas = st.builds(
    lambda n, u, k: Quantity(n, u, k),
    numbers,
    st.sampled_from([each for each in UNITS.values() if each.kind is Kind.AREA]),
    st.sampled_from(Qualifier),
)


def test_yuan_in_different_scales_add_to_the_finer_one() -> None:
    """A31-3: 万元 and 亿元 are one kind."""
    summed = q("1.2", "亿元") + q(300, "万元")
    assert (summed.value, summed.unit.symbol) == (Decimal(12300), "万元")
    assert summed == q("1.23", "亿元")


def test_places_counted_by_different_words_are_one_kind() -> None:
    """A2-2: 2区8县 are ten places."""
    assert q(2, "区") + q(8, "县") == q(10, "个")


def test_old_lengths_and_weeks_convert_exactly() -> None:
    assert q(2, "里").to(unit("公里")).value == Decimal(1)
    assert q(2, "周").to(unit("天")).value == Decimal(14)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("人", "人次"),
        ("人", "户"),
        ("户", "户次"),
        ("个", "项"),
        ("家", "个"),
        ("元", "亩"),
        ("%", "个百分点"),
        ("栋", "间"),
        ("对", "个"),
        ("篇", "字"),
        ("万元/县", "万元"),
    ],
)
def test_unlike_units_never_add(left: str, right: str) -> None:
    """A31-3."""
    with pytest.raises(UnitMismatchError):
        q(1, left) + q(1, right)


def test_no_two_units_of_different_kinds_add() -> None:
    """A31-3, over the whole table."""
    for left in UNITS.values():
        for right in UNITS.values():
            if left.kind is right.kind:
                assert (q(1, left.symbol) + q(1, right.symbol)).base == left.factor + right.factor
            else:
                with pytest.raises(UnitMismatchError):
                    q(1, left.symbol) + q(1, right.symbol)


@pytest.mark.parametrize(
    "symbol",
    [
        "人",
        "人次",
        "户",
        "户次",
        "个",
        "项",
        "家",
        "批次",
        "亩",
        "万亩",
        "公顷",
        "平方公里",
        "公里",
        "栋",
        "间",
        "株",
        "元",
        "万元",
        "亿元",
        "万人次",
        "%",
        "次",
        "所",
        "名",
    ],
)
def test_the_units_of_the_sources_are_in_the_table(symbol: str) -> None:
    """A31-3."""
    assert unit(symbol).symbol == symbol


def test_an_unknown_unit_is_refused_by_name() -> None:
    with pytest.raises(UnknownUnitError, match="斗"):
        unit("斗")


def test_a_mu_is_two_thousand_thirds_of_a_square_metre() -> None:
    assert unit("亩").factor / unit("平方米").factor == Fraction(2000, 3)
    assert q(1, "平方公里").to(unit("亩")) == q(1500, "亩")
    assert q(1, "平方公里").to(unit("亩")).value == 1500
    assert q(1, "公顷").to(unit("亩")).value == 15
    assert q("6.18", "平方公里").to(unit("亩")).value == 9270
    assert q(138, "亩").to(unit("平方公里")).value == Decimal("0.092")


def test_a_conversion_without_finite_digits_asks_for_places_and_says_that_it_rounded() -> None:
    with pytest.raises(InexactConversionError):
        q(1, "亩").to(unit("平方公里"))
    rounded = q(1, "亩").to(unit("平方公里"), places=4)
    assert rounded.value == Decimal("0.0007")
    assert rounded.qualifier is Qualifier.ABOUT


def test_units_that_share_no_finite_digits_add_in_the_base_unit() -> None:
    summed = q(1, "万亩") + q(1, "平方公里")
    assert (summed.value, summed.unit.symbol) == (Decimal(11500), "亩")


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("=", "=", "="),
        ("=", "≥", "≥"),
        ("≤", "=", "≤"),
        ("≥", "≥", "≥"),
        ("≤", "≤", "≤"),
        ("≈", "≥", "≈"),
        ("≥", "≤", "≈"),
        ("≈", "=", "≈"),
    ],
)
def test_a_sum_is_no_more_exact_than_its_terms(left: str, right: str, result: str) -> None:
    """A31-1."""
    assert (q(40, "个", left) + q(30, "个", right)).qualifier.value == result


def test_subtracting_turns_a_bound_round() -> None:
    """A31-1: 100 less at least 40 is at most 60."""
    assert q(100, "个") - q(40, "个", "≥", "余") == q(60, "个", "≤")


@given(areas, areas)
def test_addition_is_commutative(left: Quantity, right: Quantity) -> None:
    assert left + right == right + left


@given(areas, areas, areas)
def test_addition_is_associative(left: Quantity, middle: Quantity, right: Quantity) -> None:
    assert (left + middle) + right == left + (middle + right)


@given(st.lists(areas, max_size=6))
def test_a_total_is_exact_whatever_its_length(quantities: list[Quantity]) -> None:
    summed = total(quantities, unit("亩"))
    assert summed.base == sum((each.base for each in quantities), Fraction(0))
    assert summed.qualifier is reduce(
        lambda a, b: a + b, (each.qualifier for each in quantities), Qualifier.EXACT
    )


def test_a_long_sum_is_not_rounded_by_the_decimal_context() -> None:
    tiny, huge = Decimal("0.0001"), Decimal(10) ** 40
    assert (Quantity(huge, unit("元")) + Quantity(tiny, unit("元"))).base == Fraction(huge) + Fraction(tiny)


def test_quantities_that_mean_the_same_are_equal_and_hash_alike() -> None:
    assert q("1.2", "亿元", "≈", "约") == q(12000, "万元", "≈")
    assert len({q("1.2", "亿元"), q(12000, "万元"), q(120_000_000, "元")}) == 1
    assert q(1, "人") != q(1, "户")
    assert q(1, "人") != q(1, "人", "≥")


@pytest.mark.parametrize("bad", [1.5, Decimal("NaN"), Decimal("Infinity"), True])
def test_a_number_that_is_not_exact_is_refused(bad: object) -> None:
    with pytest.raises(InexactNumberError):
        Quantity(bad, unit("元"))  # type: ignore[arg-type]


def test_a_word_that_contradicts_its_qualifier_is_refused() -> None:
    with pytest.raises(ValueError, match="近"):
        q("2.28", "亿元", "≥", "近")


def test_a_completion_rate_is_exact() -> None:
    """291 of 305 is 95.4 %."""
    assert ratio(q(291, "个"), q(305, "个")).percent() == Decimal("95.4")
    assert ratio(q("1.2", "亿元"), q(6000, "万元")).value == 2


def test_a_rough_figure_is_no_denominator() -> None:
    """A31-1: 40余个 cannot be divided by, though it may be divided."""
    rough = q(40, "个", "≥", "余")
    with pytest.raises(InexactDenominatorError):
        ratio(q(10, "个"), rough)
    with pytest.raises(InexactDenominatorError):
        average(q(100, "万元"), rough)
    assert ratio(rough, q(50, "个")).qualifier is Qualifier.AT_LEAST


def test_a_share_of_nothing_or_of_another_thing_is_refused() -> None:
    with pytest.raises(ZeroDenominatorError):
        ratio(q(1, "户"), q(0, "户"))
    with pytest.raises(UnitMismatchError):
        ratio(q(1, "户"), q(10, "人"))


def test_an_average_joins_two_kinds_and_keeps_the_unit_of_the_amount() -> None:
    """119 projects with 1.046亿元 are 87.9万元 each."""
    money = q("1.046", "亿元").to(unit("万元"))
    assert average(money, q(119, "项")).rounded(1) == Decimal("87.9")


def test_a_statement_agrees_with_what_was_counted_or_does_not() -> None:
    assert q("30.6", "%").agrees_with(q("30.61", "%"))
    assert not q("30.61", "%").agrees_with(q("30.6", "%"))
    assert q(40, "个", "≥", "余").agrees_with(q(43, "个"))
    assert not q("2.28", "亿元", "≤", "近").agrees_with(q(23000, "万元"))
    assert q("1.2", "亿元", "≈").agrees_with(q(11800, "万元"))
    assert not q("1.2", "亿元", "≈").agrees_with(q(10000, "万元"))
