"""Who talks in the tests, and how a form reaches the site from one of its own pages."""

from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.models import Article
from comments import moderation, people, posting
from comments.models import Comment, Commenter
from comments.posting import Words
from comments.traps import made_at

OURS = {"Sec-Fetch-Site": "same-origin"}


def person(name: str = "Priya R.", **facts: Any) -> Commenter:
    """Somebody whose address is confirmed."""
    number = Commenter.objects.count() + 1
    facts = {"email": f"reader{number}@example.com", "confirmed_at": timezone.now()} | facts
    return Commenter.objects.create(name=name, **facts)


def say(
    story: Article, text: str = "", by: Commenter | None = None, *, answers: Comment | None = None
) -> Comment:
    """A comment that readers see, whatever is looked at before others appear."""
    text = text or f"Comment {Comment.objects.count() + 1}."
    made = posting.post(story, by or person(), Words(text), answers=answers)
    if made.state == Comment.State.HELD:
        made = moderation.approve(made, None)
    return made


def send(client: Client, address: str, **typed: Any) -> HttpResponse:
    """A form, sent from a page of ours, by somebody who took their time."""
    return client.post(address, {"made": made_at(0), **typed}, headers=OURS)


def browser_of(somebody: Commenter) -> Client:
    """A browser that knows who reads."""
    client = Client()
    value = signing.dumps([somebody.pk, somebody.key], salt=people.SALT)
    client.cookies[people.COOKIE] = value
    return client


def recount(story: Article) -> None:
    """The counts as the verbs would have left them, where a test has written rows by itself."""
    shown = story.comments.filter(state=Comment.State.SHOWN)
    for thread in story.comments.filter(thread=None):
        Comment.objects.filter(pk=thread.pk).update(replies=shown.filter(thread=thread).count())
    Article.objects.filter(pk=story.pk).update(comment_count=shown.count())
