"""What was understood of a file, in words: nothing is guessed silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xieshou.web.ledgers.wording import FORMATS, SKIPPED, UNIT_FROM
from xieshou.web.shell import words
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.reading.reports import SkipReason

# Rows of one reason that are named; of the rest the number is told.
NAMED_ROWS = 8


@dataclass(frozen=True, slots=True)
class HeadingShown:
    """A heading of the file, what it was read as (empty: left out), and its unit with where from."""

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


def in_words(workbook: Workbook, said: dict[str, Any]) -> Understood:
    """Of what ``queries.understood`` says, in the language of the page."""
    return Understood(
        list(_facts(workbook, said)),
        [
            HeadingShown(
                each["letters"],
                each["text"],
                each["title"],
                each["unit"],
                str(UNIT_FROM.get(each["unit_from"], "")),
            )
            for each in said["headings"]
        ],
        [_note(each) for each in said["notes"]],
        list(_skipped(said)),
    )


def _facts(workbook: Workbook, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield _("格式"), FORMATS.get(said["format"], said["format"])
    if said["encoding"]:
        yield _("编码"), said["encoding"].upper()
    if said["sheet"]:
        yield _("工作表"), said["sheet"]
    if said["other_sheets"]:
        yield _("未读的工作表"), words.joined(said["other_sheets"])
    rows = said["header_rows"]
    yield _("表头所在行"), str(rows[0]) if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"
    yield _("读到的行数"), f"{said['rows']:,}"
    if said["missing"]:
        titles = (workbook.column(field).named(words.language()) for field in said["missing"])
        yield _("文件里没有"), _("%(columns)s(保持原样)") % {"columns": words.joined(titles)}
    if said["older_version"]:
        yield _("模板版本"), _("旧版模板,按现在的列读取")


def _note(note: dict[str, Any]) -> str:
    facts = {**note, "n": f"{note['count']:,}"}
    told = ngettext("%(title)s:%(words)s(%(n)s 处)", "%(title)s:%(words)s(%(n)s 处)", note["count"])
    if not note["text"]:
        return told % facts
    example = _("例如第 %(row)s 行的“%(text)s”读作 %(taken_as)s")
    return f"{told % facts}{_(',')}{example % facts}"


def _skipped(said: dict[str, Any]) -> Iterator[str]:
    rows: dict[str, list[int]] = defaultdict(list)
    texts: dict[str, str] = {}
    for each in said["skipped"]:
        rows[each["reason"]].append(each["row"])
        texts.setdefault(each["reason"], each["text"])
    for reason, of_reason in rows.items():
        named = words.joined(str(row) for row in of_reason[:NAMED_ROWS])
        if len(of_reason) > NAMED_ROWS:
            named += "…"
        line = _("%(reason)s:第 %(rows)s 行") % {"reason": SKIPPED[SkipReason(reason)], "rows": named}
        text = texts[reason]
        yield f"{line}{_('(“%(text)s”)') % {'text': text}}" if text else line
    if blank := said["blank_rows"]:
        yield ngettext("空行:%(n)s 行", "空行:%(n)s 行", blank) % {"n": f"{blank:,}"}
    if (rest := said["skipped_rows"] - len(said["skipped"])) > 0:
        yield ngettext("还有 %(n)s 行没有逐一列出", "还有 %(n)s 行没有逐一列出", rest) % {"n": f"{rest:,}"}
