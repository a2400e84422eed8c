"""Write a quantity for readers, in Chinese (万, 亿) or English (million, billion): where rounding happens."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xieshou.kernel.exact import decimal_or_none, own_places, round_half_up
from xieshou.kernel.language import Language
from xieshou.kernel.quantity.qualifier import AFTER, BEFORE, PLAIN_EN, PLAIN_ZH, WORDS_EN, Qualifier
from xieshou.kernel.quantity.units import Kind, Unit, base_of
from xieshou.kernel.quantity.value import Quantity

_ZH = (("亿", 10**8), ("万", 10**4))
_EN = (("billion", 10**9), ("million", 10**6))
_SHORT = 2  # a scale is chosen by itself only where so few decimals say it all
_NEVER = frozenset({Kind.SHARE, Kind.SHARE_POINT, Kind.MULTIPLE, Kind.AGE, Kind.YEAR, Kind.MONTH})
# Scaled units that stand in the table under names of their own.
_COMPOUND = ("万元", "亿元", "万元/县", "万亩", "万人次")


@dataclass(frozen=True, slots=True)
class _Shown:
    number: Decimal
    scale: str

    @property
    def digits(self) -> str:
        return f"{self.number:,f}"


def format_quantity(
    quantity: Quantity,
    language: Language = Language.CHINESE,
    *,
    unit: Unit | None = None,
    places: int | None = None,
) -> str:
    """The quantity as 近2.28亿元 or 40余个, nearly 228 million yuan or more than 40.

    A unit that is scaled already (亿元) is kept in Chinese; a plain one is shown in 亿 or 万 where two
    decimals at most then say the whole value, else with thousands marks. English names no 万: it counts
    plain units, in million or billion by the same rule. ``unit`` fixes the unit (then nothing is scaled),
    ``places`` the decimals, rounded half up; without it the value's own digits are shown, all of them.
    Rounding here changes the text only, never the quantity.

    Raises:
        UnitMismatchError: when ``unit`` is of another kind.
        InexactConversionError: when the value never ends in that unit and ``places`` is not given.
    """
    if language is Language.ENGLISH:
        return _english(quantity, unit, places)
    shown_unit = unit or quantity.unit
    number = _in_unit(quantity, unit, places)
    scales = () if unit or not _plain(shown_unit) else _ZH
    shown = _shown(number, scales, places)
    return _chinese(quantity, shown, shown_unit.symbol)


def _chinese(quantity: Quantity, shown: _Shown, symbol: str) -> str:
    tail = f"{shown.scale}{symbol}"
    if quantity.is_exact:
        return f"{shown.digits}{tail}"
    word = quantity.word or PLAIN_ZH[quantity.qualifier]
    if word in BEFORE:
        return f"{word}{shown.digits}{tail}"
    if word in AFTER:
        return f"{shown.digits}{tail}{word}"
    after_scale = len(word) > 1 or shown.number != shown.number.to_integral_value()
    if after_scale and tail[:1] in ("万", "亿") and (shown.scale or symbol in _COMPOUND):
        return f"{shown.digits}{tail[0]}{word[-1]}{tail[1:]}"
    return f"{shown.digits}{word[-1]}{tail}"


def _english(quantity: Quantity, unit: Unit | None, places: int | None) -> str:
    shown_unit = unit or _english_unit(quantity.unit)
    number = _in_unit(quantity, shown_unit, places)
    scales = () if unit or shown_unit.kind in _NEVER else _EN
    shown = _shown(number, scales, places)
    name = shown_unit.one if shown.number == 1 and not shown.scale else shown_unit.many
    joined = shown.digits if not shown.scale else f"{shown.digits} {shown.scale}"
    if name:
        joined = f"{joined}{name}" if name == "%" else f"{joined} {name}"
    if quantity.qualifier is Qualifier.EXACT:
        return joined
    word = quantity.word if quantity.word in WORDS_EN else quantity.word[-1:]
    return f"{WORDS_EN.get(word) or PLAIN_EN[quantity.qualifier]} {joined}"


def _english_unit(unit: Unit) -> Unit:
    return base_of(unit.kind) if unit.symbol in _COMPOUND else unit


def _plain(unit: Unit) -> bool:
    return unit.symbol not in _COMPOUND and unit.kind not in _NEVER


def _in_unit(quantity: Quantity, unit: Unit | None, places: int | None) -> Fraction | Decimal:
    """Exact: the Decimal as written in its own unit, else a Fraction when it will be rounded."""
    if unit is None or unit == quantity.unit:
        return quantity.value
    if places is None:
        return quantity.to(unit).value
    quantity.to(unit, places)  # raises for another kind
    return quantity.base / unit.factor


def _shown(number: Fraction | Decimal, scales: tuple[tuple[str, int], ...], places: int | None) -> _Shown:
    exact = Fraction(number)
    for name, size in scales:
        if abs(exact) < size:
            continue
        if places is not None:
            return _Shown(round_half_up(exact / size, places), name)
        scaled = decimal_or_none(exact / size)
        if scaled is not None and own_places(scaled) <= _SHORT:
            return _Shown(scaled, name)
    if places is not None:
        return _Shown(round_half_up(exact, places), "")
    return _Shown(number if isinstance(number, Decimal) else round_half_up(number, 0), "")
