"""Reads of the glossary. All of it is public; the actor is taken so that scopes can join later."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xieshou.domain.evidence.models import Term, TermClass
from xieshou.kernel.actor import Actor


def terms(actor: Actor, term_class: TermClass | None = None, text: str | None = None) -> QuerySet[Term]:
    """Glossary entries, of one class if given, with ``text`` in a name or alias."""
    found = Term.objects.all()
    if term_class is not None:
        found = found.filter(term_class=term_class)
    if text:
        found = found.filter(_named(text))
    return found


def term_by_slug(actor: Actor, slug: str) -> Term | None:
    """The entry with that identifier."""
    return Term.objects.filter(slug=slug).first()


def term_named(actor: Actor, name: str) -> Term | None:
    """The entry that bears the name or English name."""
    return Term.objects.filter(Q(name=name) | Q(name_en__iexact=name)).first()


def search_terms(actor: Actor, text: str, limit: int = 20) -> list[Term]:
    """At most ``limit`` entries with ``text`` in a name or alias."""
    return list(Term.objects.filter(_named(text))[:limit])


def _named(text: str) -> Q:
    return Q(name__icontains=text) | Q(name_en__icontains=text) | Q(aliases__icontains=text)
