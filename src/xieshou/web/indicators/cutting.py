"""The catalogue cut by part, or by any scheme: the same indicators under other headings (A1-4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue import queries
from xieshou.domain.evidence.claims.queries import tally_by_indicator
from xieshou.domain.evidence.models import Indicator, IndicatorPart, Scheme
from xieshou.domain.pairings.asked_indicators import uses_by_indicator
from xieshou.domain.pairings.models import Round
from xieshou.kernel.actor import Actor
from xieshou.web.shell import words
from xieshou.web.shell.requests import UnreadableRequestError


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator, the rounds that ask for it, and how many claims are on it itself."""

    indicator: Indicator
    rounds: tuple[Round, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators under one heading."""

    key: str
    label: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Asked:
    """How the catalogue is cut: by part, or by a scheme; and the words looked for."""

    scheme: Scheme | None
    text: str
    schemes: list[Scheme]


def asked_of(request: HttpRequest, actor: Actor) -> Asked:
    """Read the address.

    Raises:
        UnreadableRequestError: for a scheme that does not exist.
    """
    code, text = request.GET.get("scheme", "").strip(), request.GET.get("q", "").strip()[:100]
    known = list(queries.schemes(actor))
    scheme = next((each for each in known if each.code == code), None)
    if (code and scheme is None) or "\0" in text:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": (code or "\\0")[:40]}
        )
    return Asked(scheme, text, known)


def groups_of(actor: Actor, asked: Asked) -> list[Group]:
    """The indicators that answer, under the headings asked for; without headings that have none.

    What a scheme does not sort comes last, under a heading that says so. Six queries at most.
    """
    rows = rows_of(actor, queries.indicators(actor, text=asked.text))
    if asked.scheme is None:
        groups = [
            Group(str(part), str(part.label), [row for row in rows.values() if row.indicator.part == part])
            for part in IndicatorPart
        ]
    else:
        groups = scheme_groups(asked.scheme, rows, queries.sorted_into(actor).get(asked.scheme.pk, {}))
    return [group for group in groups if group.rows]


def scheme_groups(scheme: Scheme, rows: Mapping[int, Row], placed: Mapping[int, int]) -> list[Group]:
    """The classes of a scheme, empty ones too, and at the end what stands in none of them.

    ``placed``: the class of each indicator that the scheme sorts, by ids, so that none comes twice (A1-4).
    """
    inside: dict[int | None, list[Row]] = {}
    for pk, row in rows.items():
        inside.setdefault(placed.get(pk), []).append(row)
    groups = [Group(each.code, words.name_of(each), inside.get(each.pk, [])) for each in scheme.classes.all()]
    return [*groups, Group("none", _("不在此分类中"), inside.get(None, []))]


def rows_of(actor: Actor, indicators: Iterable[Indicator]) -> dict[int, Row]:
    """The indicators with their rounds and the number of their claims, by id. Three queries."""
    uses, counts = uses_by_indicator(actor), tally_by_indicator(actor)
    return {
        each.pk: Row(each, tuple(use.round for use in uses.get(each.pk, ())), counts.get(each.pk, 0))
        for each in indicators
    }
