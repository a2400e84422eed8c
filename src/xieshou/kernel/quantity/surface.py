"""Read a figure as a Chinese text writes it: 近2.28亿元, 40余个, 100多万亩, 超过15万, 3万多人."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from xieshou.kernel.exact import decimal_or_none
from xieshou.kernel.quantity.numerals import NUMERAL, read_numeral
from xieshou.kernel.quantity.qualifier import AFTER, BEFORE, INSIDE, Qualifier
from xieshou.kernel.quantity.units import Unit, UnknownUnitError, unit
from xieshou.kernel.quantity.value import Quantity


class NotAFigureError(ValueError):
    """A text does not state one figure with its unit."""


def _any(words: dict[str, Qualifier]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_FIGURE = re.compile(
    rf"(?P<before>{_any(BEFORE)})?"
    rf"(?P<number>[-−]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|{NUMERAL})"
    rf"(?P<inside>{_any(INSIDE)})?"
    r"(?P<rest>[^\d.,]*?)"
    rf"(?P<after>{_any(AFTER)})?"
)
# The measure word of hours and months stands between number and word: 2个多小时, 3个多月.
_MEASURED_TIME = re.compile(r"个(?P<word>[多余]?)(?P<unit>小时)|个(?P<more>[多余])(?P<month>月)")
_SCALES = {
    "": 1,
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "亿": 10**8,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}


def parse_quantity(text: str, default: Unit | None = None) -> Quantity:
    """The figure that ``text`` states, with its qualifier and the word that gave it.

    Digits may be full width or carry thousands marks; small numbers may be in characters
    (八县市, 半小时). The unit stays as written where the table has it (亿元, 万亩); otherwise 万 and 亿 are
    multiplied into the value. ``default`` is the unit where the text names none. Traditional characters must
    have been folded before. An ordinal (第3批) is no figure.

    Raises:
        NotAFigureError: when the text is no single figure, or qualifies it twice.
        UnknownUnitError: when what follows the number is no unit, or nothing does and no default is given.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    found = _FIGURE.fullmatch(_MEASURED_TIME.sub(_time_after_word, folded))
    if not found:
        raise NotAFigureError(text)
    number = _number(found["number"], text)
    scale, inner, measured = _scale_and_unit(found["rest"], found["inside"] is None, default, text)
    words = [word for word in (found["before"], found["inside"], inner, found["after"]) if word]
    if len(words) > 1:
        raise NotAFigureError(f"{text}: {' / '.join(words)}")
    word = words[0] if words else ""
    qualifier = {**BEFORE, **INSIDE, **AFTER}[word[-1:] if inner else word] if word else Qualifier.EXACT
    if scale != 1:
        exact = decimal_or_none(Fraction(number) * scale)
        number = exact if exact is not None else number * scale
    return Quantity(number, measured, qualifier, word)


def _time_after_word(found: re.Match[str]) -> str:
    return f"{found['more']}个月" if found["month"] else f"{found['word']}{found['unit']}"


def _number(written: str, text: str) -> Decimal:
    if written[-1].isdecimal():
        return Decimal(written.replace(",", "").replace("−", "-"))
    number = read_numeral(written)
    if number is None:
        raise NotAFigureError(text)
    return number


def _scale_and_unit(
    rest: str, may_hold_word: bool, default: Unit | None, text: str
) -> tuple[int, str | None, Unit]:
    """Split what follows the digits into a multiplier, a word such as 万多, and the unit.

    The shortest scale that leaves a unit wins, so that 千克 stays a unit and 万元 too.
    """
    for scale, size in _SCALES.items():
        if not rest.startswith(scale):
            continue
        tail = rest[len(scale) :]
        if found := _known(tail, default):
            return size, None, found
        if scale[-1:] in ("万", "亿") and may_hold_word and tail[:1] in INSIDE:
            if joined := _known(scale + tail[1:], None):
                return 1, scale[-1] + tail[0], joined
            if found := _known(tail[1:], default):
                return size, scale[-1] + tail[0], found
    raise UnknownUnitError(text)


def _known(symbol: str, default: Unit | None) -> Unit | None:
    if not symbol:
        return default
    try:
        return unit(symbol)
    except UnknownUnitError:
        return None
