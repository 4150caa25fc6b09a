"""Whose page is it? Every address on the web belongs to at most one source.

A source owns domains ("onlocationvacations.com") and accounts on other people's domains
("x.com/olv"); both are kept as `Domain`, in small letters. The most specific one that fits an
address says whose it is.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from sources.models import Domain, Source

LONGEST = 2_000  # characters of an address that is worth a look
MOST_PARTS = 3  # of a path
MOST_HOSTS = 5  # a domain with those above it
MOST_ASKED = 20_000  # names in one query: SQLite takes some more

_ADDRESS = re.compile(r"(?:https?:)?[/\\]{2}([^/\\?#]*)([^?#]*)", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_PART = re.compile(r"[a-z0-9@._~+-]+")

# Names of one host that have others. A page is the same under each.
SAME = {
    "twitter.com": "x.com",
    "fb.com": "facebook.com",
    "instagr.am": "instagram.com",
    "threads.com": "threads.net",
}
# Where anybody has pages, and after which parts of the path somebody's name comes.
SOCIAL: dict[str, tuple[str, ...]] = {
    "bsky.app": ("profile",),
    "facebook.com": ("",),
    "instagram.com": ("",),
    "linkedin.com": ("company", "in"),
    "medium.com": ("@",),
    "pinterest.com": ("",),
    "reddit.com": ("r", "u", "user"),
    "t.me": ("",),
    "threads.net": ("@",),
    "tiktok.com": ("@",),
    "twitch.tv": ("",),
    "vimeo.com": ("",),
    "weibo.com": ("",),
    "x.com": ("",),
    "youtube.com": ("@", "c", "channel", "user"),
}
# What comes first in a path there and is nobody's name.
NOBODY = {
    "about", "channels", "embed", "events", "explore", "gaming", "groups", "hashtag", "help",
    "home", "i", "intent", "login", "p", "photo", "photos", "pin", "playlist", "privacy", "reel",
    "reels", "search", "settings", "share", "sharer", "shorts", "stories", "tv", "video", "videos",
    "watch",
}  # fmt: skip
# What stands before the domain of somebody who publishes under it. Another word can be somebody
# else's part of it: what is at io9.gizmodo.com is not all that is at gizmodo.com.
PARTS = {
    "amp", "blog", "blogs", "de", "en", "es", "fr", "it", "m", "mobile", "movies", "news", "press",
    "shop", "tv", "uk", "us", "web", "www",
}  # fmt: skip
# Domains under which everybody's own begin: of countries, and of those who host other people's.
SECOND = {"ac", "co", "com", "edu", "gob", "gouv", "gov", "ltd", "ne", "net", "nom", "or", "org"}
HOSTING = {
    "blogspot.com", "github.io", "gitlab.io", "herokuapp.com", "netlify.app", "substack.com",
    "tumblr.com", "typepad.com", "vercel.app", "weebly.com", "wixsite.com", "wordpress.com",
}  # fmt: skip


def candidates(url: str) -> list[str]:
    """What a `Domain` that the address belongs to may be called, the most specific first: its host
    with the path, then the host, then the domains above it in the same way.

    Empty for whatever is no address of a page, however odd it is.
    """
    host, parts = _read(url)
    hosts = _with_parents(host)
    paths = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return [name for at in hosts for name in (*(f"{at}/{path}" for path in paths), at)]


def owners(urls: Iterable[str]) -> dict[str, Source]:
    """Address → whose page it is, of those that belong to a source. One query for all of them, up
    to some thousand."""
    named = {url: candidates(url) for url in urls}
    asked = sorted({name for names in named.values() for name in names})
    found: dict[str, Source] = {}
    for begin in range(0, len(asked), MOST_ASKED):
        rows = Domain.objects.filter(name__in=asked[begin : begin + MOST_ASKED])
        found.update((row.name, row.source) for row in rows.select_related("source"))
    known = {
        url: next((found[n] for n in names if n in found), None) for url, names in named.items()
    }
    return {url: source for url, source in known.items() if source is not None}


def bare(url: str) -> str:
    """What to register for a source of which only a page is known: the domain that somebody bought,
    where the host is sure to be a part of that and not somebody else's, or else the host; the
    account where the domain is everybody's. Empty where the address is none."""
    host, parts = _read(url)
    social = next((at for at in _with_parents(host) if at in SOCIAL), "")
    if social:
        account = _account(SOCIAL[social], parts)
        return f"{social}/{account}" if account else social
    own = _with_parents(host)
    while len(own) > 1 and own[0].partition(".")[0] in PARTS:
        own = own[1:]
    return own[0] if own else ""


def _account(prefixes: tuple[str, ...], parts: list[str]) -> str:
    if not parts:
        return ""
    first, *rest = parts
    if first in prefixes and rest:
        return f"{first}/{rest[0]}"
    if "@" in prefixes and len(first) > 1 and first.startswith("@"):
        return first
    is_name = "" in prefixes and first not in NOBODY and not first.isdigit() and "." not in first
    return first if is_name else ""


def _with_parents(host: str) -> list[str]:
    """The host and the domains above it, down to the one that somebody could buy."""
    labels = host.split(".") if host else []
    hosts = [".".join(labels[at:]) for at in range(len(labels) - 1)]
    ends = next((at for at, name in enumerate(hosts) if at and _is_everybodys(name)), len(hosts))
    own = hosts[:ends] if hosts and not _is_public(hosts[0]) else []
    return own[-MOST_HOSTS:]


def _is_everybodys(name: str) -> bool:
    return name in HOSTING or _is_public(name)


def _is_public(name: str) -> bool:
    second, _dot, first = name.partition(".")
    return len(first) == 2 and second in SECOND


def _read(url: str) -> tuple[str, list[str]]:
    """Host and parts of the path, in small letters; an empty host for what is no address."""
    if not isinstance(url, str) or len(url) > LONGEST:
        return "", []
    match = _ADDRESS.match(url.strip())
    if not match or not match[0].isprintable() or " " in match[1]:
        return "", []
    host = re.sub(r":\d*\Z", "", match[1].rpartition("@")[2]).lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return "", []
    if len(host) > 253 or not _HOST.fullmatch(host):
        return "", []
    host = host.removeprefix("www.") if host.count(".") > 1 else host
    for name, same in SAME.items():
        if host == name or host.endswith(f".{name}"):
            host = host.removesuffix(name) + same
    parts: list[str] = []
    for part in filter(None, re.split(r"[/\\]+", match[2])):
        part = unquote(part).lower()
        if len(parts) == MOST_PARTS or len(part) > 100 or not _PART.fullmatch(part):
            break
        parts.append(part)
    return host, parts
