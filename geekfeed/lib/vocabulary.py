"""What a story's HTML may consist of, and how much of it one story can have."""

import re

from django.conf import settings

# The desk's buttons make most of it. What they do not make is what stories brought in from
# elsewhere have: q, s, sub, sup, code, pre, hr, a list's first number, a link's title, and cells
# that span others. It has a meaning that would be lost, and it can be edited once it is there.
VOCABULARY: dict[str, set[str]] = {
    "p": set(),
    "h2": set(),
    "h3": set(),
    "strong": set(),
    "em": set(),
    "s": set(),
    "sub": set(),
    "sup": set(),
    "br": set(),
    "hr": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "a": {"href", "title"},
    "blockquote": set(),
    "footer": set(),
    "cite": set(),
    "q": set(),
    "figure": {"data-embed", "data-id"},
    "figcaption": set(),
    "img": {"src", "alt", "width", "height"},
    "table": set(),
    "caption": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "code": set(),
    "pre": set(),
}
CLASSES: dict[str, set[str]] = {"span": {"credit"}}
SCHEMES = {"http", "https", "mailto"}
# A video or a post of another site stands in a story as a figure that names the site and what is
# shown there, with a link in it. Nothing of it loads before a click (articles/embeds.py).
EMBEDDED = {"dailymotion", "instagram", "reddit", "spotify", "vimeo", "x", "youtube"}
EMBEDDED_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Their text goes with them: what stands in a script or a style is not something a reader reads.
DROPPED_WHOLE = {
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "script",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
}

LONGEST = 500_000
"""Characters of a text, tags included."""
MOST_BLOCKS = 2_000
"""Headings, lists, quotations, figures and tables of a text: what can stand in one another."""
DEEPEST = 20
"""Inline elements in one another; further ones are left out, their text is not."""


class TooMuch(ValueError):
    """The text is too long, or has too many parts, to be kept. Its words are for the writer."""


def is_ours(address: str) -> bool:
    """Whether a picture's address is on this site or where its media files are. Others would learn
    who reads the story, and could show something else tomorrow."""
    # As browsers read it: a tab is nothing, and a backslash is a slash.
    read = re.sub(r"[\t\n\r]", "", address).replace("\\", "/")
    if read.startswith("/") and not read.startswith("//"):
        return True
    media = settings.MEDIA_URL
    return not media.startswith("/") and "//" in media and address.startswith(media)
