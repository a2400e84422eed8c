"""Households, the people in them, what was done for them, and the lines they are held against."""

from xieshou.domain.households.models.help import HelpKind, HelpMeasure, Responsible, Visit, VisitPhoto
from xieshou.domain.households.models.households import (
    SAMPLE,
    Attribute,
    Cause,
    Ended,
    Fuel,
    HouseGrade,
    Household,
    HouseStructure,
    Standard,
)
from xieshou.domain.households.models.incomes import HouseholdIncome
from xieshou.domain.households.models.lines import LinePurpose, PovertyLine
from xieshou.domain.households.models.members import (
    HEAD,
    FormerStay,
    Health,
    Joined,
    Left,
    LeftBehind,
    Member,
    Skill,
)
from xieshou.domain.households.models.standing import Monitored, Monitoring, PovertyStatus, Status

__all__ = [
    "HEAD",
    "SAMPLE",
    "Attribute",
    "Cause",
    "Ended",
    "FormerStay",
    "Fuel",
    "Health",
    "HelpKind",
    "HelpMeasure",
    "HouseGrade",
    "HouseStructure",
    "Household",
    "HouseholdIncome",
    "Joined",
    "Left",
    "LeftBehind",
    "LinePurpose",
    "Member",
    "Monitored",
    "Monitoring",
    "PovertyLine",
    "PovertyStatus",
    "Responsible",
    "Skill",
    "Standard",
    "Status",
    "Visit",
    "VisitPhoto",
]
