"""Writes of what places are designated as and what is stated of them; divisions themselves are loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.places.models import DivisionFlag, FlagKind, ProfileFigure
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor

Facts = Mapping[str, Any]

FLAG_KEY = ("division_id", "kind", "value", "start_on")
FIGURE_KEY = ("division_id", "measure", "year", "source")


@act("修改地区标签")
def record_flags(*, actor: Actor, flags: Sequence[Facts]) -> None:
    """Record designations, given as column values; those known by FLAG_KEY take over the columns given.

    A few queries, however many. A new one without certainty is as sure as its source: without any, it is from
    memory.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("修改地区标签"))
    _store(DivisionFlag, FLAG_KEY, flags)


@act("修改地区概况")
def record_figures(*, actor: Actor, figures: Sequence[Facts]) -> None:
    """Record profile figures, given as column values; those known by FIGURE_KEY take over the columns given.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("修改地区概况"))
    _store(ProfileFigure, FIGURE_KEY, figures)


@act("登记贫困县退出")
def record_exits(*, actor: Actor, exits: Sequence[Facts]) -> None:
    """Record when poverty counties were listed and when they left the list (摘帽), as columns of their flag.

    A county has one flag of the kind; of several, the latest is meant. Columns not given stay as they are,
    but a source does not vouch for an exit that it did not state: when the exit becomes another and no source
    is given, what was known goes into the note with its source, and the new exit is to be verified.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("登记贫困县退出"))
    kind = FlagKind.NATIONAL_POVERTY_COUNTY
    known = {flag.division_id: flag for flag in poverty_flags(exits)}
    rows = [({"kind": kind.value, **facts}, known.get(facts["division_id"])) for facts in exits]
    _write(DivisionFlag, [(_with_what_was_known(facts, flag), flag) for facts, flag in rows])


def _with_what_was_known(facts: Facts, flag: DivisionFlag | None) -> Facts:
    if flag is None or not flag.source or "source" in facts or "end_on" not in facts:
        return facts
    if (facts["end_on"], facts["end_precision"]) == (flag.end_on, flag.end_precision):
        return facts
    told = _("此前记为 %(end)s,出处 %(source)s") % {"end": flag.period.end or "…", "source": flag.source}
    note = facts.get("note", flag.note)
    return {
        "source": "",
        "certainty": Certainty.MEMORY.value,
        **facts,
        "note": "。".join(filter(None, (told, note)))[:300],
    }


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
