"""Every model of the domain, for Django to find. Code imports them from their areas."""

from xieshou.domain.evidence.models import (
    Attachment,
    Claim,
    ClaimCheck,
    ClaimCheckTerm,
    ClaimRelation,
    Document,
    Indicator,
    IndicatorAlias,
    Principle,
    Scheme,
    SchemeClass,
    Tagging,
    Term,
)
from xieshou.domain.households.models import PovertyLine
from xieshou.domain.pairings.models import (
    HandOverItem,
    Pairing,
    PairingSource,
    Round,
    RoundIndicator,
    RoundRule,
)
from xieshou.domain.parties.models import Organisation, Party, User
from xieshou.domain.places.models import (
    Division,
    DivisionFlag,
    DivisionVersion,
    ProfileFigure,
    Succession,
)
from xieshou.domain.workflow.models import Job, JobLine, Upload

__all__ = [
    "Attachment",
    "Claim",
    "ClaimCheck",
    "ClaimCheckTerm",
    "ClaimRelation",
    "Division",
    "DivisionFlag",
    "DivisionVersion",
    "Document",
    "HandOverItem",
    "Indicator",
    "IndicatorAlias",
    "Job",
    "JobLine",
    "Organisation",
    "Pairing",
    "PairingSource",
    "Party",
    "PovertyLine",
    "Principle",
    "ProfileFigure",
    "Round",
    "RoundIndicator",
    "RoundRule",
    "Scheme",
    "SchemeClass",
    "Succession",
    "Tagging",
    "Term",
    "Upload",
    "User",
]
