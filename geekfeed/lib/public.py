"""Which addresses of the Internet are everybody's.

What is not (this machine, the network that it stands in, the cloud's own services) is reached by no
address that somebody typed, and by none that a page leads to.
"""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
# RFC 6052 and RFC 8215: an IPv4 address in the last four bytes, translated on the way.
TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def is_public(address: str, allowed: Iterable[str] = ()) -> bool:
    """Whether an address in digits may be connected to. `allowed` are networks that may be in any
    case: "127.0.0.0/8". Anything that is no address is not public."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if any(ip in ip_network(network) for network in allowed):
        return True
    return all(one.is_global and not one.is_multicast for one in _meant(ip))


def _meant(ip: Address) -> Iterator[Address]:
    """The address, and the IPv4 addresses that it stands for."""
    yield ip
    if isinstance(ip, IPv4Address):
        return
    if any(ip in network for network in TRANSLATED) or not int(ip) >> 32:
        yield IPv4Address(int(ip) & 0xFFFFFFFF)
    for inner in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())):
        if inner is not None:
            yield inner
