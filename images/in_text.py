"""Pictures in a story's text. The text keeps one address for each (Image.src); its page shows it in
all sizes and formats."""

import re
from html import unescape
from typing import Any

from django.template.loader import render_to_string

from images import named
from images.models import Image
from images.shown import shown
from images.uses import USES

# As the cleaner writes it (geekfeed/lib/html.py): attributes in double quotes, in any order.
_IMG = re.compile(r'<img(?: [a-z]+="[^"]*")*>')
_SRC = re.compile(rf' src="(?:[^"]*/)?({named.FOLDER.pattern})/[^/"]+"')
_ALT = re.compile(r' alt="([^"]*)"')
MOST = 200  # pictures of one text that are looked up


def responsive(html: str) -> str:
    """Cleaned HTML in which our own pictures are shown as everywhere else; others stay as they
    are, and so does one that was deleted. One query if there are any, two if one of them has got
    another file since."""
    folders = list(dict.fromkeys(_SRC.findall(html)))[:MOST]
    if not folders:
        return html
    images = named.by_folder(folders)

    def replaced(tag: re.Match[str]) -> str:
        source = _SRC.search(tag[0])
        image = images.get(source[1]) if source else None
        return _picture(image, tag[0]) if image else tag[0]

    return _IMG.sub(replaced, html)


def _picture(image: Image, tag: str) -> str:
    alt = _ALT.search(tag)
    context: dict[str, Any] = {
        "shown": shown(image, USES["text"]),
        "alt": unescape(alt[1]) if alt else "",
        "lead": False,
    }
    return render_to_string("components/picture.html", context)
