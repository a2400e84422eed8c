"""What was understood of a file, in words: nothing is guessed silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xieshou.kernel.language import Language
from xieshou.web.ledgers.wording import FORMATS, SKIPPED, UNIT_FROM
from xieshou.web.shell import words
from xieshou.workbooks.reading.reports import Heading, Note, Reading, SkipReason
from xieshou.workbooks.wording import NOTES

# Rows of one reason that are named; of the rest the number is told.
NAMED_ROWS = 8


@dataclass(frozen=True, slots=True)
class HeadingShown:
    """A heading of the file, the column that it was read as (empty: left out), and its unit with where from."""

    letters: str
    text: str
    title: str
    unit: str
    unit_from: str


@dataclass(frozen=True, slots=True)
class Understood:
    """All of it, as the page lists it."""

    facts: list[tuple[str, str]]
    headings: list[HeadingShown]
    notes: list[str]
    skipped: list[str]


def understood(reading: Reading) -> Understood:
    """In the language of the page."""
    return Understood(
        list(_facts(reading)),
        [_heading(reading, each) for each in reading.header.headings],
        [_note(reading, each) for each in reading.notes],
        list(_skipped(reading)),
    )


def _facts(reading: Reading) -> Iterator[tuple[str, str]]:
    yield _("格式"), FORMATS.get(reading.format, reading.format)
    if reading.encoding:
        yield _("编码"), reading.encoding
    if reading.sheet:
        yield _("工作表"), reading.sheet
    if reading.other_sheets:
        yield _("未读的工作表"), words.joined(reading.other_sheets)
    rows = reading.header.rows
    yield _("表头所在行"), str(rows[0]) if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"
    yield _("读到的行"), f"{reading.table.height:,}"
    if missing := reading.header.missing:
        yield (
            _("文件里没有的列"),
            words.joined(column.named(words.language()) for column in missing) + _("(保持原样)"),
        )
    if reading.is_of_older_version:
        yield _("模板版本"), _("旧版模板,按现在的列读取")


def _heading(reading: Reading, heading: Heading) -> HeadingShown:
    return HeadingShown(
        heading.letters,
        heading.text,
        reading.workbook.column(heading.field).named(words.language()) if heading.field else "",
        heading.unit,
        str(UNIT_FROM.get(heading.unit_from, "")),
    )


def _note(reading: Reading, note: Note) -> str:
    zh, en = NOTES[note.code]
    facts = {
        "column": reading.workbook.column(note.field).named(words.language()),
        "what": en if words.language() is Language.ENGLISH else zh,
        "n": f"{note.count:,}",
        "row": note.row,
    }
    told = ngettext("%(column)s:%(what)s(%(n)s 处)", "%(column)s:%(what)s(%(n)s 处)", note.count) % facts
    if not note.text:
        return told
    example = _("例如第 %(row)s 行的“%(text)s”读作 %(taken)s") % {
        "row": note.row, "text": note.text, "taken": note.taken_as,
    }  # fmt: skip
    return f"{told}{_(',')}{example}"


def _skipped(reading: Reading) -> Iterator[str]:
    rows: dict[SkipReason, list[int]] = defaultdict(list)
    for each in reading.skipped:
        rows[each.reason].append(each.row)
    for reason, of_reason in rows.items():
        named = words.joined(str(row) for row in of_reason[:NAMED_ROWS])
        more = "…" if len(of_reason) > NAMED_ROWS else ""
        yield _("%(reason)s:第 %(rows)s 行") % {"reason": SKIPPED[reason], "rows": named + more}
    if reading.blank_rows:
        yield ngettext("空行:%(n)s 行", "空行:%(n)s 行", reading.blank_rows) % {"n": f"{reading.blank_rows:,}"}
