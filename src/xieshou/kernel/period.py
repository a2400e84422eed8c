"""Dates that are known only so far, and half-open periods between them.

A document that says "2013年2月" dates an event to the month. Such a *partial date* takes its place on the
time line at the first day it can mean, so that successive periods neither overlap nor leave a gap: a pairing
until "2013-02" ends, and its successor from "2013-02" begins, on 2013-02-01. What that hides is not lost:
asking whether a period contains 2013-02-15 answers UNSURE.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self


class Precision(StrEnum):
    """How far a date is known. UNKNOWN: only that it is not before the day given."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    UNKNOWN = "unknown"


class Containment(StrEnum):
    """The answer to "was it in force on that day?"."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class BadDateError(ValueError):
    """A text is no date of the form 2013, 2013-02 or 2013-02-06."""


class BadPeriodError(ValueError):
    """A period would end before it starts."""


_WRITTEN = re.compile(r"(\d{4})(?:([-./])(\d{1,2})(?:\2(\d{1,2}))?)?")
_WRITTEN_ZH = re.compile(r"(\d{4})年()(?:(\d{1,2})月份?(?:(\d{1,2})[日号])?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day on the time line and how exactly it is known.

    ``day`` is always the first day that the date can mean.
    """

    day: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.precision is Precision.YEAR:
            object.__setattr__(self, "day", self.day.replace(month=1, day=1))
        elif self.precision is Precision.MONTH:
            object.__setattr__(self, "day", self.day.replace(day=1))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2013``, ``2013-02``, ``2013-02-06``, ``2013年2月`` or ``2013年2月6日``, in any width.

        ``.`` and ``/`` may stand for ``-``. A leading ``>=`` (as ``str`` writes it) gives precision UNKNOWN.

        Raises:
            BadDateError: for anything else, or a day that does not exist.
        """
        folded = "".join(unicodedata.normalize("NFKC", text).split())
        bare = folded.removeprefix(">=").removeprefix("≥")
        found = _WRITTEN.fullmatch(bare) or _WRITTEN_ZH.fullmatch(bare)
        if not found:
            raise BadDateError(f"{text!r}: write a date as 2013, 2013-02 or 2013-02-06")
        month, day = found[3], found[4]
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        if bare != folded:
            precision = Precision.UNKNOWN
        try:
            return cls(date(int(found[1]), int(month or 1), int(day or 1)), precision)
        except ValueError:
            raise BadDateError(f"{text!r}: there is no such day") from None

    @property
    def last_day(self) -> date | None:
        """The last day that the date can mean; None when it may be any later one."""
        match self.precision:
            case Precision.DAY:
                return self.day
            case Precision.MONTH:
                return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
            case Precision.YEAR:
                return self.day.replace(month=12, day=31)
            case Precision.UNKNOWN:
                return None

    def includes(self, other: PartialDate) -> bool:
        """Is every day that ``other`` can mean one that this can mean? 2020 includes 2020-11-23."""
        last, its_last = self.last_day, other.last_day
        return self.day <= other.day and (last is None or (its_last is not None and its_last <= last))

    def __str__(self) -> str:
        """ISO cut to what is known: ``2013``, ``2013-02``, ``2013-02-06``; ``>=2013-02-06`` if unknown."""
        iso = self.day.isoformat()
        match self.precision:
            case Precision.YEAR:
                return iso[:4]
            case Precision.MONTH:
                return iso[:7]
            case Precision.DAY:
                return iso
            case Precision.UNKNOWN:
                return f">={iso}"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open ``[start, end)``. None as start: since before our records; None as end: still in force."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start and self.end:
            latest = self.end.last_day
            if latest is not None and latest < self.start.day:
                raise BadPeriodError(f"ends {self.end} before it starts {self.start}")

    @classmethod
    def parse(cls, start: str | None, end: str | None) -> Self:
        """A period from two texts; empty or None leaves that side open."""
        return cls(PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None)

    def covers(self, on: date) -> bool:
        """By the convention above: is ``on`` at or after the start's day and before the end's?"""
        return (self.start is None or self.start.day <= on) and (self.end is None or on < self.end.day)

    def contains(self, on: date) -> Containment:
        """Was it in force on that day, as far as the dates are known?

        UNSURE when ``on`` lies where an imprecise start or end may or may not have come yet.
        """
        begun = _reached(self.start, on) if self.start else Containment.YES
        ended = _reached(self.end, on) if self.end else Containment.NO
        if begun is Containment.NO or ended is Containment.YES:
            return Containment.NO
        return Containment.YES if begun is Containment.YES and ended is Containment.NO else Containment.UNSURE

    def overlaps(self, other: Period) -> bool:
        """By the convention: is there a day that both cover?"""
        return (
            _before(self.start, other.end) and _before(other.start, self.end) and self._some and other._some
        )

    def within(self, outer: Period) -> bool:
        """By the convention: does ``outer`` cover every day of this one?"""
        starts_inside = outer.start is None or (self.start is not None and outer.start.day <= self.start.day)
        ends_inside = outer.end is None or (self.end is not None and self.end.day <= outer.end.day)
        return starts_inside and ends_inside

    def may_lie_within(self, outer: Period) -> bool:
        """Can it lie inside ``outer``, as far as the dates are known? "2016" may be after 2016-12-07."""
        own, bound = self.start, outer.start
        latest = own.last_day if own else None
        starts_inside = bound is None or (own is not None and (latest is None or bound.day <= latest))
        own, bound = self.end, outer.end
        latest = bound.last_day if bound else None
        ends_inside = bound is None or (own is not None and (latest is None or own.day <= latest))
        return starts_inside and ends_inside

    def intersection(self, other: Period) -> Period | None:
        """The days that both cover by the convention, or None.

        It keeps one date at each end, so a vague date that might reach past the other's loses its doubt.
        """
        if not self.overlaps(other):
            return None
        starts = [p.start for p in (self, other) if p.start is not None]
        ends = [p.end for p in (self, other) if p.end is not None]
        return Period(max(starts, key=_reach, default=None), min(ends, key=_reach, default=None))

    def meets(self, later: Period) -> bool:
        """Does ``later`` start on the very day by convention on which this one ends?"""
        return self.end is not None and later.start is not None and self.end.day == later.start.day

    @property
    def _some(self) -> bool:
        return self.start is None or self.end is None or self.start.day < self.end.day

    def __str__(self) -> str:
        return f"[{self.start or '…'}, {self.end or '…'})"


def _reach(known: PartialDate) -> tuple[date, date]:
    """The days between which it lies. Of equal first days, the vaguer start begins later, if anything."""
    return known.day, known.last_day or date.max


def _before(start: PartialDate | None, end: PartialDate | None) -> bool:
    return start is None or end is None or start.day < end.day


def _reached(point: PartialDate, on: date) -> Containment:
    """Has ``point`` come by the day ``on``?"""
    if on < point.day:
        return Containment.NO
    last = point.last_day
    return Containment.YES if last is not None and last <= on else Containment.UNSURE
