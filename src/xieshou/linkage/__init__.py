"""Duplicates in a register of people: who may be one person entered twice.

It owns how two rows are compared and scored. It knows no area, no database and no Django, sees keyed hashes
instead of numbers, and decides nothing: it proposes pairs with their grounds, people judge them. How it works
and how well: docs/algorithms/duplicates.md.
"""

from __future__ import annotations

from xieshou.linkage.finding import Found, TooLittleMemory, find_duplicates, train
from xieshou.linkage.grounds import Ground
from xieshou.linkage.naming import key_of_name, sound_of
from xieshou.linkage.people import COLUMNS, BadPeople
from xieshou.linkage.settings import Settings
from xieshou.linkage.weights import Weights

__all__ = [
    "COLUMNS",
    "BadPeople",
    "Found",
    "Ground",
    "Settings",
    "TooLittleMemory",
    "Weights",
    "find_duplicates",
    "key_of_name",
    "sound_of",
    "train",
]
