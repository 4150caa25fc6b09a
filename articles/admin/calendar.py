"""The calendar at the desk: a month, a week or a day of it, moving its slips, and the address under
which a person's own calendar reads it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import calendar
from articles.admin.calendar_move import Ask, Move
from articles.calendar import Calendar
from articles.models import CalendarKey
from articles.models.keys import new_token
from articles.workflow import Refused
from geekfeed.lib.addresses import absolute
from geekfeed.lib.periods import Period

MOST = {"month": 8, "week": 24, "day": 200}
"""Slips of a day. What a month or a week leaves out, the day's own page has."""


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [
        path("calendar/", wrap(show), name="articles_article_calendar"),
        path("calendar/move/", wrap(move), name="articles_article_calendar_move"),
        path("calendar/key/", wrap(new_key), name="articles_article_calendar_key"),
    ]


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    _may_look(request)
    try:
        period = Period.asked_for(request.GET, _today())
    except ValueError as error:
        raise Http404(str(error)) from error
    return _page(request, period)


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Somebody dropped a slip on another day, or typed another time for it.

    Answers JSON to a script. To a form it answers with the calendar's page, with the question where
    there is one: what goes out by itself is asked about first.
    """
    _may_look(request)
    is_script = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    try:
        slip, said = Move(request.POST).carry_out(request)
    except Ask as question:
        if is_script:
            return JsonResponse({"ask": str(question)})
        return _page(request, _shown(request), ask=str(question), told=request.POST)
    except Refused as refusal:
        if is_script:
            return JsonResponse({"refused": str(refusal)}, status=409)
        messages.error(request, str(refusal))
        return _back(request)
    if is_script:
        return JsonResponse({"said": said, "slip": slip.name})
    messages.success(request, said)
    return _back(request, fragment=slip.name)


@require_POST
def new_key(request: HttpRequest) -> HttpResponse:
    """An address for this person's own calendar; the one before stops working."""
    _may_look(request)
    _key, is_first = CalendarKey.objects.update_or_create(
        user=request.user, defaults={"token": new_token(), "created_at": timezone.now()}
    )
    if is_first:
        messages.success(request, _("Your calendar has an address now."))
    else:
        messages.success(
            request, _("Your calendar has a new address. The old one has stopped working.")
        )
    return _back(request, fragment="feed")


def _page(
    request: HttpRequest, period: Period, ask: str = "", told: QueryDict | None = None
) -> HttpResponse:
    page = Calendar(request.user, period, MOST[period.view])
    undated, has_more = calendar.undated(request.user)
    key = CalendarKey.objects.filter(user=request.user).first()
    today = _today()
    context = admin.site.each_context(request) | {
        "title": _("Calendar"),
        "subtitle": str(period),
        "period": period,
        "days": page.days,
        "counts": page.counts,
        "undated": undated,
        "has_more_undated": has_more,
        "morning": calendar.MORNING,
        "today": Period.around(period.view, today),
        # From a month that is not this one to its first week, not to today's.
        "views": [
            Period.around(view, today if period.first <= today <= period.last else period.first)
            for view in ("month", "week")
        ],
        "ask": ask,
        "told": told,
        "has_key": key is not None,
        "feed": absolute(reverse("desk-calendar", args=[key.token])) if key else "",
    }
    return TemplateResponse(request, "admin/articles/article/calendar.html", context)


def _back(request: HttpRequest, fragment: str = "") -> HttpResponse:
    """To the page from which something was sent."""
    address = f"{reverse('admin:articles_article_calendar')}?{_shown(request).query}"
    return redirect(f"{address}#{fragment}" if fragment else address)


def _shown(request: HttpRequest) -> Period:
    """`back` says which page was shown, in an address's own words."""
    try:
        return Period.asked_for(QueryDict(request.POST.get("back", "")), _today())
    except ValueError:
        return Period.around("month", _today())


def _today() -> Any:
    return timezone.localdate(timezone=timezone.get_default_timezone())


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
