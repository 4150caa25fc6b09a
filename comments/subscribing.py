"""Who wants which letters, and how they stop.

Letters about answers are asked for with each comment (`Comment.wants_answers`); what moderators do
with a comment its writer is told (`Commenter.wants_letters`). Every such letter has a link that
stops it, which needs no cookie and is good for as long as the letter is kept.
"""

from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from articles.models import Article
from comments.locks import hold
from comments.models import Comment, Commenter
from geekfeed.lib.addresses import absolute

SALT = "comments.letters"


class Subscription(NamedTuple):
    """What a letter's link stops. `thread` is the number of the comment that begins the thread
    which the letter was about; 0: of no thread in particular."""

    person: Commenter
    thread: int


def mailbox(person: Commenter) -> str:
    """Where somebody is written to; "" where they cannot be. An account's address is kept with the
    account, and only as long as it is at the desk is it written to."""
    if person.user is not None:
        return person.user.email if person.is_staff else ""
    return (person.email or "") if person.confirmed_at else ""


def address_to_stop(person: Commenter, thread: int = 0) -> str:
    token = signing.Signer(salt=SALT).sign(f"{person.pk}-{thread}")
    return absolute(reverse("comment-letters", args=[token]))


def of_token(token: str) -> Subscription | None:
    """What the link of a letter is about; None for a link that is none of ours."""
    try:
        number, _dash, thread = signing.Signer(salt=SALT).unsign(token).partition("-")
    except signing.BadSignature:
        return None
    person = Commenter.objects.filter(pk=int(number)).first()
    return Subscription(person, int(thread)) if person else None


def stop_thread(person: Commenter, thread: int) -> None:
    """No more letters about answers to what they have said in a thread so far."""
    _stop_answers(person.comments.filter(Q(pk=thread) | Q(thread=thread)))


def stop_all(person: Commenter) -> None:
    """No more letters but those that ask whether an address is theirs."""
    Commenter.objects.filter(pk=person.pk).update(wants_letters=False)
    _stop_answers(person.comments.all())


def _stop_answers(comments: QuerySet[Comment]) -> None:
    asked = comments.filter(wants_answers=True).order_by()
    for story in asked.values_list("story", flat=True).distinct():
        with transaction.atomic():
            hold(Article(pk=story))
            asked.filter(story=story).update(wants_answers=False)
