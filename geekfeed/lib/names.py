"""Finding names in a text: all of them at once, whatever their number.

The names are put into a tree of words when they are gathered. A text is then walked once from left
to right, and each step costs the same with ten names or a hundred thousand.

Two spellings of a name are one: accents, curly and straight apostrophes, "&" and "and", hyphens and
spaces, S.H.I.E.L.D. and SHIELD. Capitals are not: they tell the show "The Defenders" from the
defenders of a city. What is a capital only because a sentence or a headline wants one proves
nothing of a common word, so there something else has to speak for the name.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import Any, NamedTuple

# A word with its apostrophes and accents, initials that belong together, or "&".
# Most words are plain, and found plain much quicker.
WORD = re.compile(
    r"[A-Za-z]++(?![\w.'’‘ʼ`´\u0300-\u036f])"
    r"|[^\W\d_](?:\.[^\W\d_](?![^\W_]))+"
    r"|\w+(?:[\u0300-\u036f]+\w*)*(?:['’‘ʼ`´]\w+)*"
    r"|&"
)
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("“”„«»", '"'))
# What may stand between two words of a name without being part of it.
NOTHING = str.maketrans(dict.fromkeys(" \t\r\n\u00a0\u2009\u202f-‐‑'", ""))
LONGEST = 12  # words of a name; a longer one is no name
ACRONYM = 4  # letters: "US" and "IT" are other words than "us" and "it"

# Words with these endings are common until something says otherwise: "travelers", "defenders".
COMMON_ENDINGS = (
    "ers", "ors", "ing", "ings", "ness", "tion", "tions", "ment", "ments", "less", "ful", "ies",
    "ists", "ants", "ents", "able",
)  # fmt: skip
# And so are these, as far as shows and papers are called by them.
COMMON = {
    "alias", "angel", "arrow", "awake", "bad", "believe", "billions", "black", "blood", "bones",
    "bosch", "brave", "bridge", "brothers", "camelot", "castle", "chance", "change", "charmed",
    "cloak", "collateral", "colony", "community", "crash", "crisis", "crown", "dagger", "damages",
    "dark", "dead", "deadline", "deadly", "dear", "deep", "deuce", "devil", "dirt", "divorce",
    "dollhouse", "dream", "dynasty", "easy", "elite", "empire", "entourage", "episodes", "evil",
    "extant", "eyes", "fall", "fame", "family", "fargo", "fate", "fear", "fire", "firefly", "fist",
    "flash", "forever", "friends", "fringe", "frontier", "game", "gifted", "girls", "glee", "glory",
    "good", "grace", "gold", "great", "greek", "grimm", "happy", "harlots", "hawk", "hell", "hero",
    "heroes", "home", "homeland", "house", "human", "humans", "inhuman", "inhumans", "intelligence",
    "invasion", "jewel", "judge", "justice", "kingdom", "king", "kings", "knight", "last", "law",
    "legacy", "legend", "legends", "legion", "legit", "lie", "life", "limitless", "looking", "lost",
    "louie", "love", "lucifer", "luck", "luther", "magic", "magician", "magicians", "man", "maniac",
    "masters", "medium", "merlin", "millennium", "minority", "mom", "monk", "moon", "nation",
    "night", "nikita", "nuke", "numbers", "oath", "old", "once", "outcast", "outlander",
    "outsiders", "ozark", "parenthood", "patriot", "people", "person", "pose", "power", "powers",
    "preacher", "prison", "psych", "quantico", "rage", "reality", "rebel", "red", "reign", "rescue",
    "revenge", "revolution", "riot", "roots", "rush", "sanctuary", "scandal", "scream", "scrubs",
    "secret", "sense", "shameless", "shield", "shooter", "siren", "six", "skins", "sleepy", "smash",
    "soap", "sons", "southland", "speed", "spin", "spy", "star", "stars", "state", "step",
    "stranger", "strain", "succession", "suits", "super", "superstore", "taboo", "taken", "teen",
    "timeless", "time", "torchwood", "touch", "trauma", "travelers", "true", "trust", "truth",
    "tyrant", "unreal", "us", "utopia", "vanity", "variety", "veep", "vice", "victorious",
    "vikings", "war", "weeds", "wild", "will", "wind", "wire", "witness", "wolf", "women", "wonder",
    "world", "x", "you", "younger",
}  # fmt: skip
# What follows the name of a work or a paper, and never the same word as a common noun: after a
# plural a verb in the singular, after a singular that a noun of its kind does not do such things.
SINGULAR = {
    "airs", "announces", "arrives", "begins", "claims", "confirms", "debuts", "ends", "gets", "has",
    "hears", "is", "launches", "learns", "notes", "premieres", "reports", "returns", "reveals",
    "says", "season", "season's", "series", "showrunner", "starts", "states", "tells", "was",
    "wins", "wraps", "writes",
}  # fmt: skip
DOES = SINGULAR - {"has", "is", "was"} | {
    "announced", "claimed", "confirmed", "first", "hosted", "learned", "launched", "noted",
    "premiered", "published", "renewed", "reported", "reporting", "returned", "revealed", "said",
    "stated", "told", "wrapped", "wrote",
}  # fmt: skip
STOP = re.compile(r"[.!?…:;•|\n]")
OPENING = "\"'“‘«([{—–-*"


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The word as it is compared: small, without accents, with straight apostrophes."""
    if word == "&":
        return "and"
    plain = word if word.isascii() else unicodedata.normalize("NFKD", word.translate(APOSTROPHES))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return plain.casefold().translate(APOSTROPHES).replace(".", "")


class Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str


# A long text has thousands of words: this is Word() without the step in Python.
_word = partial(tuple.__new__, Word)


def words(text: str) -> list[Word]:
    return [
        _word((*match.span(), word, folded(word)))
        for match in WORD.finditer(text)
        for word in [match[0]]
    ]


def owner(word: str) -> str:
    """A folded word without the ending that says that it owns something."""
    return word[:-2] if word.endswith("'s") else word


@dataclass(frozen=True)
class Found:
    """A name in a text. More than one thing of that name: it is ambiguous."""

    start: int
    end: int
    text: str
    things: tuple[Any, ...]


@dataclass(frozen=True)
class Spelling:
    """A way to write a name: its words, and what stands between them."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    thing: Hashable
    is_chosen: bool = False

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(folded(word) for word in self.words)

    @cached_property
    def is_common(self) -> bool:
        """Whether it is a word that a sentence can begin with by chance."""
        *the, last = self.folded
        return the in ([], ["the"]) and (last in COMMON or last.endswith(COMMON_ENDINGS))

    @cached_property
    def is_address(self) -> bool:
        """Whether the name is that of a site, which people write with small letters too."""
        return "." in self.gaps and self.words[-1].islower()

    def stands(self, text: "Text", at: int) -> bool:
        """Whether the words of the text from there on are this name: their capitals and what is
        between them. That they are its words is known already."""
        for place, (word, gap) in enumerate(zip(self.words, ("", *self.gaps), strict=True)):
            here = text.words[at + place]
            if place and not _joins(text.gap(at + place), gap, text.words[at + place - 1].text):
                return False
            is_first = place == 0 and len(self.words) > 1
            if not self.is_address and not _as_capital(word, here.text, is_first):
                return False
        last = at + len(self.words) - 1
        if text.is_glued(at, last):
            return False
        if len(self.words) == 1 and text.is_shouted(at, self.words[0]):
            return False
        return self.is_chosen or not self.is_common or text.speaks_for(self, at, last)


def _joins(between: str, gap: str, before: str) -> bool:
    """Whether what stands between two words may stand there in the name."""
    if between.count("\n") > 1 or len(between) > 8:
        return False
    rest = between.translate(APOSTROPHES).translate(NOTHING)
    if rest in ("", gap):
        return True
    return (rest == "." and len(before) <= 2) or (bool(gap) and rest in (":", ",", "–", "."))


def _as_capital(word: str, here: str, is_first: bool) -> bool:
    if not word[0].isupper():
        return True
    if is_first and word in ("The", "THE"):
        return True
    if 1 < len(word) <= ACRONYM and word.isalpha() and word.isupper():
        return here.partition("'")[0].partition("’")[0].isupper() or here == word
    return not here[0].islower()


class Text:
    """A text with its words, and what they prove. What is asked rarely is found out when asked."""

    def __init__(self, text: str) -> None:
        self.text, self.words = text, words(text)

    def gap(self, at: int) -> str:
        return self.text[self.words[at - 1].end : self.words[at].start]

    def is_glued(self, first: int, last: int) -> bool:
        """Part of an address, of a handle, or of a longer word with hyphens: the man of
        "Spider-Man"."""
        start, end = self.words[first].start, self.words[last].end
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        if before[-1:] in ("@", "_") or after[:1] in ("@", "_"):
            return True
        if after[:1] == "." and after[1:].isalpha() and after[1:].islower():
            return True
        if before[-1:] == "." and before[:1].isalnum():
            return True
        if first != last:
            return False
        return (before[-1:] in "-‐‑" and before[:1].isalnum()) or (
            after[:1] in ("-", "‐", "‑") and after[1:].isupper()
        )

    def is_shouted(self, at: int, word: str) -> bool:
        """Whether a short word is in capitals that are neither its own nor its headline's: "US" is
        not the film "Us"."""
        here = self.words[at].text
        if len(here) > ACRONYM or len(here) < 2 or not here.isupper() or word.isupper():
            return False
        near = [w.text for w in self.words[max(0, at - 2) : at + 3] if w.text != here]
        return not (near and all(text.isupper() for text in near))

    def speaks_for(self, name: Spelling, first: int, last: int) -> bool:
        """Whether a common word is meant as a name here. In the middle of a sentence its capital
        says so; elsewhere what follows does, or that the text has it with a capital elsewhere."""
        if not self._is_capital_anyway(first, last):
            return True
        word = self.words[last]
        if word.folded.endswith("'s") and not name.folded[-1].endswith("'s"):
            return True
        if self._is_set_off(first, last):
            return True
        after = [near.folded for near in self.words[last + 1 : last + 3]]
        if after and not self.gap(last + 1).strip(" \"'”’"):
            if word.folded.endswith("s") and after[0] in SINGULAR:
                return True
            if not word.folded.endswith("s") and after[after[0] in ("has", "is") and -1] in DOES:
                return True
        return owner(word.folded) in self._meant_as_names

    def _is_capital_anyway(self, first: int, last: int) -> bool:
        # In "The Defenders" only the article has its capital from the sentence that it begins.
        return (first == last and self._begins(first)) or self._is_headline(last)

    def _begins(self, at: int) -> bool:
        """Whether a sentence, a line or a quotation begins with this word."""
        if at == 0:
            return True
        between = self.gap(at).strip(" ")
        return bool(STOP.search(between)) or between.rstrip(" ")[-1:] in tuple(OPENING)

    def _is_set_off(self, first: int, last: int) -> bool:
        """ "Name: …" as headlines put it, and names in quotation marks or brackets."""
        start, end = self.words[first].start, self.words[last].end
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        pairs = (("“", "”"), ('"', '"'), ("‘", "’"), ("(", ")"), ("*", "*"), ("«", "»"))
        return (before, after) in pairs or after in (":", ")")

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        """For each word the first and the last one between the same two stops."""
        ends: list[tuple[int, int]] = []
        begin = 0
        for at in range(1, len(self.words) + 1):
            if at == len(self.words) or STOP.search(self.gap(at)):
                ends.extend([(begin, at - 1)] * (at - begin))
                begin = at
        return ends

    def _is_headline(self, at: int) -> bool:
        begin, end = self._lines[at]
        if (begin, end) not in self._headlines:
            long = [word.text for word in self.words[begin : end + 1] if len(word.text) > 3]
            capitals = sum(text[0].isupper() for text in long)
            self._headlines[(begin, end)] = len(long) > 2 and capitals >= 0.9 * len(long)
        return self._headlines[(begin, end)]

    @cached_property
    def _headlines(self) -> dict[tuple[int, int], bool]:
        return {}

    @cached_property
    def _meant_as_names(self) -> set[str]:
        """Words that have a capital where nothing but a name gives them one."""
        return {
            owner(word.folded)
            for at, word in enumerate(self.words)
            if word.text[0].isupper() and not self._is_capital_anyway(at, at)
        }


@dataclass
class Node:
    next: dict[str, "Node"] = field(default_factory=dict)
    spellings: list[Spelling] = field(default_factory=list)


class Names:
    """Names with the things that they stand for, built once.

    A name has an end, so it is of at most LONGEST words; one without any word can be found
    nowhere, and is left out. `are_chosen`: a person has said that this text means these things, so
    a common word needs nothing more to speak for it.
    """

    def __init__(self, pairs: Iterable[tuple[str, Hashable]], *, are_chosen: bool = False) -> None:
        self.root = Node()
        for name, thing in pairs:
            for spelling in spellings(name, thing):
                self._plant(replace(spelling, is_chosen=True) if are_chosen else spelling)

    def find(self, text: str) -> list[Found]:
        """All names in the text: the leftmost first, of those that begin together the longest, and
        none that overlaps another."""
        return self.find_in(Text(text))

    def find_in(self, text: Text) -> list[Found]:
        found = []
        begins = self.root.next
        at, count = 0, len(text.words)
        while at < count:
            first = text.words[at].folded
            if first not in begins and owner(first) not in begins:
                at += 1
            elif name := self._longest(text, at):
                found.append(name[0])
                at = name[1]
            else:
                at += 1
        return found

    def _longest(self, text: Text, at: int) -> tuple[Found, int] | None:
        best = None
        node = self.root
        for place in range(at, min(at + LONGEST, len(text.words))):
            word = text.words[place].folded
            # A possessive ends the name: it is "Jessica Jones" in "Jessica Jones’s office".
            if (bare := owner(word)) != word and (ending := node.next.get(bare)):
                best = _standing(text, at, place, ending, len("'s")) or best
            node = node.next.get(word)
            if node is None:
                break
            if node.spellings:
                best = _standing(text, at, place, node, 0) or best
        return best

    def _plant(self, spelling: Spelling) -> None:
        node = self.root
        for word in spelling.folded:
            node = node.next.setdefault(word, Node())
        if spelling not in node.spellings:
            node.spellings.append(spelling)


def _standing(
    text: Text, first: int, last: int, node: Node, ending: int
) -> tuple[Found, int] | None:
    things = dict.fromkeys(s.thing for s in node.spellings if s.stands(text, first))
    if not things:
        return None
    start, end = text.words[first].start, text.words[last].end - ending
    return Found(start, end, text.text[start:end], tuple(things)), last + 1


def spellings(name: str, thing: Hashable) -> list[Spelling]:
    """The ways to write a name: as it is, without the article where what is left is still a name,
    and with its initials apart."""
    found = words(name)
    if not 0 < len(found) <= LONGEST:
        return []
    gaps = [
        name[one.end : other.start].translate(APOSTROPHES).translate(NOTHING)
        for one, other in pairwise(found)
    ]
    texts = [word.text for word in found]
    ways = [(texts, gaps)]
    if any("." in word for word in texts):
        ways.append(_apart(texts, gaps))
    # "Hollywood Reporter" is still a name; of "The Defenders" only defenders would be left.
    ways += [(w[1:], g[1:]) for w, g in ways if folded(w[0]) == "the" and len(w) > 2]
    return [Spelling(tuple(w), tuple(g), thing) for w, g in ways if len(w) <= LONGEST]


def _apart(texts: list[str], gaps: list[str]) -> tuple[list[str], list[str]]:
    apart: list[str] = []
    between: list[str] = []
    for word, gap in zip(texts, [*gaps, ""], strict=True):
        initials = word.split(".")
        apart += initials
        between += ["."] * (len(initials) - 1) + [gap]
    return apart, between[:-1]
