"""Numbers of nobody: born on 1 January 1900, as everybody sees, yet valid in form."""

from __future__ import annotations

from xieshou.kernel.codes import check_identity_number


def identity(sequence: int, region: str = "522628") -> str:
    """The identity number with that sequence (0 to 999) of a division code and that birth date."""
    body = f"{region}19000101{sequence:03d}"
    return next(body + last for last in "0123456789X" if check_identity_number(body + last) is None)


def phone(sequence: int) -> str:
    """A number of 11 digits that no operator has given out: 1380000 and four digits."""
    return f"1380000{sequence:04d}"
