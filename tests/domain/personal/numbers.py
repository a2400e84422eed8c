"""Numbers of nobody: born on 1 January 1900, as everybody sees, yet valid in form."""

from __future__ import annotations

from xieshou.kernel.codes import check_identity_number


def identity(sequence: int, region: str = "522628") -> str:
    """The identity number with that sequence (0 to 999) of a division code and that birth date."""
    body = f"{region}19000101{sequence:03d}"
    return next(body + last for last in "0123456789X" if check_identity_number(body + last) is None)


def phone(sequence: int) -> str:
    """Eleven digits that look like a mobile phone's, as the scrubbing of logs expects; for tests."""
    return f"1380000{sequence:04d}"
