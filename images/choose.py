"""The pictures that can be chosen at the desk: newest first, found by their words."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from images import renditions
from images.models import Image

NEWEST_FIRST = ["-uploaded_at", "-pk"]
ON_A_PAGE = 24
LONGEST_SEARCH = 100  # characters
MOST_WORDS = 6


def found(words: str) -> QuerySet[Image]:
    """Pictures in whose title, alt text or credit each of the words occurs."""
    pictures = Image.objects.all()
    for word in words.replace("\x00", "")[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        pictures = pictures.filter(
            Q(title__icontains=word) | Q(alt__icontains=word) | Q(credit__icontains=word)
        )
    return pictures


def may_be_shown(pictures: QuerySet[Image]) -> QuerySet[Image]:
    """Those whose rights have not ended."""
    today = timezone.localdate()
    return pictures.filter(Q(rights_expire_on=None) | Q(rights_expire_on__gte=today))


def told(image: Image) -> dict[str, Any]:
    """What a script at the desk has to know of a picture. `src`, `width` and `height` are the
    rendition's that stands in a text."""
    width, height = renditions.cut_of(image, "whole").nearest(renditions.FALLBACK)
    return {
        "id": image.pk,
        "title": image.title,
        "alt": image.alt,
        "credit": image.credit,
        "caption": image.caption,
        "thumb": image.small,
        "src": image.src,
        "width": width,
        "height": height,
        "expired": image.has_expired,
    }
