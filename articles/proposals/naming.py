"""What a source is called of which only a page is known: as the link to it says, or its domain."""

import re

SMALL = {"a", "an", "and", "at", "de", "for", "in", "la", "le", "of", "on", "the", "to"}
LONGEST = 60  # characters of a name that is read from a link
_WORD = re.compile(r"[^\W_](?:[\w’'&.-]*[^\W_])?|&|/\w+")


def told_by(words: str, domain: str) -> str:
    """The words of a link to somebody's page if they are that somebody's name: written as a name
    is, and as the domain has it ("Harlem Block Watch" at harlemblockwatch.com, or its initials).
    Empty where they are not: most links are words of the story."""
    words = " ".join(words.split())
    parts = words.split(" ")
    if len(words) > LONGEST or not all(_WORD.fullmatch(part) for part in parts):
        return ""
    if not all(_is_capital(part) or part in SMALL for part in parts) or not _is_capital(parts[0]):
        return ""
    name = _squashed(words)
    initials = "".join(part[0] for part in parts).casefold()
    for label in map(_squashed, re.split(r"[./]", domain)):
        begins = len(label) > 3 and name.startswith(label)
        if name == label or begins or (len(label) > 2 and initials.endswith(label)):
            return words
    return ""


def readable(domain: str) -> str:
    """A domain as a name to begin with: "daily-planet.com" is "Daily Planet". Somebody's account
    on another's domain stays as it is."""
    if "/" in domain:
        return domain
    words = domain.partition(".")[0].replace("-", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or domain


def _is_capital(word: str) -> bool:
    sign = word.lstrip("/")[:1]
    return sign.isupper() or sign.isdecimal()


def _squashed(text: str) -> str:
    name = "".join(sign for sign in text.casefold() if sign.isalnum())
    return name.removeprefix("the") or name
