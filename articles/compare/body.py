"""The body of a story compared block by block, and each changed block word by word."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.compare.blocks import Block, pieces, read
from articles.compare.sequences import Budget, runs
from articles.compare.words import Marked, Stretch, compared
from geekfeed.lib.html import clean
from geekfeed.lib.vocabulary import TooMuch

ALIKE = 0.4  # of their words two blocks share, if one is the other's new version
WINDOW = 8  # blocks among which a block's old version is looked for
MOST_TAGS = 8_000  # of a body; twelve times what a long story with tables has


@dataclass(frozen=True)
class Step:
    """What became of one block: "same", "turn" (changed), "minus", "plus" or "moved"."""

    mark: str
    old: Block | None = None
    new: Block | None = None
    inner: Sequence["Step"] = ()
    words: Marked | None = None

    def on(self, side: str) -> str:
        """Its HTML: `side` is "both", "old" or "new"."""
        if self.mark == "turn":
            block = self.old if side == "old" else self.new
            inside = self.words.on(side) if self.words else "".join(s.on(side) for s in self.inner)
            return f"{block.start}{inside}{block.end}"
        if side not in self._sides:
            return ""
        marks = {"minus": "del", "plus": "ins"}
        return _whole(self.new or self.old, marks.get(self.mark, ""))

    @property
    def _sides(self) -> set[str]:
        """Where it is to be seen. What moved is read once, where it stands now."""
        if self.old and not self.new:
            return {"old"} if self.mark == "moved" else {"old", "both"}
        return {"new", "both", "old"} if self.mark == "same" else {"new", "both"}

    def count(self, mark: str) -> int:
        """Words that came ("ins") or went ("del"). What has only moved did neither."""
        if self.mark == "turn":
            inside = sum(step.count(mark) for step in self.inner)
            return inside + (self.words.count(mark) if self.words else 0)
        if self.mark == "plus" and mark == "ins":
            return self.new.count
        return self.old.count if self.mark == "minus" and mark == "del" else 0


@dataclass(frozen=True)
class Part:
    """Blocks that are shown, or that are folded away behind the words `folded`."""

    steps: Sequence[Step]
    folded: str = ""
    note: str = ""

    @property
    def both(self) -> SafeString:
        return self._on("both")

    @property
    def old(self) -> SafeString:
        return self._on("old")

    @property
    def new(self) -> SafeString:
        return self._on("new")

    def _on(self, side: str) -> SafeString:
        return mark_safe("".join(step.on(side) for step in self.steps))  # noqa: S308


@dataclass(frozen=True)
class Bodies:
    """Two bodies beside each other. `trouble` says why they could not be compared."""

    steps: Sequence[Step] = field(default_factory=list)
    trouble: str = ""

    @property
    def differs(self) -> bool:
        return bool(self.trouble) or any(step.mark != "same" for step in self.steps)

    @property
    def added(self) -> int:
        return sum(step.count("ins") for step in self.steps)

    @property
    def removed(self) -> int:
        return sum(step.count("del") for step in self.steps)

    @cached_property
    def parts(self) -> list[Part]:
        made: list[Part] = []
        for is_same, group in groupby(self.steps, key=lambda step: step.mark == "same"):
            steps = list(group)
            if is_same:
                made.append(Part(steps, folded=_as_it_was(steps)))
            else:
                made += [Part([step], note=_note(step)) for step in steps]
        return made


def compare_bodies(old: str, new: str, budget: Budget | None = None) -> Bodies:
    """Whatever a browser sent: both are cleaned first."""
    try:
        old, new = clean(old), clean(new)
    except TooMuch as error:
        return Bodies(trouble=str(error) if old != new else "")
    if old == new:
        return Bodies()
    if max(old.count("<"), new.count("<")) > MOST_TAGS:
        return Bodies(trouble=_("It has more parts than can be compared. Read both versions."))
    before, after = pieces(old), pieces(new)
    budget = budget or Budget()
    steps: list[Step] = []
    # Most blocks are as they were, and need not be read to see that.
    for run in runs([_folded(html) for html in before], [_folded(html) for html in after], budget):
        if run.same:
            steps += [Step("same", new=_Unread(html)) for html in after[run.new]]
        else:
            gone, come = _blocks(before[run.old]), _blocks(after[run.new])
            steps += _steps(gone, come, budget)
    return Bodies(_with_moves(steps))


class _Unread(Block):
    """A block that is only written again, as the cleaner left it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html

    @cached_property
    def tag(self) -> str:
        return self.html[1:20].replace(">", " ").partition(" ")[0] if self.html[0] == "<" else ""


def _folded(html: str) -> str:
    """Editors lay the same HTML out in different lines; inside <pre> the lines are the text."""
    return html if "<pre" in html else " ".join(html.split())


def _blocks(html: Sequence[str]) -> list[Block]:
    return [block for piece in html for block in read(piece)]


def _steps(
    old: Sequence[Block], new: Sequence[Block], budget: Budget, *, are_inside: bool = False
) -> Iterator[Step]:
    for run in runs([block.key for block in old], [block.key for block in new], budget):
        gone, come = old[run.old], new[run.new]
        if run.same:
            yield from (Step("same", new=block) for block in come)
        elif are_inside and [block.start for block in gone] == [block.start for block in come]:
            # The words of a cell or of an item have no other place to go.
            yield from (_turned(*pair, budget) for pair in zip(gone, come, strict=True))
        else:
            yield from _replaced(gone, come, budget)


def _replaced(old: Sequence[Block], new: Sequence[Block], budget: Budget) -> Iterator[Step]:
    """Blocks that went and blocks that came: those that are one another's versions are paired."""
    at = 0
    come: list[Step] = []
    for block in new:
        likeness = [_likeness(one, block) for one in old[at : at + WINDOW]]
        best = max(likeness, default=0.0)
        if best < ALIKE:
            come.append(Step("plus", new=block))
            continue
        found = at + likeness.index(best)
        yield from (Step("minus", old=one) for one in old[at:found])
        yield from come
        yield _turned(old[found], block, budget)
        at, come = found + 1, []
    yield from (Step("minus", old=one) for one in old[at:])
    yield from come


def _likeness(old: Block, new: Block) -> float:
    return old.is_like(new) if old.start == new.start else 0.0


def _turned(old: Block, new: Block, budget: Budget) -> Step:
    if old.key == new.key:
        return Step("same", new=new)
    if not new.tag:
        return Step("turn", old, new, words=compared(old.words, new.words, budget))
    return Step("turn", old, new, inner=_inner(old, new, budget))


def _inner(old: Block, new: Block, budget: Budget) -> list[Step]:
    return list(_steps(old.inner, new.inner, budget, are_inside=True))


def _with_moves(steps: list[Step]) -> list[Step]:
    """A block that went here and came there has moved."""
    gone = Counter(step.old.key for step in steps if step.mark == "minus")
    come = Counter(step.new.key for step in steps if step.mark == "plus")
    left = {"minus": gone & come, "plus": gone & come}
    made = []
    for step in steps:
        if step.mark in left:
            key = (step.new or step.old).key
            if left[step.mark][key]:
                left[step.mark][key] -= 1
                step = replace(step, mark="moved")
        made.append(step)
    return made


def _whole(block: Block, mark: str) -> str:
    """A block with one mark around all its words."""
    if isinstance(block, _Unread):
        return block.html
    if not block.start:
        return str(Marked([Stretch(mark, block.words)]).both)
    if block.tag == "hr":
        return f"<{mark}><hr></{mark}>" if mark else "<hr>"
    return f"{block.start}{''.join(_whole(one, mark) for one in block.inner)}{block.end}"


def _as_it_was(steps: Sequence[Step]) -> str:
    count = len(steps)
    if all(step.new.tag == "p" for step in steps):
        return ngettext(
            "%(count)d paragraph as it was", "%(count)d paragraphs as they were", count
        ) % {"count": count}
    return ngettext("%(count)d part as it was", "%(count)d parts as they were", count) % {
        "count": count
    }


def _note(step: Step) -> str:
    if step.mark != "moved":
        return ""
    return _("Moved here, as it was") if step.new else _("Moved from here")
