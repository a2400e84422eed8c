"""All checks in their order: the file, its tags, its names, and a trial with the paper's sample values."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from xieshou.papers.checking.names import Names
from xieshou.papers.checking.package import faults_of_file
from xieshou.papers.checking.tags import faults_of_tags
from xieshou.papers.faults import Fault, FaultCode, Part, TemplateRefusedError
from xieshou.papers.rendering import parts_of, prepared
from xieshou.papers.samples import emptied
from xieshou.papers.sandbox import Sandbox, forbidden

LONGEST_NEAR = 60


def check_template(data: bytes, sample: Mapping[str, Any], required: Sequence[str] = ()) -> None:
    """Let a template through that renders with the sample values and shows every ``required`` name.

    The sample has an example of everything that the paper can give: lists are never empty in it.

    Raises:
        TemplateRefusedError: with all that is wrong, as far as it can be looked at.
    """
    for look in (faults_of_file, faults_of_tags):
        _refuse(look(data))
    _refuse(_faults_of_names(data, sample, required))
    _refuse(list(_faults_of_trial(data, sample)))


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise TemplateRefusedError(list(dict.fromkeys(faults)))


def _faults_of_names(data: bytes, sample: Mapping[str, Any], required: Sequence[str]) -> list[Fault]:
    sandbox, faults, used = Sandbox(), [], set[str]()
    for part, source in _sources(data):
        lines = source.splitlines()

        def report(
            code: FaultCode,
            what: str,
            line: int,
            advice: str = "",
            lines: list[str] = lines,
            part: Part = part,
        ) -> Fault:
            return Fault(code, what, part, _near(lines, line), advice)

        try:
            tree = sandbox.parse(source)
        except TemplateSyntaxError as error:
            faults.append(report(FaultCode.UNREADABLE_TAG, error.message or "", error.lineno))
            continue
        outside = [report(FaultCode.FORBIDDEN, what, line) for what, line in forbidden(tree)]
        faults += outside or list(Names(sample, report, used).faults(tree))
    if not faults:
        faults = [Fault(FaultCode.MISSING_NAME, name) for name in required if name not in used]
    return faults


def _sources(data: bytes) -> Iterator[tuple[Part, str]]:
    """Every part as docxtpl hands it to Jinja: a line for each paragraph."""
    document = DocxTemplate(io.BytesIO(data))
    document.init_docx()
    for part, xml in parts_of(document):
        yield part, re.sub(r"<w:p([ >])", r"\n<w:p\1", document.patch_xml(xml))


def _near(lines: Sequence[str], line: int) -> str:
    """The text of the paragraph of a line, cut to what a message can show."""
    text = re.sub(r"<[^>]+>", "", lines[min(line, len(lines)) - 1]) if lines else ""
    return text if len(text) <= LONGEST_NEAR else f"{text[:LONGEST_NEAR]}…"


def _faults_of_trial(data: bytes, sample: Mapping[str, Any]) -> Iterator[Fault]:
    """Fill it and see that what comes out is whole: a loop that tears a table apart shows only here.

    Once with the sample, once with its lists empty and its texts gone.
    """
    for values in (sample, emptied(sample)):
        document = DocxTemplate(io.BytesIO(data))
        document.render_init()
        context = prepared(values, document)
        for part, xml in parts_of(document):
            filled = document.render_xml_part(
                document.patch_xml(xml), document.docx._part, context, Sandbox()
            )
            try:
                etree.fromstring(filled.encode())
            except etree.XMLSyntaxError:
                yield Fault(FaultCode.BROKEN_LAYOUT, part=part)
                return
