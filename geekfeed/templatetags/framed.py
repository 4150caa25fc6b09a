"""What frames pages, written once for all that it frames alike (geekfeed/chrome.py).

{% load framed %}{% framed "navigation/footer.html" %}
"""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from geekfeed import chrome

register = template.Library()


@register.simple_tag(takes_context=True)
def framed(context: Context, name: str, **told: Any) -> SafeString:
    """The template with the site's name, sections and shelf, `told`, and of the page only its path
    and what it belongs to. Where there is no frame (a page that says that something failed), like
    `{% include %}`."""
    if "frame" in context:
        return chrome.written(name, context, told)
    with context.push(**told):
        return context.template.engine.get_template(name).render(context)
