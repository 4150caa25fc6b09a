"""The few names that a story links, found in one run of text."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("‐‑", "-"))
# A name is not part of a longer word, of a handle or of a double name: there is no Man in
# "Spider-Man" and no Ann in "Ann-Marie", but there is a Jones in "Jones’s" and "Jones-like".
_BEFORE = r"(?<![\w@])(?<!\w[-'])"
_AFTER = r"(?![\w@])(?!-[A-Z])(?!\.\w)(?!'(?!s\b)\w)"


@dataclass(frozen=True)
class Found:
    """A name in a text, with everything of that name in the order in which it was given."""

    start: int
    end: int
    things: tuple[Any, ...]


class Names:
    """Names with what they stand for. Accents, kinds of apostrophe and of space, and line breaks
    make no difference; a capital of the name has to be one in the text, a small letter may be."""

    def __init__(self, pairs: Iterable[tuple[str, Hashable]]) -> None:
        things: dict[str, dict[Hashable, None]] = {}
        for name, thing in pairs:
            folded = " ".join(_folded(name)[0].split())
            if any(sign.isalnum() for sign in folded):
                things.setdefault(folded, {})[thing] = None
        # Of names that begin together the longest is tried first.
        longest_first = sorted(things, key=len, reverse=True)
        self._things = [tuple(things[name]) for name in longest_first]
        any_name = "|".join(f"({_pattern(name)})" for name in longest_first)
        self._names = re.compile(f"{_BEFORE}(?:{any_name}){_AFTER}") if any_name else None

    def find(self, text: str) -> Iterator[Found]:
        """All names in the text, none of which overlaps another."""
        if self._names is None:
            return
        folded, ends = _folded(text)
        for match in self._names.finditer(folded):
            start, end = match.span()
            if ends:
                start, end = ends[start - 1] if start else 0, ends[end - 1]
            yield Found(start, end, self._things[match.lastindex - 1])


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and where each of its signs ended in it as it was; of a text in
    ASCII nothing changes, and no places are told."""
    plain = text.translate(_APOSTROPHES)
    if plain.isascii():
        return plain, []
    signs: list[str] = []
    ends: list[int] = []
    for place, sign in enumerate(plain, start=1):
        for part in unicodedata.normalize("NFKD", sign):
            if not unicodedata.combining(part):
                signs.append(part)
                ends.append(place)
            elif ends:
                ends[-1] = place
    return "".join(signs), ends


def _pattern(folded: str) -> str:
    first, *rest = folded.split()
    start = "[Tt]he" if rest and first == "The" else _word(first)
    return r"\s+".join([start, *map(_word, rest)])


def _word(word: str) -> str:
    return "".join(
        f"[{sign}{sign.upper()}]" if sign.islower() and len(sign.upper()) == 1 else re.escape(sign)
        for sign in word
    )
