"""Finding documents, and what rests on each (A1-2, A31-7)."""

from __future__ import annotations

import pytest

from tests.support import sample_document
from xieshou.domain.evidence.documents import register
from xieshou.domain.evidence.documents.register import DocumentFilter
from xieshou.domain.evidence.models import (
    Attachment,
    DocumentKind,
    Principle,
    Reliability,
    Scheme,
    Term,
)
from xieshou.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.django_db


def codes(order: str = "code", **asked: object) -> list[str]:
    return [each.code for each in register.documents(ANONYMOUS, DocumentFilter(**asked), order)]


@pytest.fixture
def shelf() -> None:
    sample_document.document("E1", title="贵州示例意见", number="示办发〔2016〕69号", kind="policy")
    sample_document.document("E2", title="銅仁地區示例紀實", reliability="good", dated_on="2019-01-01")
    sample_document.document("E3", title="ＡＢＣ示例", issuer="示例日报", dated_on="2015-01-01")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("铜仁地区", ["E2"]),
        ("遵义", []),
        ("abc", ["E3"]),
        ("示辦發[2016]69號", ["E1"]),
        ("示办发(2016)69", ["E1"]),
        ("示例 日报 ABC", ["E3"]),
        ("e2", ["E2"]),
    ],
)
def test_search_folds_script_width_and_brackets(shelf, text, found):
    assert codes(text=text) == found


def test_lists_are_filtered_and_sorted(shelf):
    assert codes(kind=DocumentKind.POLICY) == ["E1"]
    assert codes(reliability=Reliability.GOOD) == ["E2"]
    assert codes("-code") == ["E3", "E2", "E1"]
    assert codes("-dated")[:2] == ["E2", "E3"]


def test_codes_of_a_series_stand_in_the_order_of_their_numbers():
    for code in ("S10", "S2", "P1994", "S1"):
        sample_document.document(code)
    assert codes() == ["P1994", "S1", "S2", "S10"]
    assert codes("-code") == ["S10", "S2", "S1", "P1994"]


def test_those_with_a_text_can_be_asked_for(shelf, administrator, home):
    from xieshou.domain.evidence.documents.keeping import attach_text
    from xieshou.domain.evidence.models import Document

    attach_text(actor=administrator, document=Document.objects.get(code="E2"), name="a.txt", data=b"text")
    assert (codes(has_text=True), codes(has_text=False)) == (["E2"], ["E1", "E3"])
    assert Attachment.objects.count() == 1


def test_a_reprint_stands_under_its_original_and_its_figures_count_there():
    original, reprint = sample_document.build("E1"), sample_document.build("E2")
    reprint.document.reprint_of = original.document
    reprint.document.title = "转载的纪实"
    reprint.document.save()
    sample_document.document("E3", title="别的")
    listed = list(register.documents(ANONYMOUS, DocumentFilter()))
    assert [(each.code, each.claim_count) for each in listed] == [("E1", 8), ("E3", 0)]
    assert [(each.code, each.claim_count) for each in listed[0].reprints.all()] == [("E2", 4)]
    assert codes(text="转载") == ["E1"], "found by its reprint"
    both = register.one_document(original.document)
    assert [each.code for each in both] == ["E1", "E2"]
    assert [claim.document.code for claim in register.claims_of(ANONYMOUS, both)] == ["E1"] * 4 + ["E2"] * 4


def test_what_rests_on_a_document_is_told():
    kept, other = sample_document.document("S1"), sample_document.document("S10")
    Principle.objects.create(code="p", kind="slogan", text="示例提法", document=kept)
    Scheme.objects.create(code="s", name="示例分类", name_en="Sample", document=kept)
    for name, sources in (("甲", "S1、S3"), ("乙", "S10")):
        Term.objects.create(slug=name, name=name, name_en=name, term_class="strategy", sources=sources)
    found = register.citing(ANONYMOUS, [kept])
    assert [[str(each) for each in part] for part in (found.terms, found.principles, found.schemes)] == [
        ["甲"], ["示例提法"], ["示例分类"],
    ]  # fmt: skip
    assert [term.name for term in register.citing(ANONYMOUS, [other]).terms] == ["乙"]


def test_originals_are_offered_and_no_reprints():
    original, reprint = sample_document.document("E1"), sample_document.document("E2")
    reprint.reprint_of = original
    reprint.save()
    assert list(register.possible_originals(ANONYMOUS)) == [original]
    assert list(register.possible_originals(ANONYMOUS, original)) == []
