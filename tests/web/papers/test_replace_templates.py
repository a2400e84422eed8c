"""Administrators see, download, replace and restore the templates of papers."""

from __future__ import annotations

import io

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.papers.building import replaced, text_of, word
from xieshou.papers.faults import FaultCode, Part
from xieshou.papers.registering import papers
from xieshou.web.papers.wording import PARTS, SENTENCES

pytestmark = pytest.mark.django_db
PAGE = "/papers/pair-book/zh/"
OWN = word(["示例办公室:{{ giver.name }}"])


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "XIESHOU_HOME", tmp_path)
    return tmp_path


def bring(client, data=OWN, name="自编.docx", note=""):
    file = SimpleUploadedFile(name, data, "application/octet-stream")
    return client.post(PAGE, {"file": file, "note": note}, follow=True)


def shown(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/papers/", PAGE, f"{PAGE}in-use.docx", f"{PAGE}shipped.docx", f"{PAGE}names.csv"]
)
def test_only_administrators_see_templates(stranger, viewer_client, administrator_client, path) -> None:
    assert stranger.get(path).status_code == 403
    assert viewer_client.get(path).status_code == 403
    assert administrator_client.get(path).status_code == 200


def test_a_viewer_cannot_replace_or_restore(viewer_client, home) -> None:
    assert bring(viewer_client).status_code == 403
    assert viewer_client.post(f"{PAGE}use/").status_code == 403
    assert not (home / "templates").exists()


def test_the_registers_lead_to_it(administrator_client) -> None:
    assert 'href="/papers/"' in shown(administrator_client.get("/admin/"))


def test_the_list_says_what_each_paper_is_printed_with(administrator_client) -> None:
    assert shown(administrator_client.get("/papers/")).count("随软件提供") == 2 * len(papers())
    bring(administrator_client)
    page = shown(administrator_client.get("/papers/"))
    assert page.count("随软件提供") == 2 * len(papers()) - 1
    assert "自编.docx" in page


def test_before_the_first_change_the_page_says_what_to_do(administrator_client) -> None:
    page = shown(administrator_client.get(PAGE))
    assert "还没有换过模板" in page
    assert "giver.name" in page
    assert "steps[].when" in page
    assert "made.line" in page


def test_what_is_downloaded_can_be_brought_back(administrator_client) -> None:
    answer = administrator_client.get(f"{PAGE}in-use.docx")
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert "模板已更换" in shown(bring(administrator_client, answer.content))


def test_an_own_template_is_taken_and_told_of(administrator_client) -> None:
    page = shown(bring(administrator_client, note="换了抬头"))
    assert "现用第 1 版,由 administrator 换上" in page
    assert "换了抬头" in page
    assert text_of(administrator_client.get(f"{PAGE}in-use.docx").content).startswith("示例办公室")


def test_a_wrong_template_changes_nothing_and_says_what_where_and_how(administrator_client, home) -> None:
    answer = bring(administrator_client, word(["帮扶方:{{ giver.nmae }}"]))
    assert answer.status_code == 400
    page = shown(answer)
    assert "正文“帮扶方:{{ giver.nmae }}”:没有 giver.nmae 这一项" in page
    assert "是否指 giver.name?" in page
    assert not (home / "templates").exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "文件是空的"),
        (b"a,b", "这不是 Word 文档"),
        (replaced(OWN, "[Content_Types].xml", "document.main", "document.macroEnabled.main"), "含有宏"),
        (word(["{{ ''.__class__ }}"]), "模板中不许使用"),
        (word(["{{ giver.name }}"], foot=""), "缺少 made.line"),
    ],
)
def test_a_file_that_is_no_template_is_told_why(administrator_client, data, told) -> None:
    answer = bring(administrator_client, data)
    assert answer.status_code == 400
    assert told in shown(answer)


def test_no_file_is_asked_for(administrator_client) -> None:
    assert administrator_client.post(PAGE, {"note": "x"}).status_code == 400


def test_restoring_leaves_the_own_ones_to_be_used_again(administrator_client) -> None:
    bring(administrator_client)
    page = shown(administrator_client.post(f"{PAGE}use/", follow=True))
    assert "已恢复随软件提供的模板" in page
    assert "现用随软件提供的模板" in page
    page = shown(administrator_client.post(f"{PAGE}use/", {"number": "1"}, follow=True))
    assert "现用第 3 版" in page
    assert administrator_client.get(f"{PAGE}1.docx").content == OWN


@pytest.mark.parametrize("number", ["9", "x", "99999999999999999999"])
def test_a_version_that_is_none_is_said_in_words(administrator_client, number) -> None:
    answer = administrator_client.post(f"{PAGE}use/", {"number": number})
    assert answer.status_code == 404
    assert "没有这一版模板" in shown(answer)


@pytest.mark.parametrize("path", ["/papers/none/zh/", "/papers/pair-book/fr/", f"{PAGE}7.docx"])
def test_what_is_not_there_is_not_found(administrator_client, path) -> None:
    assert administrator_client.get(path).status_code == 404


def test_versions_and_names_can_be_exported(administrator_client) -> None:
    bring(administrator_client, name="=1+1.docx")
    versions = administrator_client.get(f"{PAGE}versions.csv").content.decode("utf-8-sig")
    assert "'=1+1.docx" in versions
    assert "administrator" in versions
    names = administrator_client.get(f"{PAGE}names.csv").content.decode("utf-8-sig")
    assert "giver.name,示例东部市" in names


def test_every_fault_and_place_has_words() -> None:
    assert SENTENCES.keys() == set(FaultCode)
    assert PARTS.keys() == set(Part) - {Part.FILE}


def test_a_file_name_goes_nowhere_near_a_path(administrator_client, home) -> None:
    bring(administrator_client, name="../../../etc/x.docx")
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept
    assert {path.parent for path in kept} == {home / "templates/pair-book/zh"}
    assert docx.Document(io.BytesIO(next(p for p in kept if p.suffix == ".docx").read_bytes()))
