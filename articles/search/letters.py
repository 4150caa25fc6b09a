"""Letters as people type them: small, and without their accents."""

import re
import unicodedata
from collections import defaultdict

ACCENTS = re.compile("[\u0300-\u036f]")
# Latin, Greek and Cyrillic letters that are one character with their accent.
ACCENTED = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))


def fold(text: str) -> str:
    """The text in small letters without accents: "Élodie" becomes "elodie"."""
    if text.isascii():
        return text.lower()
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower())


def _spellings() -> dict[str, str]:
    """For each letter, the others that it stands for when it is typed."""
    found = defaultdict(str)
    for letter in map(chr, (code for block in ACCENTED for code in block)):
        if len(fold(letter)) == 1 and fold(letter) != letter:
            found[fold(letter)] += letter
    return found


SPELLINGS = _spellings()


def pattern(folded: str) -> str:
    """A regular expression for a folded word, however it is accented.

    Letters and figures only, so nothing in it can mean anything else; Python's and PostgreSQL's
    engines read it alike. To be matched without regard to case.
    """
    return "".join(
        f"[{letter}{SPELLINGS[letter]}]" if letter in SPELLINGS else letter for letter in folded
    )
