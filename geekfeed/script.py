"""The one script of the readers' pages: the files in static/js/reader, one after the other.

Each looks for what it is about and does nothing on pages that have none of it. Together they are
smaller than a request for each would be, and a browser has all of them after the first page. The
address names the content, and under it the script may be kept for good.
"""

import re
from functools import cache

from django.conf import settings
from django.urls import reverse

from geekfeed.lib.digested import digest_of

FOLDER = settings.BASE_DIR / "static" / "js" / "reader"
# In the order in which they run. Where an old browser stumbles over one, those after it are lost:
# the most demanding come last. What was typed comes back into the form that comments has dressed.
PARTS = (
    "shortcut",
    "search",
    "offline",
    "kept-pages",
    "pass-on",
    "embed",
    "ago",
    "comments",
    "comment-draft",
)
# On lines of its own.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*$", re.DOTALL | re.MULTILINE)


def text() -> str:
    """The whole of it. While the site is being worked on, files that change are read again."""
    return _read() if settings.DEBUG else _read_once()


def address() -> str:
    return reverse("script", args=[digest_of(text())])


def _read() -> str:
    return "\n".join(_squeezed((FOLDER / f"{name}.js").read_text()) for name in PARTS)


_read_once = cache(_read)


def _squeezed(source: str) -> str:
    """Without what only people read. No string of ours goes over several lines."""
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "\n".join(line for line in lines if line)
