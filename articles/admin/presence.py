"""What the writing page asks about the people at a story, and how it learns who is signed in."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import presence
from articles.admin.access import story_or_404, to_change
from articles.models import Article, Presence


def urls(wrap: Any) -> list[URLPattern]:
    return [
        path("signed-in/", never_cache(signed_in), name="articles_article_signed_in"),
        path(
            "<int:pk>/presence/",
            wrap(require_POST(presence_view)),
            name="articles_article_presence",
        ),
        path(
            "<int:pk>/take-over/",
            wrap(require_POST(take_over_view)),
            name="articles_article_take_over",
        ),
    ]


def presence_view(request: HttpRequest, pk: int) -> JsonResponse:
    """I am here, and with `typing` I write. Answers with who else is, and who holds the story."""
    if request.POST.get("typing"):
        story = to_change(request, pk)
        presence.hold(story, request.user)
    else:
        story = story_or_404(request, pk)
        presence.see(story, request.user)
    return JsonResponse(_told(request, story))


def take_over_view(request: HttpRequest, pk: int) -> JsonResponse:
    story = to_change(request, pk)
    presence.take_over(story, request.user, request.POST.get("message", ""))
    return JsonResponse(_told(request, story))


def signed_in(request: HttpRequest) -> HttpResponse:
    """Where signing in leads to from a page that is to stay as it is. A script asks the same
    address who is signed in, and for a token that belongs to them."""
    if not admin.site.has_permission(request):
        login = reverse("admin:login")
        if request.accepts("text/html"):
            return redirect_to_login(request.path, login)
        return JsonResponse({"error": "signed out", "login": login}, status=401)
    if request.accepts("text/html"):
        context = admin.site.each_context(request) | {"title": _("You are signed in again")}
        return TemplateResponse(request, "admin/articles/article/signed_in.html", context)
    return JsonResponse({"csrf": get_token(request), "user": request.user.pk})


def _told(request: HttpRequest, story: Article) -> dict[str, Any]:
    people = presence.here(story)
    others = presence.others_among(people, request.user)
    holder = presence.holder_among(people)
    stamp = stamp_of(story)
    shown = request.POST.get("stamp", stamp)
    copy = getattr(story, "working_copy", None)
    is_mine = copy is not None and copy.editor_id == request.user.pk
    return {
        "others": [_person(one) for one in others],
        "holder": _holder(holder, request.user) if holder else None,
        "version": story.version,
        "stamp": stamp,
        "changed": shown != stamp and not is_mine,
    }


def stamp_of(story: Article) -> str:
    """Another one after each change to what the desk works on. The page says it in the same way."""
    copy = getattr(story, "working_copy", None)
    moment = copy.saved_at if copy else story.changed_at
    return f"{story.version}-{date_format(moment, 'U')}-{date_format(moment, 'u')}"


def _person(one: Presence) -> dict[str, Any]:
    return {
        "name": name_of(one.user),
        "initials": initials_of(one.user),
        "since": _clock(one.since),
    }


def _holder(one: Presence, user: AbstractBaseUser) -> dict[str, Any]:
    return {
        "name": name_of(one.user),
        "since": _clock(one.held_since or one.since),
        "is_me": one.user_id == user.pk,
        "took_over": one.taken_from_id == user.pk,
        "message": one.message if one.taken_from_id == user.pk else "",
    }


def name_of(user: AbstractBaseUser) -> str:
    return user.get_full_name() or user.get_username()


def initials_of(user: AbstractBaseUser) -> str:
    """ "DO" for Dee Okafor, "W" for an account that is only called "writer"."""
    first, *more = name_of(user).split() or ["?"]
    return (first[:1] + (more[-1][:1] if more else "")).upper()


def _clock(moment: datetime) -> str:
    """ "10:31" today, with its day before."""
    moment = timezone.localtime(moment)
    if moment.date() == timezone.localdate():
        return date_format(moment, "TIME_FORMAT")
    return date_format(moment, _("j F, H:i"))
