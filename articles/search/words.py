"""Words as the readers' index knows them: folded, and without the endings of number and tense.

Both databases are given these and compare them letter by letter, so both find the same stories. The
rules are few on purpose: "filmed", "filming" and "films" are one word, "production" and "producer"
are two. Names are what readers look for, and a rule that cuts deep makes strangers namesakes.
"""

import re
from functools import lru_cache

from articles.search.letters import fold

# A word may have apostrophes within: won't, D'Onofrio, Kilgrave's.
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WITHIN = re.compile(r"(?<=\w)'(?=\w)")
APOSTROPHES = str.maketrans("’‘‛ʼ′＇`", "'" * 7)
LONGEST_WORD = 60  # letters; some signs are many when they are folded
VOWEL = re.compile("[aeiouy]")
# What is left of "moving" and "timed" ends like this and lacks its e; that of "airing" does not.
LACKS_E = re.compile("[^aeiou][aeiou][^aeiouwxy]")
# The beginnings of endings: what somebody has typed who is about to write "filming".
HALF_ENDING = re.compile("(?:in|i)$")


def words(text: str) -> list[str]:
    """The words of a text in order, folded: "Hell’s Kitchen" is hell, s, kitchen."""
    found = WORD.findall(fold(text.translate(APOSTROPHES)))
    return [piece for word in found for piece in cut(word)]


def without_apostrophes(text: str) -> str:
    """As somebody writes it who leaves them out of words: "Hells Kitchen"."""
    return _WITHIN.sub("", text.translate(APOSTROPHES))


def pieces(word: str) -> tuple[str, ...]:
    """A folded word without its apostrophes; "kilgrave's" is Kilgrave."""
    return cut(word.removesuffix("'s"))


def cut(word: str) -> tuple[str, ...]:
    return tuple(piece[:LONGEST_WORD] for piece in word.split("'"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What a folded word has in common with its other forms. Short words and figures stay."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _without_tense(_without_number(word))
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > 3 else _single(word)


def begun(word: str) -> tuple[str, ...]:
    """The stems of words that somebody may mean who has got as far as this."""
    return tuple(dict.fromkeys((stem(word), stem(HALF_ENDING.sub("", word) or word))))


def _without_number(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ss", "us", "is", "news")) or not word.endswith("s"):
        return word
    has_e = word.endswith(("xes", "ches", "shes", "sses", "zes"))
    return word[: -2 if has_e else -1]


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and VOWEL.search(rest):
            rest = _single(rest)
            return f"{rest}e" if LACKS_E.fullmatch(rest) and rest + ending == word else rest
    return word


def _single(word: str) -> str:
    """\"wrapp", of "wrapped", is "wrap"; so is "fil", of "fill": it is the same for all of them."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
