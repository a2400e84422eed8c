"""Tables as files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# What starts a formula; the full-width signs do in a Chinese Excel.
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")


def as_csv(name: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """UTF-8 with BOM, so that Excel reads the Chinese; no cell is taken for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(map(str, header))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return response


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in _FORMULA or text.lstrip()[:1] in _FORMULA else text
