"""Moments as HTML has them. In every template without loading (settings.TEMPLATES)."""

from datetime import datetime

from django import template

register = template.Library()


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """For the `datetime` of a `<time>`, to the second: HTML allows three digits of a fraction, the
    database keeps six, and `date:"c"` says them all."""
    return value.isoformat(timespec="seconds") if value else ""
