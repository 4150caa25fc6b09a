"""What frames every page: the sections in the menu, the shows on the shelf, and the stylesheet
with their colours.

It changes when an editor changes it, not from request to request, so it is kept in the cache and
dropped when a section or a show is saved (geekfeed/apps.py connects that).
"""

from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from articles.models import Section
from geekfeed import stylesheet
from shows import colours
from shows.models import Show

KEY = "chrome"
SECONDS = 60  # how long another server process may show an old menu


class Chrome(NamedTuple):
    sections: list[Section]
    shelf: list[Show]
    colours: str  # of the shows, as CSS
    digest: str  # of the whole stylesheet

    @property
    def stylesheet(self) -> str:
        return reverse("stylesheet", args=[self.digest])

    @property
    def colours_url(self) -> str:
        """The shows' colours alone, for the desk, which has a stylesheet of its own."""
        return reverse("show-colours", args=[stylesheet.digest_of(self.colours)])


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Asks nothing until a template uses it: an admin page does not.

    A later page of a list names no canonical address: it is not the first page, and its own changes
    with every story.
    """
    frame = lru_cache(current)
    return {
        "site_name": settings.SITE_NAME,
        "offline_reading": settings.OFFLINE_READING,
        "canonical": "" if "after" in request.GET else settings.SITE_URL + request.path,
        "sections": SimpleLazyObject(lambda: frame().sections),
        "shelf": SimpleLazyObject(lambda: frame().shelf),
        "stylesheet": SimpleLazyObject(lambda: frame().stylesheet),
        "colours_url": SimpleLazyObject(lambda: frame().colours_url),
    }


def current() -> Chrome:
    made = None if settings.DEBUG else cache.get(KEY)  # at home, files change as well
    if made is None:
        made = _make()
        cache.set(KEY, made, SECONDS)
    return made


def forget(**kwargs: Any) -> None:
    """A signal receiver: something in the frame has changed, once the transaction is through."""
    transaction.on_commit(partial(cache.delete, KEY))


def _make() -> Chrome:
    shows = list(
        Show.objects.only("name", "slug", "accent", "shelf_position", "leads_to").order_by(
            "shelf_position", "pk"
        )
    )
    shelf = [show for show in shows if show.shelf_position]
    rules = colours.stylesheet(shows)
    digest = stylesheet.digest_of(stylesheet.text(rules))
    return Chrome(list(Section.objects.all()), shelf, rules, digest)
