"""The one stylesheet of the readers' pages: the files in static/css that FIRST and LAST name, all
components between them, then the shows' colours.

Browsers wait for it before they show a page, so it is one file without comments and indents. Its
address names its content, and under that address it may be kept for good.
"""

import gzip
import re
from functools import cache
from hashlib import blake2b
from itertools import chain

import brotli
from django.conf import settings
from django.core.cache import cache as kept
from django.http import HttpRequest
from django.templatetags.static import static

FOLDER = settings.BASE_DIR / "static" / "css"
# In the order of the cascade; all components come between them, by name. A new one is simply there.
FIRST = ("layers", "tokens", "reset", "base", "layout")
LAST = ("forced-colors", "print")

SECONDS = 24 * 3600
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")
_FILE = re.compile(r'url\("\.\./([^"]+)"\)')  # a font: beside static/css


def text(colours: str) -> str:
    """The whole of it. While the site is being worked on, files that change are read again."""
    return (_read() if settings.DEBUG else _read_once()) + squeezed(colours)


def digest_of(sheet: str) -> str:
    return blake2b(sheet.encode(), digest_size=8).hexdigest()


def squeezed(css: str) -> str:
    """Without what only people read. No string of ours has two spaces in a row."""
    return " ".join(_COMMENT.sub("", css).split())


def encoding_for(request: HttpRequest) -> str:
    """How an answer is best compressed for whoever asks: br, gzip, or "" for not at all."""
    accepted = request.headers.get("Accept-Encoding", "").split(",")
    names = {name.partition(";")[0].strip() for name in accepted if not _REFUSED.search(name)}
    return next((name for name in ("br", "gzip") if name in names), "")


def compressed(sheet: str, encoding: str) -> bytes:
    """Worked out once: it takes a moment to do it well."""
    if not encoding:
        return sheet.encode()
    key = f"stylesheet:{digest_of(sheet)}:{encoding}"
    made = kept.get(key)
    if made is None:
        made = _COMPRESS[encoding](sheet.encode())
        kept.set(key, made, SECONDS)
    return made


_COMPRESS = {"br": brotli.compress, "gzip": gzip.compress}


def _read() -> str:
    components = sorted(FOLDER.glob("components/*.css"), key=lambda file: file.stem)
    first, last = ([FOLDER / f"{name}.css" for name in names] for names in (FIRST, LAST))
    files = [file.read_text() for file in chain(first, components, last)]
    return squeezed(_FILE.sub(lambda found: f'url("{static(found[1])}")', "\n".join(files)))


_read_once = cache(_read)
