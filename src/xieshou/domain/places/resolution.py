"""What ``resolve`` answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.utils.translation import gettext as _

from xieshou.domain.places.models import DivisionVersion, Level
from xieshou.kernel.period import Containment, Period


class UnknownDivisionError(LookupError):
    """A code that no division ever had. The message names it."""


class Tier(IntEnum):
    """How a text names a division, the surest first."""

    FULL = 1
    SHORT = 2
    OLD_FULL = 3
    OLD_SHORT = 4
    TOWN = 5
    VILLAGE = 6

    @property
    def words(self) -> str:
        """For people."""
        return {
            Tier.FULL: _("全称"),
            Tier.SHORT: _("简称"),
            Tier.OLD_FULL: _("旧称"),
            Tier.OLD_SHORT: _("旧简称"),
            Tier.TOWN: _("乡镇简称"),
            Tier.VILLAGE: _("村名简称"),
        }[self]


@dataclass(frozen=True, slots=True)
class Match:
    """A division as it was in one period.

    ``certain`` is False where dates are too rough to say that the division was there on the day, and for
    towns and villages, whose history is unknown. ``above`` and ``above_en`` name what it lay in, from the
    province down.
    """

    division_id: int
    code: str
    name: str
    name_en: str
    level: Level
    period: Period
    certain: bool
    reason: str
    above: tuple[str, ...] = ()
    above_en: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, version: DivisionVersion, chain: Sequence[DivisionVersion], on: date | None, reason: str
    ) -> Match:
        """The match that a version and the versions above it make."""
        level = Level(version.division.level)
        unknown_history = level >= Level.TOWN and version.start_on is None
        sure = on is None or (version.period.contains(on) is Containment.YES and not unknown_history)
        return cls(
            division_id=version.division_id,
            code=version.code,
            name=version.name,
            name_en=version.name_en,
            level=level,
            period=version.period,
            certain=sure,
            reason=reason,
            above=tuple(v.name for v in chain),
            above_en=tuple(v.name_en or v.name for v in chain),
        )

    @property
    def path(self) -> str:
        """The name with all above it: 贵州省黔东南苗族侗族自治州台江县."""
        return "".join((*self.above, self.name))


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one name: no match, one, or candidates between which only the asker can choose.

    Where there is none, ``note`` says why, ``near`` (divisions) or ``near_names`` what may have been meant.
    """

    name: str
    on: date | None
    matches: tuple[Match, ...] = ()
    tier: Tier | None = None
    near: tuple[Match, ...] = ()
    near_names: tuple[str, ...] = ()
    note: str = ""

    @property
    def only(self) -> Match | None:
        """The match, if it is the only one."""
        return self.matches[0] if len(self.matches) == 1 else None

    @property
    def ambiguous(self) -> bool:
        """Are there several?"""
        return len(self.matches) > 1
