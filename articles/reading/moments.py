"""When? The date that belongs to a verb, and to no other one."""

import re

from articles.reading.passages import DATED, Passage
from articles.reading.script import DATE, SEASON, SHOW, sign, signs
from geekfeed.lib.dates import PreciseDate, Precision
from shows.ledger import Kind

_OTHER = re.compile(
    r"premier|arriv|return|debut|releas|launch|wrap|finish|renew|cancel|announc|drop|hit|stream"
    r"|began|begin|start|ordered|since|" + sign(SHOW | SEASON),
    re.IGNORECASE,
)
_SAID_THEN = re.compile(
    r"(?:report|said|says|announc|reveal|confirm|told|den(?:ied|ies)|wrote|tweet|learn|publish|post)\w*\s"
    r"(?:on\s|late\s|earlier\s|back\son\s)?\Z",
    re.IGNORECASE,
)
# These say when it is not: a bound is no date.
_UNTIL = re.compile(
    r"\b(?:until|till|through|to|before|after|than|prior\sto|ahead\sof|following)\s"
    r"(?:the\s)?(?:(?:early|mid|late|end\sof)[\s-])?\Z",
    re.IGNORECASE,
)


def moment(passage: Passage, kind: Kind) -> tuple[PreciseDate | None, bool]:
    """The date, and whether a time is said that is none: "next summer", "in the winter"."""
    written = _written(passage, kind)
    if written is None:
        return None, False
    spoken = passage.script.mention(written).date
    found = spoken.on(passage.today, passage.is_past) if spoken else None
    if kind in DATED or "when" in passage.groups:
        return found, found is None
    is_day = found and found.precision == Precision.DAY and found.day <= passage.today
    return (found if is_day else None), False


def _written(passage: Passage, kind: Kind) -> str | None:
    """The sign of the date."""
    if when := passage.groups.get("when"):
        return None if _UNTIL.search(passage.groups.get("tail", "")) else when
    return _near(passage) if kind in DATED else _beside(passage)


def _near(passage: Passage) -> str | None:
    """In the same clause, and not another verb's."""
    for date in signs(DATE).finditer(passage.match[0]):
        return date[0]
    for date in signs(DATE).finditer(passage.after):
        between = passage.after[: date.start()]
        if len(between) > 90 or _OTHER.search(between.replace(" since ", " ")):
            break
        if not _SAID_THEN.search(between) and not _UNTIL.search(between):
            return date[0]
    before = list(signs(DATE).finditer(passage.before))
    if before:
        until, since = passage.before[: before[-1].start()], passage.before[before[-1].end() :]
        verbs_between = _OTHER.search(signs(SHOW | SEASON).sub("", since))
        if len(since) < 60 and not verbs_between and not _SAID_THEN.search(until[-25:]):
            return before[-1][0]
    return None


def _beside(passage: Passage) -> str | None:
    inside = signs(DATE).search(passage.match[0])
    after = re.match(rf"['”\"]?,?\s(?:on\s|late\s|early\s)?({sign(DATE)})", passage.after)
    clause = passage.script.text[passage.begin : passage.end]
    first = re.match(rf"\W*(?:on\s)?({sign(DATE)}),?\s", clause)
    for date in (inside, after, first):
        if date is not None:
            return date[date.re.groups]
    return None
