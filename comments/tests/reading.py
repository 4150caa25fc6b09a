"""A comment's HTML as tests look at it: nothing in it but what a comment may have."""

import re

from comments.wording import html_of
from geekfeed.tests.reading import Element, parse

JESSICA_JONES = 7  # the show of the story
RELATION = "ugc nofollow noopener"
ADDRESS = re.compile(r"https?://(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]+(?::[0-9]{1,5})?(?:[/?#][!-~]*)?")
BLOCKS = {"", "blockquote", "details"}
INSIDE = {
    "p": BLOCKS,
    "blockquote": BLOCKS,
    "details": {"", "blockquote"},
    "summary": {"details"},
    "br": {"p", "em", "strong", "a"},
    "em": {"p", "strong", "a"},
    "strong": {"p", "em", "a"},
    "a": {"p", "em", "strong"},
}


def made(text: str, place: int | None = JESSICA_JONES) -> Element:
    """The HTML of what was typed, looked through."""
    html = html_of(text, place)
    page = parse(html)
    look_through(page)
    return page


def look_through(element: Element) -> None:
    for child in element.children:
        if isinstance(child, str):
            assert element.tag in {"p", "em", "strong", "a"}, (element.tag, child)
            continue
        assert element.tag in INSIDE[child.tag], (element.tag, child.tag)
        wrong = [pair for pair in child.attributes.items() if not _is_allowed(child.tag, *pair)]
        assert wrong == []
        look_through(child)
        if child.tag == "a":
            assert set(child.attributes) == {"href", "rel"}
            assert child.all("a") == []
        if child.tag == "details":
            assert child.attributes["class"] == "spoiler"
            assert [one.children for one in child.all("summary")] == [[]]
            assert [one for one in child.inside() if one.tag == "details"] == []
        if child.tag in {"p", "a", "em", "strong"}:
            assert child.text, child.tag


def _is_allowed(tag: str, name: str, value: str) -> bool:
    match tag, name:
        case "a", "href":
            return ADDRESS.fullmatch(value) is not None
        case "a", "rel":
            return value == RELATION
        case "details", "class":
            return value == "spoiler"
        case "details", "data-spoils":
            return re.fullmatch(r"7\.[1-9]\d{0,3}\.(0|[1-9]\d{0,3})", value) is not None
    return False
