"""Fill a template with values. The same template and values give the same bytes."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate

from xieshou.papers.faults import Part
from xieshou.papers.packing import packed
from xieshou.papers.pictures import Picture
from xieshou.papers.sandbox import Sandbox
from xieshou.papers.stamping import Made, stamp


def render(template: bytes, values: Mapping[str, Any], made: Made) -> bytes:
    """The filled paper, as .docx. ``made.line`` is in the values as ``made``: {{ made.line }}.

    Values are texts, numbers, truth values, pictures, and mappings and lists of these. Only ``made.at`` lets
    two runs with the same template and values differ, in the footer and in the properties.

    Raises:
        ForbiddenTagError: for a template that was never checked and asks for more than it may.
        UndefinedError: for one that asks for a name which is not among the values.
    """
    document = DocxTemplate(io.BytesIO(template))
    document.render_init()
    # docxtpl would fill these too; nobody checks what stands in them, and they are ours to write.
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        setattr(document.docx.core_properties, name, "")
    context = {**prepared(values, document), "made": {"line": made.line}}
    document.render(context, Sandbox(), autoescape=True)
    stamp(document.docx, made)
    buffer = io.BytesIO()
    document.save(buffer)
    return packed(buffer.getvalue())


def prepared(values: Mapping[str, Any], document: DocxTemplate) -> dict[str, Any]:
    """The values as the template may use them: pictures placed, texts without what XML cannot hold.

    Raises:
        ValueError: for a name that a mapping has of its own (items, keys): a template could not reach it.
    """
    for name in values:
        if hasattr(dict, name) or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise ValueError(f"{name!r} cannot be a name in a template")
    return {name: _prepared(value, document) for name, value in values.items()}


def _prepared(value: Any, document: DocxTemplate) -> Any:
    match value:
        case Picture():
            return _Placed(value, document)
        case str():
            return "".join(c for c in value if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
        case Mapping():
            return prepared(value, document)
        case list() | tuple():
            return [_prepared(each, document) for each in value]
        case None | bool() | int():
            return value
        case _:
            raise TypeError(f"{type(value).__name__}: values of a paper are ready for the eye")


class _Placed:
    """A picture that goes into the part in which the template names it."""

    def __init__(self, picture: Picture, document: DocxTemplate) -> None:
        self._picture = picture
        self._document = document

    def __html__(self) -> str:
        """The drawing, ending the run that names it and opening another."""
        part = self._document.current_rendering_part
        inline = part.new_pic_inline(io.BytesIO(self._picture.png), width=Mm(self._picture.width_mm))
        inline.docPr.set("descr", self._picture.alt)
        # Said outright: what is left out is taken as a distance of 3 mm by some programs.
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        return f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


def parts_of(document: DocxTemplate) -> Iterator[tuple[Part, str]]:
    """The XML of each part that docxtpl fills."""
    yield Part.BODY, document.get_xml()
    for uri, part in ((document.HEADER_URI, Part.HEADER), (document.FOOTER_URI, Part.FOOTER)):
        for _, each in document.get_headers_footers(uri):
            yield part, document.get_part_xml(each)
    for each in document.docx.part.package.iter_parts():
        if each.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield Part.NOTES, each.blob.decode()
