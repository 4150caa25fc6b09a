"""How far a reader has seen each show, as their own browser keeps it.

A cookie says it and nothing else does: the site keeps no list of who has seen what. It names shows
by their numbers in the database, in order (`7.1.8-12.2.0`: of show 7 as far as season 1, episode 8;
of show 12 the whole of season 2), so that the same choices are always written the same way.
Whatever is not written just so was not written here, and is read as nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from shows.models.season import LAST_EPISODE, LAST_SEASON

COOKIE = "seen"
SECONDS = 365 * 24 * 3600
SHOWS = 50  # in one cookie
WHOLE = 0  # in place of an episode: all of the season
LONGEST = SHOWS * len("1234567890.3000.9999-")
_ENTRY = re.compile(r"([1-9][0-9]{0,9})\.([1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")

Place = tuple[int, int]  # a season and an episode, or WHOLE


@dataclass(frozen=True)
class Seen:
    """`places`: a show's number in the database → the last season and episode that was seen."""

    places: Mapping[int, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest) -> "Seen":
        return cls.read(request.COOKIES.get(COOKIE, ""))

    @classmethod
    def read(cls, text: str) -> "Seen":
        if not text or len(text) > LONGEST:
            return cls()
        found = [_ENTRY.fullmatch(entry) for entry in text.split("-")]
        places = {int(m[1]): (int(m[2]), int(m[3])) for m in found if m}
        fits = all(season <= LAST_SEASON for season, _ in places.values())
        seen = cls(places)
        return seen if fits and len(places) <= SHOWS and seen.written() == text else cls()

    def written(self) -> str:
        """As the cookie has it; empty for nothing."""
        return "-".join(
            f"{show}.{season}.{episode}" for show, (season, episode) in sorted(self.places.items())
        )

    def has(self, show: int, season: int, episode: int) -> bool:
        """Whether this episode was seen, or with WHOLE the season to its end."""
        if show not in self.places:
            return False
        last_season, last_episode = self.places[show]
        if season != last_season:
            return season < last_season
        return last_episode == WHOLE or WHOLE < episode <= last_episode

    def of_show(self, show: int) -> Place | None:
        return self.places.get(show)

    def has_room_for(self, show: int) -> bool:
        return show in self.places or len(self.places) < SHOWS

    def with_show(self, show: int, season: int, episode: int) -> "Seen":
        """Raises ValueError for what the cookie cannot say."""
        if not (0 < season <= LAST_SEASON and WHOLE <= episode <= LAST_EPISODE):
            raise ValueError(f"no season {season} with an episode {episode}")
        if not self.has_room_for(show):
            raise ValueError(f"{SHOWS} shows at most")
        return Seen({**self.places, show: (season, episode)})

    def without(self, show: int) -> "Seen":
        return Seen({one: place for one, place in self.places.items() if one != show})

    def uncover(self, rows: Iterable[Any]) -> None:
        """Have these stories, or rows that lead to stories, speak to whoever has seen so far. Of
        what is kept for everybody, nobody may have seen anything."""
        if self.places:
            for row in rows:
                row.card.reader = self

    def keep_in(self, response: HttpResponse) -> None:
        """Have the browser keep it, or forget it where it is nothing."""
        if self.places:
            response.set_cookie(
                COOKIE,
                self.written(),
                max_age=SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        else:
            response.delete_cookie(COOKIE, samesite="Lax")


def place_name(season: int, episode: int) -> str:
    """Within a sentence, after the show's name: "season 1, episode 8", "season 1"."""
    if episode == WHOLE:
        return gettext("season %(season)d") % {"season": season}
    return gettext("season %(season)d, episode %(episode)d") % {
        "season": season,
        "episode": episode,
    }
