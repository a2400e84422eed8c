"""Recording and changing documents (A1-2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import sample_document
from xieshou.domain.evidence.documents import services
from xieshou.domain.evidence.documents.services import Particulars, ReprintReason
from xieshou.domain.evidence.loading import load_documents
from xieshou.domain.evidence.models import Document, DocumentKind, Reliability
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError
from xieshou.kernel.docnumbers import BadDocumentNumberError
from xieshou.kernel.period import PartialDate

GIVEN = Particulars(
    DocumentKind.POLICY,
    " 示例意见 ",
    issuer="示例办公室",
    number="示办发[2016]第069号",
    dated=PartialDate.parse("2016-10"),
    reliability=Reliability.GOOD,
    note="示例",
)


def test_a_document_is_recorded_with_its_number_as_the_standard_writes_it(administrator):
    kept = services.record_document(actor=administrator, particulars=GIVEN)
    kept.refresh_from_db()
    assert (kept.code, kept.title, kept.number) == ("D1", "示例意见", "示办发〔2016〕69号")
    assert str(kept.dated) == "2016-10"


def test_the_next_free_code_is_given(administrator):
    sample_document.document("D7")
    sample_document.document("DX9")
    plain = replace(GIVEN, number="")
    assert services.record_document(actor=administrator, particulars=plain).code == "D8"
    assert services.record_document(actor=administrator, particulars=plain, code=" E1 ").code == "E1"


@pytest.mark.parametrize("number", ["示办发〔2016〕69号", "示辦發(2016)69號", "示办发 [2016] 69号"])
def test_the_same_number_however_written_is_the_same_document(administrator, number):
    first = services.record_document(actor=administrator, particulars=GIVEN)
    with pytest.raises(services.NumberTakenError) as refused:
        services.record_document(actor=administrator, particulars=replace(GIVEN, number=number))
    assert refused.value.holder == first
    assert Document.objects.count() == 1


def test_a_number_that_is_none_is_refused(administrator):
    with pytest.raises(BadDocumentNumberError):
        services.record_document(actor=administrator, particulars=replace(GIVEN, number="第69号文"))
    assert not Document.objects.exists()


def test_a_code_is_given_once(administrator):
    holder = sample_document.document("E1")
    with pytest.raises(services.CodeTakenError) as refused:
        services.record_document(actor=administrator, particulars=GIVEN, code="E1")
    assert refused.value.holder == holder


def test_everything_but_the_code_can_be_changed(administrator):
    kept = services.record_document(actor=administrator, particulars=GIVEN)
    services.change_document(
        actor=administrator, document=kept, particulars=Particulars(DocumentKind.STUDY, "另一标题")
    )
    kept.refresh_from_db()
    assert (kept.code, kept.kind, kept.title, kept.number, kept.dated) == (
        "D1",
        "study",
        "另一标题",
        "",
        None,
    )


def test_a_document_keeps_its_own_number_when_changed(administrator):
    kept = services.record_document(actor=administrator, particulars=GIVEN)
    services.change_document(actor=administrator, document=kept, particulars=replace(GIVEN, title="新"))
    kept.refresh_from_db()
    assert (kept.title, kept.number) == ("新", "示办发〔2016〕69号")


@pytest.mark.django_db
def test_only_administrators_write(viewer):
    kept = sample_document.document()
    for actor in (ANONYMOUS, viewer):
        with pytest.raises(NotAllowedError):
            services.record_document(actor=actor, particulars=GIVEN)
        with pytest.raises(NotAllowedError):
            services.change_document(actor=actor, document=kept, particulars=GIVEN)
        with pytest.raises(NotAllowedError):
            services.mark_reprint(actor=actor, document=kept, of=kept)
        with pytest.raises(NotAllowedError):
            services.unmark_reprint(actor=actor, document=kept)


def test_two_reprints_are_one_document(administrator):
    original, reprint = sample_document.document("E1"), sample_document.document("E2")
    services.mark_reprint(actor=administrator, document=reprint, of=original)
    reprint.refresh_from_db()
    assert reprint.reprint_of == original
    services.unmark_reprint(actor=administrator, document=reprint)
    reprint.refresh_from_db()
    assert reprint.reprint_of is None


def test_reprints_make_no_chains_and_no_circles(administrator):
    original, reprint, other = (sample_document.document(f"E{number}") for number in (1, 2, 3))
    services.mark_reprint(actor=administrator, document=reprint, of=original)
    for document, of, reason, instead in (
        (original, original, ReprintReason.ITSELF, None),
        (other, reprint, ReprintReason.OF_A_REPRINT, original),
        (original, other, ReprintReason.HAS_REPRINTS, reprint),
        (original, reprint, ReprintReason.OF_A_REPRINT, original),
    ):
        with pytest.raises(services.ReprintRefusedError) as refused:
            services.mark_reprint(actor=administrator, document=document, of=of)
        assert (refused.value.reason, refused.value.instead) == (reason, instead)
    assert list(Document.objects.filter(reprint_of__isnull=False)) == [reprint]


def test_a_reload_keeps_what_people_said_of_reprints_and_reference_texts(administrator, documents_file):
    path = documents_file({"code": "E1"}, {"code": "E2"})
    load_documents(actor=SYSTEM, path=path)
    original, reprint = Document.objects.order_by("code")
    services.mark_reprint(actor=administrator, document=reprint, of=original)
    Document.objects.filter(pk=original.pk).update(text_sha256="a" * 64)
    assert load_documents(actor=SYSTEM, path=path).unchanged == 2
    original.refresh_from_db()
    reprint.refresh_from_db()
    assert (original.text_sha256, reprint.reprint_of) == ("a" * 64, original)
