"""Ages, and what they say of somebody: at school, able to work, old."""

from __future__ import annotations

from datetime import date

ADULT = 18
"""Civil Code, article 17."""
SCHOOL_FROM, SCHOOL_TO = 6, 15
"""Compulsory Education Law, articles 2 and 11: nine years from the age of six."""
WORK_FROM = 16
"""Labour Law, article 15."""
OLD = 60
"""Law on the Protection of the Elderly, article 2."""
LEFT_BEHIND_UNDER = 16
"""国发〔2016〕13号: 留守儿童 are under sixteen."""
MARRY_MALE, MARRY_FEMALE = 22, 20
"""Civil Code, article 1047."""
OLDEST = 120
"""Our judgement: beyond that a year of birth is mistyped."""


def age(born: date, on: date) -> int:
    """Completed years on a day; born on 29 February, one completes one on 1 March. Negative before birth."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
