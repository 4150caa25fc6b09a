"""Where a page's feeds are.

{% load feeds %}{% feed_links %}   for the head: the site's, and those of what the page is about
{% own_feed as feed %}             for its foot: .name and .url of what the page is about
"""

from typing import Any

from django import template

from articles.feeds.channels import path
from articles.feeds.views import WRITERS
from articles.own_record import own_record

register = template.Library()

NAMES = {"": "RSS", "-atom": "Atom", "-json": "JSON Feed"}
# Pages that have feeds of their own, by the names of their addresses; each is given its record
# under the same name.
KINDS = ("section", "show", "franchise", "topic", "author", "source")


@register.inclusion_tag("articles/components/feed_links.html", takes_context=True)
def feed_links(context: Any) -> dict[str, Any]:
    kind, record = own_record(context, KINDS)
    own = _links(kind, record.slug, record.name) if record else []
    site = context.get("site_name") or "GeekFeed"
    return {"links": [*_links("site", "", site), *own]}


@register.simple_tag(takes_context=True)
def own_feed(context: Any) -> dict[str, str] | None:
    """The name of what the page is about, and where its RSS feed is; None where it has none."""
    kind, record = own_record(context, KINDS)
    if record is None:
        return None
    return {"name": record.name, "url": path(kind, record.slug, "")}


def _links(kind: str, slug: str, title: str) -> list[dict[str, str]]:
    return [
        {
            "type": writer.KIND,
            "form": NAMES[form],
            "title": f"{title}: {NAMES[form]}",
            "url": path(kind, slug, form),
        }
        for form, writer in WRITERS.items()
    ]
