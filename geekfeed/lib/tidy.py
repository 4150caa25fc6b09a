"""Tidy markup: what a parser gets to read, so that it finds nothing to repair.

HTML parsers mend broken markup by repeating it: a few kilobytes of elements that are never closed
become megabytes. So tags are read here first, once and from left to right, the vocabulary's alone
are written again, and each inline element is closed before the next block begins or ends.
"""

import re
from html import unescape

from django.utils.translation import gettext as _

from geekfeed.lib.vocabulary import (
    DEEPEST,
    DROPPED_WHOLE,
    MOST_BLOCKS,
    VOCABULARY,
    TooMuch,
    is_ours,
)

WHITE = "\t\n\f\r "
INLINE = {"a", "cite", "code", "em", "q", "s", "span", "strong", "sub", "sup"}
BLOCKS = {"blockquote", "figcaption", "figure", "footer", "h2", "h3", "ol", "pre", "table", "ul"}

# Attributes and tags end where the HTML standard says that they end. Neither expression can fail
# halfway, so both read every character once.
_ATTRIBUTE = r"""
    (?: =[^\t\n\f\r\x20/>=]* | [^\t\n\f\r\x20/>=]+ )
    (?:
        [\t\n\f\r\x20]* = [\t\n\f\r\x20]*
        (?: "[^"]*(?:"|\Z) | '[^']*(?:'|\Z) | [^\t\n\f\r\x20>"'][^\t\n\f\r\x20>]* )
    )?
"""
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_TAG = re.compile(
    rf"""
    <!--(?:-?>|.*?(?:--!?>|\Z))
    | <[!?][^>]*(?:>|\Z)
    | <(?P<slash>/?)(?P<name>[a-z][^\t\n\f\r\x20/>]*)
      (?P<attributes>(?:[\t\n\f\r\x20/]+|{_ATTRIBUTE})*+)
      (?P<end>>|\Z)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def tidied(html: str) -> str:
    """The text with the vocabulary's tags alone, each inline element closed before the next block
    begins or ends. So a parser finds nothing to repair by repeating it."""
    made: list[str] = []
    inside: list[str] = []  # the inline elements that are open
    blocks = at = 0

    def close(down_to: int) -> None:
        made.extend(f"</{name}>" for name in reversed(inside[down_to:]))
        del inside[down_to:]

    while found := _TAG.search(html, at):
        made.append(html[at : found.start()].replace("<", "&lt;"))
        at = found.end()
        name = (found["name"] or "").lower()
        is_start = not found["slash"]
        if not found["end"]:
            continue
        if name in DROPPED_WHOLE and is_start:
            rest = re.compile(rf"</{name}[\t\n\f\r />]", re.IGNORECASE).search(html, at)
            at = rest.start() if rest else len(html)
        elif name in INLINE:
            if not is_start:
                if name in inside:
                    close(len(inside) - 1 - inside[::-1].index(name))
                continue
            if name == "a" and "a" in inside:
                close(inside.index("a"))
            if len(inside) < DEEPEST:
                made.append(_start_tag(name, found["attributes"]))
                inside.append(name)
        elif name in ("br", "img"):
            if is_start:
                made.append(_start_tag(name, found["attributes"]))
        elif name in VOCABULARY:
            close(0)
            made.append(_start_tag(name, found["attributes"]) if is_start else f"</{name}>")
            blocks += is_start and name in BLOCKS
    if blocks > MOST_BLOCKS:
        raise TooMuch(
            _("This has more headings, lists, quotations and tables than one story can have.")
        )
    made.append(html[at:].replace("<", "&lt;"))
    close(0)
    return "".join(made)


def _start_tag(name: str, written: str) -> str:
    """With the attributes that the vocabulary knows; empty for a picture from elsewhere."""
    known = VOCABULARY.get(name, {"class"})
    if not known:
        return f"<{name}>"
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTES.finditer(written):
        # A name that begins with "=" is none of ours, and splits into an empty one.
        key, _equals, value = found[0].partition("=")
        key, value = key.strip(WHITE).lower(), value.strip(WHITE)
        if value[:1] in ('"', "'"):
            value = value[1:].removesuffix(value[0])
        if key in known:
            attributes.setdefault(key, value)
    if name == "img" and not is_ours(unescape(attributes.get("src", ""))):
        return ""
    return f"<{name}{''.join(_written(*pair) for pair in attributes.items())}>"


def _written(key: str, value: str) -> str:
    return ' {}="{}"'.format(key, value.replace('"', "&quot;"))
