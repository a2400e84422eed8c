"""Keeping texts, photos and files with documents (A1-2, A30-4)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.support import sample_document
from tests.support.pictures import bomb, photo
from tests.support.sample_document import TEXT
from xieshou.domain.evidence.documents import keeping, queries, storage
from xieshou.domain.evidence.documents.keeping import AttachmentRefusedError, Caption, Refusal
from xieshou.domain.evidence.documents.texts import Encoding, digest
from xieshou.domain.evidence.models import Attachment
from xieshou.kernel.actor import NotAllowedError
from xieshou.kernel.period import PartialDate

NAMES = {keeping.attach_text: "原文.txt", keeping.attach_photo: "照片.jpg", keeping.attach_file: "表.xlsx"}


@pytest.fixture
def files(home: Path):
    """The files in the home, without the pictures drawn of them."""
    return lambda: sorted(
        path.name for path in (home / storage.FOLDER).rglob("*") if path.is_file() and path.suffix != ".jpg"
    )


def test_a_text_is_kept_byte_for_byte_under_its_hash(home, sample, administrator, files):
    data = TEXT.encode("gb18030")
    kept = keeping.attach_text(actor=administrator, document=sample.document, name="原文.txt", data=data)
    assert (kept.new, kept.encoding) == (True, Encoding.GB18030)
    assert keeping.contents(kept.attachment) == data
    assert files() == [storage.digest_of(data)] == [kept.attachment.sha256]
    found = queries.text_of(administrator, sample.document)
    assert (found.matches, found.resaved, len(found.in_place)) == (True, True, 4)


def test_the_same_file_twice_is_the_same_attachment(home, sample, administrator, files):
    given = {"actor": administrator, "document": sample.document, "name": "a.txt", "data": sample.data}
    first, again = keeping.attach_text(**given), keeping.attach_text(**given)
    assert (again.attachment, again.new) == (first.attachment, False)
    assert Attachment.objects.count() == len(files()) == 1


@pytest.mark.parametrize("attach", list(NAMES))
def test_an_empty_file_is_refused(home, sample, administrator, attach, files):
    with pytest.raises(AttachmentRefusedError) as refused:
        attach(actor=administrator, document=sample.document, name=NAMES[attach], data=b"")
    assert refused.value.reason is Refusal.EMPTY
    assert not Attachment.objects.exists()
    assert files() == []


@pytest.mark.parametrize("attach", list(NAMES))
def test_a_file_that_is_too_big_is_refused_with_its_size(
    home, sample, administrator, attach, settings, files
):
    for name in ("TEXT", "PHOTO", "FILE"):
        setattr(settings, f"ATTACHMENT_{name}_BYTES", 10)
    with pytest.raises(AttachmentRefusedError) as refused:
        attach(actor=administrator, document=sample.document, name=NAMES[attach], data=b"x" * 11)
    assert (refused.value.reason, refused.value.facts) == (Refusal.TOO_BIG, {"size": 11, "most": 10})
    assert files() == []


def test_only_texts_are_texts(home, sample, administrator, files):
    for data, reason in (
        (b"%PDF-1.4\x00", Refusal.NOT_TEXT),
        (TEXT.encode("utf-16"), Refusal.NOT_TEXT),
        (b" \r\n", Refusal.EMPTY),
    ):
        with pytest.raises(AttachmentRefusedError) as refused:
            keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=data)
        assert refused.value.reason is reason
    assert files() == []


@pytest.mark.parametrize("data", [b"GIF89a", b"no picture", photo()[:200], photo(form="GIF")])
def test_only_photos_are_photos(home, sample, administrator, data, files):
    with pytest.raises(AttachmentRefusedError) as refused:
        keeping.attach_photo(actor=administrator, document=sample.document, name="a.jpg", data=data)
    assert refused.value.reason is Refusal.NOT_A_PHOTO
    assert files() == []


@pytest.mark.parametrize("size", [(8000, 8000), (60_000, 60_000)])
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(home, sample, administrator, size, files):
    data = bomb(*size)
    assert len(data) < 200
    with pytest.raises(AttachmentRefusedError) as refused:
        keeping.attach_photo(actor=administrator, document=sample.document, name="a.png", data=data)
    assert refused.value.reason is Refusal.TOO_MANY_PIXELS
    assert files() == []


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_is_shown_of_a_photo_tells_nothing_of_its_making(home, sample, administrator, form):
    data = photo((3200, 20), form=form, taken="2019:05:04 10:00:00", place=True)
    assert Image.open(io.BytesIO(data)).getexif()
    kept = keeping.attach_photo(actor=administrator, document=sample.document, name="a.jpg", data=data)
    assert kept.taken == keeping.taken_by_camera(kept.attachment) == PartialDate.parse("2019-05-04")
    assert kept.attachment.taken is None, "the camera's day waits to be confirmed"
    shown = Image.open(io.BytesIO(keeping.shown_photo(kept.attachment)))
    assert (shown.format, shown.size, dict(shown.getexif()), "exif" in shown.info) == (
        "JPEG", (1600, 10), {}, False,
    )  # fmt: skip
    assert keeping.contents(kept.attachment) == data, "the original stays as it came"


def test_what_is_shown_is_drawn_again_where_it_was_lost(home, sample, administrator):
    kept = keeping.attach_photo(actor=administrator, document=sample.document, name="a.jpg", data=photo())
    before = keeping.shown_photo(kept.attachment)
    for path in (home / storage.FOLDER / keeping.SHOWN_FOLDER).iterdir():
        path.unlink()
    assert keeping.shown_photo(kept.attachment) == before


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "1970:01:01 00:00:00", "yesterday"])
def test_a_clock_that_was_never_set_tells_no_day(home, sample, administrator, taken):
    data = photo(taken=taken)
    kept = keeping.attach_photo(actor=administrator, document=sample.document, name="a.jpg", data=data)
    assert kept.taken is None


def test_what_is_said_of_a_photo_can_be_changed(home, sample, administrator):
    kept = keeping.attach_photo(actor=administrator, document=sample.document, name="a.jpg", data=photo())
    caption = Caption(True, "示例", None, PartialDate.parse("2019-05"), "示例作者", "CC BY 4.0")
    keeping.change_attachment(actor=administrator, attachment=kept.attachment, caption=caption)
    read = Attachment.objects.get()
    assert (read.public, read.caption, str(read.taken), read.author, read.licence) == (
        True, "示例", "2019-05", "示例作者", "CC BY 4.0",
    )  # fmt: skip


def test_removing_the_last_attachment_of_a_file_removes_its_bytes(
    home, sample, administrator, files, django_capture_on_commit_callbacks
):
    other = sample_document.document("EX2")
    first, second = (
        keeping.attach_photo(actor=administrator, document=each, name="a.jpg", data=photo()).attachment
        for each in (sample.document, other)
    )
    with django_capture_on_commit_callbacks(execute=True):
        keeping.remove_attachment(actor=administrator, attachment=first)
    assert len(files()) == 1, "the other document keeps the same bytes"
    with django_capture_on_commit_callbacks(execute=True):
        keeping.remove_attachment(actor=administrator, attachment=second)
    assert files() == []
    assert not list((home / storage.FOLDER / keeping.SHOWN_FOLDER).iterdir())


def test_a_text_may_become_the_reference_while_no_figure_has_a_place(home, administrator):
    document = sample_document.document(text_sha256="")
    kept = keeping.attach_text(
        actor=administrator, document=document, name="a.txt", data=TEXT.encode("utf-8-sig")
    )
    document.refresh_from_db()
    assert document.text_sha256 == "", "attaching declares nothing"
    keeping.declare_reference(actor=administrator, attachment=kept.attachment)
    document.refresh_from_db()
    assert document.text_sha256 == digest(TEXT)
    assert queries.text_of(administrator, document).matches
    with pytest.raises(keeping.ReferenceRefusedError):
        keeping.declare_reference(actor=administrator, attachment=kept.attachment)


def test_figures_with_places_keep_their_reference(home, administrator):
    placed = sample_document.build(reference="").document
    kept = keeping.attach_text(actor=administrator, document=placed, name="a.txt", data=TEXT.encode())
    with pytest.raises(keeping.ReferenceRefusedError):
        keeping.declare_reference(actor=administrator, attachment=kept.attachment)


def test_only_administrators_keep_and_remove(home, sample, administrator, viewer):
    kept = keeping.attach_text(
        actor=administrator, document=sample.document, name="a.txt", data=b"x"
    ).attachment
    for attach, name in NAMES.items():
        with pytest.raises(NotAllowedError):
            attach(actor=viewer, document=sample.document, name=name, data=photo())
    with pytest.raises(NotAllowedError):
        keeping.change_attachment(actor=viewer, attachment=kept, caption=Caption())
    with pytest.raises(NotAllowedError):
        keeping.remove_attachment(actor=viewer, attachment=kept)
    with pytest.raises(NotAllowedError):
        keeping.declare_reference(actor=viewer, attachment=kept)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\folder\\原文.txt", "原文.txt"),
        ("\n\x00", "—"),
        ("a" * 300, "a" * 200),
    ],
)
def test_a_name_leads_nowhere(given, kept):
    assert keeping.bare_name(given) == kept


def test_a_file_that_changed_or_is_gone_is_found(home, sample, administrator):
    kept = [
        keeping.attach_file(actor=administrator, document=sample.document, name=f"{n}.pdf", data=n.encode())
        for n in ("a", "b", "c")
    ]
    assert keeping.damaged() == (3, [])
    first, second, _third = (storage.path_of(home, each.attachment.sha256) for each in kept)
    first.write_bytes(b"other")
    second.unlink()
    checked, wrong = keeping.damaged()
    assert checked == 3
    assert [line.split(":")[0] for line in wrong] == ["EX1 a.pdf", "EX1 b.pdf"]
    with pytest.raises(storage.FileGoneError):
        keeping.contents(kept[1].attachment)


def test_a_write_that_fails_leaves_nothing(home, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        storage.keep(home, b"data")
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["", "../secret-key", "A" * 64, "a" * 63])
def test_nothing_but_a_hash_leads_to_a_path(home, name):
    with pytest.raises(ValueError, match="SHA-256"):
        storage.path_of(home, name)
