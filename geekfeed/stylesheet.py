"""The one stylesheet of the readers' pages: the files in static/css that FIRST and LAST name, all
components between them, then the shows' colours.

Browsers wait for it before they show a page, so it is one file without comments and indents. Its
address names its content, and under that address it may be kept for good.
"""

import re
from functools import cache
from itertools import chain

from django.conf import settings
from django.templatetags.static import static

FOLDER = settings.BASE_DIR / "static" / "css"
# In the order of the cascade; all components come between them, by name. A new one is simply there.
FIRST = ("layers", "tokens", "reset", "base", "layout")
LAST = ("forced-colors", "print")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FILE = re.compile(r'url\("\.\./([^"]+)"\)')  # a font: beside static/css


def text(colours: str) -> str:
    """The whole of it. While the site is being worked on, files that change are read again."""
    return (_read() if settings.DEBUG else _read_once()) + squeezed(colours)


def squeezed(css: str) -> str:
    """Without what only people read. No string of ours has two spaces in a row."""
    return " ".join(_COMMENT.sub("", css).split())


def _read() -> str:
    components = sorted(FOLDER.glob("components/*.css"), key=lambda file: file.stem)
    first, last = ([FOLDER / f"{name}.css" for name in names] for names in (FIRST, LAST))
    files = [file.read_text() for file in chain(first, components, last)]
    return squeezed(_FILE.sub(lambda found: f'url("{static(found[1])}")', "\n".join(files)))


_read_once = cache(_read)
