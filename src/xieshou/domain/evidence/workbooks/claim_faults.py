"""What the ledger of claims finds wrong: references, units, periods, places, and what is read only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xieshou.domain.evidence.claims.cells import PLACES
from xieshou.domain.evidence.claims.placing import COUNTRY
from xieshou.domain.evidence.claims.surfaces import disagreement
from xieshou.domain.evidence.models import Claim, ClaimOrigin, ClaimStatus
from xieshou.domain.evidence.workbooks.claim_rows import Known, filled
from xieshou.domain.evidence.workbooks.faults import Fault, Row, unfit
from xieshou.domain.evidence.workbooks.party_words import NotPlacedError
from xieshou.kernel.exact import own_places
from xieshou.kernel.quantity import Quantity, count_alike, unit

_CHECKED = ("code", "label", "period_text", "surface", "note", "value_high")


def faults(given: list[Row], known: Known) -> Iterator[Fault]:
    """Everything wrong in the rows, beside the claims as they are."""
    for row, values in given:
        if not values["code"]:
            continue
        yield from _read_only(row, values, known)
        yield from _parties(row, values, known)
        missing = list(_references(row, values, known))
        yield from missing
        if missing or not (values["document"] and values["indicator"]):
            continue
        claim = filled(values, known)
        yield from unfit(row, claim, [name for name in _CHECKED if values.get(name) is not None])
        yield from _figure(row, values, claim)
        yield from _place(row, values, claim)
        if claim.origin == ClaimOrigin.COUNTED and _differs(values, claim, known):
            zh = "由文中所列清点,随结对变化,不能在此更改"
            yield Fault(row, "code", zh, "is counted from a list, and follows the pairings", claim.code)


def _references(row: int, values: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    document, word = values["document"], values["indicator"]
    if document and document not in known.documents:
        yield Fault(row, "document", f"没有文献 {document}", f"there is no document {document}", document)
    if word and known.indicator(word) is None:
        zh = f"没有编码、名称或别名为 {word} 的指标"
        yield Fault(row, "indicator", zh, f"no indicator is called {word}", word)


def _read_only(row: int, values: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    old = known.claims.get(values["code"])
    for field, usual, where in (
        ("status", ClaimStatus.PROPOSED, ("请在数字的页面上核定", "decide on it on its page")),
        ("origin", ClaimOrigin.STATED, ("清点由系统完成", "counting is done by the system")),
    ):
        written = values.get(field)
        held = getattr(old, field) if old else usual.value
        if written is not None and written != held:
            label = type(usual)(held).label
            zh, en = f"只读,现为“{label}”:请照此填写或留空;{where[0]}", f"is read only; {where[1]}"
            yield Fault(row, field, zh, en, written)


def _parties(row: int, values: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    for side in ("givers", "receivers"):
        words = values.get(side) or ()
        for word in words:
            if word in COUNTRY:
                continue
            try:
                known.parties.unit(word, known.day(values))
            except NotPlacedError as problem:
                yield Fault(row, side, problem.zh, problem.en, word)
        country = [word for word in words if word in COUNTRY]
        if country and side == "givers":
            yield Fault(row, side, "帮扶方不能是全国", "the whole country is no giver", country[0])
        elif country and len(words) > 1:
            zh, en = "全国的数字不再写受帮扶方", "a figure of the whole country names no receivers"
            yield Fault(row, side, zh, en, "、".join(words))


def _figure(row: int, values: Mapping[str, Any], claim: Claim) -> Iterator[Fault]:
    written: Quantity | None = values.get("value")
    usual = claim.indicator.measured_in
    if written is None and "value" in values and (claim.pk is None or claim.value is not None):
        yield Fault(row, "value", "缺少数值", "lacks its value")
        return
    if written is not None:
        own = written.unit
        if usual is not None and not count_alike(own.kind, usual.kind):
            zh = f"单位 {own.symbol} 与指标 {claim.indicator.code} 的单位 {usual.symbol} 不同类"
            en = f"is counted in {own.symbol}; {claim.indicator.code} counts in {usual.symbol}"
            yield Fault(row, "value", zh, en, str(written))
            return
        if own_places(written.value) > PLACES:
            yield Fault(row, "value", "小数多于 6 位", "has more than six decimals", str(written))
        yield from unfit(row, claim, ["value"])
    low, high = claim.value, claim.value_high
    if high is not None and (low is None or high < low):
        yield Fault(row, "value_high", f"上限小于 {low}", f"is less than {low}", f"{high:f}")
        return
    kept = claim.quantity
    if kept is not None and claim.surface and claim.origin == ClaimOrigin.STATED:
        wrong = disagreement(claim.surface, kept, None if high is None else Quantity(high, unit(claim.unit)))
        if wrong is not None:
            field = "value" if "value" in values else "surface"
            zh, en = f"与原文数字“{claim.surface}”不符", f"is not what “{claim.surface}” says"
            yield Fault(row, field, zh, en, f"{kept.value:f}{claim.unit}")


def _place(row: int, values: Mapping[str, Any], claim: Claim) -> Iterator[Fault]:
    start, end = claim.start, claim.as_of
    if start and end and end.last_day is not None and end.last_day < start.day:
        yield Fault(row, "as_of", f"截至 {end} 早于起始 {start}", f"is before its start {start}", str(end))
    first, last = claim.span_start, claim.span_end
    if (first is None) != (last is None):
        zh, en = "起点和止点应同时填写或同时留空", "starts and ends are given together, or neither"
        yield Fault(row, "span_end" if last is None else "span_start", zh, en)
    elif first is not None and last is not None:
        stated = claim.origin == ClaimOrigin.STATED and claim.surface
        if last <= first:
            yield Fault(row, "span_end", "止点应大于起点", "must be after its start", str(last))
        elif stated and last - first != len(claim.surface):
            zh, en = f"“{claim.surface}”的字数与起止位置不符", f"is not as far as “{claim.surface}” reaches"
            yield Fault(row, "span_end", zh, en, str(last))


def _differs(values: Mapping[str, Any], claim: Claim, known: Known) -> bool:
    old = known.claims[claim.code]
    if any(
        getattr(old, field.attname) != getattr(claim, field.attname) for field in Claim._meta.concrete_fields
    ):
        return True
    for side in ("givers", "receivers"):
        if side not in values:
            continue
        units = set()
        for word in values[side] or ():
            try:
                units |= set() if word in COUNTRY else {known.parties.unit(word, known.day(values))}
            except NotPlacedError:
                return True
        if units != {party.unit for party in getattr(old, side).all()}:
            return True
    return False
