"""What the ledger of indicators finds wrong: units, families, and words that would lead to two indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xieshou.domain.evidence.catalogue.keeping import family_line
from xieshou.domain.evidence.catalogue.words import key_of
from xieshou.domain.evidence.models import Claim, Direction, Indicator, IndicatorAlias
from xieshou.domain.evidence.workbooks.faults import Fault, Row, unfit
from xieshou.kernel.quantity import UnknownUnitError, count_alike, unit

PLAIN = (
    "name", "name_en", "part", "unit", "nature", "direction", "definition", "definition_en", "counting_rule",
    "counting_rule_en", "source", "certainty",
)  # fmt: skip
_LONGEST = 80


@dataclass(frozen=True)
class Stored:
    """The catalogue as it is, by code, and the units of the claims on each indicator."""

    indicators: Mapping[str, Indicator]
    parents: Mapping[str, str | None]
    aliases: Mapping[str, tuple[str, ...]]
    claimed: Mapping[str, frozenset[str]]


def stored_indicators() -> Stored:
    """Four queries."""
    aliases: dict[str, tuple[str, ...]] = {}
    for code, text in IndicatorAlias.objects.values_list("indicator__code", "text"):
        aliases[code] = (*aliases.get(code, ()), text)
    claimed: dict[str, frozenset[str]] = {}
    of_claims = Claim.objects.exclude(unit="").order_by().values_list("indicator__code", "unit").distinct()
    for code, symbol in of_claims:
        claimed[code] = claimed.get(code, frozenset()) | {symbol}
    return Stored(
        Indicator.objects.in_bulk(field_name="code"),
        dict(Indicator.objects.values_list("code", "parent__code")),
        aliases,
        claimed,
    )


def filled(values: Mapping[str, Any], stored: Stored) -> Indicator:
    """The indicator as it would be: what the file does not have stays, or is the usual."""
    indicator = Indicator(code=values["code"])
    if old := stored.indicators.get(values["code"]):
        for field in Indicator._meta.concrete_fields:
            setattr(indicator, field.attname, getattr(old, field.attname))
    for name in PLAIN:
        if name in values:
            setattr(indicator, name, values[name] or (Direction.NEUTRAL.value if name == "direction" else ""))
    if indicator.unit and _known(indicator.unit):
        indicator.unit = unit(indicator.unit).symbol
    return indicator


def faults(given: list[Row], stored: Stored) -> Iterator[Fault]:
    """Everything wrong in the rows, seen beside the catalogue as it would be with them."""
    given = [(row, values) for row, values in given if values["code"]]
    after = {values["code"]: filled(values, stored) for _row, values in given}
    for row, values in given:
        fields = ["code", *(name for name in PLAIN if values.get(name))]
        yield from unfit(row, after[values["code"]], fields)
        for alias in values.get("aliases") or ():
            if len(alias) > _LONGEST:
                zh, en = f"别名最多 {_LONGEST} 个字符", f"other names have at most {_LONGEST} characters"
                yield Fault(row, "aliases", zh, en, alias)
    yield from _wrong_units(given, after, stored)
    yield from _wrong_families(given, after, stored)
    yield from _shared_words(given, after, stored)


def _wrong_units(given: list[Row], after: Mapping[str, Indicator], stored: Stored) -> Iterator[Fault]:
    for row, values in given:
        written = values.get("unit")
        if not written:
            continue
        if not _known(written):
            yield Fault(row, "unit", f"没有计量单位 {written}", f"there is no unit {written}", written)
            continue
        others = [
            each for each in sorted(stored.claimed.get(values["code"], ())) if not _alike(each, written)
        ]
        if others:
            counted = "、".join(others)
            zh = f"已有文载数字以 {counted} 计,不能换成不同类的单位"
            yield Fault(row, "unit", zh, f"figures on record are counted in {counted}", written)


def _wrong_families(given: list[Row], after: Mapping[str, Indicator], stored: Stored) -> Iterator[Fault]:
    units = {code: each.unit for code, each in (*stored.indicators.items(), *after.items())}
    parents = dict(stored.parents)
    for _row, values in given:
        parents[values["code"]] = values.get("parent", parents.get(values["code"]))
    for row, values in given:
        code, parent = values["code"], parents[values["code"]]
        field = "parent" if "parent" in values else "unit"
        if parent and parent not in units:
            yield Fault(row, field, f"没有指标 {parent}", f"there is no indicator {parent}", parent)
        elif parent and code in family_line(parent, parents):
            yield Fault(row, field, "所属指标族成环", "its families lead back to itself", parent)
        elif parent and not _alike(units[parent], units[code]):
            zh = f"单位 {units[code]} 与所属指标族的 {units[parent]} 不同类;各成员单位不同的族不写单位"
            yield Fault(row, field, zh, f"its family is counted in {units[parent]}", parent)
        members = [each for each, above in parents.items() if above == code and each not in after]
        if other := next((each for each in members if not _alike(units[each], units[code])), None):
            zh = f"成员 {other} 以 {units[other]} 计:各成员单位不同的族不写单位"
            yield Fault(row, "unit", zh, f"its member {other} is counted in {units[other]}", units[code])


def _shared_words(given: list[Row], after: Mapping[str, Indicator], stored: Stored) -> Iterator[Fault]:
    aliases = dict(stored.aliases)
    for _row, values in given:
        if "aliases" in values:
            aliases[values["code"]] = values["aliases"] or ()
    words = {
        code: {"name": (code, each.name, each.name_en), "aliases": aliases.get(code, ())}
        for code, each in (*stored.indicators.items(), *after.items())
    }
    holders: dict[str, set[str]] = {}
    for code, by_field in words.items():
        for word in filter(None, (*by_field["name"], *by_field["aliases"])):
            holders.setdefault(key_of(word), set()).add(code)
    for row, values in given:
        for field, said in words[values["code"]].items():
            for word in filter(None, said):
                if others := "、".join(sorted(holders[key_of(word)] - {values["code"]})):
                    zh, en = f"“{word}”已指 {others},不能又指它", f"“{word}” leads to {others} already"
                    yield Fault(row, field if field in values else "code", zh, en, word)


def _known(symbol: str) -> bool:
    try:
        unit(symbol)
    except UnknownUnitError:
        return False
    return True


def _alike(one: str, other: str) -> bool:
    """Do the two count alike? What has no unit, or none that is known, is left out of it."""
    if not (one and other and _known(one) and _known(other)):
        return True
    return count_alike(unit(one).kind, unit(other).kind)
