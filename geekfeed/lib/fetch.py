"""The one door to the outside: the only module that opens a connection to another host.

Whoever names the address, a colleague or a page that leads on, it is asked for with the same care:
a host's name is looked up here, its addresses have to be public, and the connection goes to the
very address that was looked at, so that a name cannot change its meaning in between. Time and size
have limits, cookies and proxies do not exist, and what goes wrong is said in a sentence.
"""

import logging
import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import lru_cache
from threading import Thread
from typing import Any, NamedTuple

import httpcore
import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from geekfeed.lib import pace
from geekfeed.lib.public import is_public

REDIRECTS = 5
LIMIT = 5_000_000  # bytes
SECONDS = 20.0
# It tells of each request, which whoever runs a command has not asked for.
logging.getLogger("httpx").setLevel(logging.WARNING)

MOVED = {301, 302, 303, 307, 308}
BUSY = {429, 500, 502, 503, 504}


class Fetched(NamedTuple):
    """`kind` is the content type without its parameters, `url` where the redirects ended."""

    content: bytes
    kind: str
    url: str


class NotFetched(Exception):
    """Its words are for a person."""

    retry_after = ""


class NotAllowed(NotFetched):
    """An address that nobody may ask for from here."""


class NotReached(NotFetched):
    """There is no such host, or it does not let us in."""


class BrokenOff(NotReached):
    """It began to answer, and did not end."""


class TooSlow(NotFetched):
    pass


class TooLarge(NotFetched):
    pass


class WrongKind(NotFetched):
    """Not what was asked for, or not readable."""


class Answered(NotFetched):
    """The host answered, and has nothing for us. `status` is the number it gave."""

    def __init__(self, words: str, status: int, retry_after: str = "") -> None:
        super().__init__(words)
        self.status, self.retry_after = status, retry_after


def get(
    url: str,
    *,
    accept: str = "*/*",
    limit: int = LIMIT,
    timeout: float = SECONDS,
    every: float = 0.0,
    patience: pace.Patience | None = None,
    allowed: Iterable[str] = (),
) -> Fetched:
    """What is at the address.

    `accept` names content types with commas between ("application/json", "image/*"); `limit` is in
    bytes, as sent and unpacked; `timeout` in seconds, for everything of one attempt together.
    `every`: at least so many seconds between two calls to one host. `patience` asks again where a
    host is busy or slow, or breaks off. `allowed` are private networks that may be asked all the
    same: for tests.

    Raises NotFetched.
    """
    patience = patience or pace.Patience()
    for wait in patience.waits():
        try:
            return _get(url, accept, limit, timeout, every, tuple(allowed))
        except (TooSlow, BrokenOff, Answered) as error:
            if isinstance(error, Answered) and error.status not in BUSY:
                raise
            patience.wait(wait, error.retry_after)
    return _get(url, accept, limit, timeout, every, tuple(allowed))


def _get(
    url: str, accept: str, limit: int, timeout: float, every: float, allowed: tuple[str, ...]
) -> Fetched:
    address = _read(url)
    way = _Door(time.monotonic() + timeout, allowed)
    with httpx.Client(transport=way, trust_env=False, timeout=timeout) as door:
        for _hop in range(REDIRECTS + 1):
            began = time.monotonic()
            pace.wait_for_turn(address.host, every)
            # Standing in line is no fault of the host.
            way.backend.deadline += time.monotonic() - began
            door.cookies.clear()
            with (
                _in_words(address),
                door.stream("GET", address, headers=_headers(accept)) as answer,
            ):
                if answer.status_code not in MOVED or "location" not in answer.headers:
                    return _fetched(answer, accept, limit)
                address = _read(answer.headers["location"], address)
    raise NotAllowed(_("%(url)s leads from one address to the next without an end.") % {"url": url})


def post(
    url: str,
    content: bytes,
    kind: str,
    *,
    timeout: float = SECONDS,
    patience: pace.Patience | None = None,
    allowed: Iterable[str] = (),
) -> int:
    """Give the host something to read, of this content type, and return the number with which it
    takes it (200 to 299). What it answers is not read, and nothing is given to where it would lead
    on to: it was not meant for others.

    `timeout`, `patience` and `allowed` are those of get(). Raises NotFetched.
    """
    address = _read(url)
    patience = patience or pace.Patience()
    for wait in patience.waits():
        try:
            return _post(address, content, kind, timeout, tuple(allowed))
        except (TooSlow, Answered) as error:
            if isinstance(error, Answered) and error.status not in BUSY:
                raise
            patience.wait(wait, error.retry_after)
    return _post(address, content, kind, timeout, tuple(allowed))


def ask(
    url: str,
    content: bytes,
    kind: str,
    *,
    limit: int = LIMIT,
    timeout: float = SECONDS,
    allowed: Iterable[str] = (),
) -> Fetched:
    """Give the host something to read, as post() does, and return what it answers. Once: whoever
    asks is waiting.

    `limit`, `timeout` and `allowed` are those of get(). Raises NotFetched.
    """
    address = _read(url)
    with _posted(address, content, kind, timeout, tuple(allowed)) as answer:
        return _fetched(answer, "*/*", limit)


def _post(
    address: httpx.URL, content: bytes, kind: str, timeout: float, allowed: tuple[str, ...]
) -> int:
    with _posted(address, content, kind, timeout, allowed) as answer:
        if not 200 <= answer.status_code < 300:
            raise _refusal(answer)
        return answer.status_code


@contextmanager
def _posted(
    address: httpx.URL, content: bytes, kind: str, timeout: float, allowed: tuple[str, ...]
) -> Iterator[httpx.Response]:
    way = _Door(time.monotonic() + timeout, allowed)
    headers = _headers("*/*") | {"Content-Type": kind}
    with (
        httpx.Client(transport=way, trust_env=False, timeout=timeout) as door,
        _in_words(address),
        door.stream("POST", address, content=content, headers=headers) as answer,
    ):
        yield answer


@contextmanager
def _in_words(address: httpx.URL) -> Iterator[None]:
    """What goes wrong on the way to a host, as a sentence."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise TooSlow(
            _("%(host)s took too long to answer. Try again later.") % _named(address)
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        is_begun = isinstance(error, httpx.RemoteProtocolError | httpx.ReadError)
        raise (BrokenOff if is_begun else NotReached)(
            _("%(host)s could not be reached: %(why)s.")
            % {**_named(address), "why": str(error).rstrip(".") or type(error).__name__}
        ) from error


def _read(url: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        address = base.join(url) if base else httpx.URL(url)
        is_whole = bool(address.host) and (address.port or 0) < 2**16
    except (httpx.InvalidURL, ValueError, TypeError):
        is_whole = False
    if not is_whole or address.scheme not in ("http", "https") or address.userinfo:
        raise NotAllowed(
            _("“%(url)s” is no address of a page: it begins with https:// and a host.")
            % {"url": url}
        )
    return address


def _headers(accept: str) -> dict[str, str]:
    return {
        "Accept": accept,
        "Accept-Encoding": "gzip",
        "Connection": "close",
        "User-Agent": f"GeekFeed (+{settings.SITE_URL})",
    }


def _named(address: httpx.URL) -> dict[str, Any]:
    return {"host": address.host}


def _fetched(answer: httpx.Response, accept: str, limit: int) -> Fetched:
    if answer.status_code != 200:
        raise _refusal(answer)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not any(fnmatchcase(kind, wanted.strip()) for wanted in accept.split(",")):
        raise WrongKind(
            _("%(host)s sent “%(kind)s”, and not what was asked for: %(accept)s.")
            % {**_named(answer.url), "kind": kind, "accept": accept}
        )
    content = bytearray()
    for part in _unpacked(answer, limit):
        content += part
        if len(content) > limit:
            raise TooLarge(
                _("%(host)s sends more than the %(limit)d bytes that are taken in.")
                % {**_named(answer.url), "limit": limit}
            )
    return Fetched(bytes(content), kind, str(answer.url))


def _refusal(answer: httpx.Response) -> Answered:
    words = _("%(host)s answered with an error (%(status)d).")
    if answer.status_code == 404:
        words = _("%(host)s has nothing at this address (%(status)d).")
    elif answer.status_code == 429:
        words = _(
            "%(host)s has been asked too often (%(status)d). Wait for some minutes, and try again."
        )
    elif answer.status_code >= 500:
        words = _("%(host)s has a problem of its own (%(status)d). Try again later.")
    status = answer.status_code
    told = {**_named(answer.url), "status": status}
    return Answered(words % told, status, answer.headers.get("retry-after", "").strip())


def _unpacked(answer: httpx.Response, limit: int) -> Iterator[bytes]:
    """The content as it arrives. A little that unpacks to very much is never unpacked whole."""
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from answer.iter_raw()
        return
    broken = _("%(host)s sent something that cannot be unpacked.") % _named(answer.url)
    if encoding not in ("gzip", "x-gzip"):
        raise WrongKind(broken)
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    for raw in answer.iter_raw():
        try:
            while raw:
                if unpack.eof:
                    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
                yield unpack.decompress(raw, limit + 1)
                raw = unpack.unconsumed_tail or unpack.unused_data
        except zlib.error as error:
            raise WrongKind(broken) from error
    if not unpack.eof:
        raise WrongKind(broken)


# -- Connecting --------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class _Door(httpx.HTTPTransport):
    """Every connection, a redirect's too, is made by `_Backend`."""

    def __init__(self, deadline: float, allowed: tuple[str, ...]) -> None:
        super().__init__(verify=_trust(), trust_env=False)
        self.backend = _Backend(deadline, allowed)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(), network_backend=self.backend, max_keepalive_connections=0
        )


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: float, allowed: tuple[str, ...]) -> None:
        self.deadline, self.allowed = deadline, allowed
        self._plain = httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> "_Stream":
        addresses = _addresses(host, port, self.deadline)
        if not all(is_public(address, self.allowed) for address in addresses):
            raise NotAllowed(
                _("%(host)s is not an address of the public Internet.") % {"host": host}
            )
        failure: Exception | None = None
        for address in addresses:
            try:
                made = self._plain.connect_tcp(address, port, timeout=_left(self.deadline))
                return _Stream(made, self)
            except httpcore.ConnectError as error:
                failure = error
        raise failure or httpcore.ConnectError(_("it has no address"))


class _Stream(httpcore.NetworkStream):
    """A connection of which every wait ends when the time for all of them together is over."""

    def __init__(self, stream: httpcore.NetworkStream, backend: _Backend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._backend.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._backend.deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, *args: Any, **kw: Any
    ) -> "_Stream":
        left = _left(self._backend.deadline)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left


def _addresses(host: str, port: int, deadline: float) -> list[str]:
    """What the name stands for, in the order of preference. Systems look names up without a limit
    of time, so somebody else waits for that."""
    found: Future[list[Any]] = Future()

    def look_up() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:
            found.set_exception(error)

    Thread(target=look_up, daemon=True).start()
    try:
        rows = found.result(_left(deadline))
    except NotYet as error:
        raise httpcore.ConnectTimeout from error
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(_("no host has that name")) from error
    return list(dict.fromkeys(row[4][0] for row in rows))
