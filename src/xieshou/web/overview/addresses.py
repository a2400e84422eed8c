"""Addresses of other areas' pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from xieshou.domain.pairings.models import PairKind


def place_address(code: str) -> str:
    """The page of a place; empty for what has no code."""
    return reverse("places:detail", args=[code]) if code else ""


def pairing_address(pairing_id: int) -> str:
    """The page of a pairing."""
    return reverse("pairings:detail", args=[pairing_id])


def list_address(wanted: dict[str, str]) -> str:
    """The list of pairings of governments with these filters; those that are empty are left out."""
    asked = {"kind": PairKind.GOVERNMENT.value, **{name: value for name, value in wanted.items() if value}}
    return f"{reverse('pairings:list')}?{urlencode(asked)}"
