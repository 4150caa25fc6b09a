"""The words and links that moderators look out for.

A word is found whatever its case, its accents, and the alphabets that its letters are borrowed
from; several words are found one after another. A star stands for any letters. A host is found
with every host beneath it, in links and where it is only written.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from django.utils.translation import gettext as _

from comments import wording
from comments.models import Listed
from comments.rights import Refused
from comments.screening.attempt import Attempt, Held

# Looked for once from the beginning of each name, not from every part of it again: a text that is
# one long name would take seconds.
_HOST = re.compile(r"(?<![\w-])(?<![\w-]\.)(?:[\w-]+\.)+[^\W\d_][\w-]+")


def key_of(kind: str, what: str) -> str:
    """What is looked for. "" for what cannot be found: no letter in it, or no host."""
    if kind == Listed.Kind.WORD:
        patterns = [_pattern(part) for part in what.split()]
        return " ".join(filter(None, patterns)) if any(map(wording.words, what.split())) else ""
    found = _HOST.search(what.casefold())
    host = wording.host_of(f"http://{found[0]}") if found else ""
    return host.removeprefix("www.")


def _pattern(part: str) -> str:
    if "*" not in part:
        return " ".join(wording.words(part))
    return "*".join("".join(wording.words(piece)) for piece in part.split("*"))


def refuse(attempt: Attempt) -> None:
    """Raises Refused, without naming what was found: that would be how to get past it."""
    if _first(attempt, Listed.Then.REFUSE):
        raise Refused(
            _("This has a word or a link in it that is not taken here. Leave it out and send it.")
        )


def check(attempt: Attempt) -> None:
    if found := _first(attempt, Listed.Then.HOLD):
        raise Held(_("It has “%(what)s” in it, which is on the list.") % {"what": found.what})


def _first(attempt: Attempt, then: str) -> Listed | None:
    listed = list(Listed.objects.filter(then=then))
    return next(found_in(attempt.text, listed, by=attempt.by.name), None)


def found_in(said: str, listed: Sequence[Listed], *, by: str = "") -> Iterator[Listed]:
    """Those of the listed words and links that are in what somebody of that name says."""
    if not listed:
        return
    text = wording.words(f"{by}\n{said}")
    words = f" {' '.join(text)} "
    hosts = {host for host in _hosts(said) if host}
    for one in listed:
        if one.kind == Listed.Kind.LINK:
            is_there = any(host == one.key or host.endswith(f".{one.key}") for host in hosts)
        elif "*" in one.key:
            is_there = _matches(one.key.split(), text)
        else:
            is_there = f" {one.key} " in words
        if is_there:
            yield one


def _matches(patterns: list[str], text: list[str]) -> bool:
    """Whether somewhere in the text a word for each pattern follows the other."""
    last = len(text) - len(patterns)
    return any(
        all(map(fnmatchcase, text[at : at + len(patterns)], patterns)) for at in range(last + 1)
    )


def _hosts(text: str) -> Iterator[str]:
    for link in wording.links(text):
        yield wording.host_of(link)
    for found in _HOST.findall(text.casefold()):
        yield wording.host_of(f"http://{found}")
