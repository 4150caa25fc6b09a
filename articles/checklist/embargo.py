"""Whether an embargo that waits for the catalog has a moment at which it ends."""

from django.utils.translation import gettext as _

from articles import embargo
from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, blocker


def embargo_has_an_end(facts: Facts) -> Verdict:
    story = facts.piece.article
    field = "embargo_season" if story.embargo_season_id else "embargo_episode"
    if not getattr(story, f"{field}_id"):
        return NOTHING_TO_LOOK_AT
    try:
        embargo.ends(story)
    except embargo.Unknown as unknown:
        return [blocker("embargo", str(unknown), field, _("Look"))]
    return FINE
