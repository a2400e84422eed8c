"""Build the templates that come with the software, so that they can be read as code and reviewed.

A ``Draft`` writes a Word file with tags in it, in the product's look: A4, one column, thin rules, the colours
of the tokens. What it makes is an ordinary template, which users may download, change and bring back.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from xieshou.kernel.language import Language
from xieshou.papers.packing import packed
from xieshou.papers.palette import palette

TEXT_MM = 164.0
_FACE = {Language.CHINESE: "Microsoft YaHei", Language.ENGLISH: "Segoe UI"}
_CHINESE_FACE = "Microsoft YaHei"
_WORD = "http://schemas.microsoft.com/office/word"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, the tags of its cells, its width, and the colour token of its text."""

    head: str
    cell: str
    width_mm: float
    colour: str = "text"
    bold: bool = False
    right: bool = False


class Draft:
    """A template in the making. Texts may hold tags: ``{{ giver.name }}``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.document: Document = docx.Document()
        for element in list(self.document.element.body):
            if element.tag != qn("w:sectPr"):
                self.document.element.body.remove(element)
        self._page()
        self._styles()

    def bytes(self) -> bytes:
        """The file: the same on every run."""
        # The picture of an empty page that python-docx's own start file brings along.
        relations = self.document.part.package.rels
        for key in [key for key, link in relations.items() if link.reltype.endswith("/thumbnail")]:
            del relations[key]
        core = self.document.core_properties
        core.title = core.author = core.comments = core.keywords = core.last_modified_by = ""
        core.created = core.modified = datetime(2026, 1, 1)  # noqa: DTZ001  (the file format has no zone)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return packed(buffer.getvalue())

    def _page(self) -> None:
        # As Word lays out since 2013; without it, it opens the file in a mode for older ones.
        compat = OxmlElement("w:compat")
        mode = OxmlElement("w:compatSetting")
        for name, value in (("name", "compatibilityMode"), ("uri", _WORD), ("val", "15")):
            mode.set(qn(f"w:{name}"), value)
        compat.append(mode)
        settings = self.document.settings.element
        for old in settings.findall(qn("w:compat")):
            settings.remove(old)
        after = next((e for e in settings if e.tag in _AFTER_COMPAT), None)
        settings.append(compat) if after is None else after.addprevious(compat)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm((210 - TEXT_MM) / 2)
        section.top_margin, section.bottom_margin = Mm(24), Mm(22)
        section.header_distance, section.footer_distance = Mm(12), Mm(10)

    def _styles(self) -> None:
        colours, styles = palette(), self.document.styles
        for name, size, colour, bold, before, after in (
            ("Normal", 10, "text", False, 0, 3),
            ("Title", 22, "text", True, 0, 2),
            ("Subtitle", 10, "text-soft", False, 0, 10),
            ("Heading 1", 13, "accent", True, 16, 5),
            ("Heading 2", 10.5, "text", True, 8, 3),
            ("Header", 8, "text-soft", False, 0, 0),
            ("Footer", 7.5, "text-soft", False, 0, 0),
            ("Small", 8, "text-soft", False, 0, 3),
            ("Cell", 9, "text", False, 1.5, 1.5),
        ):
            known = [style.name for style in styles]
            style: Any = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
            style.font.color.rgb = RGBColor.from_string(colours[colour].upper())
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.line_spacing = 1.2
            self._faces(style.element.get_or_add_rPr())
            border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
            if border is not None:
                border.getparent().remove(border)
        _rule(styles["Heading 1"].element.get_or_add_pPr(), "bottom", colours["line-strong"])
        _rule(styles["Footer"].element.get_or_add_pPr(), "top", colours["line-strong"])

    def _faces(self, properties: Any) -> None:
        """Fonts for both scripts, and the language by which a missing font is replaced."""
        fonts = properties.find(qn("w:rFonts"))
        if fonts is not None:
            properties.remove(fonts)
        fonts = OxmlElement("w:rFonts")
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), _FACE[self.language])
        fonts.set(qn("w:eastAsia"), _CHINESE_FACE)
        properties.insert(0, fonts)
        spoken = properties.find(qn("w:lang"))
        if spoken is None:
            spoken = OxmlElement("w:lang")
            properties.append(spoken)
        spoken.set(qn("w:val"), "en-US" if self.language is Language.ENGLISH else "zh-CN")
        spoken.set(qn("w:eastAsia"), "zh-CN")

    def head(self, text: str) -> None:
        """What stands on top of every page."""
        self.document.sections[0].header.paragraphs[0].text = text

    def foot(self, text: str) -> None:
        """What stands below every page, with the number of the page at the right edge."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.text = f"{text}\t"
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
        # A long line may run on below, but not into the number.
        paragraph.paragraph_format.right_indent = Mm(0)
        for field, between in (("PAGE", " / "), ("NUMPAGES", "")):
            element = OxmlElement("w:fldSimple")
            element.set(qn("w:instr"), field)
            paragraph._p.append(element)
            if between:
                paragraph.add_run(between)

    def title(self, parts: Sequence[tuple[str, str]]) -> None:
        """The title, in pieces of text and colour token."""
        paragraph = self.document.add_paragraph(style="Title")
        for text, colour in parts:
            paragraph.add_run(text).font.color.rgb = RGBColor.from_string(palette()[colour].upper())

    def text(self, text: str, style: str = "Normal") -> Paragraph:
        """A paragraph; a small one introduces what follows and stays with it."""
        paragraph = self.document.add_paragraph(text, style=style)
        if style == "Small":
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def section(self, text: str, level: int = 1) -> None:
        """A heading, which stays with what follows."""
        self.document.add_heading(text, level)

    def picture(self, name: str) -> None:
        """Where a picture of the values goes."""
        paragraph = self.document.add_paragraph(f"{{{{ {name} }}}}")
        paragraph.paragraph_format.keep_with_next = True

    @contextmanager
    def where(self, condition: str, otherwise: str = "") -> Iterator[None]:
        """What is written inside stands in the paper only where ``condition`` holds, else ``otherwise``."""
        self._tag(f"{{%p if {condition} %}}")
        yield
        if otherwise:
            self._tag("{%p else %}")
            self.text(otherwise, "Small")
        self._tag("{%p endif %}")

    def _tag(self, tag: str) -> None:
        self.document.add_paragraph(tag)

    def table(self, loop: str, columns: Sequence[Column]) -> None:
        """A table with a row for each round of ``loop`` (``step in steps``); each page repeats its head."""
        colours = palette()
        table = self.document.add_table(rows=0, cols=len(columns))
        table.autofit = False
        _thin_rules(table._tbl.tblPr, colours["line"], colours["line-strong"])
        head = table.add_row()
        _mark(head, "w:tblHeader")
        for cell, column in zip(head.cells, columns, strict=True):
            _fill(cell, column.head, colours["text-soft"], bold=True, right=column.right)
            _shade(cell, colours["sunken"])
        table.add_row().cells[0].text = f"{{%tr for {loop} %}}"
        row = table.add_row()
        for cell, column in zip(row.cells, columns, strict=True):
            _fill(cell, column.cell, colours[column.colour], bold=column.bold, right=column.right)
        table.add_row().cells[0].text = "{%tr endfor %}"
        self._widths(table, columns)

    def pairs(self, loop: str, label: str, value: str, label_mm: float = 30) -> None:
        """Facts as two columns without a head: what, and its value."""
        colours = palette()
        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        _thin_rules(table._tbl.tblPr, colours["line"], colours["line"])
        table.add_row().cells[0].text = f"{{%tr for {loop} %}}"
        row = table.add_row()
        _fill(row.cells[0], label, colours["text-soft"])
        _fill(row.cells[1], value, colours["text"])
        table.add_row().cells[0].text = "{%tr endfor %}"
        self._widths(table, (Column("", "", label_mm), Column("", "", TEXT_MM - label_mm)))

    def _widths(self, table: Any, columns: Sequence[Column]) -> None:
        for row in table.rows:
            _mark(row, "w:cantSplit")
            for cell, column in zip(row.cells, columns, strict=True):
                cell.width = Mm(column.width_mm)
        for grid, column in zip(table.columns, columns, strict=True):
            grid.width = Mm(column.width_mm)
        self.document.add_paragraph(style="Small").paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, text: str, colour: str, *, bold: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.bold = RGBColor.from_string(colour.upper()), bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.upper())):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _thin_rules(properties: Any, inner: str, outer: str) -> None:
    """Lines between the rows and none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side, colour in (("top", outer), ("bottom", outer), ("insideH", inner)):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour.upper())):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    after = [e for e in properties if e.tag in (qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook"))]
    if after:
        after[0].addprevious(borders)
    else:
        properties.append(borders)


def _rule(properties: Any, side: str, colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "3"), ("color", colour.upper())):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The format wants its properties in an order; borders come before spacing and the like.
    first = next((e for e in properties if e.tag in _AFTER_BORDERS), None)
    if first is None:
        properties.append(borders)
    else:
        first.addprevious(borders)


_AFTER_COMPAT = {
    qn(f"w:{name}")
    for name in ("rsids", "themeFontLang", "clrSchemeMapping", "shapeDefaults", "decimalSymbol")
} | {qn("m:mathPr")}
_AFTER_BORDERS = {
    qn(f"w:{name}")
    for name in ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")
}
