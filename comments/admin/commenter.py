"""Somebody who comments: who that is, as far as a moderator may know, and what they have said."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comments import rights
from comments.admin import access, privacy
from comments.admin.acts import said_of
from comments.admin.queues import NEWEST, PAGE
from comments.admin.rows import Record, for_rows, records_of, rows_of
from comments.models import Act, Comment
from geekfeed.lib.paging import paginate

ACTS = 10  # about them and what they said


@never_cache
@require_safe
def commenter(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.commenter_or_404(request, pk)
    comments = for_rows(rights.seen_by(request.user).filter(by=person))
    page = paginate(comments, request, order=NEWEST, size=PAGE)
    theirs = Act.objects.filter(rights.under_theirs(request.user), commenter=person)
    acts = theirs.moderation().select_related("user", "commenter", "comment", "story")
    acts = acts.defer("story__body")
    context = admin.site.each_context(request) | {
        "title": str(person),
        "opts": Comment._meta,
        "person": person,
        "record": records_of([person.pk], request.user).get(person.pk, Record({})),
        "page": page,
        "rows": rows_of(list(page), request.user),
        "acts": said_of(acts[:ACTS]),
        "may_export": privacy.may_export(request),
        "may_erase": privacy.may_erase(request),
        "may_see_addresses": access.may_see_addresses(request),
    }
    return TemplateResponse(request, "admin/comments/commenter.html", context)
