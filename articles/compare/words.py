"""Texts compared word by word, and written as HTML in which the changed words are marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from articles.compare.sequences import Budget, Run, runs

LONGEST = 20_000
"""Characters of a line. Longer ones came from no keyboard, and are not compared by words."""
FEWEST_KEPT = 0.2  # of both texts; with less in common the new one simply replaces the old
CONFETTI = 2  # words that stayed between changes; so few are read more easily as part of them

_PIECE = re.compile(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]")
_LINK = re.compile(r'<a (?:[^>]* )?href="([^"]*)"')


class Word(NamedTuple):
    """A word or a sign. `look` are the start tags of the inline elements around it, from cleaned
    HTML; `is_markup` says that `text` is such a tag itself: a picture, a line break."""

    text: str
    spaced: bool = True
    look: tuple[str, ...] = ()
    is_markup: bool = False


class Stretch(NamedTuple):
    """Words that have one mark: "ins", "del" or none."""

    mark: str
    words: Sequence[Word]


@dataclass(frozen=True)
class Marked:
    """A text in both its versions. `both` reads as one, `old` and `new` stand beside each other."""

    stretches: Sequence[Stretch]

    @property
    def differs(self) -> bool:
        return any(stretch.mark for stretch in self.stretches)

    @property
    def is_empty(self) -> bool:
        return not any(stretch.words for stretch in self.stretches)

    @cached_property
    def both(self) -> SafeString:
        return _written(self.stretches)

    @cached_property
    def old(self) -> SafeString:
        return _written(stretch for stretch in self.stretches if stretch.mark != "ins")

    @cached_property
    def new(self) -> SafeString:
        return _written(stretch for stretch in self.stretches if stretch.mark != "del")

    def on(self, side: str) -> SafeString:
        """`side` is "both", "old" or "new"."""
        return getattr(self, side)

    def count(self, mark: str) -> int:
        """How many words have that mark; a comma is none."""
        return sum(counted(words) for given, words in self.stretches if given == mark)


def marked(old: str, new: str, budget: Budget | None = None) -> Marked:
    """Two versions of a text in which HTML means nothing."""
    return compared(words(old), words(new), budget)


def replaced(old: str, new: str) -> Marked:
    """A name that stands in another one's place: part of a name is not what changed."""
    return _joined([("del", words(old)), ("ins", words(new))])


def kept(text: str) -> Marked:
    """A text of which there is only one version."""
    return _joined([("", words(text))])


def words(text: str, look: tuple[str, ...] = (), spaced: bool = True) -> list[Word]:
    """The words and signs of a text; `spaced` says whether a space stands before the first."""
    if len(text) > LONGEST:
        return [Word(text.strip(), spaced, look)]
    found = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece.isspace():
            spaced = True
        else:
            found.append(Word(piece, spaced, look))
            spaced = False
    return found


def compared(old: Sequence[Word], new: Sequence[Word], budget: Budget | None = None) -> Marked:
    if old == new:
        return _joined([("", new)])
    found = _without_confetti(list(runs(old, new, budget or Budget())), old, new)
    stays = sum(counted(stretch) for mark, stretch in found if not mark)
    if stays < FEWEST_KEPT * max(counted(old), counted(new)):
        found = [("del", old), ("ins", new)]
    return _joined(found)


def counted(found: Iterable[Word]) -> int:
    return sum(not word.is_markup and word.text[:1].isalnum() for word in found)


def _without_confetti(
    found: list[Run], old: Sequence[Word], new: Sequence[Word]
) -> list[tuple[str, Sequence[Word]]]:
    """The stretches in order, what was taken away before what was put in its place."""
    made: list[tuple[str, Sequence[Word]]] = []
    gone: list[Word] = []
    come: list[Word] = []
    for number, run in enumerate(found):
        is_inside = 0 < number < len(found) - 1
        if run.same and not (is_inside and _is_confetti(found, number)):
            made += [("del", gone), ("ins", come), ("", new[run.new])]
            gone, come = [], []
        else:
            gone, come = [*gone, *old[run.old]], [*come, *new[run.new]]
    return [*made, ("del", gone), ("ins", come)]


def _is_confetti(found: list[Run], number: int) -> bool:
    """Fewer words than were changed on either side of them, and hardly any at all."""
    if _length(found[number]) > CONFETTI:
        return False
    beside = (_length(found[number - 1]), _length(found[number + 1]))
    return min(beside) > _length(found[number])


def _length(run: Run) -> int:
    return max(run.old.stop - run.old.start, run.new.stop - run.new.start)


def _joined(found: Iterable[tuple[str, Sequence[Word]]]) -> Marked:
    return Marked([Stretch(mark, stretch) for mark, stretch in found if stretch])


def _written(stretches: Iterable[Stretch]) -> SafeString:
    """Words are escaped here; tags come from cleaned HTML alone."""
    made: list[str] = []
    for mark, found in stretches:
        if made and found[0].spaced:
            made.append(" ")
        inner = _with_looks(found, shows_addresses=mark == "ins")
        made.append(f"<{mark}>{inner}</{mark}>" if mark else inner)
    return mark_safe("".join(made))  # noqa: S308


def _with_looks(found: Sequence[Word], *, shows_addresses: bool) -> str:
    made: list[str] = []
    around: list[str] = []

    def close(down_to: int) -> None:
        while len(around) > down_to:
            start = around.pop()
            made.append(f"</{_name(start)}>")
            if shows_addresses and (link := _LINK.match(start)):
                made.append(f' <small class="to">{link[1]}</small>')

    for number, word in enumerate(found):
        shared = 0
        while shared < min(len(around), len(word.look)) and around[shared] == word.look[shared]:
            shared += 1
        close(shared)
        if number and word.spaced:
            made.append(" ")
        made += word.look[shared:]
        around += word.look[shared:]
        made.append(word.text if word.is_markup else conditional_escape(word.text))
    close(0)
    return "".join(made)


def _name(start: str) -> str:
    return start[1:-1].partition(" ")[0]
