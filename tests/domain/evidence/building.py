"""Small evidence for tests, built through the ORM in a line."""

from __future__ import annotations

from itertools import count
from typing import Any

from xieshou.domain.evidence.models import Claim, Document, Indicator
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division
from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import parse_quantity

_NUMBERS = count(1)


def a_document(code: str = "[示例]", **more: Any) -> Document:
    """A document of that code, made once."""
    facts = {"kind": "press", "title": f"示例文章 {code}", **more}
    return Document.objects.get_or_create(code=code, defaults=facts)[0]


def an_indicator(code: str = "projects", unit: str = "个", **more: Any) -> Indicator:
    """An indicator of that code, made once."""
    facts: dict[str, Any] = {
        "name": f"示例{code}",
        "name_en": f"sample {code}",
        "part": "funds",
        "unit": unit,
        "nature": "stock",
        "definition": "示例定义",
        "certainty": "sample",
        **more,
    }
    return Indicator.objects.get_or_create(code=code, defaults=facts)[0]


def a_claim(
    surface: str,
    *,
    document: Document | str = "[示例]",
    indicator: Indicator | str = "projects",
    givers: tuple[Division, ...] = (),
    receivers: tuple[Division, ...] = (),
    start: str = "",
    as_of: str = "",
    **more: Any,
) -> Claim:
    """A claim that states ``surface``, of an exact or partial day; accepted unless told otherwise."""
    document = a_document(document) if isinstance(document, str) else document
    indicator = an_indicator(indicator) if isinstance(indicator, str) else indicator
    quantity = parse_quantity(surface, indicator.measured_in)
    facts: dict[str, Any] = {
        "code": f"{document.code}@{next(_NUMBERS)}",
        "value": quantity.value,
        "unit": quantity.unit.symbol,
        "qualifier": quantity.qualifier.value,
        "word": quantity.word,
        "surface": surface,
        "scope": "cumulative",
        "programme": "east_west_poverty",
        "status": "accepted",
        **_day("start", start),
        **_day("as_of", as_of),
        **more,
    }
    claim = Claim.objects.create(document=document, indicator=indicator, **facts)
    claim.givers.set(_parties(givers))
    claim.receivers.set(_parties(receivers))
    return claim


def _parties(units: tuple[Division, ...]) -> list[Party]:
    return [party_of(unit) for unit in units]


def _day(name: str, written: str) -> dict[str, Any]:
    if not written:
        return {}
    known = PartialDate.parse(written)
    return {f"{name}_on": known.day, f"{name}_precision": known.precision.value}
