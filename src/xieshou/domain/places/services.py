"""Writes of what places are designated as and what is stated of them. Divisions themselves are loaded only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.places.models import DivisionFlag, FlagKind, ProfileFigure
from xieshou.kernel.actor import Actor

Facts = Mapping[str, Any]

FLAG_KEY = ("division_id", "kind", "value", "start_on")
FIGURE_KEY = ("division_id", "measure", "year", "source")


@transaction.atomic
def record_flags(*, actor: Actor, flags: Sequence[Facts]) -> None:
    """Record designations, given as column values; those known by FLAG_KEY take over the columns given.

    A few queries, however many. A new one without certainty is as sure as its source: without any, it is from
    memory.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("修改地区标签"))
    _store(DivisionFlag, FLAG_KEY, flags)


@transaction.atomic
def record_figures(*, actor: Actor, figures: Sequence[Facts]) -> None:
    """Record profile figures, given as column values; those known by FIGURE_KEY take over the columns given.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("修改地区概况"))
    _store(ProfileFigure, FIGURE_KEY, figures)


@transaction.atomic
def record_exits(*, actor: Actor, exits: Sequence[Facts]) -> None:
    """Record when poverty counties were listed and when they left the list (摘帽), as columns of their flag.

    A county has one flag of the kind; of several, the latest is meant. Columns not given stay as they are.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("登记贫困县退出"))
    kind = FlagKind.NATIONAL_POVERTY_COUNTY
    known = {flag.division_id: flag for flag in poverty_flags(exits)}
    _write(
        DivisionFlag, [({"kind": kind.value, **facts}, known.get(facts["division_id"])) for facts in exits]
    )


def poverty_flags(exits: Sequence[Facts]) -> list[DivisionFlag]:
    """The flags of these counties as poverty counties, the latest of each county last."""
    flags = DivisionFlag.objects.filter(kind=FlagKind.NATIONAL_POVERTY_COUNTY, value="")
    found = flags.filter(division_id__in=[facts["division_id"] for facts in exits])
    return sorted(found, key=lambda flag: (flag.start_on is not None, flag.start_on or flag.pk, flag.pk))


def _store(
    model: type[DivisionFlag] | type[ProfileFigure], key: tuple[str, ...], wanted: Sequence[Facts]
) -> None:
    places = {facts["division_id"] for facts in wanted}
    stored = {
        tuple(getattr(row, column) for column in key): row
        for row in model._default_manager.filter(division_id__in=places)
    }
    _write(model, [(facts, stored.get(tuple(facts.get(column) for column in key))) for facts in wanted])


def _write(model: type[Any], rows: Sequence[tuple[Facts, Any | None]]) -> None:
    """Make the rows that are not there, change those that are."""
    new, again, columns = [], [], set()
    for facts, row in rows:
        if row is None:
            sure = Certainty.SOURCE if facts.get("source") else Certainty.MEMORY
            new.append(model(**{"certainty": sure.value, **facts}))
            continue
        for column, value in facts.items():
            setattr(row, column, value)
        columns |= set(facts)
        again.append(row)
    model._default_manager.bulk_create(new, batch_size=500)
    if again:
        model._default_manager.bulk_update(again, sorted(columns), batch_size=200)
