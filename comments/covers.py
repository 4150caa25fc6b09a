"""Spoiler covers as a reader finds them: named, and open where they give nothing away to this one.

A comment's HTML is made once for everybody (wording/). What its covers say, and which of them are
open, depends on the reader and is put in when the page is made.
"""

import re
from collections.abc import Callable
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_COVER = re.compile(
    r'<details class="spoiler"(?: data-spoils="([0-9]+)\.([0-9]+)\.([0-9]+)")?><summary></summary>'
)


class Seen(Protocol):
    """How far a reader has seen."""

    def has(self, show: int, season: int, episode: int, /) -> bool:
        """Whether they have seen that far; episode 0 is the whole season."""


def dressed(html: str, seen: Seen, name_of: Callable[[int], str | None]) -> SafeString:
    """The HTML that html_of has made, with a name on each cover, and open where the reader has seen
    that far. `name_of` gives a show's name by its key; None where there is no such show (any more).
    """

    def cover(found: re.Match[str]) -> str:
        if found[1] is None:
            return _cover(_("Spoiler"))
        show, season, episode = map(int, found.groups())
        name = name_of(show)
        if name is None:
            return _cover(_("Spoiler"))
        return _cover(_named(name, season, episode), is_seen=seen.has(show, season, episode))

    # What the cleaner has let through, and what format_html has made.
    return mark_safe(_COVER.sub(cover, html))  # noqa: S308


def covered(html: str, spoils: str) -> str:
    """All of a comment under one cover, which `spoils` names as those in a text are named ("": not
    at all)."""
    named = f' data-spoils="{spoils}"' if spoils else ""
    return f'<details class="spoiler"{named}><summary></summary>{html}</details>'


def _named(show: str, season: int, episode: int) -> SafeString:
    if episode:
        text = _("Spoiler: {show}, season {season}, episode {episode}")
    else:
        text = _("Spoiler: {show}, season {season}")
    name = format_html("<bdi>{}</bdi>", show)
    return format_html(text, show=name, season=season, episode=episode)


def _cover(name: str, is_seen: bool = False) -> str:
    said = format_html(' <span class="spoiler__seen">{}</span>', _("You have seen it"))
    return format_html(
        '<details class="spoiler"{}><summary><span class="spoiler__name">{}{}</span> '
        '<span class="spoiler__turn"><span class="spoiler__show">{}</span>'
        '<span class="spoiler__hide">{}</span></span></summary>',
        SafeString(" open") if is_seen else "",
        name,
        said if is_seen else "",
        pgettext("spoiler cover", "Show"),
        pgettext("spoiler cover", "Cover up"),
    )
