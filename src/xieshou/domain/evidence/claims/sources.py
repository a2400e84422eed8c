"""Reads figures that other sources give for the same matters: a table, one figure a row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims import cells
from xieshou.domain.evidence.claims.cells import BadClaimError
from xieshou.domain.evidence.claims.figures import Known, ReadClaim, clean
from xieshou.domain.evidence.claims.placing import is_nationwide
from xieshou.domain.evidence.models import Claim, ClaimStatus, Scope
from xieshou.domain.programme import Programme
from xieshou.kernel.tables import BadTableError, read_table

COLUMNS = (
    "document", "label", "indicator", "value", "unit", "word", "scope", "per", "period_start", "as_of",
    "period_text", "givers", "receivers", "programme", "forecast", "change", "note",
)  # fmt: skip


def read_sources(path: Path, known: Known) -> list[ReadClaim]:
    """Every figure of the table; codes number the figures of one document as they stand: S31#1, S31#2.

    Raises:
        BadClaimError: for a file that is no such table or a row that cannot be understood.
    """
    try:
        rows = read_table(path, COLUMNS)
    except BadTableError as problem:
        raise BadClaimError(str(problem)) from None
    numbers: Counter[str] = Counter()
    found = []
    for where, row in rows:
        numbers[row["document"]] += 1
        found.append(_claim(where, row, numbers[row["document"]], known))
    return found


def _claim(where: str, row: dict[str, str], number: int, known: Known) -> ReadClaim:
    document = known.document(where, "document", row["document"])
    indicator = known.indicator(where, row["indicator"])
    givers, receivers = cells.words_in(row["givers"]), cells.words_in(row["receivers"])
    if not row["value"]:
        raise cells.refused(where, "value", _("缺少数值"))
    claim = Claim(
        code=f"{document.code}#{number}",
        document=document,
        indicator=indicator,
        label=row["label"],
        value=cells.read_number(where, "value", row["value"]),
        unit=cells.unit_for(where, row["unit"], indicator),
        per=cells.read_per(where, row["per"]),
        scope=cells.read_choice(where, "scope", row["scope"], Scope) or Scope.UNSTATED,
        period_text=row["period_text"],
        nationwide=is_nationwide(receivers),
        programme=cells.read_choice(where, "programme", row["programme"], Programme),
        is_forecast=cells.read_flag(where, "forecast", row["forecast"]),
        is_change=cells.read_flag(where, "change", row["change"]),
        note=row["note"],
        status=ClaimStatus.ACCEPTED,
    )
    cells.set_word(claim, row["word"], where, "word")
    cells.set_days(
        claim,
        cells.read_date(where, "period_start", row["period_start"]),
        cells.read_date(where, "as_of", row["as_of"]),
        where,
    )
    return clean(ReadClaim(claim, givers, receivers, where))
