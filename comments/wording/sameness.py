"""Whether two comments say the same: for those who post one twice, and for those who post it under
every story with a word changed."""

import re
from collections.abc import Iterable
from hashlib import blake2b
from unicodedata import combining, normalize

ALIKE = 0.7
"""The share of what two texts have in common, from which on they are nearly the same."""
LONG = 40
"""Letters from which on texts are compared by what they have in common. Shorter ones are alike by
chance: "Great episode!" """
COMPARED = 2_000
"""Letters of a text that are compared, at most."""
_SHINGLE = 5
_BETWEEN = re.compile(r"[\W_]+")
# Letters of other scripts that look like those of ours, as casefold leaves them.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝӏвкмнт" + "αβεζηικμνορτυχ" + "ıɩɑɡɪʏ",
    "aeopcyxijshdqwlbkmht" + "abezhikmvoptyx" + "iiagiy",
)


def fingerprint(text: str) -> str:
    """32 signs that are the same for texts that differ in case, spaces, marks, punctuation, and
    letters that look alike only."""
    letters = _letters(text) or "".join(text.split())
    return blake2b(letters.encode(errors="replace"), digest_size=16).hexdigest()


def nearly_same(one: str, other: str) -> bool:
    """Whether so much of the texts is the same that one was made from the other."""
    return alike(one, [other]) == 1


def alike(text: str, others: Iterable[str]) -> int:
    """How many of the others are nearly the same as the text. Of each its beginning is compared."""
    mine = _beginning(text)
    shingles = _shingles(mine)
    return sum(_are_alike(mine, shingles, _beginning(other)) for other in others)


def _are_alike(mine: str, shingles: set[str], other: str) -> bool:
    if min(len(mine), len(other)) < LONG:
        return mine == other
    theirs = _shingles(other)
    return len(shingles & theirs) >= ALIKE * len(shingles | theirs)


def _beginning(text: str) -> str:
    """Some letters are many: they are counted out before and after that shows."""
    letters = _letters(text[:COMPARED])[:COMPARED]
    return letters or "".join(text.split())[:COMPARED]


def is_long(text: str) -> bool:
    """Whether it has so many letters that nobody says the same by chance."""
    return len(_letters(text)) >= LONG


def words(text: str) -> list[str]:
    """The words of a text in small letters without marks, those that look like ours as ours. Digits
    belong to them; everything else stands between two."""
    return _BETWEEN.sub(" ", _folded(text)).split()


def _letters(text: str) -> str:
    return "".join(sign for sign in _folded(text) if sign.isalnum())


def _folded(text: str) -> str:
    folded = normalize("NFKD", text).casefold().translate(_LOOKALIKES)
    return "".join(sign for sign in normalize("NFKD", folded) if not combining(sign))


def _shingles(letters: str) -> set[str]:
    return {letters[at : at + _SHINGLE] for at in range(len(letters) - _SHINGLE + 1)}
