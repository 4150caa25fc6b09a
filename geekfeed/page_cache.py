"""Whole pages, kept and given to everybody who brings nothing of their own: no session, no name.

A page is kept under the stamps of what it rests on (articles/edition.py). They are asked of the
database at each request, in one small query, so that nothing is shown that has changed since. Which
pages are kept, and what they rest on, pages say themselves (geekfeed/lib/shared_page.py).

The first visit of an address leaves a note of what its page rests on. The second one asks for these
stamps first, makes the page, and keeps it as it goes out: whatever is written meanwhile makes other
stamps. What was asked for once only takes no room.
"""

import gzip
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

import brotli
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import MiddlewareNotUsed, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.connection import ConnectionProxy
from django.utils.translation import get_language

from articles import edition
from geekfeed.lib.digested import encoding_for

# Whoever brings one of these is known, or may be: their pages are made for them.
THEIRS = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", "commenter"}
SEEN = "seen"  # how far a reader has seen, which changes what pages show
SEEN_WRITTEN = re.compile(r"[0-9.-]{1,1000}")
CLOSED = ("/admin/", "/preview/", "/health/")
LONGEST = timedelta(minutes=5)  # whatever the stamps say; for words such as "3 minutes ago"
REMEMBERED = 24 * 3600  # seconds that a note stays
LARGEST = 250_000  # bytes, compressed
PATIENCE = 2.0  # seconds that a request waits for another one that makes the same page
LOST_AFTER = 10  # seconds; whoever has been at a page for longer was killed
LOOK_EVERY = 0.02  # seconds
COMPRESS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
pages = ConnectionProxy(caches, "pages")  # as Django's own `cache` is of its "default"
Answer = Callable[[HttpRequest], HttpResponse]


class Kept(NamedTuple):
    """Of a page that was only noted, all but `stamps` is empty."""

    stamps: dict[str, str]  # by what the page rests on: under which it was made
    until: datetime | None = None
    headers: dict[str, str] = {}
    body: bytes = b""  # compressed

    def holds(self, stamps: Mapping[str, str]) -> bool:
        return bool(self.until) and self.stamps == stamps and timezone.now() < self.until


class PageCache:
    """Middleware. Beneath what compresses, as it keeps pages compressed, and above all that has to
    do with a page: a kept one has their headers already."""

    def __init__(self, get_response: Answer) -> None:
        if settings.DEBUG or not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        kept = key and pages.get(key)
        if not kept:
            response = self.get_response(request)
            if key:
                self._note(key, request, response)
            return response
        stamps = edition.stamps(kept.stamps)
        if kept.holds(stamps):
            return _answer(request, kept)
        if not stamps or request.method != "GET":
            return self.get_response(request)
        return self._renewed(request, key, stamps)

    def _note(self, key: str, request: HttpRequest, response: HttpResponse) -> None:
        if _may_be_kept(request, response):
            names = {*request.rests_on, edition.EDITION}
            pages.set(key, Kept(dict.fromkeys(names, "")), REMEMBERED)

    def _renewed(self, request: HttpRequest, key: str, stamps: dict[str, str]) -> HttpResponse:
        """Made by this request, or by another one that is at it."""
        with self._turn(key) as is_ours:
            kept = pages.get(key)
            if kept and kept.holds(stamps):
                return _answer(request, kept)
            if not is_ours:
                return self.get_response(request)
            return self._made(request, key, stamps)

    def _made(self, request: HttpRequest, key: str, stamps: dict[str, str]) -> HttpResponse:
        """For somebody of whom no more is known than the key says."""
        request.COOKIES = {name: request.COOKIES[name] for name in request.COOKIES.keys() & {SEEN}}
        request.edition = stamps[edition.EDITION]
        response = self.get_response(request)
        if not _may_be_kept(request, response):
            pages.delete(key)  # those who wait need not
            return response
        if not request.rests_on <= stamps.keys():
            self._note(key, request, response)  # what they were before, nobody has asked
            return response
        kept = _packed(request, response, stamps)
        if len(kept.body) > LARGEST:
            pages.delete(key)
            return response
        pages.set(key, kept, REMEMBERED)
        return _answer(request, kept)

    @contextmanager
    def _turn(self, key: str) -> Iterator[bool]:
        """One request makes a page; others wait until it is there. False: that takes too long, or
        it is a page that is not kept any more."""
        turn, until = f"{key}:turn", time.monotonic() + PATIENCE
        before = pages.get(key)
        while not (is_ours := pages.add(turn, True, LOST_AFTER)):
            time.sleep(LOOK_EVERY)
            if time.monotonic() > until or pages.get(key) != before:
                break
        try:
            yield is_ours
        finally:
            if is_ours:
                pages.delete(turn)


def _key(request: HttpRequest) -> str | None:
    """Of all that a page follows from; None where it is not looked for."""
    if request.method not in ("GET", "HEAD") or request.path.startswith(CLOSED):
        return None
    if "HTTP_AUTHORIZATION" in request.META or not THEIRS.isdisjoint(request.COOKIES):
        return None
    seen = request.COOKIES.get(SEEN, "")
    if seen and not SEEN_WRITTEN.fullmatch(seen):
        return None
    try:
        host = request.get_host()
    except SuspiciousOperation:  # it is answered with a 400
        return None
    query = request.META.get("QUERY_STRING", "")
    encoding = encoding_for(request) or "gzip"
    parts = (request.scheme, host, request.path, query, get_language(), encoding, seen)
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A page that says so itself, and that says nothing else to caches: other than of cookies,
    which are in the key or bring no kept page, it does not vary."""
    is_page = response.status_code == 200 and not response.streaming
    says = response.get("Cache-Control", ""), response.cookies, response.get("Content-Encoding")
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    is_plain = not any(says) and varies <= {"", "cookie", "accept-encoding"}
    return is_page and is_plain and getattr(request, "rests_on", None) is not None


def _packed(request: HttpRequest, response: HttpResponse, stamps: dict[str, str]) -> Kept:
    encoding = encoding_for(request) or "gzip"
    body = COMPRESS[encoding](response.content)
    patch_vary_headers(response, ["Accept-Encoding"])
    # Weak: under one name it goes out compressed in several ways.
    name = blake2b(response.content, digest_size=12).hexdigest()
    headers = {**response.headers, "Content-Encoding": encoding, "Content-Length": str(len(body))}
    longest = timezone.now() + LONGEST
    until = min(longest, getattr(request, "holds_until", longest))
    return Kept(stamps, until, headers | {"ETag": f'W/"{name}"'}, body)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The page, or that whoever asks has it already."""
    headers, body = kept.headers, kept.body
    if not encoding_for(request):  # few ask for a page as it is
        body = gzip.decompress(body)
        headers = {**headers, "Content-Length": str(len(body))}
        del headers["Content-Encoding"]
    response = HttpResponse(body, headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response)
