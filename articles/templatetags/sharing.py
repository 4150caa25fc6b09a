"""What other sites and search engines are told of a page that is not a story's.

{% load sharing %}{% share_card as card %}   the card of the page's show, else the site's
{% trail %}                                  the way to the page of a record, for search engines
"""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.own_record import own_record
from articles.social_card.keeping import Card, card_of_show, card_of_site
from geekfeed.lib import jsonld
from geekfeed.lib.addresses import absolute, address_of
from shows.models import Show

register = template.Library()

# Records that have a page of their own.
KINDS = ("season", "show", "franchise", "network", "person", "character", "location")
KINDS += ("section", "topic", "author", "source")
# Their lists, where there is a page of all of them.
LISTS = {
    "season": (_("Shows"), "show-list"),
    "show": (_("Shows"), "show-list"),
    "author": (_("Authors"), "author-list"),
    "source": (_("Sources"), "source-list"),
}


@register.simple_tag(takes_context=True)
def share_card(context: Any) -> Card:
    season, show = context.get("season"), context.get("show")
    show = show or getattr(season, "show", None)
    return card_of_show(show) if isinstance(show, Show) else card_of_site()


@register.simple_tag(takes_context=True)
def trail(context: Any) -> SafeString | str:
    """Nothing where the page is not a record's own."""
    kind, record = own_record(context, KINDS)
    if record is None:
        return ""
    steps = [(settings.SITE_NAME, absolute("/"))]
    if kind in LISTS:
        title, name = LISTS[kind]
        steps.append((str(title), absolute(reverse(name))))
    above = [record.show] if kind == "season" else []
    steps += [(one.name, address_of(one)) for one in (*above, record)]
    return jsonld.script(jsonld.trail(steps))
