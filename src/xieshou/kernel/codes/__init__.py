"""Codes that carry a check: divisions, identity numbers, disability certificates, credit codes."""

from xieshou.kernel.codes.credit import CreditCode, CreditCodeDoubt, check_credit_code
from xieshou.kernel.codes.disability import (
    DisabilityKind,
    DisabilityNumber,
    DisabilityProblem,
    NotADisabilityNumberError,
    check_disability_number,
    parse_disability_number,
)
from xieshou.kernel.codes.division import BadDivisionCodeError, DivisionCode, DivisionLevel, TownKind
from xieshou.kernel.codes.identity import (
    IdentityDoubt,
    IdentityNumber,
    IdentityProblem,
    NotAnIdentityNumberError,
    Sex,
    check_identity_number,
    parse_identity_number,
)

__all__ = [
    "BadDivisionCodeError",
    "CreditCode",
    "CreditCodeDoubt",
    "DisabilityKind",
    "DisabilityNumber",
    "DisabilityProblem",
    "DivisionCode",
    "DivisionLevel",
    "IdentityDoubt",
    "IdentityNumber",
    "IdentityProblem",
    "NotADisabilityNumberError",
    "NotAnIdentityNumberError",
    "Sex",
    "TownKind",
    "check_credit_code",
    "check_disability_number",
    "check_identity_number",
    "parse_disability_number",
    "parse_identity_number",
]
