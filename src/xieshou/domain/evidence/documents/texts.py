"""Texts as figures are counted in them: reading, comparing with a reference, marking, quoting. No ORM.

Offsets are characters (half-open) of the reference text. A file need not be that text byte for byte: an
editor adds a byte order mark or other line ends when it saves, and that changes no character that is counted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

# Long enough for a newspaper's sentence, short enough for a table's cell.
REACH = 120
# 。 and the full-width ! ? ; beside the plain ones; a line ends a sentence too.
_SENTENCE_END = re.compile("[\u3002\uff01\uff1f\uff1b!?;\n\r\u2028\u2029]")
_CLOSING = '\u201d\u2019\u300d\u300f\uff09)\u300b"'
_CUT_OFF = "…"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Encoding(StrEnum):
    """The encodings that are understood."""

    UTF_8 = "UTF-8"
    GB18030 = "GB18030"


class UnreadableTextError(ValueError):
    """The bytes are no text in UTF-8 or GB18030."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with plain line ends and without byte order mark, and how it was encoded."""

    text: str
    encoding: Encoding


@dataclass(frozen=True, slots=True)
class Reading:
    """A kept text beside the reference. ``text`` is what offsets are counted in.

    ``matches``: it is the reference text; ``resaved``: in all but line ends, byte order mark or encoding.
    """

    text: str
    matches: bool
    resaved: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Where a figure stands in the reference text; ``surface`` is empty where it was counted, not stated."""

    key: int
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text and the keys of the spans that cover it; ``first`` are those that begin here."""

    text: str
    keys: tuple[int, ...]
    first: tuple[int, ...]


def read_text(data: bytes) -> ReadText:
    """Decode a file as UTF-8 or else GB18030 (of which GBK and GB2312 are parts).

    Raises:
        UnreadableTextError: for other encodings, and for what is no text.
    """
    for encoding, codec in ((Encoding.UTF_8, "utf-8-sig"), (Encoding.GB18030, "gb18030")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text):
            break
        return ReadText(plain(text), encoding)
    raise UnreadableTextError


def plain(text: str) -> str:
    """Without byte order mark, every line end a line feed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_against(text: str, sha256: str, reference: str) -> Reading:
    """Compare a kept text, and the ways in which editors save it, with the reference's hash.

    ``text`` is the plain text and ``sha256`` the hash of the kept file's bytes; ``reference`` may be empty.
    """
    if reference:
        for candidate in _savings(text):
            if digest(candidate) == reference:
                return Reading(candidate, True, sha256 != reference)
    return Reading(text, False, False)


def _savings(text: str) -> Iterable[str]:
    """The text as editors save it, the likeliest first."""
    bare = text.rstrip("\n")
    for ends in dict.fromkeys((text, bare, bare + "\n")):
        for lines in dict.fromkeys((ends, ends.replace("\n", "\r\n"))):
            yield lines
            yield "\ufeff" + lines


def in_place(reading: Reading, spans: Iterable[Span]) -> frozenset[int]:
    """The keys of the spans that can be marked: those whose words stand there.

    A figure that was counted has no words; only a matching text tells its place.
    """
    return frozenset(
        span.key
        for span in spans
        if 0 <= span.start < span.end <= len(reading.text)
        and (reading.text[span.start : span.end] == span.surface or (reading.matches and not span.surface))
    )


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """The text in pieces, cut wherever a span begins or ends; spans may overlap."""
    marked = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    cuts = sorted({0, len(text), *(span.start for span in marked), *(span.end for span in marked)})
    opening: dict[int, list[Span]] = {}
    for span in marked:
        opening.setdefault(span.start, []).append(span)
    pieces: list[Segment] = []
    around: list[Span] = []
    for start, end in pairwise(cuts):
        new = opening.get(start, [])
        # The innermost first: what is clicked is the narrowest figure.
        around = sorted(
            [span for span in around if span.end > start] + new, key=lambda span: span.end - span.start
        )
        pieces.append(
            Segment(text[start:end], tuple(span.key for span in around), tuple(span.key for span in new))
        )
    return pieces


def sentence_around(text: str, start: int, end: int, reach: int = REACH) -> tuple[str, str, str]:
    """The sentence around characters ``start`` to ``end``: what is before, they themselves, what is after.

    A sentence ends at a Chinese full stop, !, ?, ; of either width and at the line's end. At most ``reach``
    characters are quoted on either side; an ellipsis stands for what is left out.

    Raises:
        ValueError: when the span is empty or not within the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span {start}-{end} in {len(text)} characters")
    return _before(text, start, reach), text[start:end], _after(text, end, reach)


def _before(text: str, start: int, reach: int) -> str:
    window = text[max(0, start - reach) : start]
    cut = 0
    for found in _SENTENCE_END.finditer(window):
        cut = found.end()
    while 0 < cut < len(window) and window[cut] in _CLOSING:
        cut += 1
    left_out = _CUT_OFF if not cut and start > reach else ""
    return left_out + window[cut:].lstrip()


def _after(text: str, end: int, reach: int) -> str:
    window = text[end : end + reach]
    found = _SENTENCE_END.search(window)
    if found is None:
        return window.rstrip() + (_CUT_OFF if end + reach < len(text) else "")
    cut = found.end()
    while cut < len(window) and window[cut] in _CLOSING:
        cut += 1
    return window[:cut].rstrip()


def keep_lines(text: str, first: int, last: int) -> str:
    """Lines ``first`` to ``last`` (from 1, both kept) of a pasted text, without the noise around them.

    Raises:
        ValueError: when no such lines are there.
    """
    lines = plain(text).split("\n")
    if not 1 <= first <= last <= len(lines):
        raise ValueError(f"lines {first}-{last} of {len(lines)}")
    return "\n".join(lines[first - 1 : last])


def standing(reading: Reading, spans: Sequence[Span]) -> list[Span]:
    """The spans to mark, by where they begin."""
    found = in_place(reading, spans)
    return sorted((span for span in spans if span.key in found), key=lambda span: (span.start, span.end))
