"""Every model of the domain, for Django to find. Code imports them from their areas."""

from xieshou.domain.evidence.models import Document, Term
from xieshou.domain.pairings.models import HandOverItem, Pairing, PairingSource, Round, RoundRule
from xieshou.domain.parties.models import Organisation, Party, User
from xieshou.domain.places.models import (
    Division,
    DivisionFlag,
    DivisionVersion,
    ProfileFigure,
    Succession,
)

__all__ = [
    "Division",
    "DivisionFlag",
    "DivisionVersion",
    "Document",
    "HandOverItem",
    "Organisation",
    "Pairing",
    "PairingSource",
    "Party",
    "ProfileFigure",
    "Round",
    "RoundRule",
    "Succession",
    "Term",
    "User",
]
