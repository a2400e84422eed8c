"""A place as people type it into a filter or a form."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from xieshou.domain.places import sheets
from xieshou.domain.places.models import Division
from xieshou.domain.places.queries import Match, UnknownDivisionError, resolve
from xieshou.kernel.actor import Actor
from xieshou.web.shell import words


class UnclearPlaceError(ValueError):
    """A text names no place, or several. The message tells the user what to write."""


def place_named(actor: Actor, text: str) -> Division:
    """The division that a name or code means.

    Raises:
        UnclearPlaceError: when there is none of the name, or more than one.
    """
    found = resolve(actor, text)
    if found.only is None:
        listed = words.joined(f"{match.code} {match.path}" for match in found.matches[:5])
        if listed:
            problem = _("“%(text)s”不止一处,请写代码:%(listed)s")
        else:
            problem = _("没有叫“%(text)s”的地区,请写区划名称或代码")
        raise UnclearPlaceError(problem % {"text": text[:40], "listed": listed})
    match = found.only
    bearers = sheets.bearers(actor, match.code, _day_of(match))
    return next(division for division in bearers if division.pk == match.division_id)


def place_of_code(actor: Actor, code: str, on: date) -> Division | None:
    """The division that had a code on the day, else the last that had it; None for an unknown code."""
    try:
        return sheets.bearers(actor, code.ljust(6, "0"), on)[0]
    except UnknownDivisionError:
        return None


def _day_of(match: Match) -> date:
    return match.period.start.day if match.period.start else date.min
