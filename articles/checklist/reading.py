"""The body of a story read once, from the first character to the last, for all the checks."""

import re
from dataclasses import dataclass, field
from html import unescape

from geekfeed.lib.html import clean

# As the cleaner writes tags: small letters, every value in quotation marks. In nothing else may
# this be used; there it would miss what browsers see.
_TAG = re.compile(r'<(?P<slash>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
BLOCKS = {"p", "h2", "h3", "li", "br", "td", "th", "blockquote", "footer", "figcaption"}


@dataclass(frozen=True)
class Link:
    href: str
    text: str


@dataclass(frozen=True)
class Picture:
    src: str
    alt: str


@dataclass(frozen=True)
class Quotation:
    words: str
    who: str


@dataclass
class Reading:
    """What the checks need to know of a body. Texts are plain, with their white space folded."""

    text: str = ""
    paragraphs: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)


def read(body: str) -> Reading:
    """Reads it as readers will get it, cleaned. Raises TooMuch for what no story can be.

    Each piece of text is handed to a fixed number of listeners, however deep elements stand in one
    another, so the time grows with the length of the text and no faster.
    """
    html = clean(body)
    reading = Reading()
    text: list[str] = []
    paragraph: list[str] | None = None
    link: list[str] | None = None
    href = ""
    quotations: list[tuple[list[str], list[str]]] = []  # those that are open: words, who said it
    is_who = 0  # how many of <footer> and <cite> are open
    at = 0

    def hear(said: str) -> None:
        text.append(said)
        for listener in (paragraph, link):
            if listener is not None:
                listener.append(said)
        if quotations:
            quotations[-1][bool(is_who)].append(said)

    for tag in _TAG.finditer(html):
        if said := html[at : tag.start()]:
            hear(unescape(said))
        at = tag.end()
        name, is_start = tag["name"], not tag["slash"]
        if name in BLOCKS:
            hear(" ")
        if name == "p":
            if paragraph is not None:
                reading.paragraphs.append(_folded(paragraph))
            paragraph = [] if is_start else None
        elif name == "a":
            if link is not None:
                reading.links.append(Link(href, _folded(link)))
            link = [] if is_start else None
            href = unescape(_attributes(tag).get("href", "")).strip() if is_start else ""
        elif name == "img":
            found = _attributes(tag)
            alt = " ".join(unescape(found.get("alt", "")).split())
            reading.pictures.append(Picture(unescape(found.get("src", "")), alt))
            if link is not None:
                link.append(alt)
        elif name == "blockquote" and is_start:
            quotations.append(([], []))
        elif name == "blockquote" and quotations:
            words, who = quotations.pop()
            reading.quotations.append(Quotation(_folded(words), _folded(who)))
        elif name in ("footer", "cite") and quotations:
            is_who = max(0, is_who + (1 if is_start else -1))
    hear(unescape(html[at:]))
    reading.text = _folded(text)
    return reading


def _attributes(tag: re.Match[str]) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(tag["attributes"]))


def _folded(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
