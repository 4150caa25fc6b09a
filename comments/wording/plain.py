"""A comment for those who read no HTML: letters, titles, lists at the desk."""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _

from geekfeed.lib.html import plain_text

_COVER = re.compile(r'<details class="spoiler".*?</details>', re.DOTALL)
# An address that the page shows shortened.
_SHORTENED = re.compile(r'<a href="([^"]*)"[^>]*>https?://[^<]*…</a>')


def plain(html: str) -> str:
    """What a reader reads of the HTML that html_of has made, in one line: "[spoiler]" in place of
    each cover and of what is under it, and addresses whole."""
    spoiler = escape(_("[spoiler]"))
    html = _COVER.sub(lambda _found: f" {spoiler} ", html)
    return plain_text(_SHORTENED.sub(r" \1", html))
