"""Text that browsers keep for good: its address names its content (a digest), and it goes out
compressed as well as it can be."""

import gzip
import re
from hashlib import blake2b

import brotli
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

DAY = 24 * 3600
YEAR = 365 * DAY
_REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")
_COMPRESS = {"br": brotli.compress, "gzip": gzip.compress}


def digest_of(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def answer(
    request: HttpRequest, text: str, digest: str, content_type: str, otherwise: int
) -> HttpResponse:
    """`text` for whoever asks for what has that digest.

    Any other digest is answered with what the site has now, which may be kept for `otherwise`
    seconds, as it may get something else soon: a page that is still about names a former one, and
    a server process that has not yet heard of a change answers a new address with the old text.
    """
    encoding = encoding_for(request)
    response = HttpResponse(_compressed(text, encoding), content_type=content_type)
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    if digest == digest_of(text):
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=otherwise)
    return response


def encoding_for(request: HttpRequest) -> str:
    """How an answer is best compressed for whoever asks: br, gzip, or "" for not at all."""
    accepted = request.headers.get("Accept-Encoding", "").split(",")
    names = {name.partition(";")[0].strip() for name in accepted if not _REFUSED.search(name)}
    return next((name for name in ("br", "gzip") if name in names), "")


def _compressed(text: str, encoding: str) -> bytes:
    """Worked out once: it takes a moment to do it well."""
    if not encoding:
        return text.encode()
    key = f"digested:{digest_of(text)}:{encoding}"
    made = cache.get(key)
    if made is None:
        made = _COMPRESS[encoding](text.encode())
        cache.set(key, made, DAY)
    return made
