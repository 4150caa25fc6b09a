"""Whether a headline gives away what happens. Nobody can choose not to read a headline."""

import re

from django.utils.translation import gettext as _

from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice

# Words that tell an ending. Add to them freely; they only remind.
TELLING = {
    "dead",
    "death",
    "dies",
    "ending",
    "finale",
    "killed",
    "killer",
    "kills",
    "murdered",
    "resurrected",
    "reveal",
    "revealed",
    "reveals",
    "spoiler",
    "spoilers",
    "survives",
    "twist",
}


def headline_gives_nothing_away(facts: Facts) -> Verdict:
    """A reminder, for stories about a show: a word of the list, or somebody who is in it."""
    headline = facts.piece.headline
    if not (headline and facts.piece.coverage):
        return NOTHING_TO_LOOK_AT
    told = next((word for word in re.findall(r"\w+", headline) if word.lower() in TELLING), None)
    told = told or next((name for name in facts.characters if _names(headline, name)), None)
    if told is None:
        return FINE
    said = _("The headline says “%(told)s”. Make sure that it gives away nothing of the show.")
    return [advice("spoiler", said % {"told": told}, "headline", _("Look"))]


def _names(headline: str, name: str) -> bool:
    """As it is written: a character called "Pop" is not in every headline about pop."""
    return name in headline and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headline))
