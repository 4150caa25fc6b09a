"""Letters to the newsroom: who is next with a story is told so, in plain text.

Listens to `story_changed` and writes to those who have to do something, or whose story it is, but
never to the person who did it. The reason is what the signal gives as `why`, else that of the
verb's newest revision. Two of its names are no verbs of workflow.py: `could_not_go_out` (changes to
a live story were due, could not be published, `why` says it, and wait for an editor) and `note`
(somebody wrote the `note` beside the story).

Nothing that goes wrong here is the verb's business: it is logged, and the next letter goes out.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import notes
from articles.models import Article
from articles.newsroom import name_of
from articles.turns import was_out
from geekfeed.lib.addresses import absolute, address_of

LONGEST_HEADLINE = 100
NOTES = 8
# What the site itself does that is news to anybody, and for how long: stories that come from
# elsewhere are published by nobody, as of long ago.
BY_ITSELF = ("publish", "schedule", "could_not_go_out")
NEWS = timedelta(days=1)
# What can be done to the changes to a story that readers have.
ON_CHANGES = ("submit", "send_back", "publish", "schedule", "unschedule", "could_not_go_out")

logger = logging.getLogger(__name__)


def editors(story: Article) -> QuerySet:
    """The accounts that may publish it."""
    accounts = get_user_model().objects.with_perm(
        "articles.publish_article", backend="django.contrib.auth.backends.ModelBackend"
    )
    return accounts.filter(is_staff=True)


def writers(story: Article) -> QuerySet:
    """Who began it, and whose names stand over it."""
    signed = Q(author__in=story.bylines.values("author"))
    accounts = get_user_model().objects.filter(Q(pk=story.created_by_id) | signed)
    return accounts.filter(is_active=True, is_staff=True)


def talkers(story: Article) -> QuerySet:
    """Its writers, and everybody who has said something beside it."""
    said = get_user_model().objects.filter(
        pk__in=story.notes.order_by().values("user"), is_active=True, is_staff=True
    )
    return said | writers(story)


@dataclass(frozen=True)
class Notice:
    """To whom a verb is told, the word with which the subject begins, so that letters which are
    sorted by it lie together, and the page of the desk that the letter leads to."""

    to: Callable[[Article], QuerySet]
    word: Any
    page: str = "change"


NOTICES = {
    "submit": Notice(editors, gettext_lazy("In review"), page="review"),
    "send_back": Notice(writers, gettext_lazy("Sent back")),
    "publish": Notice(writers, gettext_lazy("Live")),
    "schedule": Notice(writers, gettext_lazy("Scheduled")),
    "unschedule": Notice(writers, gettext_lazy("Unscheduled")),
    "withdraw": Notice(writers, gettext_lazy("Withdrawn")),
    "note": Notice(talkers, gettext_lazy("Note")),
    "could_not_go_out": Notice(editors, gettext_lazy("Could not go out"), page="review"),
}


def tell(
    sender: type, article: Article, verb: str, user: AbstractBaseUser | None, **kwargs: Any
) -> None:
    """A receiver of `story_changed`."""
    notice = NOTICES.get(verb)
    # The signal's own story may be as it was before the verb.
    stories = Article.objects.select_related("working_copy")
    lean = stories.defer("body", "working_copy__state", "working_copy__base")
    story = lean.filter(pk=article.pk).first() if notice else None
    if story is None or (user is None and not _is_news(story, verb)):
        return
    people = notice.to(story).exclude(email="").order_by("pk")
    if user is not None:
        people = people.exclude(pk=user.pk)
    addresses = {person.email.casefold(): person.email for person in people}
    if addresses:
        subject, text = _letter(notice, story, verb, user, kwargs)
        post(EmailMessage(subject, text, to=[address]) for address in addresses.values())


def _is_news(story: Article, verb: str) -> bool:
    is_old = story.is_live and story.live_at < timezone.now() - NEWS
    return verb in BY_ITSELF and not (verb == "publish" and is_old)


def _letter(
    notice: Notice,
    story: Article,
    verb: str,
    user: AbstractBaseUser | None,
    told: Mapping[str, Any],
) -> tuple[str, str]:
    """The subject and the text."""
    last = story.revisions.defer("state").filter(verb=verb).first()
    why = told.get("why") or (last.why if last else "")
    copy = story.copy
    headline = (copy and copy.headline) or story.headline or _("Without a headline")
    about_changes = verb in ON_CHANGES and (was_out(story, last) if last else story.is_live)
    words = {
        "headline": headline,
        "who": name_of(user) if user else "",
        "why": told["note"].text if "note" in told else why,
        "about_changes": about_changes,
        "at": copy.go_out_at if about_changes and copy else story.live_at,
        "notes": _open_notes(story, why) if verb == "send_back" else [],
        "site": settings.SITE_NAME,
        "page": absolute(reverse(f"admin:articles_article_{notice.page}", args=[story.pk])),
        "address": address_of(story) if story.is_live else "",
    }
    kind = _("%(word)s, changes") % {"word": notice.word} if about_changes else notice.word
    short = Truncator(one_line(headline)).chars(LONGEST_HEADLINE)
    text = render_to_string(f"articles/mail/{verb}.txt", words).strip()
    return f"[{one_line(settings.SITE_NAME)}] {kind}: {short}", f"{text}\n"


def _open_notes(story: Article, why: str) -> list[str]:
    """What else is to be seen to, each with its place. The reason stands there as a note, too."""
    waiting = [thread for thread in notes.threads(story) if thread.is_open]
    said = [(thread.place, thread.note.text) for thread in waiting if thread.note.text != why]
    return [f"{place}: {text}" if place else text for place, text in said[-NOTES:]]


def one_line(text: str) -> str:
    """Fit for a header: nothing that ends a line, moves the cursor or turns the writing round."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def post(messages: Iterable[EmailMessage], whom: str = "") -> None:
    """The one way out. A server that is away is asked once, not for every letter; an address that
    is refused keeps no letter from the others.

    `whom` is what the log calls those written to, where their addresses are no business of its
    readers. What went wrong is then named by its kind alone: servers repeat the address.
    """
    try:
        connection = get_connection()
        connection.open()
    except Exception:
        logger.exception("The mail server cannot be reached; nobody was written to.")
        return
    for message in messages:
        try:
            connection.send_messages([message])
        except Exception as error:
            if whom:
                kind = type(error).__name__
                logger.error("A letter to %s could not be sent: %s.", whom, kind)
            else:
                logger.exception("A letter to %s could not be sent.", ", ".join(message.to))
    connection.close()
