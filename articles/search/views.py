"""/search/?q="""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import search as ask


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Eight queries at most, whatever was typed and found. Without words there is only the box."""
    query = ask.parse(request.GET.get("q", ""))
    newest_first = request.GET.get("order") == "newest"
    context = {"query": query.text, "newest_first": newest_first}
    if query.text:
        stories = ask.find_stories(query, newest_first=newest_first)
        names = ask.find_names(query)
        context |= {
            "stories": stories,
            "names": names,
            "is_common": query.is_common,
            "count": stories.total + sum(len(kind.rows) for kind in names),
        }
    return render(request, "articles/search.html", context)
