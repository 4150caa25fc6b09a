"""Who a story is by."""

from django.utils.translation import gettext as _

from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice, blocker


def has_a_byline(facts: Facts) -> Verdict:
    if facts.piece.bylines:
        return FINE
    said = _("Nobody is named as its author. Add a byline.")
    return [blocker("byline", said, "bylines", _("Choose"))]


def authors_have_bios(facts: Facts) -> Verdict:
    """The box under the story says who somebody is in the author's own record."""
    if not facts.piece.bylines:
        return NOTHING_TO_LOOK_AT
    unknown = [byline for byline in facts.piece.bylines if not byline.author.bio.strip()]
    said = _("The box under the story has nothing to say about %(author)s. Write two sentences.")
    return [
        advice("bio", said % {"author": byline.author}, f"bylines:{byline.key}", _("Look"))
        for byline in unknown
    ]
