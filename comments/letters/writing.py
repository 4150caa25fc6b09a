"""What all letters have in common.

They are plain text. What somebody else typed stands in a quotation, each line behind "> ", and
nothing of it is in a header: so it can neither pass for our own words nor add to the letter.
"""

import re
import textwrap
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Article
from articles.notices import LONGEST_HEADLINE, one_line, post
from comments import wording
from comments.elsewhere import without_spoilers
from comments.models import Comment
from geekfeed.lib.addresses import absolute

LINE = 72
LONGEST = 1_000  # signs of a quotation
GLIMPSE = 200  # signs of what the reader of the letter has written
NAMELESS = "somebody who comments"
_TURNS = re.compile(r"(</?blockquote>|</?p>|<br>)")
_QUOTES = re.compile(r"(?:> )*")
_WORD = re.compile(r"\S+")
_LIKE_ADDRESS = re.compile(r"://|\w\.\w{2}")


def letter(
    to: str, subject: str, template: str, words: dict[str, Any], stop: str = ""
) -> EmailMessage:
    """`stop` is the address that stops letters of its kind: mail programs offer it as a button
    (RFC 2369, RFC 8058)."""
    site = one_line(settings.SITE_NAME)
    told = {"site": site, "stop": stop, **words}
    text = render_to_string(f"comments/mail/{template}.txt", told).strip()
    headers = {"Auto-Submitted": "auto-generated"}  # nobody's absence note is wanted (RFC 3834)
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(f"[{site}] {one_line(subject)}", f"{text}\n", to=[to], headers=headers)


def send(*letters: EmailMessage) -> int:
    """Returns how many were given to the mail server."""
    post(letters, whom=NAMELESS)
    return len(letters)


def headline(story: Article) -> str:
    return Truncator(one_line(story.shown_headline)).chars(LONGEST_HEADLINE)


def page_of(comment: Comment) -> str:
    """Where a comment stands whatever is added."""
    return f"{absolute(comment.get_absolute_url())}#comment-{comment.pk}"


def said(comment: Comment, longest: int = LONGEST) -> str:
    """What a comment says, to be quoted: its lines, with "> " before those which it quotes itself,
    and with a line in place of whatever it covers."""
    html = without_spoilers(comment, _("[spoiler: open it on the page]"))
    lines, depth = [], 0
    for part in _TURNS.split(html):
        depth += (part == "<blockquote>") - (part == "</blockquote>")
        if part == "<p>" and lines:
            lines.append("")
        elif line := wording.plain(part):
            lines.append("> " * depth + line)
    return Truncator("\n".join(lines)).chars(longest)


def quoted(text: str) -> str:
    """As a quotation, in lines that every mail program shows whole. Addresses stay in one piece."""
    return "\n".join(wrapped for line in text.splitlines() for wrapped in _quoted(line))


def _quoted(line: str) -> list[str]:
    inner = _QUOTES.match(line)[0]
    words = one_line(line[len(inner) :])
    begin = f"> {inner}"
    return textwrap.wrap(
        words,
        LINE,
        initial_indent=begin,
        subsequent_indent=begin,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [begin.rstrip()]


def harmless(text: str) -> str:
    """Without anything that a mail program would make a link of: for letters to an address which
    a stranger gave, and which may be anybody's."""
    return _WORD.sub(lambda word: "[…]" if _LIKE_ADDRESS.search(word[0]) else word[0], text)
