"""Whether two comments say the same: for those who post one twice, and for those who post it under
every story with a word changed."""

import re
from hashlib import blake2b
from unicodedata import combining, normalize

ALIKE = 0.7
"""The share of what two texts have in common, from which on they are nearly the same."""
LONG = 40
"""Letters from which on texts are compared by what they have in common. Shorter ones are alike by
chance: "Great episode!" """
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
    first, second = _letters(one), _letters(other)
    if min(len(first), len(second)) < LONG:
        return fingerprint(one) == fingerprint(other)
    a, b = _shingles(first), _shingles(second)
    return len(a & b) >= ALIKE * len(a | b)


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
