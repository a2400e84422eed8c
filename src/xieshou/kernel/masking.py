"""How personal data looks to those who may not see it, and what of it is compared. No keys here, no Django.

Masks keep what people need to tell two entries apart, and no more: of an identity number the region and the
last four, of a phone the first three and the last four, of an account the last four. What has not the
expected length shows nothing at all.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from xieshou.kernel.codes.folding import fold_code

HIDDEN = "******"
"""What stands for a text of which nothing may be shown."""


class PersonalKind(StrEnum):
    """What a piece of personal data is; it says how it is masked and by what it is compared."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    BANK_ACCOUNT = "bank_account"
    TEXT = "text"
    SECRET = "secret"  # noqa: S105  (the name of the kind)
    """What the site alone uses and nobody is ever shown: the secret of an authenticator app."""

    def canonical(self, text: str) -> str:
        """The text as it is kept: codes without blanks, in half width, X large; other texts trimmed."""
        if self in (PersonalKind.TEXT, PersonalKind.SECRET):
            return text.strip()
        if self is PersonalKind.PHONE:
            return unicodedata.normalize("NFKC", text).strip()
        return fold_code(text)

    def compared(self, text: str) -> str:
        """What makes two entries the same: ``１３８ 0000-1234`` and ``13800001234`` are one phone."""
        if self is PersonalKind.PHONE:
            digits = "".join(filter(str.isdigit, unicodedata.normalize("NFKC", text)))
            # 0086 and +86 before a mobile number say the country, not another phone.
            return digits[-11:] if len(digits) > 11 and digits[:-11] in {"86", "0086"} else digits
        return self.canonical(text)

    def mask(self, text: str) -> str:
        """522601199001011234 → ``522601********1234``; nothing stays nothing, a mask a mask."""
        if not text or self.is_mask(text):
            return text
        if self is PersonalKind.ID_NUMBER and len(text) == 18:
            return f"{text[:6]}********{text[-4:]}"
        if self is PersonalKind.PHONE and len(digits := self.compared(text)) == 11:
            return f"{digits[:3]}****{digits[-4:]}"
        if self is PersonalKind.BANK_ACCOUNT and len(text) >= 12:
            return f"****{text[-4:]}"
        return HIDDEN

    def is_mask(self, text: str) -> bool:
        """Is it just what ``mask`` makes of something?"""
        shape = _SHAPES.get(self)
        return text == HIDDEN or bool(shape and shape.fullmatch(text))

    def looks_masked(self, text: str) -> bool:
        """Is it a mask and not the thing itself? No code has a star in it; a text may."""
        folded = unicodedata.normalize("NFKC", text)
        if self is PersonalKind.TEXT:
            return folded.strip() == HIDDEN
        return "*" in folded


_SHAPES = {
    PersonalKind.ID_NUMBER: re.compile(r"[0-9]{6}\*{8}[0-9]{3}[0-9X]"),
    PersonalKind.PHONE: re.compile(r"[0-9]{3}\*{4}[0-9]{4}"),
    PersonalKind.BANK_ACCOUNT: re.compile(r"\*{4}[0-9A-Z]{4}"),
}

_NUMBERS = re.compile(r"(?<![0-9])(?:[1-9][0-9]{16}[0-9Xx]|1[3-9][0-9]{9})(?![0-9])")


def scrub(text: str) -> str:
    """A text in which whatever looks like an identity number or a mobile phone is masked.

    The last guard before logs and error reports, where a value can come from anywhere: an exception that
    quotes what somebody typed. It knows plain numbers only; nothing may rely on it.
    """

    def masked(found: re.Match[str]) -> str:
        kind = PersonalKind.PHONE if len(found[0]) == 11 else PersonalKind.ID_NUMBER
        return kind.mask(found[0].upper())

    return _NUMBERS.sub(masked, text)
