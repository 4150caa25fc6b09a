"""The words of a comment: what is kept of what was typed, and the HTML that is made of it.

Nothing here asks the database. A comment may have paragraphs, emphasis, quotations, links and
spoiler covers; everything else that somebody types is text. Each step reads the text once, in time
that grows with its length and no faster.
"""

from comments.wording.addresses import host_of, with_plain_dots
from comments.wording.making import html_of, links
from comments.wording.plain import plain
from comments.wording.sameness import alike, fingerprint, is_long, nearly_same, words
from comments.wording.tidying import tidied

__all__ = [
    "LONGEST",
    "alike",
    "fingerprint",
    "host_of",
    "html_of",
    "is_long",
    "links",
    "nearly_same",
    "plain",
    "tidied",
    "with_plain_dots",
    "words",
]

LONGEST = 5_000
"""Characters of a comment as it is typed. A form holds it; no function here does."""
