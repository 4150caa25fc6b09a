"""How stories share a page: a loud one, blocks, pictures and quiet columns, like a comic's panels.

    {% for panel in page|panels %}   a list page: full on its first page, calmer on later ones
    {% for panel in stories|panel_row %}   one row, under a story

A row of equals is nobody's favourite, so each row mixes volumes. What is left over when a row
cannot be filled goes into a row that fits, never into a gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django import template

from geekfeed.lib.paging import Page
from geekfeed.templatetags.alike import Named
from images.shown import Picture, picture_of
from shows.ledger import Standing

register = template.Library()

STACKED = 4  # quiet teasers in one column
PICTURED = {"loud side", "medium side", "medium", "plain"}


@dataclass(frozen=True)
class Panel:
    """One place on the page. Words and widths are those of components/teaser.html."""

    volume: str
    w: int
    mid: int
    cards: tuple[Any, ...] = ()

    @property
    def card(self) -> Any:
        return self.cards[0]

    @property
    def is_stack(self) -> bool:
        return self.volume == "quiet"


class Said(NamedTuple):
    """What a teaser says of a story, as a value: the same ones stand under many stories, and are
    written once (geekfeed/lib/alike.py)."""

    get_absolute_url: str
    shown_headline: str
    shown_standfirst: str
    shown_image: Picture | None
    live_at: datetime | None
    section: Named | None
    show_slug: str | None
    show_name: str | None
    first_author: str | None
    lead_standing: Standing | None
    comments_to_tell: int


LOUD = [Panel("loud side", 12, 12)]
SIDE = [Panel("medium side", 12, 12)]
BLOCK_FIRST = [Panel("medium block", 4, 6), Panel("medium", 5, 6), Panel("quiet", 3, 12)]
BLOCK_LAST = [Panel("medium side", 7, 12), Panel("medium block", 5, 12)]
PICTURES = [Panel("medium", 5, 6), Panel("plain", 4, 6), Panel("quiet", 3, 12)]
QUIET = Panel("quiet", 12, 12)

# What a row becomes for the last two stories of a list, and for the last one.
TWO_LEFT = {
    "medium block": [Panel("medium block", 5, 6), Panel("medium", 7, 6)],
    "medium": [Panel("medium", 7, 6), Panel("plain", 5, 6)],
}

FIRST_PAGE = [LOUD, BLOCK_FIRST, BLOCK_LAST, PICTURES]
LATER_PAGE = [BLOCK_LAST]


@register.filter
def panels(page: Page[Any]) -> list[Panel]:
    """The page's stories in panels. Rows may be stories, or links that lead to them."""
    cards = [row.card for row in page]
    return arrange(cards, FIRST_PAGE if page.is_first else LATER_PAGE)


@register.filter
def said(card: Any) -> Said:
    section, image = card.section, card.shown_image
    return Said(
        card.get_absolute_url(),
        card.shown_headline,
        card.shown_standfirst,
        picture_of(image) if image else None,
        card.live_at,
        Named(section.name, section.get_absolute_url()) if section else None,
        card.show_slug,
        card.show_name,
        card.first_author,
        card.lead_standing,
        card.comments_to_tell,
    )


@register.filter
def panel_row(stories: Iterable[Any]) -> list[Panel]:
    """A single row of up to six stories."""
    return arrange([story.card for story in stories], [PICTURES])


def arrange(cards: list[Any], rows: list[list[Panel]]) -> list[Panel]:
    """Fill the rows from the top, every story once and in order; the rest is one quiet list."""
    made: list[Panel] = []
    for row in rows:
        for panel in _fitting(row, len(cards)):
            many = STACKED if panel.is_stack else 1
            made.append(_filled(panel, cards[:many]))
            cards = cards[many:]
    if cards:
        made.append(_filled(QUIET, cards))
    return made


def _fitting(row: list[Panel], stories: int) -> list[Panel]:
    """The row itself, or one for the few stories that are left."""
    if stories >= len(row):
        return row
    if stories == 2:
        return TWO_LEFT[row[0].volume]
    return SIDE if stories else []


def _filled(panel: Panel, cards: list[Any]) -> Panel:
    """Where a picture belongs and the story has none, a block of its show's colour stands in."""
    volume = panel.volume
    if volume in PICTURED and not cards[0].shown_image and panel.w < 12:
        volume = "medium block"
    return Panel(volume, panel.w, panel.mid, tuple(cards))
