"""The text kept with a document, and which of its figures can be marked in it."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support import sample_document
from tests.support.sample_document import SURFACES, TEXT
from xieshou.domain.evidence.documents import queries, texts
from xieshou.domain.evidence.models import Attachment, AttachmentKind, Document
from xieshou.kernel.actor import ANONYMOUS


def keep(document: Document, text: str, **given: object) -> Attachment:
    facts = {"kind": AttachmentKind.TEXT, "name": "示例.txt", "media_type": "text/plain", "size": len(text)}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    kept = {"sha256": texts.digest(text), "text": text, "added_at": now}
    return Attachment.objects.create(document=document, **{**facts, **kept, **given})


def test_no_text_is_kept_at_first(sample, viewer):
    assert queries.text_of(viewer, sample.document) is None
    assert queries.kept(viewer, sample.document) == {}


def test_every_figure_is_marked_in_the_reference_text(sample, viewer):
    keep(sample.document, TEXT)
    found = queries.text_of(viewer, sample.document)
    assert (found.matches, found.resaved, found.stated) == (True, False, 4)
    assert found.in_place == {claim.pk for claim in sample.claims}
    assert [piece.text for piece in found.segments if piece.keys] == list(SURFACES)


def test_in_another_text_only_figures_at_their_place_are_marked(sample, viewer):
    """The last sentence tells another number, so that three of the four still stand."""
    keep(sample.document, TEXT.replace("2000余人", "3000余人"))
    found = queries.text_of(viewer, sample.document)
    assert not found.matches
    assert found.in_place == {claim.pk for claim in sample.claims[:3]}
    assert found.stated == 4


def test_of_several_texts_the_matching_one_is_taken(sample, viewer):
    keep(sample.document, TEXT)
    keep(sample.document, "网页杂项\n" + TEXT)
    assert queries.text_of(viewer, sample.document).text == TEXT


def test_strangers_see_a_text_only_when_it_is_public(sample):
    kept = keep(sample.document, TEXT)
    assert queries.text_of(ANONYMOUS, sample.document) is None
    assert not queries.attachments(ANONYMOUS, sample.document).exists()
    assert queries.kept(ANONYMOUS, sample.document) == {AttachmentKind.TEXT: 1}
    kept.public = True
    kept.save(update_fields=["public"])
    assert queries.text_of(ANONYMOUS, sample.document).text == TEXT


def test_a_document_is_found_by_its_code(sample, viewer):
    assert queries.document(viewer, " EX1 ") == sample.document
    assert queries.document(viewer, "EX9") is None


def test_reading_a_text_takes_two_queries(sample, viewer, django_assert_num_queries):
    keep(sample.document, TEXT)
    other = sample_document.build("EX2")
    keep(other.document, TEXT)
    with django_assert_num_queries(2):
        found = queries.text_of(viewer, other.document)
    assert found.in_place == {claim.pk for claim in other.claims}
