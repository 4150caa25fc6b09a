"""Former addresses of sources lead on."""

from geekfeed.lib import former
from geekfeed.lib.former import Found
from sources.models import Former, Source


def _find(slug: str) -> Found | None:
    """Former addresses belong to the source itself, never to one another, so this leads there in
    one step."""
    source = Source.objects.cited().filter(former__slug=slug).first()
    return Found(source.slug, Former.objects.filter(slug=slug)) if source else None


# For the pages of a source.
leads_on = former.leads_on(_find)
