"""Which indicators a round asks for or reports, from the table that ships."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue.words import indicators_by_word, key_of
from xieshou.domain.evidence.storing import Loaded, reasons
from xieshou.domain.pairings.models import Round, RoundIndicator
from xieshou.kernel.actor import Actor
from xieshou.kernel.tables import BadTableError, read_table

COLUMNS = ("round", "indicator", "source", "certainty")
ROUND_INDICATORS = Path(__file__).parent / "data" / "round_indicators.csv"


class BadRoundIndicatorError(ValueError):
    """A row cannot be stored; the message names file, line, column and reason."""


def load_round_indicators(*, actor: Actor, path: Path = ROUND_INDICATORS) -> Loaded:
    """Store every row of the table, keyed by round and indicator; rows that it does not name stay.

    Raises:
        BadRoundIndicatorError: for a wrong column or certainty, an unknown round or indicator, or a pair that
            comes twice; nothing is then stored.
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("载入轮次指标"))
    try:
        table = read_table(path, COLUMNS)
    except BadTableError as problem:
        raise BadRoundIndicatorError(str(problem)) from None
    rounds, words = Round.objects.in_bulk(field_name="code"), indicators_by_word()
    rows: dict[tuple[int, int], RoundIndicator] = {}
    for where, cells in table:
        if cells["round"] not in rounds:
            raise BadRoundIndicatorError(f"{where}, round: " + _("没有轮次 %s") % cells["round"])
        indicator = words.get(key_of(cells["indicator"]))
        if indicator is None:
            raise BadRoundIndicatorError(f"{where}, indicator: " + _("没有指标 %s") % cells["indicator"])
        row = RoundIndicator(
            round=rounds[cells["round"]],
            indicator=indicator,
            source=cells["source"],
            certainty=cells["certainty"],
        )
        try:
            row.clean_fields()
        except ValidationError as error:
            raise BadRoundIndicatorError(f"{where}, {reasons(error)}") from error
        key = (row.round_id, row.indicator_id)
        if key in rows:
            raise BadRoundIndicatorError(f"{where}, indicator: " + _("与前面一行重复"))
        rows[key] = row
    return _keep(rows)


@transaction.atomic
def _keep(rows: dict[tuple[int, int], RoundIndicator]) -> Loaded:
    stored = {(row.round_id, row.indicator_id): row for row in RoundIndicator.objects.all()}
    created = [row for key, row in rows.items() if key not in stored]
    changed = []
    for key, row in rows.items():
        old = stored.get(key)
        if old is not None and (old.source, old.certainty) != (row.source, row.certainty):
            row.pk = old.pk
            changed.append(row)
    RoundIndicator.objects.bulk_create(created)
    RoundIndicator.objects.bulk_update(changed, ["source", "certainty"])
    return Loaded(len(created), len(changed), len(rows) - len(created) - len(changed))
