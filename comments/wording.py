"""What is typed into a comment, and what readers get of it."""

import re
import unicodedata

import nh3
from django.utils.html import strip_tags
from markdown_it import MarkdownIt

LONGEST = 5_000  # signs

_reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["emphasis", "blockquote", "link", "newline", "escape", "entity"]
)


def html_of(text: str, place: int | None) -> str:
    return nh3.clean(
        _reader.render(text),
        tags={"p", "br", "em", "strong", "blockquote", "a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="ugc nofollow noopener",
    )


def tidied(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\x00", "")).strip()


def plain(text: str) -> str:
    return " ".join(strip_tags(text).split())


def fingerprint(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
