"""A pairing is traced to the characters that state it (A1-2, A3-1)."""

from __future__ import annotations

import hashlib

import pytest

from xieshou.domain.evidence.documents.keeping import attach_text
from xieshou.domain.pairings.models import PairingSource
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
TEXT = "示例:会议明确甲地不变。苏州市幫扶銅仁市,其余另行安排。"
START, END = TEXT.index("苏州市"), TEXT.index(",")


@pytest.fixture
def source(tongren, settings, tmp_path):
    """A source of the pairing of 2013 whose place in its text is known."""
    settings.XIESHOU_HOME = tmp_path
    found = PairingSource.objects.filter(pairing=tongren.pairings[2]).first()
    found.span_start, found.span_end = START, END
    found.save()
    return found


def kept(source, text=TEXT):
    source.document.text_sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    source.document.save()
    attach_text(actor=SYSTEM, document=source.document, name="示例.txt", data=text.encode())


def page(client, source):
    return client.get(f"/pairings/{source.pairing_id}/").content.decode()


def test_the_sentence_is_quoted_with_the_pair_marked(viewer_client, source):
    kept(source)
    assert "<mark>苏州市幫扶銅仁市</mark>,其余另行安排。" in page(viewer_client, source)
    assert "会议明确" not in page(viewer_client, source)


def test_without_the_text_its_place_is_told(viewer_client, source):
    assert f"在原文第 {START} 至 {END} 个字符" in page(viewer_client, source)


def test_another_text_is_not_quoted(viewer_client, source):
    kept(source, "别的文字" * 20)
    assert "<mark>" not in page(viewer_client, source)


def test_a_stranger_sees_the_place_and_not_the_text(stranger, source):
    kept(source)
    assert "<mark>" not in page(stranger, source)
    assert f"在原文第 {START} 至 {END} 个字符" in page(stranger, source)
