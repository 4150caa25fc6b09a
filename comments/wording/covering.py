"""Spoiler covers in what was typed: where each begins and ends, and how far it gives away.

`||words||` or `>!words!<`, over several paragraphs if need be, and with a name in front of the
words: `||S1E8: words||`, `||S1: words||`. A backslash before the first sign takes its meaning.

Where it is in doubt what somebody wanted to cover, more is covered rather than less.
"""

import re

# What stands for the beginning and the end of a cover until HTML is made: no text has them.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
MOST = 50
"""Covers of one comment; the last one covers all the rest."""

Reach = tuple[int, int] | None
"""Season and episode that a cover gives away, episode 0 for a whole season; None: not said."""

_MARK = re.compile(r"\\[|>]|\|{2,}|>!|!<")
_NAME = re.compile(
    r"\s*S0*([1-9][0-9]{0,3})(?:\s?E0*([1-9][0-9]{0,3}))?\s*: *", re.ASCII | re.IGNORECASE
)
_BEGINS_WORD = re.compile(r"[\s(\[{\"'“‘„«*_:;,.!?–—-]\Z")
_CLOSED_BY = {"|": "|", ">": "!"}


def covered(text: str, with_names: bool = True) -> tuple[str, list[Reach]]:
    """The text with OPEN and CLOSE in place of the marks of its covers, and how far each of these
    reaches. Covers stand beside one another, never in one another. Names may be words, too."""
    finding = _Finding(text, with_names)
    return finding.marked(), finding.reaches


class _Finding:
    def __init__(self, text: str, with_names: bool) -> None:
        self.text, self.with_names = text, with_names
        self.made: list[str] = []
        self.reaches: list[Reach] = []
        self.marks = [mark for mark in _MARK.finditer(text) if mark[0][0] != "\\"]
        self.last = {mark[0][0]: mark.start() for mark in self.marks}
        self.open = {"|": 0, ">": 0}

    def marked(self) -> str:
        at = 0
        for mark in self.marks:
            self.made.append(self.text[at : mark.start()])
            at = mark.end()
            for typed in self._single(mark):
                at = self._read(typed, mark.start(), at)
        self.made.append(self.text[at:])
        if any(self.open.values()):
            self._end(len(self.text))
        return "".join(self.made)

    def _single(self, mark: re.Match[str]) -> list[str]:
        """Four strokes between two covers end the one and begin the other."""
        typed = mark[0]
        if len(typed) >= 4 and self.open["|"] and mark.start() < self.last["|"]:
            return [typed[:2], typed[2:]]
        return [typed]

    def _read(self, typed: str, start: int, at: int) -> int:
        """What one mark does. Gives where the text goes on."""
        kind = typed[0]
        if kind == ">" or (kind == "|" and not self.open["|"]):
            if not self._can_open(kind, start, at):
                self.made.append(typed)
                return at
            is_first = not any(self.open.values())
            self.open[kind] += 1
            if is_first:
                return self._begin(typed, at)
            # One in another: they become one, which does not say how far it reaches.
            self.reach = None
        elif kind == "!" and not self.open[">"]:
            self.made.append(typed)
        elif len(self.reaches) == MOST:
            self.reach = None
        else:
            self.open["|" if kind == "|" else ">"] -= 1
            if not any(self.open.values()) and not self._end(start):
                # It ended nothing, but may begin something.
                return self._read(typed, start, at)
        return at

    def _can_open(self, kind: str, start: int, at: int) -> bool:
        """Whether it is closed further on, or is meant for one: it begins a word."""
        if self.last.get(_CLOSED_BY[kind], -1) > start:
            return True
        before, after = self.text[max(0, start - 1) : start], self.text[at : at + 1]
        return (not before or bool(_BEGINS_WORD.match(before))) and bool(after.strip())

    def _begin(self, typed: str, at: int) -> int:
        self.name = _NAME.match(self.text, at)
        self.reach: Reach = None
        if self.name and self.with_names:
            self.reach = (int(self.name[1]), int(self.name[2] or 0))
        self.words_at = self.name.end() if self.name else at
        self.begun = (len(self.made), typed)
        self.made += [f"{OPEN} ", self.name[0] if self.name else ""]
        self.reaches.append(None)
        return self.words_at

    def _end(self, at: int) -> bool:
        """Whether there is a cover that ends here: one of nothing is none, and stays as typed."""
        begun, opening = self.begun
        if not self.text[self.words_at : at].strip():
            self.reaches.pop()
            self.made[begun] = opening
            return False
        if self.reach:
            self.made[begun + 1] = ""
            self.reaches[-1] = self.reach
        self.made.append(f" {CLOSE}")
        return True
