"""What can be said of a division's name without asking the database: one door to stems and English. Pure."""

from xieshou.domain.places.english import english_name, initials, syllables
from xieshou.domain.places.stems import (
    COUNTY,
    ETHNIC_GROUPS,
    PREFECTURE,
    PROVINCE,
    TOWN,
    VILLAGE,
    generic_suffix,
    name_key,
    peoples,
    possible_stems,
    short_forms,
    stem,
)

__all__ = [
    "COUNTY",
    "ETHNIC_GROUPS",
    "PREFECTURE",
    "PROVINCE",
    "TOWN",
    "VILLAGE",
    "english_name",
    "generic_suffix",
    "initials",
    "name_key",
    "peoples",
    "possible_stems",
    "short_forms",
    "stem",
    "syllables",
]
