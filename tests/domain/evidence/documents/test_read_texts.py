"""Texts as figures are counted in them."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.evidence.documents.texts import (
    Encoding,
    Span,
    UnreadableTextError,
    digest,
    in_place,
    keep_lines,
    read_against,
    read_text,
    segments,
    sentence_around,
)

WORDS = "示例县:2019年选派干部12名。\n当年实施项目8个!"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
    ],
)
def test_utf_8_reads_to_the_same_text_however_it_was_saved(data):
    assert (read_text(data).text, read_text(data).encoding) == (WORDS, Encoding.UTF_8)


def test_gb18030_is_understood_and_named():
    read = read_text(WORDS.encode("gb18030"))
    assert (read.text, read.encoding) == (WORDS, Encoding.GB18030)


@pytest.mark.parametrize("data", [WORDS.encode("utf-16"), b"%PDF-1.7\n\x00\x01", b"\x89PNG\r\n\x1a\n\x00"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnreadableTextError):
        read_text(data)


@pytest.mark.parametrize(
    "saved",
    [
        WORDS.encode("utf-8-sig"),
        WORDS.replace("\n", "\r\n").encode(),
        (WORDS + "\n").encode(),
        (WORDS + "\r\n").encode("utf-8-sig"),
        WORDS.encode("gb18030"),
    ],
)
def test_a_harmless_saving_still_is_the_reference_text_and_says_so(saved):
    reading = read_against(read_text(saved).text, hashlib.sha256(saved).hexdigest(), digest(WORDS))
    assert (reading.text, reading.matches, reading.resaved) == (WORDS, True, True)


def test_offsets_of_a_reference_with_other_line_ends_are_counted_in_it():
    windows = "甲\r\n乙12名\r\n"
    reading = read_against("甲\n乙12名", digest("甲\n乙12名"), digest(windows))
    assert reading.matches
    assert reading.text == windows


def test_another_text_does_not_match():
    reading = read_against(WORDS + "。", digest(WORDS + "。"), digest(WORDS))
    assert (reading.matches, reading.resaved) == (False, False)
    assert not read_against(WORDS, digest(WORDS), "").matches


def test_only_figures_that_stand_at_their_place_can_be_marked():
    stated, moved = Span(1, 13, 16, "12名"), Span(2, 15, 17, "8个")
    counted, outside = Span(3, 0, 3, ""), Span(4, 200, 203, "12名")
    assert WORDS[13:16] == "12名"
    other = read_against(WORDS, digest(WORDS), "")
    assert in_place(other, [stated, moved, counted, outside]) == {1}
    same = read_against(WORDS, digest(WORDS), digest(WORDS))
    assert in_place(same, [stated, moved, counted, outside]) == {1, 3}


def test_spans_that_overlap_cut_the_text_into_pieces():
    pieces = segments("甲乙丙丁戊", [Span(1, 1, 4, ""), Span(2, 2, 3, "")])
    assert [(piece.text, piece.keys, piece.first) for piece in pieces] == [
        ("甲", (), ()),
        ("乙", (1,), (1,)),
        ("丙", (2, 1), (2,)),
        ("丁", (1,), ()),
        ("戊", (), ()),
    ]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=6))
def test_the_pieces_are_the_text_and_every_span_is_covered_by_its_own(text, places):
    spans = [
        Span(key, start, start + size, "")
        for key, (start, size) in enumerate(places)
        if start + size <= len(text)
    ]
    pieces = segments(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for span in spans:
        own = "".join(piece.text for piece in pieces if span.key in piece.keys)
        assert own == text[span.start : span.end]
        assert sum(span.key in piece.first for piece in pieces) == 1


def test_the_sentence_ends_at_chinese_marks_and_keeps_its_closing_quotes():
    text = "前一句。“当年实施项目8个,投入1.5亿元。”后一句。"
    start = text.index("8个")
    assert sentence_around(text, start, start + 2) == ("“当年实施项目", "8个", ",投入1.5亿元。”")


@pytest.mark.parametrize("end", ["\u3002", "\uff01", "\uff1f", "\uff1b", "!", "?", ";", "\n"])
def test_each_mark_bounds_the_sentence(end):
    before, marked, after = sentence_around(f"甲{end}乙12名丙{end}丁", 3, 6)
    assert (before, marked, after.rstrip()) == ("乙", "12名", f"丙{end}".rstrip())


def test_a_sentence_without_end_is_bounded_and_says_so():
    before, marked, after = sentence_around("甲" * 500 + "12名" + "乙" * 500, 500, 503, reach=10)
    assert (before, marked, after) == ("…" + "甲" * 10, "12名", "乙" * 10 + "…")


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 10), st.integers(1, 20))
def test_what_is_quoted_stands_in_the_text(text, start, size, reach):
    if start + size > len(text):
        with pytest.raises(ValueError, match="no span"):
            sentence_around(text, start, start + size, reach)
        return
    before, marked, after = sentence_around(text, start, start + size, reach)
    assert marked == text[start : start + size]
    assert before.removeprefix("…") + marked in text or before == "…" + marked
    assert len(before) <= reach + 1
    assert len(after) <= reach + 1


def test_noise_around_a_pasted_text_is_cut_by_lines():
    pasted = "首页 登录\r\n寻猫启事\r\n正文一\r\n正文二\r\n版权所有"
    assert keep_lines(pasted, 3, 4) == "正文一\n正文二"
    for first, last in ((0, 1), (4, 3), (1, 6)):
        with pytest.raises(ValueError, match="lines"):
            keep_lines(pasted, first, last)
