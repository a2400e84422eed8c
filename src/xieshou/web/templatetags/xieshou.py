"""Template tags of every page: icons, term help, dates and periods, badges, sortable headers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence import queries
from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.audit.queries import may_audit
from xieshou.kernel.period import PartialDate, Period
from xieshou.kernel.quantity import Quantity
from xieshou.web.review.wording import MARKS
from xieshou.web.shell import icons, words
from xieshou.web.shell.actors import actor_of
from xieshou.workbooks import registering

register = template.Library()

# Shape and word together, so that colour alone says nothing.
SHAPES = {
    Certainty.SEED: "●",
    Certainty.SOURCE: "●",
    Certainty.PARTIAL: "◐",
    Certainty.DERIVED: "◇",
    Certainty.WEAK: "○",
    Certainty.MEMORY: "?",
    Certainty.SAMPLE: "□",
}


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """``{% icon "search" %}``: an inline SVG of shell/icons.py."""
    return icons.icon(name, size)


@register.filter
def partial_date(known: PartialDate | date | None) -> str:
    """``{{ version.period.start|partial_date }}``: 2013年2月 / Feb 2013; a dash for none."""
    return words.date_in_words(known)


@register.filter
def period(known: Period) -> str:
    """``{{ pairing.period|period }}``: 2013年2月至今 / since Feb 2013."""
    return words.period_in_words(known)


@register.filter
def quantity(known: Quantity) -> str:
    """``{{ figure|quantity }}``: 近2.28亿元 / nearly 228 million yuan."""
    return words.quantity_in_words(known)


@register.filter
def digits(value: Decimal) -> str:
    """``{{ figure.value|digits }}``: 228,000,000, all its digits and no idle zeros."""
    return f"{Decimal(f'{value.normalize():f}'):,f}"


@register.filter
def thousands(count: int) -> str:
    """``{{ n|thousands }}``: 17,695."""
    return f"{count:,}"


@register.filter
def unit_word(symbol: str, unnamed: str | None = None) -> str:
    """``{{ indicator.unit|unit_word }}``: 万元 or ten thousand yuan; nothing for none.

    ``{{ claim.unit|unit_word:"" }}`` beside a number: English then has no word for 个.
    """
    return words.unit_in_words(str(symbol), unnamed) if symbol else ""


@register.filter
def listed(text: str) -> str:
    """``{{ term.aliases|listed }}``: 甲、乙 / A, B; between loops' items stands ``{% translate "、" %}``."""
    return words.listed(text)


@register.filter
def in_language(record: Any, field: str) -> str:
    """``{{ term|in_language:"concept" }}``: ``concept_en`` on English pages where filled."""
    if words.in_english():
        translated = getattr(record, f"{field}_en", "")
        if translated:
            return str(translated)
    return str(getattr(record, field))


@register.filter
def certainty_badge(value: str) -> SafeString:
    """``{{ pairing.certainty|certainty_badge }}``: shape, word and tint."""
    level = Certainty(value)
    return format_html(
        '<span class="badge badge-certainty badge-{}"><span aria-hidden="true">{}</span> {}</span>',
        level.value,
        SHAPES[level],
        level.label,
    )


@register.simple_tag(takes_context=True)
def term(context: dict[str, Any], name: str, text: str = "") -> SafeString | str:
    """``{% term "轮次" %}``: the word, explained on hover and focus; plain where no entry is kept."""
    shown = text or name
    request = context.get("request")
    if request is None:
        return shown
    found = _looked_up(request, name)
    if found is None:
        return shown
    return format_html(
        '<span class="term"><a class="term-word" href="{}" aria-describedby="term-{}">{}</a>'
        '<span class="term-tip" role="tooltip" id="term-{}"><strong>{}</strong>{}</span></span>',
        reverse("glossary:detail", args=[found.slug]),
        found.slug,
        shown if text or not words.in_english() else found.name_en,
        found.slug,
        in_language(found, "name"),
        Truncator(in_language(found, "concept")).chars(120),
    )


def _looked_up(request: Any, name: str) -> Any:
    """One look-up per name and page."""
    known: dict[str, Any] = request.__dict__.setdefault("_terms", {})
    if name not in known:
        known[name] = queries.term_named(actor_of(request), name)
    return known[name]


@register.inclusion_tag("web/parts/excel_export.html", takes_context=True)
def excel_export(
    context: dict[str, Any],
    ledger: str,
    label: str = "",
    small: bool = False,
    asked: Mapping[str, object] | None = None,
    **filters: object,
) -> dict[str, Any]:
    """``{% excel_export "documents" kind=asked.values.kind %}``: a button to the page's records as a ledger.

    Only for those who signed in. ``filters`` are the ledger's own, and so are those in ``asked``; empty
    ones are left out.
    """
    request = context.get("request")
    known = any(each.name == ledger for each in registering.registers())
    if request is None or not known or actor_of(request).user_id is None:
        return {"url": ""}
    asked = urlencode({name: value for name, value in {**(asked or {}), **filters}.items() if value})
    url = reverse("ledgers:export", args=[ledger, "xlsx"]) + (f"?{asked}" if asked else "")
    return {"url": url, "label": label, "small": small}


@register.inclusion_tag("web/parts/history_link.html", takes_context=True)
def history_link(context: dict[str, Any], kind: str, record: int) -> dict[str, Any]:
    """``{% history_link "pairing" pairing.pk %}``: a button to the record's history, for who may read any."""
    request = context.get("request")
    if request is None or not may_audit(actor_of(request)):
        return {"url": ""}
    return {"url": reverse("audit:record", args=[kind, record])}


@register.inclusion_tag("web/parts/sort_header.html", takes_context=True)
def sort_header(context: dict[str, Any], key: str, label: str, numeric: bool = False) -> dict[str, Any]:
    """``{% sort_header "name" _("名称") %}``: a header cell whose link sets ``?sort=name`` or ``-name``."""
    asked = context["request"].GET.copy()
    current = asked.get("sort", "")
    asked["sort"] = f"-{key}" if current == key else key
    asked.pop("page", None)
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    return {"label": label, "query": asked.urlencode(), "direction": direction, "numeric": numeric}


@register.simple_tag
def review_badge(state: str) -> SafeString:
    """``{% review_badge pairing.review_state %}``: shape and word; nothing for what is reviewed."""
    if state == ReviewState.REVIEWED:
        return SafeString()
    badge, shape = MARKS[ReviewState(state)]
    kind = f"badge badge-{badge}" if badge else "badge"
    label = ReviewState(state).label
    return format_html('<span class="{}"><span aria-hidden="true">{}</span> {}</span>', kind, shape, label)
