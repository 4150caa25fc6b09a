"""The authors' pages. Their stories are reached through `author.bylines`."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from authors.models import Author
from geekfeed.lib.paging import paginate
from geekfeed.lib.shared_page import shared_page


@require_safe
@shared_page("after")
def author_list(request: HttpRequest) -> HttpResponse:
    authors = Author.objects.select_related("portrait")
    page = paginate(authors, request, order=("name", "pk"), size=24)
    return render(request, "authors/author_list.html", {"page": page})


@require_safe
@shared_page("after")
def author(request: HttpRequest, slug: str) -> HttpResponse:
    author = get_object_or_404(Author.objects.for_page(), slug=slug)
    stories = author.bylines.live()
    page = paginate(stories.for_cards(), request, order=("-live_at", "-article_id"))
    context = {"author": author, "page": page}
    if page.is_first:
        story_count = stories.count()
        context |= {"story_count": story_count, "figures": _figures(stories, story_count)}
    return render(request, "authors/author.html", context)


def _figures(stories: QuerySet, story_count: int) -> list[dict[str, Any]]:
    """How much they have written, what it claims, and how often it had to be corrected."""
    figures = stories.figures()
    posts = ngettext("post", "posts", story_count)
    claims = ngettext("claim in them", "claims in them", figures["claims"])
    corrections = ngettext("correction", "corrections", figures["corrections"])
    return [
        {"value": story_count, "label": posts},
        {"value": figures["claims"], "label": claims},
        {"value": figures["corrections"], "label": corrections},
    ]
