"""A block as its mentions, and a sentence as a script in which each mention is one sign.

"According to On Location Vacations, production on the show's second season has begun" is read as
"According to §, production on the show's § has begun". So the rules of attribution.py and claims.py
are about words alone; what a sign can stand for is in the sign.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from itertools import islice

from articles.reading import dates
from articles.reading.catalog import Catalog
from articles.reading.found import Named
from articles.reading.text import CLAUSE, Block
from geekfeed.lib.names import Text

SOURCE, SHOW, SEASON, PERSON, CHARACTER, LOCATION, DATE = (1 << bit for bit in range(7))
KINDS = {
    "source": SOURCE, "show": SHOW, "season": SEASON, "person": PERSON, "character": CHARACTER,
    "location": LOCATION,
}  # fmt: skip
# A sign is two characters for private use: what it can stand for, and which mention it is.
_FIRST, _NUMBERS = 0xE000, 0xF0000
MOST = 60_000  # mentions of a block
NEAR = 40  # mentions that are looked back over
HIDDEN = "\ue0ff"  # the words of a quotation


@lru_cache
def firsts(kinds: int) -> str:
    """What the sign of a mention begins with that can be of one of the kinds (their sum)."""
    return "".join(chr(_FIRST + bits) for bits in range(1, 128) if bits & kinds)


@lru_cache
def sign(kinds: int) -> str:
    """Regular expression for such a sign."""
    return f"[{firsts(kinds)}][\U000f0000-\U000ffffd]"


_LETTERS = re.compile(r"[a-z]+")
ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
]  # fmt: skip
CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_SEASON = re.compile(
    rf"""
    (?<!\w)(?=[\dsoftne])(?:
      season\s(?:(?P<number>\d{{1,2}})(?![\d.,]*\d)|(?P<cardinal>{"|".join(CARDINALS)})\b)
    | (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\s(?:season|run)\b
    | (?P<ordinal>{"|".join(ORDINALS)})\s(?:and\s(?:final|last)\s)?(?:season|run)\b
    | (?P<school>freshman|debut|sophomore)\s(?:season|run)\b
    | (?P<short>S(?P<s>\d{{1,2}}))\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORT = re.compile(r"S\d")
_NO_SEASON = re.compile(
    r"\b(?:this|that|each|every|per|a|last|next|half|home|world)\s\Z", re.IGNORECASE
)
_NO_RUN = re.compile(r"\s(?:at|through|on\sthe|of\sluck|in\sthe\s(?:park|inning))\b")
# Between a show and its season, in either order.
_ITS = re.compile(
    r"[”\"’']{0,2}s?[,:]?(?:\s[–—-])?\s?"
    r"(?:(?:the|upcoming|new|planned|latest|[\w’'-]+-[\w’'-]+)\s){0,3}[(“\"‘]?\Z",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s(?:of|for)\s(?:(?:the|its|hit|series|show|drama|superhero|original|Marvel/Netflix"
    r"|[A-Z][\w.-]*[’']s?)\s){0,4}[“\"‘]?\Z"
)
_WORK = re.compile(
    r"[”\"’']{0,2}s?\s(?:season|series|show|showrunner|premiere|finale|trailer|spin-?off|reboot"
    r"|episodes?|sequel|writers['’]? room)\b",
    re.IGNORECASE,
)


def stems(text: str) -> set[str]:
    """The first four letters of each word: "film" of "filming"."""
    return {word[:4] for word in _LETTERS.findall(text.lower())}


@lru_cache
def signs(kinds: int) -> re.Pattern[str]:
    return re.compile(sign(kinds))


@dataclass
class Mention:
    """Something that the text speaks of. `things` are the records that it can be; of a season,
    `number` says which, and `show` whose."""

    start: int
    end: int
    kinds: int
    things: tuple[Named, ...] = ()
    number: int | None = None
    show: int | None = None
    date: dates.Spoken | None = None
    could_be: tuple[Named, ...] = ()
    """What its name can be elsewhere, of one that its surroundings have settled."""
    is_guess: bool = False
    """Of a season: the text speaks of several shows, and does not say that it is this one's."""

    def of(self, kind: str) -> list[Named]:
        return [thing for thing in self.things if thing.kind == kind]

    def one(self, kind: str) -> int | None:
        """The number of the record of this kind; None if there is none, or more than one."""
        found = self.of(kind)
        return found[0].number if len(found) == 1 else None

    def settle(self, show: int) -> None:
        """It is this show, and nobody of the same name."""
        self.could_be = self.could_be or self.things
        self.things = tuple(t for t in self.of("show") if t.number == show)
        self.kinds, self.show = SHOW, show


@dataclass
class Context:
    """What has been spoken of so far: the show that was named last, the one that may have been, and
    the main one."""

    catalog: Catalog
    shows: tuple[int, ...]
    last: int | None = None
    last_perhaps: int | None = None

    def bind(self, season: "Mention", show: int | None) -> None:
        """The season is one of this show."""
        season.show = show
        pk = self.catalog.season(show, season.number)
        name = f"{self.catalog.show_names.get(show or 0, '')}, season {season.number}"
        season.things = (Named("season", pk, name),) if pk else ()

    @property
    def main(self) -> int | None:
        return self.shows[0] if self.shows else None


@dataclass
class Script:
    """One sentence: `text` has signs for mentions and quoted words hidden, and small apostrophes;
    `origin` says of each of its characters where it is in the block."""

    block: Block
    start: int
    end: int
    text: str
    origin: list[int]
    mentions: list[Mention] = field(repr=False)

    def mention(self, written: str) -> Mention:
        return self.mentions[ord(written[-1]) - _NUMBERS]

    def signs(self, text: str, kinds: int) -> Iterator[Mention]:
        for match in signs(kinds).finditer(text):
            yield self.mention(match[0])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the script is in the block."""
        if not self.origin:
            return self.start, self.end
        last = end - 1
        first = self.origin[min(start, len(self.origin) - 1)]
        if last >= 1 and "\U000f0000" <= self.text[last] <= "\U000ffffd":
            return first, self.mention(self.text[last]).end
        return first, self.origin[last] + 1

    def without(self, spans: Iterable[tuple[int, int]]) -> "Script":
        """The same sentence without some of its pieces."""
        text, origin = self.text, list(self.origin)
        for start, end in sorted(spans, reverse=True):
            text = text[:start] + text[end:]
            del origin[start:end]
        return Script(self.block, self.start, self.end, text, origin, self.mentions)

    @cached_property
    def stems(self) -> set[str]:
        """Of all its words: to see quickly what cannot be in it."""
        return stems(self.block.text[self.start : self.end])

    @cached_property
    def kinds(self) -> int:
        """What its mentions can be, all together."""
        return reduce(
            lambda bits, letter: bits | (ord(letter) - _FIRST),
            (letter for letter in self.text if "\ue000" < letter < "\ue080"),
            0,
        )

    @cached_property
    def is_question(self) -> bool:
        return "?" in self.block.text[self.start : self.end].rstrip(" )”’\"'")[-3:]


class Scene:
    """The mentions of a block, found and settled as far as their surroundings leave no doubt."""

    def __init__(self, block: Block, context: Context) -> None:
        self.block, self.context = block, context
        self.mentions = self._found()
        self._settle()
        self._ends = [mention.end for mention in self.mentions]

    def before(self, at: int) -> Iterator[Mention]:
        """What this block names before a place in it, the last first, and no more than a few."""
        last = bisect_right(self._ends, at)
        yield from reversed(self.mentions[max(0, last - NEAR) : last])

    def show_before(self, at: int) -> Mention | None:
        return next((m for m in self.before(at) if m.show and not m.number), None)

    def season_before(self, at: int, show: int) -> Mention | None:
        return next((m for m in self.before(at) if m.number and m.show == show), None)

    def script(self, start: int, end: int) -> Script:
        """The sentence between two places of the block."""
        text: list[str] = []
        origin: list[int] = []
        at = start
        first = bisect_left(self._joined, start, key=lambda entry: entry[1].start)
        for number, mention in islice(self._joined, first, None):
            if mention.end > end:
                break
            text.append(self._plain[at : mention.start])
            origin.extend(range(at, mention.start))
            text.append(chr(_FIRST + mention.kinds) + chr(_NUMBERS + number))
            origin += [mention.start, mention.start]
            at = mention.end
        text.append(self._plain[at:end])
        origin.extend(range(at, end))
        return Script(self.block, start, end, "".join(text), origin, self.mentions)

    @cached_property
    def _plain(self) -> str:
        """The text with quoted words hidden. The quotation marks stay, so that a title in them is
        still seen to be one."""
        parts, at = [], 0
        for start, end in self.block.quotes:
            last = max(start + 1, end - 1)
            parts += [self.block.text[at : start + 1], HIDDEN * (last - start - 1)]
            at = last
        parts.append(self.block.text[at:])
        return "".join(parts).replace("’", "'").replace("‘", "'")

    @cached_property
    def _joined(self) -> list[tuple[int, Mention]]:
        """The mentions with their numbers, a show and its season as one."""
        joined: list[tuple[int, Mention]] = []
        for number, mention in enumerate(self.mentions):
            if joined and mention.number and self._is_its(joined[-1][1], mention):
                joined[-1] = (number, self._both(joined[-1][1], mention, mention))
            elif joined and joined[-1][1].number and self._is_of(joined[-1][1], mention):
                joined[-1] = (joined[-1][0], self._both(joined[-1][1], mention, joined[-1][1]))
            else:
                joined.append((number, mention))
        return joined

    def _both(self, first: Mention, last: Mention, season: Mention) -> Mention:
        return Mention(first.start, last.end, SEASON, season.things, season.number, season.show)

    def _between(self, one: Mention, other: Mention) -> str:
        gap = self.block.text[one.end : other.start]
        return gap if len(gap) < 80 else "\0"

    def _is_its(self, show: Mention, season: Mention) -> bool:
        return bool(
            show.kinds & SHOW and not show.number and _ITS.match(self._between(show, season))
        )

    def _is_of(self, season: Mention, show: Mention) -> bool:
        return bool(show.kinds & SHOW and _OF.match(self._between(season, show)))

    def _found(self) -> list[Mention]:
        text = self.block.text
        found = [
            Mention(
                name.start,
                name.end,
                reduce(lambda bits, thing: bits | KINDS[thing.kind], name.things, 0),
                name.things,
            )
            for name in self.context.catalog.names.find_in(Text(text))
        ]
        others = [Mention(d.start, d.end, DATE, date=d) for d in dates.find(text)]
        others += self._seasons(text)
        return _without_overlaps(found, others)[:MOST]

    def _seasons(self, text: str) -> Iterator[Mention]:
        small = text.lower()
        if not ("season" in small or "run" in small or _SHORT.search(text)):
            return
        for match in _SEASON.finditer(text):
            if match["cardinal"] == "one" and _NO_SEASON.search(text[: match.start()][-8:]):
                continue
            if match["short"] and not match["short"].startswith("S"):
                continue
            is_run = match[0].lower().endswith("run") and not match["school"]
            if is_run and (match["ordinal"] == "first" or _NO_RUN.match(text, match.end())):
                continue
            if number := _number(match):
                yield Mention(match.start(), match.end(), SEASON, number=number)

    def _settle(self) -> None:
        """Which show each mention is, or is about."""
        context, text = self.context, self.block.text
        kept = []
        for at, mention in enumerate(self.mentions):
            if mention.kinds & SHOW and mention.kinds != SEASON:
                self._settle_show(at, mention)
                if mention.show:
                    context.last = mention.show
                context.last_perhaps = self._show_of(mention) or context.last_perhaps
            elif mention.kinds == SEASON:
                before = self.mentions[at - 1] if at else None
                its = before if before and self._is_its(before, mention) else None
                of = next(
                    (m for m in self.mentions[at + 1 : at + 3] if self._is_of(mention, m)), None
                )
                if text[mention.start] == "S" and text[mention.start + 1].isdigit() and not its:
                    continue
                self._bind(mention, of or its)
            kept.append(mention)
        self.mentions = kept

    def _bind(self, season: Mention, whose: Mention | None) -> None:
        """The season to the show that it is said to be of; to the one that its clause names nearest
        before it, or else after it; or to the one that was spoken of last."""
        if whose:
            self._settle_as_show(whose)
            self.context.bind(season, whose.show)
            return
        near = self._in_its_clause(season)
        before = [show for mention, show in near if mention.end <= season.start]
        after = [show for mention, show in near if mention.start >= season.end and mention.show]
        if before or after:
            show = before[-1] if before else after[0]
            others = {other for _mention, other in near}
        else:
            show = self.context.last or self.context.main
            others = {self.context.last_perhaps, self.context.main, *(o for _m, o in near)}
        self.context.bind(season, show)
        season.is_guess = not others <= {show, None}

    def _in_its_clause(self, season: Mention) -> list[tuple[Mention, int]]:
        """The mentions there that are or can be a show, with it."""
        start, end = next(
            span for span in self._sentences if span[1] >= season.end or span is self._sentences[-1]
        )
        breaks = [match.span() for match in CLAUSE.finditer(self.block.text, start, end)]
        start = max((at for _begin, at in breaks if at <= season.start), default=start)
        end = min((at for at, _end in breaks if at >= season.end), default=end)
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        near: list[tuple[Mention, int]] = []
        for mention in islice(self.mentions, first, None):
            if mention.start >= end:
                break
            if mention.kinds & SHOW and (show := self._show_of(mention)):
                near.append((mention, show))
        return near[-NEAR:]

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return list(self.block.sentences())

    def _show_of(self, mention: Mention) -> int | None:
        """The show that it is, or can be."""
        shows = mention.of("show")
        about = [show for show in shows if show.number in self.context.shows] or shows
        return mention.show or (about[0].number if len(about) == 1 else None)

    def _settle_show(self, at: int, mention: Mention) -> None:
        shows = mention.of("show")
        if len(shows) == len(mention.things) == 1:
            mention.show = shows[0].number
            return
        after = self.mentions[at + 1] if at + 1 < len(self.mentions) else None
        if _WORK.match(self.block.text, mention.end) or (
            after and after.kinds == SEASON and self._is_its(mention, after)
        ):
            self._settle_as_show(mention)
            return
        about = [show for show in shows if show.number in self.context.shows]
        is_set = any(
            start <= mention.start
            and mention.end <= end
            and len(self.block.text[start:end].strip(" ,.;:’'s")) <= mention.end - mention.start + 9
            for start, end in self.block.italics
        )
        if len(about) == 1:
            if is_set:
                mention.settle(about[0].number or 0)
            else:
                # Still a person's to choose, but for what follows it is the show.
                mention.show = about[0].number

    def _settle_as_show(self, mention: Mention) -> None:
        shows = mention.of("show")
        about = [show for show in shows if show.number in self.context.shows] or shows
        if len(about) == 1 and about[0].number:
            mention.settle(about[0].number)


def _number(match: re.Match[str]) -> int:
    if digits := match["number"] or match["nth"] or match["s"]:
        return int(digits)
    if match["school"]:
        return 2 if match["school"].lower() == "sophomore" else 1
    word = (match["cardinal"] or match["ordinal"]).lower()
    return (CARDINALS if word in CARDINALS else ORDINALS).index(word) + 1


def _without_overlaps(names: list[Mention], others: list[Mention]) -> list[Mention]:
    """In order; where two overlap the longer one, and a name rather than anything as long."""
    kept: list[Mention] = []
    everything = [(m.start, -(m.end - m.start), at, m) for at, m in enumerate([*names, *others])]
    for _start, _length, _at, mention in sorted(everything, key=lambda entry: entry[:3]):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
