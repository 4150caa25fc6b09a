"""Whether a feed has changed since somebody asked last, found out without reading its stories."""

from collections.abc import Sequence
from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from articles.models import Article, Byline, Revision
from articles.workflow import SEEN


class Stamp(NamedTuple):
    """`etag` names what the feed says, `modified` is when it last may have changed."""

    etag: str
    modified: datetime | None


def stamp(told: Any, numbers: Sequence[int]) -> Stamp:
    """Of the feed of these stories; `told` is whatever else it says.

    The name is made of what readers see. Not of the story's version: that tells of what happens at
    the desk, too. What has left a feed has left no row in it to be dated by, so the moment is that
    of the last change that readers saw anywhere on the site, or of the record of an author or a
    picture.
    """
    rows = list(
        Article.objects.filter(pk__in=numbers)
        .order_by("pk")
        .values_list(
            "pk",
            "live_at",
            "edited_at",
            "section__name",
            "spoils_until",
            "lead_image__changed_at",
            "safe_image__changed_at",
        )
    )
    people = list(
        Byline.objects.filter(article__in=numbers)
        .order_by("article", "position", "pk")
        .values_list("article_id", "author__name", "author__slug", "author__changed_at")
    )
    seen = Revision.objects.filter(verb__in=SEEN).order_by("-at", "-pk")
    passed = [_begin(row[4]) for row in rows if row[4] and row[4] <= timezone.localdate()]
    moments = [
        *passed,
        *seen.values_list("at", flat=True)[:1],
        *(moment for row in rows for moment in (*row[1:3], *row[5:]) if moment),
        *(row[3] for row in people if row[3]),
    ]
    house = (settings.SITE_NAME, settings.SITE_URL, settings.FEED_FULL_TEXT, settings.WEBSUB_HUB)
    text = repr((told, house, list(numbers), rows, passed, [row[:3] for row in people]))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return Stamp(f'"{digest}"', max(moments, default=None))


def _begin(day: date) -> datetime:
    """From then on a spoiler says what it is in its own words."""
    return timezone.make_aware(datetime.combine(day, time.min))
