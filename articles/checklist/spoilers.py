"""Whether a headline gives away what happens. Nobody can choose not to read a headline: a story
that tells it all the same has a safe one for lists."""

import re

from django.utils.translation import gettext as _

from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice, blocker

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
    piece = facts.piece
    headline, field = piece.headline, "headline"
    if piece.has_horizon:
        headline, field = piece.safe_headline, "safe_headline"
    if not (headline and piece.coverage):
        return NOTHING_TO_LOOK_AT
    told = next((word for word in re.findall(r"\w+", headline) if word.lower() in TELLING), None)
    told = told or next((name for name in facts.characters if _names(headline, name)), None)
    if told is None:
        return FINE
    said = _("The headline says “%(told)s”. Make sure that it gives away nothing of the show.")
    return [advice("spoiler", said % {"told": told}, field, _("Look"))]


def spoiler_has_a_safe_headline(facts: Facts) -> Verdict:
    piece = facts.piece
    if piece.has_horizon:
        if piece.safe_headline:
            return FINE
        said = _("The story is marked as a spoiler. Write the headline that lists and feeds show.")
        return [blocker("safe headline", said, "safe_headline", _("Write it"))]
    if piece.safe_headline or piece.safe_standfirst or piece.safe_image:
        said = _("Safe words are for spoilers only. Say what the story gives away, or until when.")
        return [advice("horizon", said, "spoils_season", _("Say it"))]
    return NOTHING_TO_LOOK_AT


def _names(headline: str, name: str) -> bool:
    """As it is written: a character called "Pop" is not in every headline about pop."""
    return name in headline and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headline))
