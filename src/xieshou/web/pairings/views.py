"""The pages of the pairings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings import checks, covering, queries, structure
from xieshou.domain.pairings.models import Pairing, PairKind, Tier
from xieshou.domain.pairings.reading import day_within, last_counted
from xieshou.domain.pairings.wording import in_words
from xieshou.domain.programme import Programme
from xieshou.domain.reviewed import Standing
from xieshou.kernel.quantity import Qualifier, Quantity, unit
from xieshou.web.pairings import claims, quoting
from xieshou.web.pairings.filters import Asked, asked_of
from xieshou.web.review import standing
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import lens_of

PAGE_SIZE = 50
COLUMNS = (
    gettext_lazy("帮扶方"),
    gettext_lazy("帮扶方代码"),
    gettext_lazy("受帮扶方"),
    gettext_lazy("受帮扶方代码"),
    gettext_lazy("层级"),
    gettext_lazy("结对种类"),
    gettext_lazy("协作类型"),
    gettext_lazy("轮次"),
    gettext_lazy("起始"),
    gettext_lazy("终止"),
    gettext_lazy("正式"),
    gettext_lazy("可信度"),
    gettext_lazy("出处"),
    gettext_lazy("说明"),
    gettext_lazy("审核状态"),
)


def listing(request: HttpRequest) -> HttpResponse:
    """Who helps whom on the day of the top bar, or ever with ``?ever=1``."""
    actor, asked = actor_of(request), asked_of(request)
    paginator = Paginator(asked.found(actor), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "rows": _rows(request, asked.ready(page), asked.on),
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "asked": asked,
        "total": paginator.count,
        **_choices(request),
    }
    return render(request, "web/pairings/list.html", context)


def _choices(request: HttpRequest) -> dict[str, Any]:
    return {
        "rounds": list(queries.rounds(actor_of(request))),
        "programmes": Programme,
        "tiers": Tier,
        "kinds": PairKind,
        "certainties": Certainty,
        "standings": Standing if actor_of(request).user_id is not None else (),
    }


def _rows(request: HttpRequest, found: Iterable[Pairing], on: date | None) -> list[dict[str, Any]]:
    """Pairings with their parties' names of the day."""
    pairings = list(found)
    named = queries.parties_on(
        actor_of(request), [p for pairing in pairings for p in (pairing.giver, pairing.receiver)], on
    )
    return [
        {
            "pairing": pairing,
            "giver": named[pairing.giver_id],
            "receiver": named[pairing.receiver_id],
            "unsure": on is not None and pairing.period.contains(on) == "unsure",
        }
        for pairing in pairings
    ]


def export(request: HttpRequest) -> HttpResponse:
    """The list with its filters as CSV."""
    asked = asked_of(request)
    return as_csv(f"pairings-{asked.on or 'all'}", COLUMNS, _cells(request, asked))


def _cells(request: HttpRequest, asked: Asked) -> Iterator[list[object]]:
    for row in _rows(request, asked.ready(asked.found(actor_of(request))), asked.on):
        pairing, giver, receiver = row["pairing"], row["giver"], row["receiver"]
        yield [
            words.name_of(giver),
            giver.code,
            words.name_of(receiver),
            receiver.code,
            pairing.get_tier_display(),
            pairing.get_kind_display(),
            pairing.get_programme_display(),
            words.name_of(pairing.round),
            pairing.period.start or "",
            pairing.period.end or "",
            _("是") if pairing.formal else _("柔性"),
            pairing.get_certainty_display(),
            " ".join(source.document.citation for source in pairing.sources.all()),
            pairing.note,
            pairing.get_review_state_display(),
        ]


def detail(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """The pair book of one pairing."""
    actor, lens = actor_of(request), lens_of(request)
    try:
        pairing = queries.pairing(actor, pairing_id)
    except Pairing.DoesNotExist:
        raise Http404(_("没有这个结对,它可能已被删除")) from None
    on = day_within(pairing.period, lens.on)
    relation = structure.relation(
        actor, pairing, min(last_counted(pairing.period, lens.on), timezone.localdate())
    )
    chain = structure.chain(actor, pairing)
    tree = structure.tree(actor, pairing)
    context = {
        "pairing": pairing,
        "row": _rows(request, [pairing], pairing.start_on)[0],
        "may_record": queries.may_record(actor, pairing),
        "on": on,
        "distance": _distance(pairing),
        "relation": relation,
        "steps": _rows(request, relation.steps, None),
        "chain": _rows(request, chain, on),
        "branches": _branches(request, tree.children, None),
        "kinds": structure.kinds_below(tree),
        "waiting_below": structure.waiting_below(tree),
        "coverage": covering.coverage_below(actor, pairing, on),
        "findings": [in_words(finding) for finding in checks.findings_of(actor, pairing)],
        "successor_row": _rows(request, [pairing.successor], None)[0] if pairing.successor else None,
        "cited": quoting.cited(actor, pairing),
        **claims.section(actor, pairing),
        **standing.section(actor, "pairings", pairing.pk),
    }
    return render(request, "web/pairings/detail.html", context)


def _branches(request: HttpRequest, nodes: Sequence[structure.Node], on: date | None) -> list[dict[str, Any]]:
    """Trees for the template: each pairing as a row, with those below it."""
    flat: list[Pairing] = []

    def gather(these: Sequence[structure.Node]) -> None:
        for node in these:
            flat.append(node.pairing)
            gather(node.children)

    gather(nodes)
    rows = {row["pairing"].pk: row for row in _rows(request, flat, on)}

    def branch(node: structure.Node) -> dict[str, Any]:
        return {**rows[node.pairing.pk], "children": [branch(child) for child in node.children]}

    return [branch(node) for node in nodes]


def _distance(pairing: Pairing) -> Quantity | None:
    if pairing.distance_km is None:
        return None
    return Quantity(_shortest(pairing.distance_km), unit("公里"), Qualifier(pairing.distance_qualifier))


def _shortest(value: Decimal) -> Decimal:
    """Without the zeros that the column's scale adds: 1400, not 1400.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def forest(request: HttpRequest) -> HttpResponse:
    """Every pairing of the day as a tree: county, town, village, family."""
    actor, asked = actor_of(request), asked_of(request)
    found = asked.ready(asked.found(actor))
    context = {
        "asked": asked,
        "branches": _branches(request, structure.grow(found), asked.on),
        "total": len(found),
        **_choices(request),
    }
    return render(request, "web/pairings/tree.html", context)


def coverage(request: HttpRequest) -> HttpResponse:
    """Which prefectures of each receiving province, and which units below each pairing, have a partner."""
    actor, lens = actor_of(request), lens_of(request)
    context = {
        "provinces": covering.coverage_of_provinces(actor, lens.on, lens.scope),
        "below": covering.coverage_below_all(actor, lens.on, lens.scope),
        "waiting": queries.waiting_number(actor, on=lens.on, scope=lens.scope),
    }
    return render(request, "web/pairings/coverage.html", context)


def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds with their documents and rules."""
    actor, lens = actor_of(request), lens_of(request)
    found = [(round_, round_.period.covers(lens.on)) for round_ in queries.rounds(actor)]
    context = {"rounds": found, "on": lens.on}
    return render(request, "web/pairings/rounds.html", context)
