"""Models of evidence: documents and what is kept of them, glossary, indicators, claims, relations."""

from xieshou.domain.evidence.models.claims import (
    Claim,
    ClaimOrigin,
    ClaimStatus,
    ClaimTier,
    Per,
    Scope,
)
from xieshou.domain.evidence.models.documents import (
    Attachment,
    AttachmentKind,
    Document,
    DocumentKind,
    Reliability,
)
from xieshou.domain.evidence.models.indicators import (
    Direction,
    Indicator,
    IndicatorAlias,
    IndicatorPart,
    Nature,
    Scheme,
    SchemeClass,
    SubjectKind,
    Tagging,
)
from xieshou.domain.evidence.models.relations import (
    CheckOutcome,
    ClaimCheck,
    ClaimCheckTerm,
    ClaimRelation,
    RelationKind,
    RelationState,
)
from xieshou.domain.evidence.models.terms import Principle, PrincipleKind, Term, TermClass

__all__ = [
    "Attachment",
    "AttachmentKind",
    "CheckOutcome",
    "Claim",
    "ClaimCheck",
    "ClaimCheckTerm",
    "ClaimOrigin",
    "ClaimRelation",
    "ClaimStatus",
    "ClaimTier",
    "Direction",
    "Document",
    "DocumentKind",
    "Indicator",
    "IndicatorAlias",
    "IndicatorPart",
    "Nature",
    "Per",
    "Principle",
    "PrincipleKind",
    "RelationKind",
    "RelationState",
    "Reliability",
    "Scheme",
    "SchemeClass",
    "Scope",
    "SubjectKind",
    "Tagging",
    "Term",
    "TermClass",
]
