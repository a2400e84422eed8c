"""Addresses of other areas' pages."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def page(route: str, *args: object) -> str:
    """The address of another area's page; empty where this installation has no such area."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def place_address(code: str) -> str:
    """The page of a place; empty for what has no code."""
    return page("places:detail", code) if code else ""


def pairing_address(pairing_id: int) -> str:
    """The page of a pairing."""
    return page("pairings:detail", pairing_id)
