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
from xieshou.domain.parties.accounts.models import Invitation, SignIn
from xieshou.domain.parties.models import Grant, Organisation, Party, Person, User
from xieshou.domain.places.models import (
    Division,
    DivisionFlag,
    DivisionVersion,
    ProfileFigure,
    Succession,
)
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.models import ClosedYear, Job, JobLine, Revelation, Upload

__all__ = [
    "Act",
    "Attachment",
    "Claim",
    "ClaimCheck",
    "ClaimCheckTerm",
    "ClaimRelation",
    "ClosedYear",
    "Division",
    "DivisionFlag",
    "DivisionVersion",
    "Document",
    "Grant",
    "HandOverItem",
    "Indicator",
    "IndicatorAlias",
    "Invitation",
    "Job",
    "JobLine",
    "Organisation",
    "Pairing",
    "PairingSource",
    "Party",
    "Person",
    "PovertyLine",
    "Principle",
    "ProfileFigure",
    "Revelation",
    "Round",
    "RoundIndicator",
    "RoundRule",
    "Scheme",
    "SchemeClass",
    "SignIn",
    "Succession",
    "Tagging",
    "Term",
    "Upload",
    "User",
]
