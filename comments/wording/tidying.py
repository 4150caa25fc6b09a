"""What is kept of what somebody typed: everything that can be read, and no sign that only acts.

Signs that nobody sees can turn a line around, hide a word from a search, or pile up over the lines
above. The joiners of emoji, of Persian and of India's scripts are as invisible, and are kept where
they join something.
"""

import re
from unicodedata import category, combining, normalize

MOST_MARKS = 4  # above and below one letter: Hebrew and Vietnamese need three
MOST_SIGNS = 8  # of one letter, with those beside it: Burmese needs six
MOST_PARTS = 16  # of Korean syllables that are written in parts
MOST_JOINED = 6  # pictures that are joined to one: a family and what its members look like
# Line ends of all systems; \x85 and the last two are Unicode's own.
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# A flag of a part of a country is a black flag with the letters of its code in tags: that is kept.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
_ENDS_OF_PLANES = "".join(
    f"{chr(at + 0xFFFE)}{chr(at + 0xFFFF)}" for at in range(0, 0x110000, 0x10000)
)
_UNSEEN = re.compile(
    f"({_FLAG})|["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls
    "\u00ad\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # no width
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff0-\ufffc"  # letters without a shape, and anchors
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags
    f"\ud800-\udfff\ufdd0-\ufdef{_ENDS_OF_PLANES}"  # no characters at all
    "]"
)
# What may be joined: scripts from Hebrew on, without the further blocks of Latin and Greek, and
# pictures with what dresses them.
_JOINED = "\u0590-\u1cff\u2190-\u3299\ua800-\ufdff\ufe0f\ufe70-\ufefc\U00010a00-\U0001faff"
_JOINERS = re.compile(f"(?<=[{_JOINED}])([\u200c\u200d])|[\u200c\u200d]+")
# Which shape a sign has: as a picture, or as a name writes it in Japan.
_SHAPES = re.compile(
    "(?<=[0-9#*\u00a9\u00ae\u203c-\ufaff\U0001f000-\U0003ffff])"
    "([\ufe00-\ufe0f\U000e0100-\U000e01ef])|["
    "\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_TONES = re.compile("([\U0001f3fb-\U0001f3ff]{5})[\U0001f3fb-\U0001f3ff]+")
# One picture, however many there are in it, is not divided at the end of a line.
_CROWD = re.compile(
    "(?:[\u2190-\u3299\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*\u200d)"
    f"{{{MOST_JOINED},}}"
)
_PART = "[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]"
_PARTS = re.compile(f"({_PART}{{{MOST_PARTS}}}){_PART}+")
_VIRAMA = 9  # the class of signs that bind the next consonant to this one
_AM = "\u0e33\u0eb3"  # vowels of Thai and Lao that are letters, and stand as marks do
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f]")
_BLANK = "\u2800"  # Braille without a dot


def tidied(text: str) -> str:
    """The text in normal form, with nothing invisible in it that does not join letters or pictures,
    few marks on each letter, no line of blanks and no two empty lines in a row. Empty if there is
    nothing in it to be read. Doing it twice changes nothing."""
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    text = _UNSEEN.sub(r"\1", text)
    if not text.isascii():
        text = _shapes_and_joiners(text)
        # Cut first: to order thousands of marks on one letter takes its time.
        text = _PARTS.sub(r"\1", _few_marks(normalize("NFC", _few_marks(text))))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return text if is_seen(text) else ""


def is_seen(text: str) -> bool:
    """Whether there is anything to be read in it."""
    return any(category(sign)[0] in "LNPS" and sign != _BLANK for sign in text)


def _shapes_and_joiners(text: str) -> str:
    text = _TONES.sub(r"\1", _JOINERS.sub(r"\1", _SHAPES.sub(r"\1", text)))
    text = _CROWD.sub(lambda crowd: crowd[0].replace("\u200d", ""), text)
    return text if _RIGHT_TO_LEFT.search(text) else _DIRECTIONS.sub("", text)


def _few_marks(text: str) -> str:
    """What belongs to one letter is never divided at the end of a line, however much it is."""
    kept: list[str] = []
    marks = signs = 0
    for sign in text:
        kind = category(sign)
        if kind[0] == "M" or sign in _AM:
            signs += 1
            marks = marks + 1 if kind in ("Mn", "Me") else 0
        elif kind != "Cf":  # a joiner does not begin a new letter
            marks = 0
            if not (kept and combining(kept[-1]) == _VIRAMA):
                signs = 0
        if marks <= MOST_MARKS and signs <= MOST_SIGNS:
            kept.append(sign)
    return "".join(kept)
