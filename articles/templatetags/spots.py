"""Links to places in a story's form."""

from django import template

from articles import spots

register = template.Library()


@register.filter
def anchor(spot: str) -> str:
    """The id of the place: `{{ where|anchor }}`."""
    return spots.anchor(spot)
