"""Already covered? Asked by the writing page while its headline is typed."""

from collections.abc import Callable
from datetime import date
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
from articles.models import Claim
from articles.state import Row, State
from geekfeed.lib.dates import Precision
from geekfeed.lib.desk import is_number

RECORDS = ("show", "season", "person", "character", "location")


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
        [show for row in rows.get("coverage", []) if (show := _number(row, "show"))],
        [
            (source, _first(row, "url").strip())
            for row in rows.get("citations", [])
            if (source := _number(row, "tag"))
        ],
        [_claim(row) for row in rows.get("claims", [])],
        user,
        exclude=exclude,
    )


def _claim(row: Row) -> Claim:
    claim = Claim(
        says=_first(row, "says"),
        kind=_first(row, "kind"),
        standing=_first(row, "standing"),
        **{f"{name}_id": _number(row, name) for name in RECORDS},
    )
    precision = _first(row, "date_precision")
    try:
        claim.date_on = date.fromisoformat(_first(row, "date_on"))
        claim.date_precision = precision if precision in Precision.values else Precision.DAY
    except ValueError:
        claim.date_on, claim.date_precision = None, ""  # half typed: no date yet
    return claim


def _number(row: Row, cell: str) -> int | None:
    text = _first(row, cell)
    return int(text) if is_number(text) else None


def _first(row: Row, cell: str) -> str:
    return (row.get(cell) or [""])[0]
