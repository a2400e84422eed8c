"""The value that a personal column has in memory: its mask to everybody, its text to who may unseal it."""

from __future__ import annotations

from typing import Any, Self

from django.utils.translation import gettext as _

from xieshou.domain.personal import sealing
from xieshou.domain.personal.sealing import Column, UnreadableError

__all__ = ["MaskedTextError", "Sealed", "UnreadableError"]


class MaskedTextError(ValueError):
    """A mask came back as if it were the value: storing it would destroy what it stands for."""


class Sealed(str):
    """A personal value. As a ``str`` it *is* its mask: whatever prints, formats, joins, pickles, logs it or
    sends it as JSON has the mask and nothing else. It does not keep the clear text. It is equal to a text, or
    to another, by the clear text, so that a changed value is told from an unchanged one.
    """

    __slots__ = ("column", "token")

    column: Column
    token: str

    def __new__(cls, token: str, column: Column) -> Self:
        """Out of a token of the database. One that does not open says so and is kept as it is."""
        try:
            mask = column.kind.mask(sealing.unseal(token, column))
        except UnreadableError:
            mask = _("无法解密")
        return cls._made(mask, token, column)

    @classmethod
    def of(cls, text: str, column: Column) -> Self:
        """Seal a text.

        Raises:
            MaskedTextError: when the text is a mask.
        """
        if column.kind.looks_masked(text):
            raise MaskedTextError(f"{column.bound}: a mask cannot be kept as the value")
        kept = column.kind.canonical(text)
        return cls._made(column.kind.mask(kept), sealing.seal(kept, column), column)

    @classmethod
    def _made(cls, mask: str, token: str, column: Column) -> Self:
        sealed = super().__new__(cls, mask)
        sealed.token, sealed.column = token, column
        return sealed

    def unseal(self) -> str:
        """The clear text. Only for the revealing service, the rotation of keys and the blind index.

        Raises:
            UnreadableError: when the key is gone or the token is spoilt.
        """
        return sealing.unseal(self.token, self.column)

    @property
    def readable(self) -> bool:
        """Does it open with the keys that we have?"""
        try:
            self.unseal()
        except UnreadableError:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str):
            return NotImplemented
        if isinstance(other, Sealed) and other.token == self.token:
            return True
        try:
            return self.unseal() == (other.unseal() if isinstance(other, Sealed) else str(other))
        except UnreadableError:
            return False

    def __ne__(self, other: object) -> bool:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __hash__(self) -> int:
        try:
            return hash(self.unseal())
        except UnreadableError:
            return hash(self.token)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        return self

    def __reduce_ex__(self, _protocol: object) -> tuple[Any, ...]:
        return str, (str.__str__(self),)
