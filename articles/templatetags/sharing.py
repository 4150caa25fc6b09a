"""What other sites show beside a link to a page that is not a story's.

{% load sharing %}{% share_card as card %}   the card of the page's show, else the site's
"""

from typing import Any

from django import template

from articles.social_card.keeping import Card, card_of_show, card_of_site
from shows.models import Show

register = template.Library()


@register.simple_tag(takes_context=True)
def share_card(context: Any) -> Card:
    season, show = context.get("season"), context.get("show")
    show = show or getattr(season, "show", None)
    return card_of_show(show) if isinstance(show, Show) else card_of_site()
