"""Reading a page as a test does: what stands where, and where it leads.

page = read(client.get("/"))
page.one("h1").text
page.all(".sources a[rel=noopener]")[0]["href"]
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

VOID = {"base", "meta", "link", "img", "br", "hr", "input", "source", "wbr"}
STEP = re.compile(r"(?P<tag>[\w-]+)?(?P<rest>(?:\.[\w-]+|#[\w-]+|\[[\w:-]+(?:=[^\]]*)?\])*)")
PART = re.compile(r"\.([\w-]+)|#([\w-]+)|\[([\w:-]+)(?:=([^\]]*))?\]")


class Element:
    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    @property
    def text(self) -> str:
        """What is read, white space folded."""
        return " ".join("".join(self._texts()).split())

    def all(self, selector: str) -> list["Element"]:
        """The elements under this one that match: tags, .classes, #ids, [attributes], and spaces
        between steps, each of which goes down by one or more."""
        found = [self]
        for step in selector.split():
            matches = _matcher(step)
            found = list(
                dict.fromkeys(
                    inner for outer in found for inner in outer.inside() if matches(inner)
                )
            )
        return found

    def one(self, selector: str) -> "Element":
        """The only one; anything else fails the test."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector)]

    def links(self, selector: str = "") -> list[tuple[str, str]]:
        """The links under what matches, as (words, address)."""
        return [(link.text, link["href"]) for link in self.all(f"{selector} a[href]")]

    def meta(self, name: str) -> str | None:
        """What a <meta> says, by its name or its property."""
        for element in self.all("meta"):
            if name in (element.attributes.get("name"), element.attributes.get("property")):
                return element["content"]
        return None

    def inside(self) -> Iterator["Element"]:
        """Every element under this one, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.inside()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()


def read(response: HttpResponse) -> Element:
    """The page of an answer, which must be one."""
    assert response.status_code == 200, response.status_code
    return parse(response.content.decode())


def parse(html: str) -> Element:
    """Every element must be closed where it was opened; one that is not fails the test."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"never closed: {[e.tag for e in builder.open[1:]]}"
    return builder.open[0]


def count_queries(client: Client, address: str) -> int:
    """How often a page asks the database once its frame is in the cache."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says something twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _matcher(step: str) -> Callable[[Element], bool]:
    match = STEP.fullmatch(step)
    assert match, f"not a selector: {step!r}"
    tag, wanted = match["tag"], PART.findall(match["rest"])

    def matches(element: Element) -> bool:
        return (not tag or element.tag == tag) and all(_has(element, *part) for part in wanted)

    return matches


def _has(element: Element, name: str, ident: str, attribute: str, value: str) -> Any:
    if name:
        return name in element.attributes.get("class", "").split()
    if ident:
        return element.attributes.get("id") == ident
    return attribute in element and (not value or element[attribute] == value)
