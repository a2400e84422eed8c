"""Whole columns of personal data: sealed, masked and held against texts without a record for each.

The tokens, masks and indexes are those that a record would have (``Sealed``, ``BlindIndexField``); only the
way there is shorter. A million numbers take seconds and not a minute.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from xieshou.domain.personal import sealing
from xieshou.domain.personal.keys import Purpose, ring
from xieshou.domain.personal.sealed import MaskedTextError
from xieshou.domain.personal.sealing import NONCE, VERSION, Column
from xieshou.kernel.masking import PersonalKind

_CODES = (PersonalKind.ID_NUMBER, PersonalKind.BANK_ACCOUNT)


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """The tokens of texts, and their blind indexes: None where there is nothing to compare."""

    tokens: list[str]
    indexes: list[str | None]


def seal_column(texts: Iterable[str | None], column: Column, *, indexed: bool) -> SealedColumn:
    """Seal every text; an empty one has an empty token. Without ``indexed`` no indexes are made.

    Raises:
        MaskedTextError: when one of them is a mask.
    """
    key = ring().seal[0]
    cipher = AESGCM(key.secret)
    beside, start = sealing.beside(key.id, column), f"{VERSION}:{key.id}:"
    canonical = [_canonical(text, column) if text else "" for text in texts]
    nonces = secrets.token_bytes(NONCE * len(canonical))
    tokens = [""] * len(canonical)
    for at, text in enumerate(canonical):
        if text:
            nonce = nonces[at * NONCE : (at + 1) * NONCE]
            sealed = nonce + cipher.encrypt(nonce, text.encode(), beside)
            tokens[at] = start + base64.urlsafe_b64encode(sealed).decode("ascii")
    return SealedColumn(tokens, _blind(canonical, column) if indexed else [])


def blind_column(texts: Iterable[str | None], column: Column) -> list[str | None]:
    """The blind index of every text under the newest index key; None where there is nothing to compare.

    Raises:
        MaskedTextError: when one of them is a mask.
    """
    return _blind((_canonical(text, column) if text else "" for text in texts), column)


def _blind(canonical: Iterable[str], column: Column) -> list[str | None]:
    key = ring().index[0]
    head, start = f"blind index\0{column.bound}\0", f"{key.id}:"
    found: list[str | None] = []
    for text in canonical:
        compared = _compared(text, column.kind) if text else ""
        if compared:
            digest = hmac.digest(key.secret, (head + compared).encode(), "sha256")
            found.append(start + base64.urlsafe_b64encode(digest).decode("ascii"))
        else:
            found.append(None)
    return found


def mask_column(tokens: Iterable[str | None], column: Column) -> list[str]:
    """What is shown of every token: its mask, or that it cannot be read; of no token nothing."""
    opened = _Opener(column)
    masks: dict[str, str] = {}
    found = []
    for token in tokens:
        if not token:
            found.append("")
            continue
        text = opened.text(token)
        if text is None:
            found.append(_("无法解密"))
        elif column.kind is PersonalKind.TEXT:
            found.append(masks.setdefault(text, column.kind.mask(text)))
        else:
            found.append(column.kind.mask(text))
    return found


def equal_column(tokens: Iterable[str | None], texts: Iterable[str | None], column: Column) -> list[bool]:
    """Does each token stand for the text beside it? Two empty ones agree; what does not open never does."""
    opened = _Opener(column)
    found = []
    for token, text in zip(tokens, texts, strict=True):
        canonical = column.kind.canonical(text) if text else ""
        found.append(opened.text(token) == canonical if token else not canonical)
    return found


class _Opener:
    """Opens tokens of one column, a cipher for each key that made some."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.ciphers: dict[str, tuple[AESGCM, bytes] | None] = {}

    def text(self, token: str) -> str | None:
        """The clear text, which stays in this module; None for what does not open."""
        version, _, rest = token.partition(":")
        key_id, _, body = rest.partition(":")
        if version != VERSION:
            return None
        if key_id not in self.ciphers:
            self.ciphers[key_id] = self._cipher(key_id)
        known = self.ciphers[key_id]
        if known is None:
            return None
        try:
            raw = base64.urlsafe_b64decode(body)
            return known[0].decrypt(raw[:NONCE], raw[NONCE:], known[1]).decode()
        except (InvalidTag, ValueError):
            return None

    def _cipher(self, key_id: str) -> tuple[AESGCM, bytes] | None:
        key = ring().find(Purpose.SEAL, key_id)
        return None if key is None else (AESGCM(key.secret), sealing.beside(key_id, self.column))


def _canonical(text: str, column: Column) -> str:
    if text.isascii() and text.isalnum():  # neither blank, hyphen nor star: nothing to fold
        return text.upper() if column.kind in _CODES else text
    if column.kind.looks_masked(text):
        raise MaskedTextError(f"{column.bound}: a mask cannot be kept as the value")
    return column.kind.canonical(text)


def _compared(text: str, kind: PersonalKind) -> str:
    if kind is PersonalKind.PHONE and len(text) <= 11 and text.isascii() and text.isdigit():
        return text
    return kind.compared(text)
