"""A picture in one of the places that images.uses names, and in a panel of so many twelfths:

{% picture article.lead_image "lead" lead=True %}
{% teaser_picture card.lead_image w=4 mid=6 %}
"""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from geekfeed.lib import alike
from images.shown import shown
from images.uses import USES, Use, teaser

register = template.Library()


@register.simple_tag
def picture(image: Any, use: str, alt: str | None = None, lead: bool = False) -> SafeString:
    """`image` is an Image, or what images.shown says of one. `lead`: the page opens with it."""
    return _written(image, USES[use], alt, lead)


@register.simple_tag
def teaser_picture(
    image: Any, w: Any = None, mid: Any = None, beside: bool = False, lead: bool = False
) -> SafeString:
    """`w` and `mid` as in components/teaser.html."""
    wide = w or 4
    return _written(image, teaser(wide, mid or wide, is_beside=beside), "", lead)


def _written(image: Any, use: Use, alt: str | None, lead: bool) -> SafeString:
    return alike.written(
        "components/picture.html",
        shown=shown(image, use),
        alt=image.alt if alt is None else alt,
        lead=lead,
    )
