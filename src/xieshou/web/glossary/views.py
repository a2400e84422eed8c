"""The glossary's two pages."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xieshou.domain.evidence import queries
from xieshou.domain.evidence.models import TermClass
from xieshou.web.shell.actors import actor_of


def listing(request: HttpRequest) -> HttpResponse:
    """All entries by class; ``?class=`` keeps one class, ``?q=`` those that hold the words."""
    actor = actor_of(request)
    asked = request.GET.get("class", "")
    chosen = TermClass(asked) if asked in TermClass.values else None
    text = request.GET.get("q", "").strip()
    found = list(queries.terms(actor, text=text))
    counts = {value: sum(term.term_class == value for term in found) for value in TermClass.values}
    order = {value: place for place, value in enumerate(TermClass.values)}
    shown = sorted(
        (term for term in found if chosen is None or term.term_class == chosen),
        key=lambda term: order[term.term_class],
    )
    context = {
        "groups": [
            (TermClass(value), list(of_class))
            for value, of_class in groupby(shown, key=lambda term: term.term_class)
        ],
        "classes": [(item, counts[item.value]) for item in TermClass],
        "chosen": chosen,
        "text": text,
        "total": len(shown),
        "in_all_classes": len(found),
    }
    return render(request, "web/glossary/list.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry in the reader's language, with its neighbours of the same class."""
    actor = actor_of(request)
    term = queries.term_by_slug(actor, slug)
    if term is None:
        raise Http404(_("没有这个词条"))
    neighbours = [other for other in queries.terms(actor, TermClass(term.term_class)) if other.pk != term.pk]
    context = {"term": term, "neighbours": neighbours, "sources": queries.sources_of(actor, term)}
    return render(request, "web/glossary/detail.html", context)
