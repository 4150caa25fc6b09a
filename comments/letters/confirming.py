"""Letters that ask an address whether it is that of whoever gave it.

They go to where a stranger says. So they quote little, and have no link in them but ours.
"""

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from comments import banned, wording
from comments.letters.writing import GLIMPSE, harmless, headline, letter, quoted, send
from comments.models import Comment, Commenter
from geekfeed.lib.addresses import absolute

SALT = "comments.confirm"
GREETING = "comments.hello"
CONFIRM_WITHIN = 7 * 24 * 3600  # seconds


def ask(comment: Comment, verb: str) -> int:
    """Whether a new comment is theirs."""
    if comment.state != Comment.State.UNCONFIRMED or not _is_to_be_asked(comment.by):
        return 0
    words = {
        "name": quoted(harmless(comment.by.name)),
        "headline": headline(comment.story),
        "said": quoted(Truncator(harmless(wording.plain(comment.html))).chars(GLIMPSE)),
        "link": absolute(reverse("comment-confirm", args=[token_of(comment)])),
    }
    return send(letter(comment.by.email, _("Is this your comment?"), "confirm", words))


def greet(person: Commenter, back: int = 0) -> int:
    """Whether the address is theirs. `back` is the number of the comment at which they were."""
    if not _is_to_be_asked(person):
        return 0
    # Whoever has not confirmed anything is kept for as long as this link is good (keeping.py).
    waiting = Commenter.objects.filter(pk=person.pk, confirmed_at=None)
    waiting.update(first_seen_at=timezone.now())
    token = signing.dumps([person.pk, person.key, back], salt=GREETING)
    link = absolute(reverse("comment-known", args=[token]))
    words = {"name": quoted(harmless(person.name)), "link": link}
    return send(letter(person.email, _("Is this your address?"), "hello", words))


def _is_to_be_asked(person: Commenter) -> bool:
    """Whoever is banned gets no letter, and whoever gave their address is not told so."""
    return bool(person.email) and banned.under(person) is None


def token_of(comment: Comment) -> str:
    return signing.dumps([comment.pk, comment.by.key], salt=SALT)


def comment_of(token: str) -> Comment | None:
    """The comment that a letter was about; None for a link that is too old, or none of ours."""
    try:
        number, key = signing.loads(token, salt=SALT, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    found = Comment.objects.select_related("by__user", "story__section").defer("story__body")
    return found.filter(pk=number, by__key=key).first()


def greeted(token: str) -> tuple[Commenter | None, int]:
    """Whom a letter of `greet` went to, and what they were at."""
    try:
        number, key, back = signing.loads(token, salt=GREETING, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, TypeError, ValueError):
        return None, 0
    return Commenter.objects.filter(pk=number, key=key).first(), back
