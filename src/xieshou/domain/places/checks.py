"""Puts what is stored about places before the rules: for ``xieshou verify``, and for pages."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from xieshou.domain.places.lineage import moment
from xieshou.domain.places.models import DivisionFlag, DivisionVersion, FlagKind, Level, ProfileFigure
from xieshou.domain.places.rules import Figure, check_autonomy, check_profile
from xieshou.kernel.actor import Actor
from xieshou.kernel.finding import Finding
from xieshou.kernel.period import Period


def profile_findings(actor: Actor) -> list[Finding]:
    """Profile figures that cannot be, within one source and year of one place. One query."""
    groups: dict[tuple[str, str, int | None], dict[str, Figure]] = defaultdict(dict)
    for row in ProfileFigure.objects.select_related("division").order_by("division__code", "source", "year"):
        key = (row.division.name, row.source, row.year)
        groups[key][row.measure] = Figure(row.value, row.unit, row.qualifier)
    return [
        finding
        for (name, source, year), figures in groups.items()
        for finding in check_profile(" ".join(filter(None, (name, source, str(year or "")))), figures)
    ]


def autonomy_findings(actor: Actor) -> list[Finding]:
    """Places whose name and whose flag 民族自治地方 disagree in some version. Two queries."""
    flags: dict[int, list[tuple[Period, str]]] = defaultdict(list)
    for flag in DivisionFlag.objects.filter(kind=FlagKind.ETHNIC_AUTONOMY):
        flags[flag.division_id].append((flag.period, flag.value))
    found = []
    for version in DivisionVersion.objects.filter(division__level__lte=Level.COUNTY).order_by("code"):
        day = moment(version, None) or version.start_on or date.max
        values = [value for period, value in flags.get(version.division_id, ()) if period.covers(day)]
        if values or "自治" in version.name:
            found += check_autonomy(f"{version.code} {version.name}", version.name, values)
    return found
