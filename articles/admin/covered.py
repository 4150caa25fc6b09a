"""Already covered? Asked by the writing page while its headline is typed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import state as states
from articles.covered import Match, covered
from articles.state import State
from articles.typed import claim_of, first, number
from geekfeed.lib.desk import is_number


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("covered/", wrap(covered_view), name="articles_article_covered")]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def covered_view(request: HttpRequest) -> HttpResponse:
    """Takes what the form says, under the names of its fields, and the number of the `story`
    itself. Answers with the line of the writing page that tells of others."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    sent = (request.POST if request.method == "POST" else request.GET).copy()
    sent.pop("body", None)  # it is not looked at, and reading it would take longer than the rest
    own = sent.get("story", "")
    told = {
        "matches": matches(
            states.pack(sent), request.user, exclude=int(own) if is_number(own) else None
        )
    }
    return render(request, "admin/articles/article/covered.html", told)


def matches(state: State, user: AbstractBaseUser, exclude: int | None = None) -> list[Match]:
    """Stories that may be the same news as what has been typed, however unfinished that is."""
    rows = state["rows"]
    return covered(
        (state["fields"].get("headline") or [""])[0][:400],
        [show for row in rows.get("coverage", []) if (show := number(row, "show"))],
        [
            (source, first(row, "url").strip())
            for row in rows.get("citations", [])
            if (source := number(row, "tag"))
        ],
        [claim_of(row) for row in rows.get("claims", [])],
        user,
        exclude=exclude,
    )
