"""What the rules answer with: a fault of a household or of one of its people, its weight and its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a fault does: an error refuses what was typed, a doubt warns, a hint only asks to look again."""

    ERROR = "error"
    DOUBT = "doubt"
    HINT = "hint"


class Code(StrEnum):
    """What a fault is about; stable, so that scripts can count them."""

    INVALID = "invalid"
    NO_HEAD = "no_head"
    TWO_HEADS = "two_heads"
    HEAD_UNDER_AGE = "head_under_age"
    NO_NAME = "no_name"
    ID_TWICE = "id_twice"
    BORN_AGAINST_ID = "born_against_id"
    SEX_AGAINST_ID = "sex_against_id"
    BORN_IN_FUTURE = "born_in_future"
    TOO_OLD = "too_old"
    SPOUSE_OF_SAME_SEX = "spouse_of_same_sex"
    SPOUSE_TOO_YOUNG = "spouse_too_young"
    SEX_AGAINST_RELATION = "sex_against_relation"
    CHILD_OLDER_THAN_HEAD = "child_older_than_head"
    PARENT_YOUNGER_THAN_HEAD = "parent_younger_than_head"
    SCHOOL_AGAINST_AGE = "school_against_age"
    NOT_AT_SCHOOL = "not_at_school"
    AWAY_WITHOUT_SKILL = "away_without_skill"
    AWAY_TOO_YOUNG = "away_too_young"
    DISABLED_WITHOUT_NUMBER = "disabled_without_number"
    NUMBER_WITHOUT_DISABLED = "number_without_disabled"
    CHILD_LEFT_BEHIND_GROWN = "child_left_behind_grown"
    WOMAN_LEFT_BEHIND_MALE = "woman_left_behind_male"
    ELDER_LEFT_BEHIND_YOUNG = "elder_left_behind_young"
    EMPTY_NEST_YOUNG = "empty_nest_young"
    EMPTY_NEST_WITH_OTHERS = "empty_nest_with_others"
    HOUSE_AGAINST_FLAG = "house_against_flag"
    WATER_AGAINST_FLAG = "water_against_flag"
    HOUSE_FROM_FUTURE = "house_from_future"
    CAUSE_TWICE = "cause_twice"
    SECOND_WITHOUT_MAIN = "second_without_main"
    CAUSE_WITHOUT_DISABLED = "cause_without_disabled"
    CAUSE_WITHOUT_PUPIL = "cause_without_pupil"
    FIVE_GUARANTEES_ABLE = "five_guarantees_able"
    INCOME_WITHOUT_PEOPLE = "income_without_people"
    INCOME_NEGATIVE = "income_negative"
    INCOME_OF_FUTURE = "income_of_future"
    COST_WITHOUT_BUSINESS = "cost_without_business"
    STATED_FAR_FROM_COMPUTED = "stated_far_from_computed"
    INCOME_FOR_OTHERS = "income_for_others"
    STATUS_STEP = "status_step"
    STATUS_WITHOUT_BASIS = "status_without_basis"
    STATUS_BEFORE_LAST = "status_before_last"
    MONITORED_AGAINST_STATUS = "monitored_against_status"
    MONITORED_TWICE = "monitored_twice"
    IN_FUTURE = "in_future"
    BEFORE_JOINING = "before_joining"
    BEFORE_BIRTH = "before_birth"
    HAS_LEFT = "has_left"
    HAS_ENDED = "has_ended"
    SAME_HOUSEHOLD = "same_household"
    NOT_OF_HOUSEHOLD = "not_of_household"
    NOBODY_CHOSEN = "nobody_chosen"
    NOBODY_STAYS = "nobody_stays"
    PEOPLE_LEFT_IN = "people_left_in"
    OVERLAPS = "overlaps"
    NUMBER_TAKEN = "number_taken"
    NO_VILLAGE = "no_village"
    NOT_TAKEN_BACK = "not_taken_back"
    NO_BIRTH = "no_birth"
    NO_START = "no_start"
    PHOTO_TOO_MANY = "photo_too_many"
    PHOTO_TOO_BIG = "photo_too_big"
    PHOTO_PIXELS = "photo_pixels"
    PHOTO_NONE = "photo_none"


JUDGEMENT = "our judgement"
"""The source of a rule that nobody wrote down: what offices take for odd."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be, or is odd. ``member`` is the key of the person it is about, as the sheet has
    it; empty for the household. ``facts`` (name, value) fill the sentence of the code; none is personal.
    """

    code: Code
    severity: Severity
    field: str
    member: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    source: str = JUDGEMENT

    def __str__(self) -> str:
        return f"{self.code} ({self.severity}) {self.member}.{self.field}"


def errors(found: list[Fault]) -> list[Fault]:
    """Those that refuse."""
    return [fault for fault in found if fault.severity is Severity.ERROR]
