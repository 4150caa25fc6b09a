"""A language in which every message stands between brackets: what has none was never translatable.

with bracketed():
    page = client.get("/")
assert untranslatable(page.content.decode(), content_of_the_database()) == []
"""

import contextlib
import html
import re
from collections.abc import Iterator
from gettext import NullTranslations
from html.parser import HTMLParser

from django.apps import apps
from django.core.cache import cache
from django.db.models import CharField, SlugField, TextField
from django.utils.translation import trans_real

from geekfeed import chrome
from geekfeed.lib import alike

OPEN, CLOSE = "⟦", "⟧"
WORD = re.compile(r"[^\W\d_]{2,}")
SAID = ("title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt")
SILENT = ("script", "style", "template")


class Bracketed(NullTranslations):
    """Stands where Django keeps the translations of the language that is active."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return f"{OPEN}{message.split(trans_real.CONTEXT_SEPARATOR)[-1]}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return (
            f"{OPEN}{(msgid1 if n == 1 else msgid2).split(trans_real.CONTEXT_SEPARATOR)[-1]}{CLOSE}"
        )

    def to_language(self) -> str:
        return "en"

    def language(self) -> str:
        return "en"


@contextlib.contextmanager
def bracketed() -> Iterator[Bracketed]:
    language = Bracketed()
    trans_real._active.value = language
    # What is kept of pages is kept under the language's name, and this one has the name of another.
    _forget_what_is_kept()
    try:
        yield language
    finally:
        del trans_real._active.value
        _forget_what_is_kept()


def _forget_what_is_kept() -> None:
    chrome._written.cache_clear()
    alike._written.cache_clear()
    cache.clear()


def content_of_the_database() -> list[str]:
    """All that people have written, the longest first. Choices are ours: their words are not
    content."""
    found = set()
    for model in apps.get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField)
            and not isinstance(field, SlugField)
            and not field.choices
        ]
        for values in model._base_manager.values_list(*names) if names else []:
            for value in filter(None, values):
                found |= {" ".join(part.split()) for part in re.split(r"<[^>]*>", str(value))}
                found.add(str(value))
    return sorted((html.unescape(text) for text in found if len(text) > 1), key=len, reverse=True)


def untranslatable(page: str, content: list[str], ours: tuple[str, ...] = ()) -> list[str]:
    """What the page says that is neither translatable nor among the contents. `ours` are names
    that are the same in every language."""
    reader = _Reader()
    reader.feed(page)
    # A message may have elements in it, so brackets are followed through the text of the page.
    texts, depth = _outside(reader.texts)
    assert depth == 0, "a message was cut off, so what follows it cannot be told apart"
    attributes = [text for said in reader.attributes for text in _outside([said])[0]]
    known = sorted((*content, *ours), key=len, reverse=True)
    return [text for text in (*texts, *attributes) if _is_left(text, known)]


def _outside(texts: list[str]) -> tuple[list[str], int]:
    """What of each text stands in no brackets, and how many are open at the end."""
    depth, found = 0, []
    for text in texts:
        parts = []
        for part in re.split(f"([{OPEN}{CLOSE}])", text):
            depth += (part == OPEN) - (part == CLOSE)
            parts.append(" " if depth or part == CLOSE else part)
        found.append(" ".join("".join(parts).split()))
    return found, depth


def _is_left(text: str, known: list[str]) -> bool:
    for words in known:
        if not WORD.search(text):
            return False
        if words in text:
            text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", text)
    return bool(WORD.search(text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.silent += tag in SILENT
        said = [facts.get(name) for name in SAID]
        if tag == "meta" and {facts.get("name"), facts.get("property")} & {
            "description",
            "og:description",
            "og:title",
        }:
            said.append(facts.get("content"))
        if tag == "input" and facts.get("type") in ("submit", "button"):
            said.append(facts.get("value"))
        # The words that scripts will say.
        said += [
            value
            for name, value in attrs
            if name.startswith("data-") and value and " " in value and value[0] not in "{["
        ]
        self.attributes += filter(None, said)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.texts.append(data)
