"""Stores small sets of claims for tests of what is kept about them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xieshou.domain.evidence.models import Claim, Document, DocumentKind, Indicator, Scope
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division, Level


def document(code: str, dated: str = "2020-12-31", **more: Any) -> Document:
    day = {"dated_on": dated, "date_precision": "day"} if dated else {}
    return Document.objects.create(code=code, kind=DocumentKind.PRESS, title=code, **day, **more)


def indicator(
    code: str, unit: str = "个", nature: str = "flow", parent: Indicator | None = None
) -> Indicator:
    made, _ = Indicator.objects.get_or_create(
        code=code,
        defaults={
            "name": code,
            "name_en": code,
            "part": "funds",
            "unit": unit,
            "nature": nature,
            "definition": code,
            "certainty": "sample",
            "parent": parent,
        },
    )
    return made


def party(name: str, code: str) -> Party:
    division, _ = Division.objects.get_or_create(
        code=code, defaults={"name": name, "level": Level.PREFECTURE}
    )
    return party_of(division)


def claim(
    source: Document,
    of: Indicator,
    value: int | str,
    unit: str,
    receiver: Party,
    as_of: str = "",
    **more: Any,
) -> Claim:
    number = source.claims.count() + 1
    made = Claim.objects.create(
        **{
            "code": f"{source.code}@{number}",
            "document": source,
            "indicator": of,
            "value": Decimal(value),
            "unit": unit,
            "surface": f"{value}{unit}",
            "scope": Scope.CUMULATIVE,
            "as_of_on": as_of or None,
            **more,
        }
    )
    made.receivers.add(receiver)
    return made
