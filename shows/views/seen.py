"""Keeping how far a reader has seen a show."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from geekfeed.lib.own_forms import own_forms
from shows import seen_choices
from shows.addresses import leads_on
from shows.models import Show
from shows.seen import Seen

LONGEST_PATH = 500


@own_forms
@require_http_methods(["GET", "HEAD", "POST"])
@leads_on(Show)
def seen(request: HttpRequest, slug: str) -> HttpResponse:
    """`until`: "1.8", "1.0" for a whole season, empty for nothing. `next`: where to go on."""
    show = get_object_or_404(Show, slug=slug)
    if request.method != "POST":
        return redirect(show)
    kept, until = Seen.of(request), request.POST.get("until", "")
    if not until:
        return _go_on(request, show, kept.without(show.pk))
    place = seen_choices.chosen(show, until)
    if place is None:
        return _ask_again(
            request,
            show,
            gettext("This show has no such season or episode. Choose one from the list."),
        )
    if not kept.has_room_for(show.pk):
        return _ask_again(
            request,
            show,
            gettext(
                "This browser keeps as many shows as it can. On the page of one that you no "
                "longer follow, choose “Nothing yet”."
            ),
        )
    return _go_on(request, show, kept.with_show(show.pk, *place))


def _go_on(request: HttpRequest, show: Show, seen: Seen) -> HttpResponse:
    path = request.POST.get("next", "")
    there = path if _is_ours(path) else show.get_absolute_url()
    response = HttpResponseRedirect(f"{there}#seen")
    seen.keep_in(response)
    return response


def _is_ours(path: str) -> bool:
    """Whether it is the path of a page here, and nothing that a browser could take for more."""
    if not path.startswith("/") or len(path) > LONGEST_PATH or not path.isprintable():
        return False
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None) or "#" in path:
        return False
    prefix = get_script_prefix()
    if not path.startswith(prefix):
        return False
    try:
        resolve("/" + urlsplit(path).path.removeprefix(prefix))
    except Resolver404:
        return False
    return True


def _ask_again(request: HttpRequest, show: Show, error: str) -> HttpResponse:
    spans = seen_choices.of_show(show.seasons.with_counts())
    context = {
        "show": show,
        "current_show_slug": show.slug,
        "error": error,
        "question": seen_choices.question(
            show, spans, Seen.of(request), timezone.localdate(), show.get_absolute_url()
        ),
    }
    return render(request, "shows/seen.html", context, status=400)
