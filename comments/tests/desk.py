"""What the tests of moderation stand on: readers who comment, and what they say."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.tests.desk import at_desk
from authors.models import User
from comments import posting
from comments.models import Comment, Commenter
from comments.posting import Words
from comments.tests.talk import recount

QUEUE = "/admin/comments/comment/"


def reader(name: str = "Trish", email: str = "") -> Commenter:
    """Somebody whose address is confirmed."""
    email = email or f"{name.casefold().replace(' ', '.')}@example.com"
    person = posting.stranger(name, email)
    posting.make_known(person)
    return Commenter.objects.get(pk=person.pk)


def say(story: Article, by: Commenter, text: str, state: str = "", **facts: Any) -> Comment:
    """What somebody says, as it stands in the database; in another state if one is named."""
    answers = facts.pop("answers", None)
    made = posting.post(story, by, Words(text), answers=answers)
    if state and state != made.state:
        was_shown = state in ("shown", "removed", "deleted")
        Comment.objects.filter(pk=made.pk).update(state=state, was_shown=was_shown)
        recount(story)
    if facts:
        Comment.objects.filter(pk=made.pk).update(**facts)
    return Comment.objects.get(pk=made.pk)


def ago(**time: int) -> datetime:
    return timezone.now() - timedelta(**time)


def page_of(comment: Comment) -> str:
    return f"{QUEUE}{comment.pk}/change/"


def opener(
    new_page: Callable[..., Page], live_server: LiveServer, user: User
) -> Callable[..., Page]:
    """Opens pages of the desk for somebody in a browser, by default the queue."""
    session = at_desk(user).cookies["sessionid"].value

    def opened(address: str = QUEUE, **options: Any) -> Page:
        page = new_page(viewport={"width": 1280, "height": 800}, **options)
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + address)
        return page

    return opened
