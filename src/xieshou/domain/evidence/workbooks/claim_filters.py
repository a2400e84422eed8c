"""What the ledger of claims can be narrowed to, as the page of claims can; parties as its cells name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from xieshou.domain.evidence.catalogue.queries import indicator
from xieshou.domain.evidence.claims.asking import ClaimFilter
from xieshou.domain.evidence.models import Document, Indicator
from xieshou.domain.evidence.workbooks.columns import HOLDING
from xieshou.domain.evidence.workbooks.indicators import PARTS
from xieshou.domain.evidence.workbooks.party_words import NotPlacedError, PartyWords, word_for
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor
from xieshou.workbooks.declaring import Code, Column, Kind, Workbook
from xieshou.workbooks.filtering import BadFilterError

_FLAGS = (
    Code("forecast", "预计数", "forecast"),
    Code("change", "增减数", "change"),
    Code("per", "平均数", "average"),
)
_PARTY, _PARTY_EN = "代码、名称或 名称(代码)", "a code, name or name(code)"
_OWN = ("programme", "tier", "status", "origin")


def offered(workbook: Workbook) -> tuple[Column, ...]:
    """The filters, those that are columns of the ledger as these are."""
    return (
        Column("document", "文献编号", "Document", help="含其转载", help_en="with its reprints"),
        Column("indicator", "指标", "Indicator", help="含所属的成员指标", help_en="with those of its family"),
        Column("place", "地区", "Place", Kind.DIVISION, help="任一方", help_en="on either side"),
        Column("below", "含下级", "With all below", Kind.BOOLEAN),
        Column("giver", "帮扶方", "Giver", help=_PARTY, help_en=_PARTY_EN),
        Column("receiver", "受帮扶方", "Receiver", help=_PARTY, help_en=_PARTY_EN),
        Column("part", "部分", "Part", Kind.CODE, codes=PARTS),
        *(workbook.column(name) for name in _OWN),
        # In an address ``scope`` is the place of the top bar.
        replace(workbook.column("scope"), field="scope_of"),
        Column("flag", "特别的数字", "Special figures", Kind.CODE, codes=_FLAGS),
        Column("year", "年份", "Year", Kind.YEAR),
        Column("noise", "含噪声", "With noise", Kind.BOOLEAN, help="页面不列,台账列出",
               help_en="left out on the page, there in the ledger"),
        HOLDING,
    )  # fmt: skip


def understood(actor: Actor, filters: Mapping[str, str]) -> ClaimFilter:
    """The filters as claims are asked for. Without any, every claim is meant, noise too.

    Raises:
        BadFilterError: for a document, indicator, place or party that is not on record.
    """
    year = filters.get("year")
    return ClaimFilter(
        place=_place(filters["place"]) if filters.get("place") else None,
        below=filters.get("below") == "yes",
        giver=_party(actor, filters["giver"]) if filters.get("giver") else None,
        receiver=_party(actor, filters["receiver"]) if filters.get("receiver") else None,
        indicator=_indicator(actor, filters["indicator"]) if filters.get("indicator") else None,
        document=_document(filters["document"]) if filters.get("document") else None,
        part=filters.get("part", ""),
        **{name: filters.get(name, "") for name in _OWN},
        scope=filters.get("scope_of", ""),
        flag=filters.get("flag", ""),
        year=int(year) if year else None,
        text=filters.get("text", ""),
        noise=filters.get("noise") != "no",
    )


def written(asked: ClaimFilter) -> dict[str, str]:
    """The filters of the ledger that give the claims which ``asked`` gives."""
    found: dict[str, str] = {}
    for field in fields(asked):
        value = getattr(asked, field.name)
        name = "scope_of" if field.name == "scope" else field.name
        match value:
            case None | "" | False:
                continue
            case True:
                found[name] = "yes"
            case Party():
                found[name] = word_for(value.unit)
            case Division() | Document() | Indicator():
                found[name] = value.code
            case _:
                found[name] = str(value)
    return found | ({} if asked.noise else {"noise": "no"})


def _place(code: str) -> Division:
    found = Division.objects.filter(code=code).first()
    if found is None:
        raise BadFilterError(f"没有代码为 {code} 的区划", f"no division has the code {code}")
    return found


def _party(actor: Actor, word: str) -> Party:
    try:
        unit = PartyWords(actor, [word]).unit(word, None)
    except NotPlacedError as problem:
        raise BadFilterError(problem.zh, problem.en) from None
    wanted = {"division": unit} if isinstance(unit, Division) else {"organisation": unit}
    found = Party.objects.seen_by(actor).filter(**wanted).first()
    if found is None:
        raise BadFilterError(f"没有以“{word}”为一方的数字", f"no figure has “{word}” on a side")
    return found


def _indicator(actor: Actor, word: str) -> Indicator:
    found = indicator(actor, word)
    if found is None:
        raise BadFilterError(f"指标目录里没有“{word}”", f"the catalogue has no indicator “{word}”")
    return found


def _document(code: str) -> Document:
    found = Document.objects.filter(code=code).first()
    if found is None:
        raise BadFilterError(f"没有编号为“{code}”的文献", f"no document has the code “{code}”")
    return found
