"""Letters to whoever comments."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.notices import one_line, post
from comments.models import Comment, Commenter
from geekfeed.lib.addresses import absolute

SALT = "comments.confirm"
GREETING = "comments.hello"
CONFIRM_WITHIN = 7 * 24 * 3600  # seconds


def follow(sender: type, comment: Comment, verb: str, **kwargs: Any) -> None:
    """A receiver of comment_changed: ask the address behind a new comment whether it is theirs."""
    if verb == "post" and comment.state == Comment.State.UNCONFIRMED:
        post([_confirmation(comment)])


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


def greet(person: Commenter, back: int = 0) -> None:
    """Ask an address whether it is that of whoever gave it. `back` is the number of the comment at
    which they were."""
    token = signing.dumps([person.pk, person.key, back], salt=GREETING)
    site = one_line(settings.SITE_NAME)
    link = absolute(reverse("comment-known", args=[token]))
    words = {"site": site, "name": one_line(person.name), "link": link}
    text = render_to_string("comments/mail/hello.txt", words).strip()
    subject = _("[%(site)s] Is this your address?") % {"site": site}
    post([EmailMessage(subject, f"{text}\n", to=[person.email])])


def greeted(token: str) -> tuple[Commenter | None, int]:
    """Whom a letter of `greet` went to, and what they were at."""
    try:
        number, key, back = signing.loads(token, salt=GREETING, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, TypeError, ValueError):
        return None, 0
    return Commenter.objects.filter(pk=number, key=key).first(), back


def _confirmation(comment: Comment) -> EmailMessage:
    site = one_line(settings.SITE_NAME)
    words = {
        "site": site,
        "name": one_line(comment.by.name),
        "headline": comment.story.headline,
        "said": comment.in_one_line,
        "link": absolute(reverse("comment-confirm", args=[token_of(comment)])),
    }
    text = render_to_string("comments/mail/confirm.txt", words).strip()
    subject = _("[%(site)s] Is this your comment?") % {"site": site}
    return EmailMessage(subject, f"{text}\n", to=[comment.by.email])
