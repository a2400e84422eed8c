"""Recording and changing documents, and marking reprints, by an administrator."""

from __future__ import annotations

import pytest

from tests.support import sample_document
from xieshou.domain.evidence.models import Document

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "policy",
    "title": "示例意见",
    "number": "示办发[2016]69号",
    "dated": "2016-10",
    "reliability": "weak",
    "certainty": "sample",
    "note": "转载网站",
}


def test_a_document_is_recorded(administrator_client):
    answer = administrator_client.post("/documents/new/", TYPED)
    kept = Document.objects.get()
    assert answer.url == f"/documents/{kept.pk}/"
    assert (kept.code, kept.number, str(kept.dated)) == ("D1", "示办发〔2016〕69号", "2016-10")
    page = administrator_client.get(answer.url).content.decode()
    assert "文献已登记" in page
    assert "2016年10月" in page


def test_the_same_number_leads_to_the_document_that_has_it(administrator_client):
    holder = sample_document.document("P9", number="示办发〔2016〕69号")
    answer = administrator_client.post("/documents/new/", TYPED)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "文号相同即同一文献" in page
    assert f'href="/documents/{holder.pk}/"' in page
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "69号"}, "文号应写作 中办发〔2016〕69号"),
        ({"dated": "去年"}, "无法识别"),
        ({"title": ""}, "必填"),
        ({"code": "P9"}, "编号已被另一份文献使用"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(administrator_client, wrong, said):
    sample_document.document("P9")
    answer = administrator_client.post("/documents/new/", {**TYPED, **wrong})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert Document.objects.count() == 1


def test_a_document_is_changed_and_keeps_its_code(administrator_client):
    kept = sample_document.document("E1", dated_on="2019-01-01", date_precision="unknown")
    address = f"/documents/{kept.pk}/edit/"
    assert 'value="&gt;=2019-01-01"' in administrator_client.get(address).content.decode()
    assert administrator_client.post(address, {**TYPED, "code": "E2"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.code, kept.title, kept.number) == ("E1", "示例意见", "示办发〔2016〕69号")


def test_a_reprint_is_marked_and_unmarked(administrator_client):
    original, reprint = sample_document.document("E1"), sample_document.document("E2")
    address = f"/documents/{reprint.pk}/reprint/"
    assert administrator_client.post(address, {"original": original.pk}).status_code == 302
    reprint.refresh_from_db()
    assert reprint.reprint_of == original
    assert administrator_client.post(address, {"none": "1"}).status_code == 302
    reprint.refresh_from_db()
    assert reprint.reprint_of is None


def test_a_chain_of_reprints_is_refused(administrator_client):
    original, reprint = sample_document.document("E1"), sample_document.document("E2")
    sample_document.document("E3", reprint_of=reprint)
    answer = administrator_client.post(f"/documents/{reprint.pk}/reprint/", {"original": original.pk})
    assert answer.status_code == 400
    assert "这份文献自己有转载(如 E3)" in answer.content.decode()


@pytest.mark.parametrize("path", ["new/", "{own}/edit/", "{own}/reprint/"])
def test_only_administrators_write(stranger, viewer_client, path):
    kept = sample_document.document("E1")
    address = f"/documents/{path.format(own=kept.pk)}"
    assert stranger.post(address, TYPED).status_code == 403
    assert viewer_client.post(address, TYPED).status_code == 403
    assert Document.objects.count() == 1
    assert "登记文献" not in stranger.get("/documents/").content.decode()
