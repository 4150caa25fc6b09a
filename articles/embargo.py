"""Embargoes: a story that nobody may read, anywhere, before a moment.

Three things can hold a story back, and the latest of them counts: a moment that was agreed
(`embargo_until`), the day on which a season is out, the day on which an episode is first shown. A
day begins at midnight in the site's time zone. A date that is not known to the day is no date yet:
"arriving 2018" could be any morning of that year, so such a story has no moment to go out at.

It is kept by `live_at` alone. Whatever verb gives a story its moment asks `hold_back()` for it, so
the page, the lists, the feeds and the search need to know nothing of embargoes.
"""

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from geekfeed.lib.dates import Precision


class Unknown(Exception):
    """Nobody can say yet when the embargo ends; the message says why and what to do."""


def ends(article: Article) -> datetime | None:
    """The moment until which nobody may read the story; None: it is under no embargo.

    Raises `Unknown` where it waits for a season or an episode whose day is not known.
    """
    found = [article.embargo_until, _season_is_out(article), _episode_is_out(article)]
    return max((end for end in found if end is not None), default=None)


def hold_back(article: Article, at: datetime) -> datetime:
    """When the story goes out if somebody wants it out at that moment: then, or when its embargo
    ends, whichever is later. Raises `Unknown`."""
    end = ends(article)
    return at if end is None else max(at, end)


def falls_due(article: Article) -> datetime:
    """When a scheduled story goes out as its embargo stands now. Raises `Unknown`.

    It keeps the later of two moments: the one that somebody chose (`planned_for`, which scheduling
    writes down, as `live_at` may have been held back already) and the end of the embargo. So a
    premiere that moves back takes the story along, and one that moves forward brings it forward as
    far as, and no further than, the moment that was chosen.
    """
    return hold_back(article, article.planned_for or article.live_at)


def _season_is_out(article: Article) -> datetime | None:
    season = article.embargo_season
    if season is None:
        return None
    premiere = season.premiere
    if premiere is None or premiere.precision != Precision.DAY:
        raise Unknown(
            _(
                "The story waits for “%(season)s”, and the day of its premiere is not known. Give "
                "it in the catalog, or take the season off the embargo."
            )
            % {"season": season}
        )
    return _start_of(premiere.day)


def _episode_is_out(article: Article) -> datetime | None:
    episode = article.embargo_episode
    if episode is None:
        return None
    if episode.aired_on is None:
        raise Unknown(
            _(
                "The story waits for “%(season)s, %(episode)s”, and the day on which that is first "
                "shown is not known. Give it in the catalog, or take the episode off the embargo."
            )
            % {"season": episode.season, "episode": episode}
        )
    return _start_of(episode.aired_on)


def _start_of(day: date) -> datetime:
    """Its first moment where the site is at home, also on a day that begins at one o'clock."""
    return datetime.combine(day, time.min, timezone.get_default_timezone()).astimezone(UTC)
