"""A made-up document (示例) with three figures, and the text in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xieshou.domain.evidence.documents.texts import digest
from xieshou.domain.evidence.models import Claim, Document, Indicator

TEXT = (
    "示例县帮扶纪实\n"
    "2019年,示例市向示例县选派干部12名。当年实施项目8个,投入资金1.5亿元;“两地一家亲。”\n"
    "到2020年,累计帮助2000余人就业!"
)
SURFACES = ("12名", "8个", "1.5亿元", "2000余人")


@dataclass(frozen=True, slots=True)
class SampleDocument:
    document: Document
    claims: list[Claim]
    text: str = TEXT

    @property
    def data(self) -> bytes:
        return self.text.encode()


def indicator() -> Indicator:
    found, _new = Indicator.objects.get_or_create(
        code="sample",
        defaults={
            "name": "示例指标",
            "name_en": "Sample indicator",
            "part": "other",
            "nature": "flow",
            "definition": "示例",
            "certainty": "sample",
        },
    )
    return found


def document(code: str = "EX1", **given: object) -> Document:
    facts = {"kind": "press", "title": "示例县帮扶纪实", "issuer": "示例日报", "certainty": "sample"}
    return Document.objects.create(code=code, **{**facts, **given})


def build(code: str = "EX1", *, reference: str = TEXT) -> SampleDocument:
    """The document, its reference text and a claim for each of SURFACES."""
    kept = document(code, text_sha256=digest(reference) if reference else "")
    units = ("名", "个", "元", "人")
    values = (Decimal(12), Decimal(8), Decimal(150_000_000), Decimal(2000))
    claims = [
        Claim.objects.create(
            code=f"{code}@{TEXT.index(surface)}",
            document=kept,
            indicator=indicator(),
            surface=surface,
            value=value,
            unit=unit,
            span_start=TEXT.index(surface),
            span_end=TEXT.index(surface) + len(surface),
        )
        for surface, unit, value in zip(SURFACES, units, values, strict=True)
    ]
    return SampleDocument(kept, claims)
