"""Seal and unseal: AES-256-GCM, the key's id in front, bound to the column (docs/decisions/0008).

A token is ``p1:KEYID:BASE64`` of nonce (12 bytes), ciphertext and tag (16 bytes). Authenticated beside the
text are the version, the key and the column, so a token that is copied into another column does not open
there.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from xieshou.domain.personal.keys import Key, Purpose, ring
from xieshou.kernel.masking import PersonalKind

VERSION = "p1"
NONCE = 12


class UnreadableError(ValueError):
    """A token does not open: its key is not in the ring, it is of another column, or it is spoilt."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where sealed text lives: the name that it is bound to for ever, and what kind of data it is."""

    bound: str
    kind: PersonalKind


def seal(text: str, column: Column) -> str:
    """The token of a text; of no text, no token."""
    return _token(text, column, ring().seal[0], secrets.token_bytes(NONCE)) if text else ""


def reseal(token: str, column: Column) -> str:
    """The token under the newest key. The same token always gives the same one, so that a record and its
    history, which hold the same before, hold the same after.

    The nonce is derived from the old token, which is unique to its text, so that none serves two texts.

    Raises:
        UnreadableError: see there.
    """
    text, key = unseal(token, column), ring().seal[0]
    deriving = hashlib.sha256(b"xieshou reseal\0" + key.secret).digest()
    nonce = hmac.new(deriving, token.encode(), hashlib.sha256).digest()[:NONCE]
    return _token(text, column, key, nonce) if text else ""


def _token(text: str, column: Column, key: Key, nonce: bytes) -> str:
    sealed = AESGCM(key.secret).encrypt(nonce, text.encode(), beside(key.id, column))
    return f"{VERSION}:{key.id}:{base64.urlsafe_b64encode(nonce + sealed).decode('ascii')}"


def unseal(token: str, column: Column) -> str:
    """The text of a token.

    Raises:
        UnreadableError: see there.
    """
    if not token:
        return ""
    version, _, rest = token.partition(":")
    key_id, _, body = rest.partition(":")
    if version != VERSION:
        raise UnreadableError(f"{column.bound}: no sealed text")
    key = ring().find(Purpose.SEAL, key_id)
    if key is None:
        raise UnreadableError(f"{column.bound}: the ring has no key {key_id}")
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(key.secret).decrypt(raw[:NONCE], raw[NONCE:], beside(key_id, column)).decode()
    except (InvalidTag, ValueError):
        raise UnreadableError(f"{column.bound}: the token is of another column or spoilt") from None


def key_of(token: str) -> str:
    """The id of the key that made a token or a blind index; empty for nothing."""
    head = token.removeprefix(f"{VERSION}:")
    return head.partition(":")[0] if ":" in head else ""


def blind(text: str, column: Column, key: Key | None = None) -> str | None:
    """The blind index of a text: ``KEYID:BASE64`` of an HMAC-SHA-256; None when there is nothing to compare.

    Keyed, so that nobody who has the database can try all phone numbers; another for each column, so that the
    indexes of two tables tell nothing about each other. ``key``: the newest index key unless told.
    """
    compared = column.kind.compared(text)
    if not compared:
        return None
    key = key or ring().index[0]
    digest = hmac.new(
        key.secret, f"blind index\0{column.bound}\0{compared}".encode(), hashlib.sha256
    ).digest()
    return f"{key.id}:{base64.urlsafe_b64encode(digest).decode('ascii')}"


def beside(key_id: str, column: Column) -> bytes:
    """What is authenticated beside the text."""
    return f"xieshou personal\0{VERSION}\0{key_id}\0{column.bound}".encode()
