"""What the address of a list of documents may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.evidence.documents.register import ORDERS, DocumentFilter
from xieshou.domain.evidence.models import DocumentKind, Reliability
from xieshou.web.shell.requests import UnreadableRequestError

WITH_TEXT = {"": None, "yes": True, "no": False}
CHOICES = {"kind": DocumentKind.values, "reliability": Reliability.values, "has_text": list(WITH_TEXT)}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed, as the domain takes them, and the order."""

    values: dict[str, str]
    filter: DocumentFilter
    order: str


def asked_of(request: HttpRequest) -> Asked:
    """Read the filters.

    Raises:
        UnreadableRequestError: for a value that no filter has.
    """
    values = {name: request.GET.get(name, "").strip() for name in ("text", *CHOICES)}
    order = request.GET.get("sort") or "-claims"
    unknown = [values[name] for name, known in CHOICES.items() if values[name] and values[name] not in known]
    unknown += [order] if order.removeprefix("-") not in ORDERS else []
    if unknown:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": unknown[0][:40]}
        )
    return Asked(
        values,
        DocumentFilter(
            text=values["text"],
            kind=DocumentKind(values["kind"]) if values["kind"] else None,
            reliability=Reliability(values["reliability"]) if values["reliability"] else None,
            has_text=WITH_TEXT[values["has_text"]],
        ),
        order,
    )
