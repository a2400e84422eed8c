"""Reads the figures of the shipped articles, and how each was read: two files joined by document and place.

A line of the figures file is what stands in the text (JSON, one object a line): doc, start, end, surface,
indicator (words for it), key, value, value_hi, unit, approx_word, per, period_start, period_end, period_text,
giver_code, receiver_code, tier, notes. A row of the readings file says what that means in the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue.words import key_of
from xieshou.domain.evidence.claims import cells
from xieshou.domain.evidence.claims.cells import BadClaimError, refused
from xieshou.domain.evidence.claims.placing import is_nationwide
from xieshou.domain.evidence.claims.surfaces import read_surface
from xieshou.domain.evidence.models import Claim, ClaimStatus, ClaimTier, Document, Indicator, Scope
from xieshou.domain.evidence.storing import reasons
from xieshou.domain.programme import Programme
from xieshou.kernel.exact import own_places
from xieshou.kernel.quantity import unit
from xieshou.kernel.tables import BadTableError, read_table

READING_COLUMNS = (
    "document", "span_start", "indicator", "scope", "programme", "forecast", "change", "givers", "receivers",
    "note",
)  # fmt: skip
_KEYS = frozenset({
    "doc", "start", "end", "surface", "indicator", "key", "value", "value_hi", "unit", "approx_word", "per",
    "period_start", "period_end", "period_text", "giver_code", "receiver_code", "tier", "notes",
})  # fmt: skip
NOISE_NOTE = "网页噪声"


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim as a file states it, unsaved, with the words for its parties and where it stands."""

    claim: Claim
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of files refer to: documents by code, indicators by folded word."""

    documents: Mapping[str, Document]
    indicators: Mapping[str, Indicator]

    def document(self, where: str, column: str, code: str) -> Document:
        """The document of that code.

        Raises:
            BadClaimError: when there is none.
        """
        if code not in self.documents:
            raise refused(where, column, _("没有文献 %s") % code)
        return self.documents[code]

    def indicator(self, where: str, word: str) -> Indicator:
        """The indicator of that code, name or alias.

        Raises:
            BadClaimError: when there is none.
        """
        found = self.indicators.get(key_of(word))
        if found is None:
            raise refused(where, "indicator", _("没有指标 %s") % word)
        return found


def read_figures(figures: Path, readings: Path, known: Known) -> list[ReadClaim]:
    """Every figure with its reading, in the order of the file.

    Raises:
        BadClaimError: for a line that cannot be understood, a figure without a reading, a reading without a
            figure, or two of either at one place.
    """
    meant = _readings(readings)
    found: dict[tuple[str, int], ReadClaim] = {}
    for where, raw in _lines(figures):
        place = (_text(raw, "doc"), _whole(where, raw, "start"))
        if place in found:
            raise refused(where, "start", _("与 %s 同一位置") % found[place].where)
        if place not in meant:
            raise BadClaimError(f"{where}: " + _("%(file)s 没有这一处的读法") % {"file": readings.name})
        found[place] = _claim(where, raw, *meant[place], known)
    for place, (at, _cells) in meant.items():
        if place not in found:
            raise BadClaimError(f"{at}: " + _("%(file)s 没有这一处数字") % {"file": figures.name})
    return list(found.values())


def _lines(path: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}, line {number}"
        if not line.strip():
            continue
        try:
            # A float would change 2.28; a Decimal keeps every digit that is written.
            raw = json.loads(line, parse_float=Decimal)
        except json.JSONDecodeError as problem:
            raise BadClaimError(f"{where}: {problem}") from None
        if not isinstance(raw, dict) or (missing := sorted(_KEYS - raw.keys())):
            raise BadClaimError(
                f"{where}: " + _("缺少 %s") % ", ".join(missing if isinstance(raw, dict) else _KEYS)
            )
        yield where, raw


def _readings(path: Path) -> dict[tuple[str, int], tuple[str, dict[str, str]]]:
    try:
        rows = read_table(path, READING_COLUMNS)
    except BadTableError as problem:
        raise BadClaimError(str(problem)) from None
    found: dict[tuple[str, int], tuple[str, dict[str, str]]] = {}
    for where, row in rows:
        if not row["span_start"].isdecimal():
            raise refused(where, "span_start", _("“%s”不是位置") % row["span_start"])
        place = (row["document"], int(row["span_start"]))
        if place in found:
            raise refused(where, "span_start", _("与 %s 同一位置") % found[place][0])
        found[place] = (where, row)
    return found


def _claim(where: str, raw: dict[str, Any], at: str, reading: dict[str, str], known: Known) -> ReadClaim:
    document = known.document(where, "doc", _text(raw, "doc"))
    indicator = known.indicator(at, reading["indicator"])
    start, end, surface = _whole(where, raw, "start"), _whole(where, raw, "end"), _text(raw, "surface")
    if end - start != len(surface):
        raise refused(where, "end", _("“%s”的字数与起止位置不符") % surface)
    givers = cells.words_in(reading["givers"]) or _codes(where, raw, "giver_code")
    receivers = cells.words_in(reading["receivers"]) or _codes(where, raw, "receiver_code")
    tier = cells.read_choice(where, "tier", _text(raw, "tier"), ClaimTier)
    noise = tier == ClaimTier.NOISE
    claim = Claim(
        code=f"{document.code}@{start}",
        document=document,
        indicator=indicator,
        label=_text(raw, "indicator"),
        value=_number(where, raw, "value"),
        value_high=_number(where, raw, "value_hi"),
        unit=cells.unit_for(where, _text(raw, "unit"), indicator),
        per=cells.read_per(where, _text(raw, "per")),
        scope=cells.read_choice(at, "scope", reading["scope"], Scope) or Scope.UNSTATED,
        period_text=_text(raw, "period_text"),
        nationwide=is_nationwide(receivers),
        programme=cells.read_choice(at, "programme", reading["programme"], Programme),
        surface=surface,
        span_start=start,
        span_end=end,
        tier=tier,
        is_forecast=cells.read_flag(at, "forecast", reading["forecast"]),
        is_change=cells.read_flag(at, "change", reading["change"]),
        note=reading["note"] or _text(raw, "notes"),
        status=ClaimStatus.REJECTED if noise else ClaimStatus.ACCEPTED,
        decision_note=NOISE_NOTE if noise else "",
    )
    cells.set_word(claim, _text(raw, "approx_word"), where, "approx_word")
    _place_word(claim)
    cells.set_days(
        claim,
        cells.read_date(where, "period_start", _text(raw, "period_start")),
        cells.read_date(where, "period_end", _text(raw, "period_end")),
        where,
    )
    return clean(ReadClaim(claim, givers, receivers, where))


def _place_word(claim: Claim) -> None:
    """Keep 余 and 多 as the text has them: 13亿多 is not 13多亿."""
    if claim.word and claim.value is not None and claim.unit:
        read = read_surface(claim.surface, unit(claim.unit))
        if read is not None and read.quantity.word.endswith(claim.word):
            claim.word = read.quantity.word


def clean(read: ReadClaim) -> ReadClaim:
    """The same, if its columns can take it.

    Raises:
        BadClaimError: else.
    """
    try:
        read.claim.clean_fields(exclude=["document", "indicator"])
    except ValidationError as error:
        raise BadClaimError(f"{read.where}, {reasons(error)}") from error
    low, high = read.claim.value, read.claim.value_high
    if high is not None and (low is None or high < low):
        raise BadClaimError(f"{read.where}: " + _("上限 %(high)s 小于 %(low)s") % {"high": high, "low": low})
    return read


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw[key]
    return value.strip() if isinstance(value, str) else ""


def _whole(where: str, raw: Mapping[str, Any], key: str) -> int:
    value = raw[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise refused(where, key, _("“%s”不是位置") % value)
    return value


def _number(where: str, raw: Mapping[str, Any], key: str) -> Decimal | None:
    value = raw[key]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise refused(where, key, _("“%s”不是数字") % value)
    number = Decimal(value)
    if own_places(number) > cells.PLACES:
        raise refused(where, key, _("“%s”不是有限小数,或小数多于 6 位") % value)
    return number


def _codes(where: str, raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    codes = raw[key]
    if not isinstance(codes, list) or not all(isinstance(code, str) and code for code in codes):
        raise refused(where, key, _("有一方没有代码,请在读法中写明代码或单位名称"))
    return tuple(codes)
