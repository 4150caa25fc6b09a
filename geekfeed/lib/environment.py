"""Environment variables, read strictly: nonsense is refused with a sentence, never taken for "no".

Every reader takes the variable's name and what holds when it is not set. They raise
ImproperlyConfigured, whose sentence names the variable and says what to put there. It does not
repeat the value, which may be a password.
"""

import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from email.utils import formataddr, parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from environ import Env

from geekfeed.lib.public import is_public

SWITCHES = {"true": True, "1": True, "yes": True, "on": True} | {
    "false": False,
    "0": False,
    "no": False,
    "off": False,
}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
POSTGRES = ("postgres", "postgresql", "psql", "pgsql")
MEMORY = "sqlite://:memory:"
ALIKE = 0.84  # of 1, by difflib: SITENAME is SITE_NAME, TEST_DATABASE_URL is somebody else's
MAIL_SERVERS = ("smtp", "smtp+tls", "smtp+ssl")
NO_MAIL_SERVERS = ("consolemail://", "dummymail://")  # prints letters; drops them


# The variables that were asked for, set or not.
known: set[str] = set()


def text(name: str, default: str = "") -> str:
    known.add(name)
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.strip():
        raise ImproperlyConfigured(f"{name} is set to nothing: give it a value or leave it out.")
    return value.strip()


def switch(name: str, *, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value not in SWITCHES:
        raise ImproperlyConfigured(f"Set {name} to true or false.")
    return SWITCHES[value]


def choice(name: str, default: str, choices: Sequence[str]) -> str:
    """One of several words."""
    value = text(name, default).lower()
    if value not in choices:
        raise ImproperlyConfigured(f"Set {name} to one of {', '.join(choices)}.")
    return value


def number(name: str, default: int, *, most: int) -> int:
    """A whole number from 0 to `most`."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and int(value) <= most):
        raise ImproperlyConfigured(f"Set {name} to a whole number from 0 to {most}.")
    return int(value)


def names(name: str, default: list[str]) -> list[str]:
    """Words with commas between them."""
    found = [word.strip() for word in text(name).split(",")]
    return [word for word in found if word] or default


def address(name: str, default: str = "") -> str:
    """A site's address: scheme, host and perhaps a port, without a slash at the end."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_site = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0
    except ValueError:
        is_site = False
    if not is_site or value != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        raise ImproperlyConfigured(
            f"Set {name} to the site's address as readers know it, such as https://news.example, "
            "with nothing after the host."
        )
    return value


def endpoint(
    name: str,
    default: str = "",
    advice: str = "a whole address, such as https://hub.example/, or leave it out",
    *,
    may_have_fragment: bool = False,
) -> str:
    """The whole address of a service or a page elsewhere, path and all. Empty: there is none.
    `advice` says to the operator what to set it to. A place within it only a page has."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = False
    is_odd = "@" in parts.netloc or (parts.fragment and not may_have_fragment)
    if value and (not is_whole or is_odd or not _is_plain(value)):
        raise ImproperlyConfigured(f"Set {name} to {advice}.")
    return value


def asked(name: str, default: str = "") -> str:
    """The same of a service that is asked through geekfeed/lib/fetch.py, which asks hosts of the
    public Internet only."""
    value = endpoint(name, default)
    if value and _is_at_home(urlsplit(value).hostname):
        raise ImproperlyConfigured(
            f"Set {name} to an address of the public Internet: GeekFeed asks no other hosts."
        )
    return value


def _is_at_home(host: str) -> bool:
    """As far as its name alone tells; the rest is found out when it is asked."""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost"
    return not is_public(host)


def token(name: str) -> str:
    """A key to a service, such as IndexNow or Akismet. Empty: there is none."""
    value = text(name)
    if value and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", value):
        raise ImproperlyConfigured(
            f"Set {name} to 8 to 128 letters from a to z, figures and hyphens, or leave it out."
        )
    return value


def _is_plain(address: str) -> bool:
    """It goes into headers, between < and >."""
    return address.isascii() and address.isprintable() and not set(address) & set(' <>"')


def database(name: str, default: str) -> dict[str, Any]:
    """A database in Django's terms, from its URL."""
    url = text(name, default)
    try:
        parts = urlsplit(url)
        # After two slashes would come a host, and SQLite has none: such a path would be dropped.
        is_ours = parts.scheme in POSTGRES or (parts.scheme == "sqlite" and not parts.netloc)
        if url == MEMORY or (is_ours and len(parts.path) > 1):
            return Env.db_url_config(url)
    except ValueError:
        pass
    raise ImproperlyConfigured(
        f"Set {name} to postgres://user:password@host:5432/name or sqlite:////path/to/file. "
        "Signs such as @ : / # in a password are written as %40 %3A %2F %23."
    )


def mail(name: str, default: str) -> dict[str, Any]:
    """Where e-mail goes, as Django's settings, from the mail server's URL."""
    url = text(name, default)
    try:
        parts = urlsplit(url)
        is_server = parts.scheme in MAIL_SERVERS and parts.hostname and parts.port
        if url in NO_MAIL_SERVERS or (is_server and not (parts.path + parts.query)):
            return Env.email_url_config(url)
    except ValueError:
        pass
    raise ImproperlyConfigured(
        f"Set {name} to smtp+tls://user:password@host:587, smtp+ssl://user:password@host:465, "
        "smtp://host:25 or consolemail://, with nothing after the port. Signs such as @ : / # in a "
        "password are written as %40 %3A %2F %23."
    )


def sender(name: str, default: str) -> str:
    """Whom e-mail comes from: an address, perhaps with a name before it."""
    given = text(name)
    if not given:
        return default
    shown, address = parseaddr(given)
    try:
        validate_email(address if given.isprintable() else "")
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"Set {name} to an e-mail address, such as GeekFeed <desk@news.example>."
        ) from error
    return formataddr((shown, address))


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"Set {name} to the name of a time zone, such as America/New_York or UTC."
        ) from error
    return value


def language(name: str, default: str) -> str:
    """The code of a language that Django knows by name, such as "de" or "pt-br"."""
    value = text(name, default).lower()
    # Some are known only by another code: zh-cn is zh-hans.
    if "name_local" not in LANG_INFO.get(value, {}):
        raise ImproperlyConfigured(
            f"Set {name} to a language’s code, such as en, de, pt-br or ar "
            "(docs/translating.md says which are translated)."
        )
    return value


def level(name: str, default: str) -> str:
    value = text(name, default).upper()
    if value not in LEVELS:
        raise ImproperlyConfigured(f"Set {name} to one of {', '.join(LEVELS)}.")
    return value


def folder(name: str, default: Path | None) -> Path | None:
    given = text(name)
    return Path(given) if given else default


def misspelt() -> dict[str, str]:
    """Variables that are set and that nobody has asked for, each with that of ours that it means,
    as its name has a few letters more, less or other."""
    found = {}
    for name in sorted(os.environ.keys() - known):
        if meant := get_close_matches(name, known, n=1, cutoff=ALIKE):
            found[name] = meant[0]
    return found
