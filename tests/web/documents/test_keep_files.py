"""Uploading, pasting, serving and removing what is kept with a document."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.support import sample_document
from tests.support.pictures import bomb, photo
from tests.support.sample_document import TEXT
from xieshou.domain.evidence.documents import keeping
from xieshou.domain.evidence.documents.texts import digest
from xieshou.domain.evidence.models import Attachment, Claim, Document

pytestmark = pytest.mark.django_db


def upload(client, document, kind, name, data, **fields):
    file = SimpleUploadedFile(name, data)
    return client.post(f"/documents/{document.pk}/{kind}/", {"file": file, **fields})


def keep_file(actor, document):
    return keeping.attach_file(actor=actor, document=document, name="a.pdf", data=b"x").attachment


def test_a_text_is_uploaded(administrator_client, sample):
    answer = upload(administrator_client, sample.document, "text", "原文.txt", TEXT.encode("gb18030"))
    assert answer.status_code == 302
    assert Attachment.objects.get().name == "原文.txt"
    page = administrator_client.get(answer.url).content.decode()
    assert "按 GB18030 读取" in page


def test_the_same_file_again_says_so(administrator_client, sample):
    for _ in range(2):
        answer = upload(administrator_client, sample.document, "file", "表.pdf", b"%PDF-1.4")
    assert "没有重复保存" in administrator_client.get(answer.url).content.decode()
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("text", b"", "文件是空的"),
        ("text", b"\x00\x01", "只认 UTF-8 和 GB18030"),
        ("text", b"a" * 2_000_001, "超过上限"),
        ("photo", b"nothing", "只认完整的 JPEG、PNG 或 WebP"),
        ("photo", bomb(9000, 9000), "上限是 60 百万像素"),
        ("file", b"", "文件是空的"),
    ],
)
def test_a_refusal_says_why_and_keeps_nothing(administrator_client, sample, kind, data, said):
    answer = upload(administrator_client, sample.document, kind, "a.bin", data)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Attachment.objects.exists()


def test_the_day_of_the_camera_is_shown_for_confirmation(administrator_client, sample):
    """A30-4."""
    data = photo(taken="2019:05:04 10:00:00")
    answer = upload(administrator_client, sample.document, "photo", "a.jpg", data)
    kept = Attachment.objects.get()
    assert answer.url == f"/documents/attachments/{kept.pk}/edit/"
    page = administrator_client.get(answer.url).content.decode()
    assert 'value="2019-05-04"' in page
    assert "相机时钟可能不准" in page
    assert kept.taken is None
    answer = administrator_client.post(answer.url, {"taken": "2019-05", "author": "示例"})
    assert answer.status_code == 302
    kept.refresh_from_db()
    assert (str(kept.taken), kept.author) == ("2019-05", "示例")


def test_a_day_that_was_typed_is_not_asked_again(administrator_client, sample):
    data = photo(taken="2019:05:04 10:00:00")
    answer = upload(administrator_client, sample.document, "photo", "a.jpg", data, taken="2018")
    assert answer.url == f"/documents/{sample.document.pk}/"


def test_the_place_of_a_photo_is_one_division(administrator_client, sample, tongren):
    answer = upload(administrator_client, sample.document, "photo", "a.jpg", photo(), place="碧江区")
    assert answer.status_code == 302
    assert Attachment.objects.get().place.name == "碧江区"
    answer = upload(administrator_client, sample.document, "photo", "b.jpg", photo((5, 5)), place="无名之地")
    assert answer.status_code == 400
    assert "没有叫“无名之地”的地方" in answer.content.decode()


def test_a_pasted_text_is_cut_before_it_is_kept(administrator_client, sample):
    """A31-9."""
    address = f"/documents/{sample.document.pk}/paste/"
    pasted = f"首页 登录\r\n寻猫启事\r\n{TEXT}\r\n版权所有".replace("\n", "\r\n").replace("\r\r", "\r")
    page = administrator_client.post(address, {"text": pasted, "look": "1"}).content.decode()
    assert "全文共 6 行" in page
    assert "与基准原文不同" in page
    page = administrator_client.post(
        address, {"text": pasted, "cut_first": "3", "last": "6"}
    ).content.decode()
    assert page.count("<del>") == 2
    cut = {"text": pasted, "first": "3", "last": "5"}
    page = administrator_client.post(address, {**cut, "look": "1"}).content.decode()
    assert "与基准原文相同" in page
    assert digest(TEXT) in page
    assert not Attachment.objects.exists()
    answer = administrator_client.post(address, {**cut, "keep": "1"})
    kept = Attachment.objects.get()
    assert keeping.contents(kept) == TEXT.encode()
    assert kept.caption == "粘贴后剪取第 3 至 5 行(共 6 行)"
    page = administrator_client.get(answer.url).content.decode()
    assert "它有自己的指纹" in page
    assert "逐字节相同" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "甲\n乙", "first": "2", "last": "1"}, "起始行在终止行之后"),
        ({"text": "", "keep": "1"}, "这个字段是必填项"),
        ({"text": " \n ", "keep": "1"}, "文件是空的"),
        ({"text": "甲", "first": "0"}, "保留自第几行"),
    ],
)
def test_a_cut_that_leaves_nothing_is_refused(administrator_client, sample, typed, said):
    answer = administrator_client.post(f"/documents/{sample.document.pk}/paste/", typed)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_long_text_is_previewed_at_both_ends(administrator_client, sample):
    pasted = "\n".join(f"第{number}行" for number in range(1000))
    page = administrator_client.post(
        f"/documents/{sample.document.pk}/paste/", {"text": pasted}
    ).content.decode()
    assert "中间各行从略" in page
    assert page.count('name="cut_first"') == 400


def test_files_are_handed_out_for_saving_only(viewer_client, administrator, sample):
    data = b"<script>alert(1)</script>"
    kept = keeping.attach_file(actor=administrator, document=sample.document, name="表 1.html", data=data)
    answer = viewer_client.get(f"/documents/attachments/{kept.attachment.pk}/")
    assert answer.content == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E8%A1%A8%201.html"
    assert "private" in answer["Cache-Control"]


def test_photos_are_served_without_exif_data(viewer_client, administrator, sample):
    data = photo(taken="2019:05:04 10:00:00", place=True)
    kept = keeping.attach_photo(actor=administrator, document=sample.document, name="a.jpg", data=data)
    answer = viewer_client.get(f"/documents/attachments/{kept.attachment.pk}/")
    assert answer["Content-Type"] == "image/jpeg"
    assert dict(Image.open(io.BytesIO(answer.content)).getexif()) == {}


def test_strangers_get_only_what_is_public(stranger, viewer_client, administrator, sample):
    kept = keeping.attach_file(
        actor=administrator, document=sample.document, name="a.pdf", data=b"x"
    ).attachment
    address = f"/documents/attachments/{kept.pk}/"
    assert stranger.get(address).status_code == 403
    assert stranger.get("/documents/attachments/99999/").status_code == 403, "nor do they learn what is there"
    assert viewer_client.get("/documents/attachments/99999/").status_code == 404
    Attachment.objects.update(public=True)
    assert stranger.get(address).content == b"x"


def test_a_file_that_is_gone_is_said_to_be(viewer_client, administrator, sample, home):
    kept = keeping.attach_file(
        actor=administrator, document=sample.document, name="a.pdf", data=b"x"
    ).attachment
    for path in home.rglob(kept.sha256):
        path.unlink()
    answer = viewer_client.get(f"/documents/attachments/{kept.pk}/")
    assert answer.status_code == 404
    assert "xieshou verify" in answer.content.decode()


def test_a_removal_is_confirmed(administrator_client, administrator, sample):
    kept = keeping.attach_file(
        actor=administrator, document=sample.document, name="a.pdf", data=b"x"
    ).attachment
    address = f"/documents/attachments/{kept.pk}/remove/"
    assert administrator_client.post(address).status_code == 400
    assert Attachment.objects.exists()
    assert administrator_client.post(address, {"sure": "on"}).status_code == 302
    assert not Attachment.objects.exists()


def test_a_text_is_declared_the_reference(administrator_client, administrator):
    document = sample_document.document("E1")
    kept = keeping.attach_text(actor=administrator, document=document, name="a.txt", data=b"text").attachment
    page = administrator_client.get(f"/documents/{document.pk}/").content.decode()
    assert "定为基准原文" in page
    address = f"/documents/attachments/{kept.pk}/reference/"
    assert administrator_client.post(address).status_code == 302
    assert Document.objects.get().text_sha256 == digest("text")
    assert administrator_client.post(address).status_code == 404
    assert (
        "定为基准原文</button>" not in administrator_client.get(f"/documents/{document.pk}/").content.decode()
    )


def test_where_figures_have_places_no_reference_is_offered(administrator_client, administrator):
    placed = sample_document.build(reference="").document
    assert Claim.objects.exists()
    keeping.attach_text(actor=administrator, document=placed, name="a.txt", data=TEXT.encode())
    page = administrator_client.get(f"/documents/{placed.pk}/").content.decode()
    assert "定为基准原文" not in page
    assert "无从核对" in page


@pytest.mark.parametrize("path", ["{own}/text/", "{own}/photo/", "{own}/file/", "{own}/paste/"])
def test_only_administrators_keep_files(stranger, viewer_client, administrator_client, sample, path):
    address = f"/documents/{path.format(own=sample.document.pk)}"
    assert stranger.get(address).status_code == 403
    assert viewer_client.post(address, {}).status_code == 403
    assert administrator_client.get(address).status_code == 200


@pytest.mark.parametrize("what", ["edit", "remove", "reference"])
def test_only_administrators_change_what_is_kept(viewer_client, administrator, sample, what):
    kept = keeping.attach_file(
        actor=administrator, document=sample.document, name="a.pdf", data=b"x"
    ).attachment
    assert viewer_client.post(f"/documents/attachments/{kept.pk}/{what}/", {"sure": "on"}).status_code == 403
    assert Attachment.objects.exists()
