"""A place in a sentence that may claim something: where a pattern of verbs.py fits, and the clause
around it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from articles.reading.script import CHARACTER, PERSON, SEASON, SHOW, Context, Script, sign, signs
from articles.reading.sentences import Sentence
from articles.reading.text import CLAUSE
from shows.ledger import Kind

DATED = {Kind.FILMING_BEGAN, Kind.FILMING_WRAPPED, Kind.LOCATION}

_ASIDE = re.compile(
    r"\s?\([^()]{0,200}\)|,?\s?\b(?:according\sto|as\sper)\b[^,.;]{1,120}(?:,|(?=[.;])|\Z)"
    r"|,\s(?:on\sthe\sother\shand|however|meanwhile|though|too|of\scourse|in\sfact|for\s(?:its|their)\spart"
    r"|in\sturn|at\slast|after\sall|it\sseems|we\shear),"
    r"|,\sas\s[^,.;]{1,60}\s(?:reported|revealed|reports|notes|noted)[^,.;]{0,30},",
    re.IGNORECASE,
)
# "Mike Colter (Luke Cage) has joined": whom he plays, and not what the sentence is about.
_PART = re.compile(rf"(?<={sign(PERSON)})\s\({sign(CHARACTER)}\)")
_FUTURE = re.compile(
    r"\b(?:will|would|to|set|due|may|might|could|scheduled|slated|going|soon|won't|wouldn't)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:ago|recently|yesterday|last\s(?:week|month|year|night))\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:has|have|had|was|were|did)\b", re.IGNORECASE)
_DONE = re.compile(
    r"(?:\w+ed|began|begun|got|gotten|gone|went|under\s?way|filming|shooting|sent|over|cast|greenlit"
    r"|took over|shot|film)(?:\s(?:up|off|under\s?way))?\Z|gotten|\bgot\b|\bbeen\b",
    re.IGNORECASE,
)


@dataclass
class Passage:
    """`script` is that of the sentence, without what stands beside the point."""

    sentence: Sentence
    script: Script
    kind: Kind
    match: re.Match[str]
    context: Context
    today: date

    @cached_property
    def groups(self) -> dict[str, str]:
        return {name: said for name, said in self.match.groupdict().items() if said}

    @property
    def aux(self) -> str:
        return self.groups.get("aux", "") + self.groups.get("aux2", "")

    @property
    def verb(self) -> str:
        return self.groups.get("verb", "")

    @cached_property
    def begin(self) -> int:
        """Where its clause begins in the script."""
        breaks = [b.end() for b in CLAUSE.finditer(self.script.text, 0, self.match.start())]
        return breaks[-1] if breaks else 0

    @cached_property
    def end(self) -> int:
        after = CLAUSE.search(self.script.text, self.match.end())
        return after.start() if after else len(self.script.text)

    @property
    def before(self) -> str:
        """What its clause says before it."""
        return self.script.text[self.begin : self.match.start()]

    @property
    def after(self) -> str:
        """What its clause says after it."""
        return self.script.text[self.match.end() : self.end]

    @property
    def after_the_verb(self) -> str:
        return self.script.text[self.match.end("verb") : self.end]

    @property
    def place(self) -> tuple[int, int]:
        """Where it is in the block."""
        return self.script.span(self.match.start(), self.match.end())

    @property
    def is_past(self) -> bool:
        if _FUTURE.search(self.aux):
            # "is said to have begun" is over.
            return bool(re.search(r"\bto\shave\b", self.aux))
        if _AGO.search(self.script.text, self.begin, self.end):
            return True
        if self.kind == Kind.LOCATION:
            return bool(re.search(r"\b(?:was|were|been)\b", self.verb + self.aux))
        return bool(_PAST.search(self.aux) or _DONE.search(self.verb))


def bare(script: Script) -> Script:
    """Without what stands beside the point: brackets, and who says so."""
    subject = signs(SHOW | SEASON)
    spans = [match.span() for match in _PART.finditer(script.text)]
    spans += [
        match.span()
        for match in _ASIDE.finditer(script.text)
        if not ("(" in match[0][:2] and subject.search(match[0]))
        and not (match[0].lstrip(", ")[:1] in "aA" and subject.search(match[0]))
    ]
    return script.without(set(spans)) if spans else script
