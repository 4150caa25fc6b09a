"""Where a request comes from."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD = 64  # bits of an IPv6 address that are one customer's
# Some proxies add a port: 203.0.113.7:1234, [2001:db8::1]:1234
_PORT = re.compile(r"\[(?P<six>[^\]]*)\](?::[0-9]+)?|(?P<four>[0-9.]+):[0-9]+")


def of(request: HttpRequest) -> str | None:
    """The network address of whoever sent the request; None if that is not known. Behind a proxy
    it is what the proxy says last, which is what it saw itself: all before that was sent along."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or said
    if found := _PORT.fullmatch(said):
        said = found["six"] or found["four"]
    try:
        return str(plain(said))
    except ValueError:
        return None


def plain(said: str) -> IPv4Address | IPv6Address:
    """An address of the old kind that is written as one of the new is one of the old. Raises
    ValueError for what is no address."""
    address = ip_address(said)
    return getattr(address, "ipv4_mapped", None) or address


def household(said: str) -> str:
    """All addresses that one customer of a provider has."""
    address = plain(said)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOUSEHOLD), strict=False))
    return str(address)
