"""A claim's value and time in the language now spoken, as pages and papers write them."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import Claim, Scope
from xieshou.kernel.language import Language
from xieshou.kernel.period_words import format_date
from xieshou.kernel.quantity import Quantity, format_quantity


def value_in_words(claim: Claim) -> str:
    """近2.28亿元, 每年40人, 15–20个; the document's own characters where they hold no number."""
    quantity = claim.quantity
    if quantity is None:
        return claim.surface or "—"
    spoken = Language.of(get_language() or "")
    shown = format_quantity(quantity, spoken)
    if claim.value_high is not None:
        high = Quantity(claim.value_high.normalize(), quantity.unit)
        shown = f"{shown} – {format_quantity(high, spoken)}"
    per = claim.get_per_display()
    if not per:
        return shown
    return f"{shown} {per}" if spoken is Language.ENGLISH else f"{per} {shown}"


def when_in_words(claim: Claim) -> str:
    """The time that the value belongs to, as far as the document tells."""
    spoken, start, as_of = Language.of(get_language() or ""), claim.start, claim.as_of
    if start is not None and as_of is not None and start != as_of:
        facts = {"start": format_date(start, spoken), "end": format_date(as_of, spoken)}
        return _("%(start)s 至 %(end)s") % facts
    if as_of is not None and claim.scope != Scope.ANNUAL:
        return _("截至 %(day)s") % {"day": format_date(as_of, spoken)}
    known = as_of or start
    if known is None:
        if not claim.period_text:
            return _("时间未说明")
        # The document's own words: quoted where the reader's language is another.
        return f"“{claim.period_text}”" if spoken is Language.ENGLISH else claim.period_text
    shown = format_date(known, spoken)
    return shown if as_of else _("%(day)s 起") % {"day": shown}
