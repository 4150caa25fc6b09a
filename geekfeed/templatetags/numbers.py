from django import template

from geekfeed.lib.numbers import Count

register = template.Library()


@register.filter
def grouped(number: int | None) -> Count | None:
    """For a count that may have thousands, also in `{% blocktranslate count … %}`."""
    return None if number is None else Count(number)
