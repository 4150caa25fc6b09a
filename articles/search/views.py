"""/search/?q=, and what it may become while it is typed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import search as ask
from articles.search import narrowing, spelling, typeahead
from articles.search.narrowing import Narrowing
from shows.seen import Seen


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was typed, in which order and how narrow is all in the address. At most so many
    queries, whatever was typed and found. Without words there is only the box."""
    query = ask.parse(request.GET.get("q", ""))
    if not query.text:
        return render(request, "articles/search.html", {"query": ""})
    newest_first = request.GET.get("order") == "newest"
    narrow = Narrowing.asked_for(request.GET)
    after = request.GET.get("after")
    stories = ask.find_stories(
        query,
        within=narrow.within,
        newest_first=newest_first,
        after=after,
        seen=Seen.of(request),
    )
    names = ask.find_names(query) if stories.is_first else []
    everywhere = urlencode({"q": query.text})
    kept = "&".join(filter(None, (everywhere, narrow.query)))
    context = {
        "query": query.text,
        "stories": stories,
        "names": names,
        "narrow": narrow,
        "choices": narrowing.choices(narrow, stories.numbers),
        "newest_first": newest_first,
        "here": kept + ("&order=newest" if newest_first else ""),
        "other_order": kept + ("" if newest_first else "&order=newest"),
        "everywhere": f"?{everywhere}",
        "count": len(stories.rows) + sum(len(kind.rows) for kind in names),
    }
    if not context["count"]:
        context["meant"] = spelling.suggestion(query)
    return render(request, "articles/search.html", context)


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """For the box: groups of names and headlines, each with its address, as JSON. Ten
    queries at most."""
    return JsonResponse({"groups": typeahead.suggestions(ask.parse(request.GET.get("q", "")))})
