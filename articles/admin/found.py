"""Found in your text: what the writing page proposes from what has been typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import proposals, reading
from articles import state as states
from articles.reading import catalog
from articles.state import State
from articles.typed import first, number
from geekfeed.lib.desk import is_number
from geekfeed.lib.vocabulary import TooMuch
from sources.models import Source
from sources.register import register


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [
        path("found/", wrap(found_view), name="articles_article_found"),
        path("found/source/", wrap(source_view), name="articles_article_found_source"),
    ]


@never_cache
@require_POST
def found_view(request: HttpRequest) -> HttpResponse:
    """Takes what the form says, under the names of its fields, and the number of the `story`
    itself. Answers with the card of the rail; nothing is written."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    own = request.POST.get("story", "")
    try:
        state = states.pack(request.POST)
    except TooMuch:
        state = states.empty()  # saving says what is too long
    told = context(state, request.user, int(own) if is_number(own) else None)
    return render(request, "admin/articles/article/found.html", told)


def context(state: State, user: AbstractBaseUser, exclude: int | None) -> dict[str, Any]:
    """For the template of the card. Reads names from memory, and asks for the rest in a number of
    queries that does not grow with the text."""
    draft = reading.Draft(
        *(first(state["fields"], name) for name in ("headline", "standfirst", "body")),
        shows=tuple(
            show for row in state["rows"].get("coverage", []) if (show := number(row, "show"))
        ),
        today=timezone.localdate(),
    )
    found = reading.read(draft, catalog.current())
    known = proposals.look_up(state, found, user, exclude)
    proposed = proposals.propose(state, found, known)
    return {"proposals": proposed, "plain": sum(one.is_plain for one in proposed)}


@never_cache
@require_POST
def source_view(request: HttpRequest) -> JsonResponse:
    """Records the source with this `name` and `domain`, unless somebody has."""
    if not request.user.has_perm("sources.add_source"):
        raise PermissionDenied
    name, domain = (request.POST.get(field, "").replace("\x00", "") for field in ("name", "domain"))
    try:
        source, is_new = register(name, domain)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    if is_new:
        said = _("Recorded while a story was written.")
        admin.site.get_model_admin(Source).log_addition(request, source, said)
    return JsonResponse({"id": source.pk, "name": source.name})
