"""Conditions that every read of the register is made of: in a place, there on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from xieshou.domain.dated import in_force
from xieshou.domain.households.models import Ended, FormerStay, Left, Member
from xieshou.domain.places.models import Division
from xieshou.kernel.codes.division import DivisionCode

NEVER = Left.ERROR
"""Who left like this never was there."""
DIGITS = {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}
"""How many digits of a village's code say in which unit of a level it lies."""


def in_place(place: Division | str | None, village: str = "village__") -> Q:
    """The records whose village lies in a place, by the codes that units have now or had last.

    As a range, which every database answers from its index. None: everywhere.
    """
    if place is None or place == "":
        return Q()
    start = DivisionCode.parse(place.code if isinstance(place, Division) else place).stem
    after = str(int(start) + 1).zfill(len(start))
    return Q(**{f"{village}code__gte": start, f"{village}code__lt": after})


def there_on(day: date, prefix: str = "") -> Q:
    """The people who are in the household that stands in their record on a day."""
    joined, left = f"{prefix}joined_on", f"{prefix}left_on"
    return (
        (Q(**{f"{joined}__isnull": True}) | Q(**{f"{joined}__lte": day}))
        & (Q(**{f"{left}__isnull": True}) | Q(**{f"{left}__gt": day}))
        & ~Q(**{f"{prefix}left_by": NEVER})
    )


def not_ended(day: date, prefix: str = "") -> Q:
    """The households that had not ended on a day, and were no mistake."""
    ended = f"{prefix}ended_on"
    there = Q(**{f"{ended}__isnull": True}) | Q(**{f"{ended}__gt": day})
    return there & ~Q(**{f"{prefix}end_reason": Ended.ERROR})


def lived_in(day: date) -> Q:
    """The households in which somebody was on a day: as their record says, or as a stay since ended does."""
    parts = Member.objects.unscoped("parts of households that are seen").filter(
        there_on(day), household=OuterRef("pk")
    )
    former = FormerStay.objects.unscoped("parts of households that are seen").filter(
        in_force(day), household=OuterRef("pk")
    )
    return Q(Exists(parts)) | Q(Exists(former))
