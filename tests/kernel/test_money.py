"""Money is exact to the cent, and divides without losing one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.exact import InexactNumberError
from xieshou.kernel.language import Language
from xieshou.kernel.money import ZERO, BadSharesError, Money, NotMoneyError, NotToTheCentError, total
from xieshou.kernel.quantity import Quantity, unit

amounts = st.integers(min_value=-(10**15), max_value=10**15).map(Money.from_cents)
shares = st.lists(
    st.integers(0, 10**6) | st.fractions(0, 100, max_denominator=97), min_size=1, max_size=12
).filter(any)


@pytest.mark.parametrize("bad", [0.1, Decimal("NaN"), Decimal("-Infinity"), "1"])
def test_what_is_no_exact_number_is_refused(bad: object) -> None:
    with pytest.raises(InexactNumberError):
        Money(bad)  # type: ignore[arg-type]


def test_a_fraction_of_a_cent_is_refused() -> None:
    with pytest.raises(NotToTheCentError):
        Money(Decimal("0.001"))
    assert Money(Decimal("0.100")) == Money(Decimal("0.1"))


def test_an_amount_is_read_in_any_unit_of_money() -> None:
    assert Money.parse("1.046亿元") == Money.of(10460, "万元") == Money.of(104_600_000)
    assert Money.parse("12,345.60") == Money.of("12345.6")
    with pytest.raises(NotMoneyError):
        Money.parse("12人")


def test_a_rough_figure_cannot_be_booked() -> None:
    """A31-1."""
    with pytest.raises(NotToTheCentError):
        Money.parse("近2.28亿元")


def test_amounts_add_compare_and_negate() -> None:
    assert Money.of("0.1") + Money.of("0.2") == Money.of("0.3")
    assert Money.of(1) - Money.of(3) == -Money.of(2) < ZERO
    assert not ZERO
    assert str(-ZERO) == "0.00元"


def test_a_product_rounds_only_when_told() -> None:
    assert Money.of(100).times(Fraction(1, 4)) == Money.of(25)
    with pytest.raises(NotToTheCentError):
        Money.of(100).times(Fraction(1, 3))
    assert Money.of(100).times(Fraction(1, 3), half_up=True) == Money.of("33.33")
    assert Money.of("0.05").times(Decimal("0.5"), half_up=True) == Money.of("0.03")
    with pytest.raises(InexactNumberError):
        Money.of(100).times(0.5)  # type: ignore[arg-type]


def test_the_cents_left_over_go_to_the_largest_remainders() -> None:
    assert Money.of(100).allocate([1, 1, 1]) == [Money.of("33.34"), Money.of("33.33"), Money.of("33.33")]
    assert Money.of("0.05").allocate([3, 7]) == [Money.of("0.02"), Money.of("0.03")]
    assert Money.of("-0.05").allocate([3, 7]) == [Money.of("-0.02"), Money.of("-0.03")]


@pytest.mark.parametrize("bad", [[], [0, 0], [2, -1]])
def test_shares_that_cannot_divide_are_refused(bad: list[int]) -> None:
    with pytest.raises(BadSharesError):
        Money.of(1).allocate(bad)


@given(amounts, shares)
def test_an_allocation_sums_to_the_whole_and_misses_no_quota_by_a_cent(
    amount: Money, weights: list[int | Fraction]
) -> None:
    parts = amount.allocate(weights)
    whole = sum(map(Fraction, weights))
    assert total(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.cents - amount.cents * Fraction(weight) / whole) < 1


@given(amounts, amounts, amounts)
def test_addition_is_associative_and_undone_by_subtraction(left: Money, middle: Money, right: Money) -> None:
    assert (left + middle) + right == left + (middle + right)
    assert (left + right) - right == left


@given(amounts)
def test_what_is_written_reads_back_to_the_cent(amount: Money) -> None:
    assert Money.parse(amount.format()) == amount
    assert Money.from_quantity(amount.quantity(unit("亿元"))) == amount


def test_amounts_are_written_for_readers() -> None:
    assert Money.of(1400, "万元").format() == "1,400万元"
    assert Money.of("12345.6").format() == "12,345.60元"
    assert Money.of(104_600_000).format(of=unit("亿元")) == "1.046亿元"
    assert Money.of(104_600_000).format(of=unit("亿元"), places=2) == "1.05亿元"
    assert Money.of("1.2", "亿元").format(Language.ENGLISH) == "120 million yuan"
    assert Money.of(3).over(Money.of(2)) == Fraction(3, 2)
    assert Money.of(3).quantity() == Quantity.of(3, "元")
