"""Reads of closed years and of the corrections made in them."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet

from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.freezing.models import ClosedYear
from xieshou.kernel.actor import Actor


def closed_years(actor: Actor) -> QuerySet[ClosedYear]:
    """The closed years, the latest first. Which they are is no secret."""
    return ClosedYear.objects.select_related("closed_by")


def corrections(actor: Actor) -> Counter[int]:
    """How many acts corrected each closed year."""
    found: Counter[int] = Counter()
    for years in Act.objects.exclude(corrects=[]).values_list("corrects", flat=True):
        found.update(years)
    return found
