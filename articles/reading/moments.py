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
    r"(?:report|said|says|announc|reveal|confirm|told|wrote|tweet|learn|publish|post)\w*\s"
    r"(?:on\s|late\s|earlier\s|back\son\s)?\Z",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|through|to)\s\Z", re.IGNORECASE)


def moment(passage: Passage, kind: Kind) -> PreciseDate | None:
    if when := passage.groups.get("when"):
        return _on(passage, when)
    if kind in DATED:
        return _date_near(passage)
    date_ = _date_beside(passage)
    is_day = date_ and date_.precision == Precision.DAY and date_.day <= passage.today
    return date_ if is_day else None


def _on(passage: Passage, written: str) -> PreciseDate | None:
    spoken = passage.script.mention(written).date
    return spoken.on(passage.today, passage.is_past) if spoken else None


def _date_near(passage: Passage) -> PreciseDate | None:
    """In the same clause, and not another verb's."""
    text, match = passage.script.text, passage.match
    for date_ in signs(DATE).finditer(match[0]):
        return _on(passage, date_[0])
    for date_ in signs(DATE).finditer(text[match.end() : passage.end]):
        between = text[match.end() : match.end() + date_.start()]
        if len(between) > 90 or _OTHER.search(between.replace(" since ", " ")):
            break
        if not _SAID_THEN.search(between) and not _UNTIL.search(between):
            return _on(passage, date_[0])
    found = None
    for date_ in signs(DATE).finditer(text[passage.begin : match.start()]):
        found = date_
    if found:
        between = text[passage.begin + found.end() : match.start()]
        before = text[max(0, passage.begin + found.start() - 25) : passage.begin + found.start()]
        verbs_between = _OTHER.search(signs(SHOW | SEASON).sub("", between))
        if len(between) < 60 and not verbs_between and not _SAID_THEN.search(before):
            return _on(passage, found[0])
    return None


def _date_beside(passage: Passage) -> PreciseDate | None:
    text, match = passage.script.text, passage.match
    inside = signs(DATE).search(match[0])
    after = re.match(rf"['”\"]?,?\s(?:on\s|late\s|early\s)?({sign(DATE)})", text[match.end() :])
    first = re.match(rf"\W*(?:on\s)?({sign(DATE)}),?\s", text[passage.begin :])
    for date_ in (inside, after, first):
        if date_ is not None:
            return _on(passage, date_[date_.re.groups])
    return None
