"""The words and links that moderators look out for.

A word is found whatever its case, its accents, and the alphabets that its letters are borrowed
from, in what was typed and in what readers get of it; several words are found one after another. A
star stands for any letters. A host is found with every host beneath it, in links and where it is
only written.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase, translate
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from comments import wording
from comments.models import Listed
from comments.rights import Refused
from comments.screening.attempt import Attempt, Held
from geekfeed.lib.html import plain_text

# Looked for once from the beginning of each name, not from every part of it again: a text that is
# one long name would take seconds.
_HOST = re.compile(r"(?<![\w-])(?<![\w-]\.)(?:[\w-]+\.)+[^\W\d_][\w-]+")


def key_of(kind: str, what: str) -> str:
    """What is looked for. "" for what cannot be found: no letter in it, or no host."""
    if kind == Listed.Kind.WORD:
        patterns = [_pattern(part) for part in what.split()]
        return " ".join(filter(None, patterns)) if any(map(wording.words, what.split())) else ""
    found = _HOST.search(wording.with_plain_dots(what.casefold()))
    host = wording.host_of(f"http://{found[0]}") if found else ""
    return host.removeprefix("www.")


def _pattern(part: str) -> str:
    if "*" not in part:
        return " ".join(wording.words(part))
    return "*".join("".join(wording.words(piece)) for piece in part.split("*"))


def refuse(attempt: Attempt) -> None:
    """Raises Refused where something is in it that is not taken, without naming it: that would be
    how to get past it."""
    _refuse(_found(attempt))


def check(attempt: Attempt) -> None:
    """Raises Refused, or Held where a moderator should look at it."""
    found = _found(attempt)
    _refuse(found)
    for one in found:
        raise Held(_("It has “%(what)s” in it, which is on the list.") % {"what": one.what})


def _found(attempt: Attempt) -> list[Listed]:
    return found_in(attempt.text, Listed.objects.order_by("pk"), by=attempt.by.name)


def _refuse(found: list[Listed]) -> None:
    if any(one.then == Listed.Then.REFUSE for one in found):
        raise Refused(
            _("This has a word or a link in it that is not taken here. Leave it out and send it.")
        )


def found_in(said: str, listed: Sequence[Listed], *, by: str = "") -> list[Listed]:
    """Those of the listed words and links that are in what somebody of that name says."""
    if not (listed := list(listed)):
        return []
    text = _Text([by, said, plain_text(wording.html_of(said, None))], wording.links(said))
    starred = [one.key for one in listed if "*" in one.key]
    may_match = bool(starred) and text.matches_any(starred)
    return [one for one in listed if text.has(one, may_match=may_match)]


class _Text:
    """Texts that are looked through for many words. Between two of them stands an empty one, so
    that nothing is found that begins in one and ends in the next."""

    def __init__(self, texts: list[str], links: list[str]) -> None:
        self.texts, self.links = texts, links
        self.words = [word for text in texts for word in (*wording.words(text), "")]
        self.spaced = f" {' '.join(self.words)} "

    def has(self, one: Listed, *, may_match: bool) -> bool:
        if one.kind == Listed.Kind.LINK:
            return any(host == one.key or host.endswith(f".{one.key}") for host in self.hosts)
        if "*" not in one.key:
            return f" {one.key} " in self.spaced
        return may_match and self._matches(one.key.split())

    def matches_any(self, keys: list[str]) -> bool:
        """Whether a word matches the beginning of one of these at all: asked once for all of them,
        since most texts match none."""
        return any(map(_firsts(tuple(keys)).match, self._distinct))

    def _matches(self, patterns: list[str]) -> bool:
        """Whether somewhere a word for each pattern follows the other."""
        if len(patterns) == 1:
            return any(fnmatchcase(word, patterns[0]) for word in self._distinct)
        last = len(self.words) - len(patterns)
        return any(
            all(map(fnmatchcase, self.words[at : at + len(patterns)], patterns))
            for at in range(last + 1)
        )

    @cached_property
    def _distinct(self) -> list[str]:
        return list(dict.fromkeys(self.words))

    @cached_property
    def hosts(self) -> set[str]:
        return set(filter(None, self._hosts()))

    def _hosts(self) -> Iterator[str]:
        for link in self.links:
            yield wording.host_of(link)
        for text in self.texts:
            for found in _HOST.findall(wording.with_plain_dots(text.casefold())):
                yield wording.host_of(f"http://{found}")


@lru_cache(4)
def _firsts(keys: tuple[str, ...]) -> re.Pattern[str]:
    """What begins one of these. It takes longer to make than to use, and lists seldom change."""
    return re.compile("|".join(translate(key.partition(" ")[0]) for key in keys))
