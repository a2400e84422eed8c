"""A place's profile and designations as its page shows them, with what the rules say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.places.models import DivisionFlag, FlagKind, Measure, ProfileFigure
from xieshou.domain.places.rules import Figure, check_autonomy, check_profile
from xieshou.kernel.language import Language
from xieshou.kernel.quantity import Quantity, format_quantity
from xieshou.web.places.wording import in_words, value_of
from xieshou.web.shell import words


@dataclass(frozen=True, slots=True)
class Badge:
    """A designation in the head of the page; ``ended`` says since when it is none any more."""

    label: str
    ended: str
    title: str


def badges(flags: Iterable[DivisionFlag], on: date) -> list[Badge]:
    """Those in force on the day, and a poverty county's exit (摘帽) after it happened."""
    shown = []
    for flag in flags:
        label = value_of(flag) if flag.kind in _SAID_BY_VALUE and flag.value else str(flag.get_kind_display())
        if flag.kind == FlagKind.ETHNIC_AUTONOMY and flag.value:
            label = _("%(kind)s(%(value)s)") % {"kind": flag.get_kind_display(), "value": value_of(flag)}
        title = f"{words.period_in_words(flag.period)} · {flag.source}"
        if flag.period.covers(on):
            shown.append(Badge(label, "", title))
        elif flag.kind == FlagKind.NATIONAL_POVERTY_COUNTY and flag.period.end and flag.end_on <= on:
            shown.append(Badge(label, words.date_in_words(flag.period.end), title))
    return shown


# The name of these says more than the kind: 武陵山片区.
_SAID_BY_VALUE = {FlagKind.AREA, FlagKind.POOR_AREA}


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One designation, with what it names in words."""

    flag: DivisionFlag
    value: str


def flag_rows(flags: Iterable[DivisionFlag]) -> list[FlagRow]:
    """The designations as they come."""
    return [FlagRow(flag, value_of(flag)) for flag in flags]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the profile, with unit and qualifier in words."""

    figure: ProfileFigure
    value: str


def figure_rows(figures: Iterable[ProfileFigure]) -> list[FigureRow]:
    """The figures in the order of the catalogue, the latest year first."""
    order = {measure: place for place, measure in enumerate(Measure.values)}
    ordered = sorted(figures, key=lambda f: (order[f.measure], -(f.year or 0), f.source))
    language = Language.ENGLISH if words.in_english() else Language.CHINESE
    return [FigureRow(figure, _value(figure, language)) for figure in ordered]


def _value(figure: ProfileFigure, language: Language) -> str:
    plain = f"{figure.value:f}".rstrip("0").rstrip(".") if "." in f"{figure.value:f}" else f"{figure.value:f}"
    return format_quantity(Quantity.of(plain, figure.unit, figure.qualifier), language)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say. ``checked`` is False where there was nothing to compare."""

    checked: bool
    findings: list[str]


def verdict(
    name: str, figures: Sequence[ProfileFigure], flags: Iterable[DivisionFlag], on: date, level: int
) -> Verdict:
    """Do the figures of one source and year agree with one another, and the designations with the name?"""
    groups: dict[tuple[str, int | None], dict[str, Figure]] = {}
    for figure in figures:
        of_source = groups.setdefault((figure.source, figure.year), {})
        of_source[figure.measure] = Figure(figure.value.normalize(), figure.unit, figure.qualifier)
    findings: list[Any] = [found for group in groups.values() for found in check_profile(name, group)]
    autonomous = [f.value for f in flags if f.kind == FlagKind.ETHNIC_AUTONOMY and f.period.covers(on)]
    if level <= _AUTONOMOUS_DOWN_TO:
        findings += check_autonomy(name, name, autonomous)
    return Verdict(bool(figures or autonomous or findings), [in_words(finding) for finding in findings])


# Provinces, prefectures and counties can be autonomous; ethnic townships are not.
_AUTONOMOUS_DOWN_TO = 3
