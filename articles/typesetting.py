"""What a story's text is given when its page is made, and its stored text is not: a table of many
columns a box to scroll in, a long quotation a calmer type.

Only cleaned HTML is read here (geekfeed/lib/html.py): well formed, tables and quotations without
attributes.
"""

import re
from html import escape, unescape

from django.utils.translation import gettext as _

from geekfeed.lib.html import plain_text

MANY_COLUMNS = 4
"""As many as a telephone cannot show side by side."""
LONG_QUOTATION = 140
"""Characters: beyond these a quotation is read, not shouted."""

# One that stands in another is set; the outer one is left as it is.
_TABLE = re.compile(r"<table>((?:(?!<table>).)*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b([^>]*)>")
_SPAN = re.compile(r' colspan="(\d{1,3})"')
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_QUOTATION = re.compile(r"<blockquote>((?:(?!<blockquote>).)*?)</blockquote>", re.DOTALL)
_FOOTER = re.compile(r"<footer>.*?</footer>", re.DOTALL)


def set_in_type(html: str) -> str:
    """The text of a page. What needs nothing stays as it is."""
    if "<table>" in html:
        html = _TABLE.sub(_boxed, html)
    if "<blockquote>" in html:
        html = _QUOTATION.sub(_calmed, html)
    return html


def _boxed(table: re.Match[str]) -> str:
    if _columns(table[1]) < MANY_COLUMNS:
        return table[0]
    caption = _CAPTION.search(table[1])
    name = plain_text(caption[1]) if caption else _("Table")
    # Who goes by keyboard scrolls it once it has the focus, and hears what it is.
    return (
        f'<div class="table-box" role="region" tabindex="0" aria-label="{escape(unescape(name))}">'
        f"{table[0]}</div>"
    )


def _columns(rows: str) -> int:
    return max((sum(map(_width, _CELL.findall(row))) for row in _ROW.findall(rows)), default=0)


def _width(attributes: str) -> int:
    span = _SPAN.search(attributes)
    return int(span[1]) if span else 1


def _calmed(quotation: re.Match[str]) -> str:
    said = plain_text(_FOOTER.sub("", quotation[1]))
    if len(said) <= LONG_QUOTATION:
        return quotation[0]
    return f'<blockquote class="is-long">{quotation[1]}</blockquote>'
