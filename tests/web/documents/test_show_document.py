"""The page of one document (A1-2, A30-4, A30-5)."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.support import sample_document
from tests.support.pictures import photo
from tests.support.sample_document import SURFACES, TEXT
from xieshou.domain.evidence.documents import keeping
from xieshou.domain.evidence.documents.keeping import Caption
from xieshou.domain.evidence.models import Principle, Scheme
from xieshou.kernel.period import PartialDate

pytestmark = pytest.mark.django_db


def page_of(client, document) -> str:
    answer = client.get(f"/documents/{document.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def marks(page: str) -> list[str]:
    return re.findall(r'<a class="span"[^>]*>([^<]*)</a>', page)


def test_figures_are_listed_in_order_of_appearance(stranger, sample):
    page = page_of(stranger, sample.document)
    at = [page.index(f">{surface}<") for surface in SURFACES]
    assert at == sorted(at)
    assert "1.5亿元" in page


def test_the_span_of_every_figure_is_marked_in_the_text(viewer_client, administrator, sample):
    keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=sample.data)
    page = page_of(viewer_client, sample.document)
    assert marks(page) == list(SURFACES)
    assert "逐字节相同" in page
    assert "有位置的 4 个数字中标出 4 个" in page
    for claim in sample.claims:
        assert f'id="span-{claim.pk}"' in page
        assert f'href="#span-{claim.pk}"' in page


def test_a_harmless_saving_is_said_to_be_one(viewer_client, administrator, sample):
    data = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=data)
    page = page_of(viewer_client, sample.document)
    assert "只是换行、编码或文件头在另存时变了" in page
    assert marks(page) == list(SURFACES)


def test_of_another_text_it_is_said_how_many_figures_stand(viewer_client, administrator, sample):
    data = TEXT.replace("2000余人", "3000余人").encode()
    keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=data)
    page = page_of(viewer_client, sample.document)
    assert "指纹与数字位置所依据的原文不同" in page
    assert "有位置的 4 个数字中,3 个仍在原处" in page
    assert marks(page) == list(SURFACES[:3])


def test_a_text_cannot_smuggle_markup(viewer_client, administrator, sample):
    data = (TEXT + "<script>alert(1)</script>").encode()
    keeping.attach_text(actor=administrator, document=sample.document, name="<b>.txt", data=data)
    page = page_of(viewer_client, sample.document)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_strangers_learn_that_a_text_is_kept_and_no_more(stranger, administrator, sample):
    kept = keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=sample.data)
    page = page_of(stranger, sample.document)
    assert "原文已附,登录后可以查看" in page
    assert "当年实施" not in page
    assert "a.txt" not in page
    public = Caption(public=True)
    keeping.change_attachment(actor=administrator, attachment=kept.attachment, caption=public)
    assert marks(page_of(stranger, sample.document)) == list(SURFACES)


def test_a_photo_is_captioned_with_place_day_author_and_licence(viewer_client, administrator, sample):
    """A30-4."""
    said = Caption(False, "示例合影", None, PartialDate.parse("2019-05"), "示例作者", "CC BY 4.0")
    keeping.attach_photo(
        actor=administrator, document=sample.document, name="a.jpg", data=photo(), caption=said
    )
    page = page_of(viewer_client, sample.document)
    for words in ("示例合影", "地点:未注明", "日期:2019年5月", "作者:示例作者", "许可:CC BY 4.0"):
        assert words in page


def test_every_quoted_text_names_its_source(viewer_client, administrator, sample):
    """A30-5."""
    Principle.objects.create(code="p", kind="slogan", text="示例提法", document=sample.document)
    keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=sample.data)
    page = page_of(viewer_client, sample.document)
    assert page.count("来源:") == 2
    assert "示例日报" in page


def test_reprints_and_their_original_lead_to_each_other(stranger):
    original, reprint = sample_document.build("E1"), sample_document.build("E2")
    reprint.document.reprint_of = original.document
    reprint.document.save()
    page = page_of(stranger, original.document)
    assert f"/documents/{reprint.document.pk}/" in page
    assert page.count('data-label="指标"') == 8, "the reprint's figures count as the original's"
    page = page_of(stranger, reprint.document)
    assert "这是转载" in page
    assert page.count('data-label="指标"') == 4


def test_what_cites_a_document_is_listed(stranger, tongren):
    from xieshou.domain.pairings.models import PairingSource, Round

    kept = sample_document.document("S1")
    Scheme.objects.create(code="s", name="示例分类", name_en="Sample", document=kept)
    round_ = Round.objects.first()
    round_.documents.add(kept)
    PairingSource.objects.create(pairing=tongren.pairings[2], document=kept, certainty="sample")
    page = page_of(stranger, kept)
    assert "示例分类" in page
    assert round_.name in page
    assert f"/pairings/{tongren.pairings[2].pk}/" in page
    alone = sample_document.document("S2")
    assert "还没有轮次、结对、词条或分类体系引用它" in page_of(stranger, alone)


def test_the_figures_are_exported(stranger, sample):
    answer = stranger.get(f"/documents/{sample.document.pk}/claims.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["原文数字"] for row in rows] == list(SURFACES)
    assert [row["数值"] for row in rows] == ["12", "8", "150000000", "2000"]


def test_a_document_that_is_not_there(stranger):
    answer = stranger.get("/documents/99/")
    assert answer.status_code == 404
    assert "没有这份文献" in answer.content.decode()


def test_a_page_takes_few_queries_however_many_figures(
    viewer_client, administrator, sample, django_assert_num_queries
):
    """Session, user, scopes; document, reprints, text, spans, figures, kept files (2), what cites it (5)."""
    keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=sample.data)
    keeping.attach_photo(actor=administrator, document=sample.document, name="a.jpg", data=photo())
    with django_assert_num_queries(16):
        page_of(viewer_client, sample.document)


@pytest.mark.parametrize("path", ["", "export.csv", "principles/", "{own}/", "{own}/claims.csv"])
def test_pages_stand_in_english(stranger, sample, path):
    stranger.cookies["django_language"] = "en"
    assert stranger.get(f"/documents/{path.format(own=sample.document.pk)}").status_code == 200
