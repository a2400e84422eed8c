"""From where a request comes."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of the browser: as our own proxies say, else of the connection.

    With two proxies of ours the last but one entry of X-Forwarded-For was written by the outer one; what
    stands before it anybody may have written.
    """
    hops = settings.TRUSTED_PROXIES
    forwarded = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    told = forwarded[-hops] if 0 < hops <= len(forwarded) else ""
    return _readable(told) or _readable(request.META.get("REMOTE_ADDR", ""))


def lock_address(request: HttpRequest) -> str | None:
    """What a lock counts by: of IPv6 the network of 64 bits, of which one person has all addresses."""
    address = client_address(request)
    if address is None or not isinstance(ip_address(address), IPv6Address):
        return address
    return str(ip_network((address, 64), strict=False).network_address)


def _readable(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None
