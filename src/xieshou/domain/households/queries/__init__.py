"""Reads of the household register, and of the lines that households are held against."""

from xieshou.domain.households.queries.finding import (
    ORDERS,
    HouseholdFilter,
    Line,
    household_by_id,
    households,
    lines_of,
    member_by_id,
    search,
)
from xieshou.domain.households.queries.lines import line_for, poverty_lines
from xieshou.domain.households.queries.living import Stay, members_on, monitoring_on, status_on
from xieshou.domain.households.queries.quality import (
    FaultKind,
    Quality,
    faulty_households,
    faulty_people,
    quality,
)
from xieshou.domain.households.queries.sheets import VillageSheet, village_sheet
from xieshou.domain.households.queries.standing import PlaceStanding, Standing, standing, standing_below

__all__ = [
    "ORDERS",
    "FaultKind",
    "HouseholdFilter",
    "Line",
    "PlaceStanding",
    "Quality",
    "Standing",
    "Stay",
    "VillageSheet",
    "faulty_households",
    "faulty_people",
    "household_by_id",
    "households",
    "line_for",
    "lines_of",
    "member_by_id",
    "members_on",
    "monitoring_on",
    "poverty_lines",
    "quality",
    "search",
    "standing",
    "standing_below",
    "status_on",
    "village_sheet",
]
