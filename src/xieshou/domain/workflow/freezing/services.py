"""Closing a year, and opening it again with a reason."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.recorded import act, acting
from xieshou.domain.workflow.freezing.models import ClosedYear
from xieshou.kernel.actor import Actor


class YearRefusedError(ValueError):
    """The year cannot be closed or opened; the message says why."""


@act("年度封账")
def close_year(*, actor: Actor, year: int, note: str = "") -> ClosedYear:
    """Close a year that is over: what belongs to it changes only by correction from now on.

    Raises:
        NotAllowedError: when the actor may not maintain what everybody builds on.
        YearRefusedError: for a year that is not over, or closed already.
    """
    actor.require_write(_("年度封账"))
    today = timezone.localdate()
    if not 1990 <= year < today.year:
        raise YearRefusedError(_("只能封 1990 年以来、已经结束的年度"))
    if ClosedYear.objects.filter(year=year).exists():
        raise YearRefusedError(_("%(year)s 年已经封账") % {"year": year})
    return ClosedYear.objects.create(
        year=year, closed_at=timezone.now(), closed_by_id=actor.user_id, note=note.strip()[:300]
    )


def reopen_year(*, actor: Actor, year: int, why: str) -> None:
    """Open a closed year again; the reason stays in the history.

    Raises:
        NotAllowedError: when the actor may not maintain what everybody builds on.
        YearRefusedError: without a reason, or for a year that is not closed.
    """
    actor.require_write(_("解除封账"))
    if not why.strip():
        raise YearRefusedError(_("解除封账要写明理由"))
    with acting(actor, "解除封账", why.strip()):
        closed = ClosedYear.objects.filter(year=year).first()
        if closed is None:
            raise YearRefusedError(_("%(year)s 年没有封账") % {"year": year})
        closed.delete()
