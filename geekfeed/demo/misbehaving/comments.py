"""Comments that are too long, too deep or in another direction."""

from django.conf import settings
from django.utils.text import slugify

from articles.models import Article
from comments import moderation, policy, posting
from comments.models import Comment, Commenter
from comments.posting import Words
from geekfeed.demo.comments_loader import open_stories
from geekfeed.demo.misbehaving.names import AUTHORS, LONG_WORD

LONG_NAME = (LONG_WORD * 2)[:60]
"""60 letters without a break."""

LONG_SAID = LONG_WORD * 10
"""One word of 400 letters."""

HEBREW_NAME, HEBREW = "נועה", "שתי עונות בשבוע אחד, ועדיין אין לי דעה על *Jessica Jones*."
NESTED = (
    "> > > It was the corner.\n>\n> > It was not the corner.\n>\n> It was a corner.\n\nIt is one."
)
COVERED = "What everybody knows: ||at the end he is **not there**.|| Or do they?"
LONG_THREAD = 8


def load_comments(story: Article) -> None:
    """All of them under one story, where the site has comments."""
    if settings.COMMENTS == policy.OFF:
        return
    with open_stories([story.slug]):
        _load(story)


def _load(story: Article) -> None:
    first = _say(story, LONG_NAME, LONG_SAID)
    _say(story, "Li", LONG_SAID, first)
    hebrew = _say(story, HEBREW_NAME, HEBREW)
    _say(story, LONG_NAME, HEBREW, hebrew)
    _say(story, "Li", NESTED)
    _say(story, LONG_NAME, COVERED)
    _say(story, "Li", f"{LONG_WORD} {LONG_SAID}", spoiler=True)
    gone = _say(story, "Li", "Away with it.")
    thread = _say(story, AUTHORS[1][0], "How long is a thread?")
    for number in range(1, LONG_THREAD + 1):
        _say(story, "Li", f"This long: {number}.", thread)
    removed = _say(story, LONG_NAME, "Buy this.")
    _say(story, "Li", "Do not.", removed)
    moderation.remove(removed, None)
    posting.delete(gone, gone.by)
    moderation.lock(thread, None)
    moderation.pin(_say(story, LONG_NAME, "Read this first."), None)


def _say(
    story: Article, name: str, text: str, answers: Comment | None = None, *, spoiler: bool = False
) -> Comment:
    comment = posting.post(story, _person(name), Words(text, spoiler), answers=answers)
    return moderation.approve(comment, None) if comment.state == "held" else comment


def _person(name: str) -> Commenter:
    person = posting.stranger(name, f"{slugify(name) or 'reader'}@misbehaving.example")
    posting.make_known(person)
    return person
