"""The authors' pages. Their stories are reached through `author.bylines`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from authors.models import Author
from geekfeed.lib.paging import paginate


@require_safe
def author_list(request: HttpRequest) -> HttpResponse:
    authors = Author.objects.select_related("portrait")
    page = paginate(authors, request, order=("name", "pk"), size=24)
    return render(request, "authors/author_list.html", {"page": page})


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    author = get_object_or_404(Author.objects.for_page(), slug=slug)
    stories = author.bylines.live()
    context = {
        "author": author,
        "story_count": stories.count(),
        "page": paginate(stories.for_cards(), request, order=("-live_at", "-article_id")),
    }
    return render(request, "authors/author.html", context)
