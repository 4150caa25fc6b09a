"""Notes beside a story: a page of their own, and what the writing page shows and sends."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import notes
from articles.admin.access import story_or_404
from articles.models import Article, Note
from articles.rights import Refused
from geekfeed.lib.desk import is_number

SAID = {
    "write": gettext_lazy("The note is beside the story."),
    "answer": gettext_lazy("Answered."),
    "done": gettext_lazy("Done. It stands at the end of the notes."),
    "reopen": gettext_lazy("Open again."),
}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("<int:pk>/notes/", wrap(notes_view), name="articles_article_notes")]


def context(story: Article) -> dict[str, Any]:
    """What notes.html wants to know: one query."""
    threads = notes.threads(story) if story.pk else []
    return {
        "story": story,
        "open_threads": [thread for thread in threads if thread.is_open],
        "done_threads": [thread for thread in threads if not thread.is_open],
        "longest_note": notes.LONGEST,
        "notes_url": reverse("admin:articles_article_notes", args=[story.pk]) if story.pk else "",
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes_view(request: HttpRequest, pk: int) -> HttpResponse:
    """All notes on a story. A POST says what to `do`, with which `note`, and the `text`; a script
    that asks for JSON gets the card of the writing page back."""
    story = story_or_404(request, pk)
    is_script = not request.accepts("text/html")
    if request.method != "POST":
        return JsonResponse(_told(request, story)) if is_script else _page(request, story)
    try:
        note = _carry_out(request, story)
    except Refused as refusal:
        if is_script:
            return JsonResponse({"error": str(refusal)}, status=409)
        return _page(request, story, refusal=str(refusal))
    if is_script:
        return JsonResponse(_told(request, story) | {"said": str(SAID[request.POST["do"]])})
    return HttpResponseRedirect(f"{request.path}#note-{note.answers_id or note.pk}")


def _carry_out(request: HttpRequest, story: Article) -> Note:
    what, text = request.POST.get("do", ""), request.POST.get("text", "")
    if what == "write":
        return notes.write_note(story, request.user, text, request.POST.get("on", ""))
    if what not in SAID:
        raise Refused(_("There is no such step. Use one of the buttons."))
    note = _note(request, story)
    if what == "answer":
        return notes.answer(note, request.user, text)
    if what == "done":
        notes.done(note, request.user)
    else:
        notes.reopen(note, request.user)
    return note


def _note(request: HttpRequest, story: Article) -> Note:
    """One of this story's. Somebody may have opened the page long ago."""
    number = request.POST.get("note", "")
    if not is_number(number):
        raise Http404("There is no such note.")
    return get_object_or_404(story.notes.select_related("article"), pk=number)


def _told(request: HttpRequest, story: Article) -> dict[str, Any]:
    found = context(story)
    return {
        "html": render_to_string("admin/articles/article/notes.html", found, request),
        "open": len(found["open_threads"]),
    }


def _page(request: HttpRequest, story: Article, refusal: str = "") -> HttpResponse:
    on = request.POST.get("on") or request.GET.get("on", "")
    told = {
        **admin.site.each_context(request),
        **context(story),
        "title": _("Notes"),
        "opts": Article._meta,
        "places": notes.PLACES.items(),
        "on": on if notes.points_somewhere(on) else "",
        "refusal": refusal,
        # What could not be taken is still there, where it was typed.
        "typed": request.POST.get("text", "") if refusal else "",
        "typed_in": request.POST.get("note", "") if refusal else "",
    }
    return TemplateResponse(request, "admin/articles/article/notes_page.html", told)
