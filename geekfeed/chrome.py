"""What frames every page: the sections in the menu, the shows on the shelf, and the stylesheet
with their colours.

It changes when an editor changes it, not from request to request, so it is kept in the cache and
dropped when a section or a show is saved (geekfeed/apps.py connects that). What is written of it is
the same on most pages: they differ in what they mark as the reader's place. A page that is going to
be kept whole has the frame of its edition, which no process takes for another one's.
"""

from collections.abc import Mapping
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Section
from geekfeed import script, stylesheet
from geekfeed.lib.digested import digest_of
from shows import colours
from shows.models import Show

KEY = "chrome"
SECONDS = 60  # how long another server process may show an old menu
# What the frame is told of the site by the context of the page in it.
SITE_WIDE = ("site_name", "offline_reading", "privacy_url")
WRITTEN = 500  # pieces of HTML of some kilobytes that a server process keeps


class Chrome(NamedTuple):
    sections: list[Section]
    shelf: list[Show]
    colours: str  # of the shows, as CSS
    digest: str  # of the whole stylesheet
    names: str  # a digest of what menu and shelf say

    def __eq__(self, other: object) -> bool:
        """What is written of the same is the same."""
        return isinstance(other, Chrome) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[str, str]:
        return self.names, self.digest

    @property
    def stylesheet(self) -> str:
        return reverse("stylesheet", args=[self.digest])

    @property
    def colours_url(self) -> str:
        """The shows' colours alone, for the desk, which has a stylesheet of its own."""
        return reverse("show-colours", args=[digest_of(self.colours)])


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Asks nothing until a template uses it: an admin page does not.

    A later page of a list names no canonical address: it is not the first page, and its own changes
    with every story.
    """
    edition = getattr(request, "edition", "")
    frame = lru_cache(partial(current, edition))
    return {
        "frame": frame,
        "site_name": settings.SITE_NAME,
        "offline_reading": settings.OFFLINE_READING,
        "privacy_url": settings.PRIVACY_URL,
        "canonical": "" if "after" in request.GET else settings.SITE_URL + request.path,
        "sections": SimpleLazyObject(lambda: frame().sections),
        "shelf": SimpleLazyObject(lambda: frame().shelf),
        "stylesheet": SimpleLazyObject(lambda: frame().stylesheet),
        "script": SimpleLazyObject(script.address),
        "colours_url": SimpleLazyObject(lambda: frame().colours_url),
    }


def current(edition: str = "") -> Chrome:
    """As it is in that edition, or as this process has last made it."""
    key = f"{KEY}:{edition}" if edition else KEY
    made = None if settings.DEBUG else cache.get(key)  # at home, files change as well
    if made is None:
        made = _make()
        cache.set(key, made, SECONDS)
    return made


def written(template: str, page: Context, told: Mapping[str, Any]) -> SafeString:
    """A part of the frame around a page, of which its context says where in the frame it belongs.
    `told` is what the part is given beside the frame."""
    frame = page["frame"]()
    # At home, templates change as well.
    write = _written.__wrapped__ if settings.DEBUG else _written
    place = _Place(
        "",
        _one_of(frame.sections, page.get("current_section_slug")),
        _one_of(frame.shelf, page.get("current_show_slug")),
    )
    given = (*((name, page[name]) for name in SITE_WIDE), *told.items())
    site = (get_language(), get_script_prefix())
    html = write(frame, template, place, given, site)
    path = page["request"].path
    if f'href="{escape(path)}"' in html:
        html = write(frame, template, place._replace(path=path), given, site)
    return html


class _Place(NamedTuple):
    """Where in the frame a page is; "" where it is in none."""

    path: str
    section: str
    show: str


def _one_of(places: list[Section] | list[Show], slug: str | None) -> str:
    return next((place.slug for place in places if place.slug == slug), "")


@lru_cache(WRITTEN)
def _written(
    frame: Chrome, template: str, place: _Place, given: tuple[Any, ...], site: Any
) -> SafeString:
    """`site` is what else the words and addresses depend on."""
    return render_to_string(
        template,
        {
            "request": {"path": place.path},
            "stylesheet": frame.stylesheet,
            "script": script.address(),
            "sections": frame.sections,
            "shelf": frame.shelf,
            "current_section_slug": place.section,
            "current_show_slug": place.show,
            **dict(given),
        },
    )


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
    digest = digest_of(stylesheet.text(rules))
    sections = list(Section.objects.all())
    links = [(place.name, place.slug, place.get_absolute_url()) for place in (*sections, *shelf)]
    names = sha256(repr(links).encode()).hexdigest()
    return Chrome(sections, shelf, rules, digest, names)
