"""The tags of a template as they stand in its paragraphs: are they whole, known, and closed?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from xieshou.papers.faults import Fault, FaultCode, Part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = (
    (re.compile(r"word/document\.xml"), Part.BODY),
    (re.compile(r"word/header\d*\.xml"), Part.HEADER),
    (re.compile(r"word/footer\d*\.xml"), Part.FOOTER),
    (re.compile(r"word/footnotes\.xml"), Part.NOTES),
)
_MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
_TAG = re.compile(r"\{%-?\s*(?:(?:tr|tc|p|r)\s+)?(\w*)(.*?)-?%\}", re.DOTALL)
_ENDS = {"endfor": "for", "endif": "if"}
# cellbg and colspan are docxtpl's: they colour and widen the cell in which they stand.
_KNOWN = frozenset({"for", "if", "elif", "else", "cellbg", "colspan", "vm", *_ENDS})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of one paragraph and the part in which it stands."""

    part: Part
    text: str


def paragraphs(data: bytes) -> Iterator[Paragraph]:
    """All paragraphs of body, headers, footers and footnotes that hold text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = next((part for pattern, part in _PARTS if pattern.fullmatch(name)), None)
            if part is None:
                continue
            root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False))
            for paragraph in root.iter(f"{_W}p"):
                text = "".join(run.text or "" for run in paragraph.iter(f"{_W}t"))
                if text:
                    yield Paragraph(part, text)


def faults_of_tags(data: bytes) -> list[Fault]:
    """Tags that are cut off, not known, never closed or never opened."""
    faults: list[Fault] = []
    found: dict[Part, list[Paragraph]] = {}
    for paragraph in paragraphs(data):
        found.setdefault(paragraph.part, []).append(paragraph)
        faults += _unfinished(paragraph)
    if not faults:
        for those in found.values():
            faults += _unpaired(those)
    return faults


def _unfinished(paragraph: Paragraph) -> Iterator[Fault]:
    """Marks that do not come in pairs inside one paragraph."""
    opened = ""
    for mark in _MARK.finditer(paragraph.text):
        sign = mark[0]
        if opened and sign == _CLOSES[opened]:
            opened = ""
        elif not opened and sign in _CLOSES:
            opened = sign
        else:
            yield Fault(FaultCode.UNFINISHED_TAG, opened or sign, paragraph.part, paragraph.text)
            return
    if opened:
        yield Fault(FaultCode.UNFINISHED_TAG, opened, paragraph.part, paragraph.text)


def _unpaired(those: list[Paragraph]) -> Iterator[Fault]:
    """Loops and conditions without an end, ends without a beginning."""
    stack: list[tuple[str, str, Paragraph]] = []
    for paragraph in those:
        for tag in _TAG.finditer(paragraph.text):
            word, shown = tag[1], " ".join(tag[0].split())
            if word not in _KNOWN:
                yield Fault(FaultCode.UNKNOWN_TAG, shown, paragraph.part, paragraph.text)
            elif word in ("for", "if"):
                stack.append((word, shown, paragraph))
            elif word in _ENDS:
                if stack and stack[-1][0] == _ENDS[word]:
                    stack.pop()
                else:
                    yield Fault(FaultCode.UNOPENED, shown, paragraph.part, paragraph.text)
            elif word in ("elif", "else") and not stack:
                yield Fault(FaultCode.UNOPENED, shown, paragraph.part, paragraph.text)
    for _, shown, paragraph in stack:
        yield Fault(FaultCode.UNCLOSED, shown, paragraph.part, paragraph.text)
