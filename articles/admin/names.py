"""One box for every name that a story can link to: shows, seasons, people, characters, locations
and sources."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.proposals.making import KINDS
from shows.models import Character, Location, Person, Season, Show
from sources.models import Source

LONGEST = 100  # characters of what is typed
MOST_WORDS = 6
MOST = 4  # of each kind
MODELS: dict[str, type[Model]] = {
    "show": Show,
    "season": Season,
    "person": Person,
    "character": Character,
    "location": Location,
    "source": Source,
}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("names/", wrap(names_view), name="articles_article_names")]


@never_cache
@require_safe
def names_view(request: HttpRequest) -> JsonResponse:
    """What is called by every word of `?q=`, with its kind."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    typed = request.GET.get("q", "").replace("\x00", " ")[:LONGEST]
    words = typed.casefold().split()[:MOST_WORDS]
    return JsonResponse({"found": list(_found(words, request.user)) if words else []})


def _found(words: list[str], user: AbstractBaseUser) -> Iterator[dict[str, str]]:
    for kind, model in MODELS.items():
        opts = model._meta
        if not user.has_perm(f"{opts.app_label}.view_{opts.model_name}"):
            continue
        rows = _seasons(words) if kind == "season" else _called(model, words)
        for record in rows[:MOST]:
            yield {
                "kind": kind,
                "about": str(KINDS[kind]),
                "id": str(record.pk),
                "name": str(record),
            }


def _called(model: type[Model], words: list[str]) -> QuerySet:
    rows = model._default_manager.order_by("name", "pk")
    for word in words:
        rows = rows.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
    return rows


def _seasons(words: list[str]) -> QuerySet:
    """ "jessica 2" or "jessica season": only somebody who wants one says so."""
    rows = Season.objects.select_related("show").order_by("show__name", "show", "number")
    is_meant = False
    for word in words:
        if word == _("season"):
            is_meant = True
        elif word.isascii() and word.isdecimal() and len(word) < 5:
            is_meant, rows = True, rows.filter(number=int(word))
        else:
            rows = rows.filter(Q(show__name__icontains=word) | Q(show__aliases__icontains=word))
    return rows if is_meant else rows.none()
