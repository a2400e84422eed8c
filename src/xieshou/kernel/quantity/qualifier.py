"""How a number is meant (=, ≈, ≥, ≤), and the Chinese words that say so."""

from __future__ import annotations

from enum import StrEnum


class Qualifier(StrEnum):
    """How the number written stands to the number meant."""

    EXACT = "="
    ABOUT = "≈"
    AT_LEAST = "≥"
    AT_MOST = "≤"

    def __add__(self, other: object) -> Qualifier:
        """The qualifier of a sum.

        Exact terms change nothing; two bounds on the same side stay that bound; every other mixture bounds
        the sum on neither side, and is ABOUT. So the order of the terms never matters.
        """
        if not isinstance(other, Qualifier):
            return NotImplemented
        if other in (self, Qualifier.EXACT):
            return self
        return other if self is Qualifier.EXACT else Qualifier.ABOUT

    @property
    def mirrored(self) -> Qualifier:
        """The qualifier of the negative, or of a reciprocal: bounds change sides."""
        return {
            Qualifier.AT_LEAST: Qualifier.AT_MOST,
            Qualifier.AT_MOST: Qualifier.AT_LEAST,
        }.get(self, self)


# Where a word stands. 近 is said of what almost reaches the number, hence ≤; 余, 多, 超过 of what passes it.
BEFORE: dict[str, Qualifier] = {
    "将近": Qualifier.AT_MOST,
    "接近": Qualifier.AT_MOST,
    "近": Qualifier.AT_MOST,
    "不超过": Qualifier.AT_MOST,
    "不高于": Qualifier.AT_MOST,
    "不多于": Qualifier.AT_MOST,
    "至多": Qualifier.AT_MOST,
    "最多": Qualifier.AT_MOST,
    "大约": Qualifier.ABOUT,
    "大概": Qualifier.ABOUT,
    "约为": Qualifier.ABOUT,
    "约": Qualifier.ABOUT,
    "超过": Qualifier.AT_LEAST,
    "超": Qualifier.AT_LEAST,
    "逾": Qualifier.AT_LEAST,
    "突破": Qualifier.AT_LEAST,
    "不少于": Qualifier.AT_LEAST,
    "不低于": Qualifier.AT_LEAST,
    "至少": Qualifier.AT_LEAST,
}
INSIDE: dict[str, Qualifier] = {"余": Qualifier.AT_LEAST, "多": Qualifier.AT_LEAST}
AFTER: dict[str, Qualifier] = {
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
    "以上": Qualifier.AT_LEAST,
    "以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
}
# Said in place of a number (数千里, 几个): several, nobody says how many. Such a text has no value.
VAGUE: dict[str, Qualifier] = {"数": Qualifier.ABOUT, "几": Qualifier.ABOUT}
# What to say when the source's own word is not known.
PLAIN_ZH = {Qualifier.ABOUT: "约", Qualifier.AT_LEAST: "不少于", Qualifier.AT_MOST: "不超过"}
PLAIN_EN = {Qualifier.ABOUT: "about", Qualifier.AT_LEAST: "at least", Qualifier.AT_MOST: "at most"}
WORDS_EN = {
    "将近": "nearly",
    "接近": "nearly",
    "近": "nearly",
    "超过": "more than",
    "超": "more than",
    "逾": "over",
    "突破": "over",
    "余": "more than",
    "多": "more than",
    "大约": "about",
    "大概": "about",
    "约为": "about",
    "约": "about",
    "左右": "about",
    "上下": "about",
}
