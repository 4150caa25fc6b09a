"""Addresses in a comment: which may be followed, how they are kept, and how they are shown so that
nobody is led astray.
"""

import re
from typing import NamedTuple
from unicodedata import bidirectional, name, normalize
from urllib.parse import quote, urlsplit

import idna

LONGEST = 1_000
LAST_PORT = 65_535
SHOWN = 60
"""Characters that an address has on the page. A host is shown whole all the same."""

_PARTS = re.compile(
    r"(https?)://([^/?#@\\:\[\]]{1,253})(:[0-9]{1,5})?((?:[/?#].*)?)", re.IGNORECASE
)
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?"
# A name on the Internet ends with letters; what ends with digits is a machine's number.
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})")
# Names of machines in a network of one's own.
_NEAR = ("internal", "lan", "local", "localhost")
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"
_DOTS = str.maketrans(dict.fromkeys("·․‧∙⋅・･。｡．ᐧ։۔܁܂﹒", "."))
_LIKE_ADDRESS = re.compile(r"[\w-]\.[^\W\d_]{2}|://|\bwww\.", re.IGNORECASE)


class Address(NamedTuple):
    href: str
    """As it is kept: ASCII, with the host as it is looked up."""
    host: str
    """As it is shown."""
    words: str


def read(typed: str) -> Address | None:
    """The address of a page on a host of the Internet by http or https; None for anything else. One
    with a name or a password in it is none: what stands before the @ looks like the host."""
    parts = _PARTS.fullmatch(typed) if len(typed) <= LONGEST else None
    host = _looked_up(parts[2]) if parts else None
    if not parts or not host:
        return None
    begin, port, rest = f"{parts[1].lower()}://", parts[3] or "", parts[4]
    if port and int(port[1:]) > LAST_PORT:
        return None
    href = quote(rest, safe=_SAFE)
    shown = _legible(host)
    front = begin + shown + port
    return Address(begin + host + port + href, shown, front + _short(_plain(rest, href), front))


def host_of(href: str) -> str:
    """The host of an address, as it is looked up; "" for what is no address."""
    found = read(href)
    return (urlsplit(found.href).hostname or "") if found else ""


def with_plain_dots(text: str) -> str:
    """What passes for the dot of a host's name as one."""
    return text.translate(_DOTS)


def look_true(words: str, address: Address) -> bool:
    """Whether a link's words leave no doubt where it leads: they look like no address, or are one
    on the same host."""
    words = normalize("NFKC", words).translate(_DOTS).casefold().strip()
    if not _LIKE_ADDRESS.search(words):
        return True
    host = re.escape(address.host.removeprefix("www."))
    return re.fullmatch(rf"(?:https?://)?(?:www\.)?{host}(?:[/?#]\S*)?", words) is not None


def _looked_up(host: str) -> str | None:
    """The host as browsers look it up; None where that leads to no host of the Internet."""
    host = host.lower()
    if not host.isascii() or "xn--" in host:
        try:
            host = idna.encode(host, uts46=True).decode()
        except UnicodeError:
            return None
    is_good = len(host) <= 253 and _HOST.fullmatch(host) and host.rpartition(".")[2] not in _NEAR
    return host if is_good else None


def _legible(host: str) -> str:
    """The host in its own letters if they are all of one script, its ending too, or of Latin as
    Europe writes it; else as it is looked up. Letters of several scripts are how one name is made
    to look like another."""
    try:
        own = idna.decode(host)
    except UnicodeError:
        return host
    if all(sign < "\u0180" and sign != "ı" for sign in own):
        return own
    scripts = {name(sign, "?").partition(" ")[0] for sign in own if sign not in "-.0123456789"}
    return own if len(scripts) == 1 and scripts != {"LATIN"} else host


def _plain(rest: str, href: str) -> str:
    """What follows the host, as it was typed; as it is kept where it would run backwards."""
    runs_back = any(bidirectional(sign) in ("R", "AL", "AN") for sign in rest)
    return href if runs_back else rest


def _short(rest: str, front: str) -> str:
    room = max(0, SHOWN - len(front))
    return rest if len(rest) <= room or len(rest) < 2 else f"{rest[:room]}…"
