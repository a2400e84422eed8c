"""The list of ledgers, and the page of one: how it is filled in, where files come in and go out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xieshou.domain.workflow.ledgers import queries
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.kernel.actor import Actor
from xieshou.web.ledgers import beside
from xieshou.web.ledgers.asking import register_asked, signed_in
from xieshou.web.ledgers.columns import columns_of
from xieshou.web.ledgers.forms import UploadForm
from xieshou.web.ledgers.rows import rows_of
from xieshou.web.shell import words
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.registering import Register, registers

LATEST = 5


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A ledger as the list shows it; ``last`` is the last file that was applied to it."""

    name: str
    title: str
    count: int
    columns: int
    key: str
    last: Upload | None
    importable: bool


def key_of(workbook: Workbook) -> str:
    """The titles of the columns by which a row is known again."""
    return words.joined(workbook.column(field).named(words.language()) for field in workbook.key)


def row_count(actor: Actor, register: Register) -> int:
    """How many records the actor would export."""
    return register.number(actor, {})


def _last_applied(actor: Actor) -> dict[str, Upload]:
    """The last upload of each ledger that was applied, of those that the actor may see."""
    applied = queries.uploads(actor).filter(state=UploadState.APPLIED)
    newest = applied.order_by().values_list("register").annotate(Max("pk"))
    return {each.register: each for each in applied.in_bulk([pk for _name, pk in newest]).values()}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every ledger that there is."""
    actor = signed_in(request)
    last = _last_applied(actor)
    rows = [
        RegisterRow(
            each.name,
            each.workbook.named(words.language()),
            row_count(actor, each),
            len(each.workbook.columns),
            key_of(each.workbook),
            last.get(each.name),
            each.may_import(actor),
        )
        for each in registers()
    ]
    return render(request, "web/ledgers/list.html", {"rows": rows})


@require_safe
def detail(request: HttpRequest, name: str) -> HttpResponse:
    """One ledger."""
    return page_of(request, signed_in(request), register_asked(name), UploadForm())


def page_of(
    request: HttpRequest, actor: Actor, register: Register, form: UploadForm, *, status: int = 200
) -> HttpResponse:
    """Its page, with the form as it stands."""
    found = queries.uploads(actor, register.name)
    context = {
        "name": register.name,
        "title": register.workbook.named(words.language()),
        "count": row_count(actor, register),
        "key": key_of(register.workbook),
        "columns": list(columns_of(register.workbook)),
        "form": form,
        "beside": beside.page_of(register.name),
        "importable": register.may_import(actor),
        "uploads": rows_of(found[:LATEST]),
        "total": found.count(),
    }
    return render(request, "web/ledgers/register.html", context, status=status)
