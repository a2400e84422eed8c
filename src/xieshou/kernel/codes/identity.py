"""Citizen identity numbers (GB 11643): region, birth date, sequence, check digit.

Personal data: neither an error nor a representation here ever shows the number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stdnum import numdb
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from xieshou.kernel.codes.folding import fold_code


class Sex(StrEnum):
    """As the 17th digit tells: odd is male."""

    MALE = "male"
    FEMALE = "female"


class IdentityProblem(StrEnum):
    """Why a text is no identity number; the first that applies, in this order."""

    LENGTH = "length"
    CHARACTERS = "characters"
    REGION = "region"
    DATE = "date"
    CHECK_DIGIT = "check_digit"


class IdentityDoubt(StrEnum):
    """What is odd about a number that passes: its county stands in no list we have, for any year."""

    UNKNOWN_COUNTY = "unknown_county"


class NotAnIdentityNumberError(ValueError):
    """A text is no identity number; ``problem`` says why. The text itself is kept out of the message."""

    def __init__(self, problem: IdentityProblem) -> None:
        self.problem = problem
        super().__init__(problem.value)


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number that passed. ``region`` is the county's code at the time of issue, often no longer in use."""

    text: str = field(repr=False)
    region: str = field(repr=False)
    born: date = field(repr=False)
    sex: Sex = field(repr=False)
    doubt: IdentityDoubt | None = None

    @property
    def masked(self) -> str:
        """For screens: 520602********0014 keeps the region and the last four."""
        return f"{self.text[:6]}{'*' * 8}{self.text[-4:]}"

    def age(self, on: date) -> int:
        """Completed years on that day; someone born on 29 February completes one on 1 March."""
        before_birthday = (on.month, on.day) < (self.born.month, self.born.day)
        return on.year - self.born.year - before_birthday

    def __str__(self) -> str:
        return self.masked


def parse_identity_number(text: str, *, on: date | None = None) -> IdentityNumber:
    """Read an identity number of 18 characters, in any width, with blanks or hyphens, x large or small.

    ``on`` is the day by which its holder must have been born (today, as the caller sees it).

    Raises:
        NotAnIdentityNumberError: with the reason in ``problem``.
    """
    folded = fold_code(text)
    if len(folded) != 18:
        raise NotAnIdentityNumberError(IdentityProblem.LENGTH)
    body, last = folded[:-1], folded[-1]
    if not (folded.isascii() and body.isdigit() and (last.isdigit() or last == "X")):
        raise NotAnIdentityNumberError(IdentityProblem.CHARACTERS)
    region = folded[:6]
    province_known, county_known = _known_region(region)
    if not province_known:
        raise NotAnIdentityNumberError(IdentityProblem.REGION)
    born = _birth_date(folded)
    if born is None or (on is not None and born > on):
        raise NotAnIdentityNumberError(IdentityProblem.DATE)
    if last != ric.calc_check_digit(folded):
        raise NotAnIdentityNumberError(IdentityProblem.CHECK_DIGIT)
    sex = Sex.MALE if int(folded[16]) % 2 else Sex.FEMALE
    return IdentityNumber(folded, region, born, sex, None if county_known else IdentityDoubt.UNKNOWN_COUNTY)


def check_identity_number(text: str, *, on: date | None = None) -> IdentityProblem | None:
    """What is wrong with the number, or None when nothing is."""
    try:
        parse_identity_number(text, on=on)
    except NotAnIdentityNumberError as error:
        return error.problem
    return None


def _birth_date(folded: str) -> date | None:
    try:
        born = ric.get_birth_date(folded)
    except ValidationError:
        return None
    return born if born.year >= 1850 else None


def _known_region(region: str) -> tuple[bool, bool]:
    """Are the province, and the county in whatever year, in the library's list?"""
    known = [key for _, found in numdb.get("cn/loc").info(region) for key in found]
    return "province" in known, "county" in known
