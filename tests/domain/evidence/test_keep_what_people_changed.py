"""What people change of shipped records stays theirs: a load leaves it and says how many it left."""

from __future__ import annotations

import dataclasses

import pytest
from django.utils import timezone

from xieshou.cli.steps import rows
from xieshou.domain.evidence.catalogue.loading import load_indicators
from xieshou.domain.evidence.documents.services import Particulars, change_document
from xieshou.domain.evidence.loading import load_documents, load_terms
from xieshou.domain.evidence.models import Document, DocumentKind, Indicator, Term
from xieshou.domain.evidence.storing import Loaded
from xieshou.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db


def test_a_document_that_a_person_changed_survives_the_next_load(administrator: Actor) -> None:
    total = load_documents(actor=SYSTEM).created
    document = Document.objects.get(code="P2016-69")
    particulars = Particulars(DocumentKind.POLICY, "改过的标题", number=document.number)
    change_document(actor=administrator, document=document, particulars=particulars)
    done = load_documents(actor=SYSTEM)
    assert done == Loaded(0, 0, total - 1, left=1)
    assert Document.objects.get(code="P2016-69").title == "改过的标题"
    assert "保留人工更改 1" in rows(done)


def test_a_term_and_an_indicator_that_a_person_changed_survive_too() -> None:
    load_documents(actor=SYSTEM)
    terms, indicators = load_terms(actor=SYSTEM).created, load_indicators(actor=SYSTEM).created
    Term.objects.filter(slug=Term.objects.values_list("slug")[0][0]).update(
        concept="改过", edited_at=timezone.now()
    )
    one = Indicator.objects.exclude(parent=None).earliest("pk")
    Indicator.objects.filter(pk=one.pk).update(definition="改过", parent=None, edited_at=timezone.now())
    one.aliases.all().delete()
    assert load_terms(actor=SYSTEM) == Loaded(0, 0, terms - 1, left=1)
    assert load_indicators(actor=SYSTEM) == Loaded(0, 0, indicators - 1, left=1)
    assert Term.objects.filter(concept="改过").count() == 1
    one.refresh_from_db()
    assert (one.definition, one.parent, one.aliases.count()) == ("改过", None, 0)


def test_what_nobody_changed_follows_the_files_as_before() -> None:
    load_documents(actor=SYSTEM)
    Document.objects.filter(code="P2016-69").update(title="旧标题")
    done = load_documents(actor=SYSTEM)
    assert dataclasses.astuple(done)[1:] == (1, done.unchanged, 0)
    assert Document.objects.get(code="P2016-69").title != "旧标题"
