"""Whoever comments, to be found by address or name: somebody who writes to the newsroom is led to
what is kept of them."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comments import rights
from comments.admin import access
from comments.admin.rows import Record, banned_among, records_of
from comments.models import Comment, Commenter
from geekfeed.lib.paging import paginate

PAGE = 50
NEWEST = ("-pk",)


class Line(NamedTuple):
    """Somebody, as the list has them. `email` is their account's where they have one."""

    person: Commenter
    email: str
    record: Record
    is_banned: bool


@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Those whom `?q=` finds, or all of them."""
    if not access.may_see_addresses(request):
        raise PermissionDenied
    typed = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    known = Commenter.objects.named().select_related("user")
    page = paginate(known.found_by(typed) if typed else known, request, order=NEWEST, size=PAGE)
    numbers = [person.pk for person in page]
    records = records_of(numbers, request.user)
    banned = banned_among(numbers, request.user)
    context = admin.site.each_context(request) | {
        "title": _("People who comment"),
        "opts": Comment._meta,
        "typed": typed,
        "query": urlencode({"q": typed}) if typed else "",
        "page": page,
        "people": [
            Line(
                person,
                person.email or (person.user.email if person.user else ""),
                records.get(person.pk, Record({})),
                person.pk in banned,
            )
            for person in page
        ],
        "is_editor": rights.moderates_all(request.user),
    }
    return TemplateResponse(request, "admin/comments/people.html", context)
