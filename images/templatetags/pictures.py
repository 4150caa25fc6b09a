"""A picture in one of the places that images.uses names, and in a panel of so many twelfths:

{% picture article.lead_image "lead" lead=True %}
{% teaser_picture card.lead_image w=4 mid=6 %}
"""

from typing import Any

from django import template

from images.shown import shown
from images.uses import USES, teaser

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    image: Any, use: str, alt: str | None = None, eager: bool = False, lead: bool = False
) -> dict[str, Any]:
    return _context(image, USES[use], alt, eager, lead)


@register.inclusion_tag("components/picture.html")
def teaser_picture(
    image: Any, w: Any = None, mid: Any = None, beside: bool = False, eager: bool = False
) -> dict[str, Any]:
    """`w` and `mid` as in components/teaser.html."""
    wide = w or 4
    return _context(image, teaser(wide, mid or wide, is_beside=beside), "", eager, False)


def _context(image: Any, use: Any, alt: str | None, eager: bool, lead: bool) -> dict[str, Any]:
    return {
        "shown": shown(image, use),
        "alt": image.alt if alt is None else alt,
        "lazy": not (eager or lead),
        "lead": lead,
    }
