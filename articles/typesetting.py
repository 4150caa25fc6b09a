"""What a story's text is given when its page is made, and its stored text is not: a table of many
columns a box to scroll in, a long quotation a calmer type, a list of high numbers room for them.

Only cleaned HTML is read here (geekfeed/lib/html.py): well formed, tables and quotations without
attributes, lists with none but their first number.
"""

import re
from html import escape, unescape

from django.utils.translation import gettext as _

from geekfeed.lib.html import plain_text

MANY_COLUMNS = 4
"""As many as a telephone cannot show side by side."""
LONG_QUOTATION = 140
"""Characters: beyond these a quotation is read, not shouted."""
USUAL_DIGITS, MOST_DIGITS = 2, 5
"""Of a list's numbers: what every list has room for, and what one can be given room for."""

# One that stands in another is set; the outer one is left as it is.
_TABLE = re.compile(r"<table>((?:(?!<table>).)*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b([^>]*)>")
_SPAN = re.compile(r' colspan="(\d{1,3})"')
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_QUOTATION = re.compile(r"<blockquote>((?:(?!<blockquote>).)*?)</blockquote>", re.DOTALL)
_LIST = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
_START = re.compile(r' start="(-?\d{1,9})"')
_FOOTER = re.compile(r"<footer>.*?</footer>", re.DOTALL)


def set_in_type(html: str) -> str:
    """The text of a page. What needs nothing stays as it is."""
    if "<table>" in html:
        html = _TABLE.sub(_boxed, html)
    if "<blockquote>" in html:
        html = _QUOTATION.sub(_calmed, html)
    if "<ol" in html:
        html = _with_room_for_numbers(html)
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


def _with_room_for_numbers(html: str) -> str:
    """Ordered lists say of how many digits their longest number is, where that is many."""
    lists: list[list[int]] = []  # what is open: where its tag ends, its first number and its next
    wide: list[tuple[int, int]] = []
    for tag in _LIST.finditer(html):
        is_end, name, attributes = tag.groups()
        if name == "li":
            if lists and not is_end:
                lists[-1][2] += 1
        elif not is_end:
            start = _START.search(attributes)
            first = int(start[1]) if start else 1
            lists.append([tag.end() - 1 if name == "ol" else 0, first, first])
        elif lists:
            place, first, following = lists.pop()
            digits = max(len(str(first)), len(str(following - 1)))
            if place and digits > USUAL_DIGITS:
                wide.append((place, min(digits, MOST_DIGITS)))
    for place, digits in sorted(wide, reverse=True):
        html = f'{html[:place]} class="digits-{digits}"{html[place:]}'
    return html
