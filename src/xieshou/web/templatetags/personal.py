"""The tag that shows personal data: its mask, and for who may the button that asks for a reason."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from xieshou.domain.workflow.revealing import queries
from xieshou.domain.workflow.revealing.services import kind_of
from xieshou.web.shell.actors import actor_of

register = template.Library()


@register.inclusion_tag("web/revealing/masked.html", takes_context=True)
def masked(context: dict[str, Any], record: Any, field: str, may: bool | None = None) -> dict[str, Any]:
    """``{% masked person "phone" %}``: 138****5678 with a button; ``may`` spares the query where known."""
    request = context.get("request")
    value = getattr(record, field)
    if may is None:
        may = bool(value) and request is not None and queries.may_reveal(actor_of(request), record)
    return {
        "value": value,
        "may": may,
        "label": record._meta.get_field(field).verbose_name,
        "url": reverse("revealing:reveal", args=[kind_of(type(record)), record.pk, field]),
    }
