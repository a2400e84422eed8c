from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from xieshou.domain.evidence.loading import load_documents, load_terms
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _evidence(db: None) -> None:
    load_documents(actor=SYSTEM)
    load_terms(actor=SYSTEM)


def test_an_entry_shows_the_documents_behind_it(client: Client) -> None:
    page = client.get(reverse("glossary:detail", args=["one-to-one"])).content.decode()
    assert "S101" in page
    assert "贵州日报" in page
    assert "2016年10月8日" in page


def test_an_entry_without_documents_says_that_it_is_unverified(client: Client) -> None:
    page = client.get(reverse("glossary:detail", args=["mountain-sea"])).content.decode()
    assert "待核实" in page
