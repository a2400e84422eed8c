"""Puts indicators with their families and aliases into the store, shipped ones and a person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xieshou.domain.evidence.catalogue.words import key_of
from xieshou.domain.evidence.models import Indicator, IndicatorAlias
from xieshou.domain.evidence.storing import store


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator before it is stored, the code of its family (empty for none), and its aliases."""

    indicator: Indicator
    parent: str
    aliases: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Every word that leads to it."""
        return [self.indicator.code, self.indicator.name, self.indicator.name_en, *self.aliases]


@transaction.atomic
def keep_indicators(rows: Sequence[IndicatorRow], *, edited_at: datetime | None = None) -> None:
    """Store checked rows, keyed by code; ``edited_at`` marks them as a person's. Others stay as they are."""
    store(Indicator, "code", [row.indicator for row in rows], but=("parent_id",), edited_at=edited_at)
    _hang(rows)
    _give_aliases(rows)
    if edited_at is not None:  # also those of which only family or aliases changed
        Indicator.objects.filter(pk__in=[row.indicator.pk for row in rows]).update(edited_at=edited_at)


def family_line(code: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """The code and those above it, each once."""
    line: list[str] = []
    while code is not None and code not in line:
        line.append(code)
        code = parents.get(code)
    return line


def _hang(rows: Sequence[IndicatorRow]) -> None:
    """Put every indicator below its parent, which may have come with the same file."""
    ids = dict(Indicator.objects.values_list("code", "pk"))
    for row in rows:
        row.indicator.parent_id = ids[row.parent] if row.parent else None
    Indicator.objects.bulk_update([row.indicator for row in rows], ["parent_id"])


def _give_aliases(rows: Sequence[IndicatorRow]) -> None:
    """Each indicator has the aliases of its row, and no others. Freed words may move to another row."""
    wanted = {(row.indicator.pk, alias) for row in rows for alias in row.aliases}
    stored = IndicatorAlias.objects.filter(indicator__in=[row.indicator.pk for row in rows])
    had = {(alias.indicator_id, alias.text): alias.pk for alias in stored}
    IndicatorAlias.objects.filter(pk__in=[pk for known, pk in had.items() if known not in wanted]).delete()
    IndicatorAlias.objects.bulk_create(
        IndicatorAlias(indicator_id=indicator, text=alias, key=key_of(alias))
        for indicator, alias in sorted(wanted - set(had))
    )
