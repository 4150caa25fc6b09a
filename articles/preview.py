"""A story as readers would have it if what is typed now were live: their own page, from their own
templates, before anybody may read it.

The page is only ever handed to somebody who may see it, marked as what it is, and kept by nobody:
no browser, no cache, no search engine.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from articles import pending, rehearsal, story_page
from articles.models import Article
from articles.state import State

# Each row of a story carries its moment; before it has one, the page says "now".
PARTS = ("bylines", "coverage", "citations", "claims", "topic_links")


def render(request: HttpRequest, article: Article, state: State, **context: Any) -> str:
    """The story's page with this state. What is not valid yet is left out.

    It is saved, looked at and taken back: on SQLite nobody else can save meanwhile, so whoever
    already has the state in the story's own rows asks `page_of` instead.
    """
    kind = "changes" if article.is_live else article.state
    return rehearsal.rehearse(article, state, _look(request, kind, context))


def render_pending(request: HttpRequest, article: Article, **context: Any) -> str:
    """The story's page with what the desk works on.

    A story that readers cannot have has that in its rows already, as far as it is valid, and a
    story without changes has nothing else: these are read without holding anybody up.
    """
    if pending.has_unpublished(article):
        return render(request, article, pending.pending(article), **context)
    return page_of(request, article, **context)


def page_of(request: HttpRequest, article: Article, **context: Any) -> str:
    """The story's page with what stands in its rows."""
    return _look(request, article.state, context)(article)


def answer(page: str) -> HttpResponse:
    """The page, to be seen once: never kept, never found, and its address never told to others."""
    return sealed(HttpResponse(page))


def sealed(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _look(request: HttpRequest, kind: str, context: dict[str, Any]) -> Callable[[Article], str]:
    """What the strip at the top calls it is its `kind`: its state as readers have it, or
    "changes"."""

    def look(article: Article) -> str:
        story = Article.objects.for_page().get(pk=article.pk)
        _date(story, kind)
        page = story_page.context(story) | {"is_preview": True, "kind": kind} | context
        return render_to_string("articles/preview.html", page, request)

    return look


def _date(story: Article, kind: str) -> None:
    """Give what has no moment yet this one; nothing of it is saved."""
    now = timezone.now()
    if kind == "changes":
        story.edited_at = now  # readers will be told when it was edited
    story.live_at = story.live_at or now
    for part in PARTS:
        for row in getattr(story, part).all():
            row.live_at = row.live_at or story.live_at
    for claim in story.claims.all():
        claim.told_at = claim.told_at or now
