"""Personal data at rest: sealed columns, the keys that seal them, blind indexes for exact match.

Base level: knows the kernel and Django, no area. It never shows a value: what is read from the database is
a ``Sealed``, which is its mask to everyone who prints, formats, stores or sends it. Only the service that
reveals with a logged reason, the rotation of keys and the blind index may unseal; a test of the architecture
holds that. See docs/decisions/0008.
"""

from xieshou.domain.personal.fields import BlindIndexField, PersonalField
from xieshou.domain.personal.matching import NoBlindIndexError, holders, matching
from xieshou.domain.personal.querysets import SealingQuerySet, SetUpdateOfPersonalDataError
from xieshou.domain.personal.saving import HoldsPersonalData
from xieshou.domain.personal.sealed import MaskedTextError, Sealed, UnreadableError

__all__ = [
    "BlindIndexField",
    "HoldsPersonalData",
    "MaskedTextError",
    "NoBlindIndexError",
    "PersonalField",
    "Sealed",
    "SealingQuerySet",
    "SetUpdateOfPersonalDataError",
    "UnreadableError",
    "holders",
    "matching",
]
