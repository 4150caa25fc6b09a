"""A comment for those who do not read it on its page, where covers can be opened one by one."""

import re

from django.utils.html import format_html

from comments.models import Comment

_COVER = re.compile(r'<details class="spoiler".*?</details>', re.DOTALL)


def without_spoilers(comment: Comment, instead: str, page: str = "") -> str:
    """Its HTML with a paragraph that says `instead` in place of each cover and what is under it; a
    link to `page`, where one is given."""
    words = format_html('<a href="{}">{}</a>', page, instead) if page else instead
    line = str(format_html("<p>{}</p>", words))
    return line if comment.is_spoiler else _COVER.sub(lambda _found: line, comment.html)
