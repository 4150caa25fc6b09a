"""What is kept of somebody who comments, handed out and erased at the desk. Whoever asks for it has
written to the newsroom; that it is they is for the newsroom to see."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comments import privacy
from comments.letters import digest
from comments.models import Comment, Commenter
from geekfeed.lib.desk import is_number


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [
        path("by/<int:pk>/export/", wrap(export), name="comments_comment_by_export"),
        path("by/<int:pk>/erase/", wrap(erase), name="comments_comment_by_erase"),
    ]


def may_export(request: HttpRequest) -> bool:
    return request.user.has_perms(["comments.moderate_comment", "comments.view_commenter"])


def may_erase(request: HttpRequest) -> bool:
    return request.user.has_perms(["comments.moderate_comment", "comments.delete_commenter"])


@never_cache
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is kept of them, as a file."""
    person = _person(request, pk, may=may_export)
    told = json.dumps(privacy.export(person), ensure_ascii=False, indent=2)
    response = HttpResponse(f"{told}\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="commenter-{person.pk}.json"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first. `words` says what becomes of what they said: "delete" or "keep"."""
    person = _person(request, pk, may=may_erase)
    words = request.POST.get("words")
    if request.method == "POST" and words in ("delete", "keep"):
        privacy.erase(person, request.user, keep_words=words == "keep")
        messages.success(request, _("They are forgotten."))
        return redirect(digest.desk())
    context = admin.site.each_context(request) | {
        "title": _("Forget “%(name)s”?") % {"name": person},
        "opts": Comment._meta,
        "person": person,
        "count": person.comments.count(),
    }
    return TemplateResponse(request, "admin/comments/erase.html", context)


def _person(request: HttpRequest, pk: int, may: Callable[[HttpRequest], bool]) -> Commenter:
    if not may(request):
        raise PermissionDenied
    people = Commenter.objects.select_related("user")
    person = people.filter(pk=pk).first() if is_number(pk) else None
    if person is None:
        raise Http404("There is no such commenter.")
    return person
