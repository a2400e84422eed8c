"""The rows of an examined file in three lists: wrong cells, changed rows, new rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xieshou.domain.workflow.ledgers import queries
from xieshou.domain.workflow.ledgers.finding import PreviewRow, WrongCell
from xieshou.domain.workflow.ledgers.models import Upload
from xieshou.domain.workflow.ledgers.queries import Part
from xieshou.kernel.actor import Actor
from xieshou.web.ledgers.values import readable
from xieshou.web.ledgers.wording import FIGURES
from xieshou.web.shell import words
from xieshou.web.shell.requests import UnreadableRequestError
from xieshou.workbooks.declaring import Column, Workbook
from xieshou.workbooks.writing.layout import heading_of

PAGE_SIZE = 50


class View(StrEnum):
    """Which rows are looked at."""

    WRONG = "wrong"
    CHANGED = "changed"
    NEW = "new"


class Slices(Sequence[Any]):
    """What a paginator asks for, read from the files piece by piece."""

    def __init__(self, actor: Actor, upload: Upload, view: View) -> None:
        self.actor, self.upload, self.view = actor, upload, view
        self.total = self._read(0, 0)[1]

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, wanted: Any) -> Any:
        return self._read(wanted.start, wanted.stop - wanted.start)[0]

    def _read(self, offset: int, limit: int) -> tuple[list[Any], int]:
        if self.view is View.WRONG:
            cells = queries.wrong_cells(self.actor, self.upload, offset=offset, limit=limit)
            return cells.cells, cells.total
        part = Part(self.view.value)
        rows = queries.preview(self.actor, self.upload, part, offset=offset, limit=limit)
        return rows.rows, rows.total


@dataclass(frozen=True, slots=True)
class ChangedShown:
    """A changed row: which record it is, and each field as it was and will be."""

    row: int
    key: str
    changes: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class NewShown:
    """A new row: what it says, by column."""

    row: int
    cells: list[tuple[str, str]]


NOTHING = {
    View.WRONG: lambda: _("没有有误的单元格。"),
    View.CHANGED: lambda: _("没有要变更的行。"),
    View.NEW: lambda: _("没有要新增的行。"),
}


def view_of(request: HttpRequest, upload: Upload) -> View:
    """The list that is asked for; else what needs attention first."""
    asked = request.GET.get("view", "")
    if not asked:
        return View.WRONG if upload.wrong else View.CHANGED if upload.changed or not upload.new else View.NEW
    try:
        return View(asked)
    except ValueError:
        raise UnreadableRequestError(_("没有“%(view)s”这种行") % {"view": asked[:40]}) from None


def figures(upload: Upload) -> list[dict[str, Any]]:
    """The four counts, each that has rows leading to them."""
    return [
        {
            "name": name,
            "label": label,
            "value": f"{(count := getattr(upload, name)):,}",
            "some": bool(count),
            "url": f"?view={name}#rows" if count and upload.folder and name != "unchanged" else "",
        }
        for name, label in FIGURES.items()
    ]


def section(request: HttpRequest, actor: Actor, upload: Upload, workbook: Workbook) -> dict[str, Any]:
    """One page of the list that is asked for, for ``upload.html``."""
    view = view_of(request, upload)
    slices = Slices(actor, upload, view)
    paginator = Paginator(slices, PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    used = _used(workbook, page) if view is View.NEW else []
    page.object_list = [_shown(workbook, each, used) for each in page.object_list]
    return {
        "view": view.value,
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "table": f"web/ledgers/{view.value}.html",
        "titles": [heading_of(column, words.language()) for column in used],
        "nothing": NOTHING[view](),
        "tabs": [
            {"url": f"?view={each.value}#rows", "label": FIGURES[each.value], "current": each is view,
             "value": f"{getattr(upload, each.value):,}"}
            for each in View
        ],
    }  # fmt: skip


def _used(workbook: Workbook, page: Page[Any]) -> list[Column]:
    """The columns that any row of the page fills; empty ones would only widen the table."""
    filled = {field for row in page.object_list for field, value in row.cells.items() if value is not None}
    return [column for column in workbook if column.field in filled]


def _shown(workbook: Workbook, each: PreviewRow | WrongCell, used: list[Column]) -> Any:
    if isinstance(each, WrongCell):
        return each
    if each.changes:
        return ChangedShown(each.row, _key(workbook, each), _changes(workbook, each))
    cells = [
        (heading_of(column, words.language()), readable(column, each.cells.get(column.field)))
        for column in used
    ]
    return NewShown(each.row, cells)


def _key(workbook: Workbook, row: PreviewRow) -> str:
    return " · ".join(value for field in workbook.key if (value := row.cells.get(field)))


def _changes(workbook: Workbook, row: PreviewRow) -> list[dict[str, str]]:
    found = []
    for change in row.changes:
        column = workbook.column(change.field)
        found.append(
            {
                "title": heading_of(column, words.language()),
                "old": readable(column, change.old),
                "new": readable(column, change.new),
            }
        )
    return found


def rows_in_words(count: int) -> str:
    """3 行."""
    return ngettext("%(n)s 行", "%(n)s 行", count) % {"n": f"{count:,}"}
