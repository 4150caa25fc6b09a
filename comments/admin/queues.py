"""What waits, what is new, and what was decided: comments one under the other, to be gone through
with two keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import rights
from comments.admin import access, verbs
from comments.admin.rows import for_rows, rows_of
from comments.models import Comment
from comments.waiting import Waiting
from geekfeed.lib.desk import is_number
from geekfeed.lib.paging import paginate

PAGE = 25
State = Comment.State
Comments = QuerySet[Comment]


@dataclass(frozen=True)
class Queue:
    """`bulk` are the verbs for several at once, `nothing` what stands where there is nothing."""

    name: str
    label: Any
    rows: Callable[[Comments], Comments]
    order: tuple[str, str]
    bulk: tuple[str, ...]
    nothing: Any


def _new(comments: Comments) -> Comments:
    """Since yesterday began, by the newsroom's clock."""
    yesterday = timezone.localdate() - timedelta(days=1)
    begin = timezone.make_aware(datetime.combine(yesterday, time.min))
    return comments.filter(state=State.SHOWN, posted_at__gte=begin)


# What waits is gone through from its far end; the rest is looked through from the near one.
OLDEST, NEWEST = ("posted_at", "pk"), ("-posted_at", "-pk")
QUEUES = {
    queue.name: queue
    for queue in (
        Queue(
            "held",
            gettext_lazy("Held"),
            lambda comments: comments.filter(state=State.HELD),
            OLDEST,
            ("approve", "remove"),
            gettext_lazy("Nothing waits. Comments that are held for a moderator come here."),
        ),
        Queue(
            "reported",
            pgettext_lazy("comments", "Reported"),
            lambda comments: comments.reported(),
            ("reported_at", "pk"),
            ("dismiss", "hold", "remove"),
            gettext_lazy("Nobody complains. What readers report comes here until it is decided."),
        ),
        Queue(
            "new",
            gettext_lazy("New"),
            _new,
            NEWEST,
            ("hold", "remove"),
            gettext_lazy("Nothing has been said since yesterday."),
        ),
        Queue(
            "approved",
            gettext_lazy("Approved"),
            lambda comments: comments.filter(state=State.SHOWN),
            NEWEST,
            ("hold", "remove"),
            gettext_lazy("Readers have no comment yet."),
        ),
        Queue(
            "removed",
            gettext_lazy("Removed"),
            lambda comments: comments.filter(state=State.REMOVED),
            NEWEST,
            ("restore",),
            gettext_lazy("Nothing has been removed."),
        ),
    )
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """One of QUEUES (`?queue=`), of all stories or of one (`?story=`). A POST presses a button of
    verbs.py for one comment, or for those that are ticked."""
    access.ask(request)
    chosen = QUEUES.get(request.GET.get("queue", "held"))
    if chosen is None:
        raise Http404("There is no such queue.")
    story = _story(request)
    comments = rights.seen_by(request.user)
    if story is not None:
        comments = comments.filter(story=story)
    rows = for_rows(chosen.rows(comments))
    if request.method == "POST":
        return _pressed(request, chosen, rows)
    page = paginate(rows, request, order=chosen.order, size=PAGE)
    waiting = Waiting(request.user)
    waits = {} if story else {"held": waiting.held, "reported": waiting.reported}
    context = admin.site.each_context(request) | {
        "title": _("Comments"),
        "opts": Comment._meta,
        "queue": chosen,
        "tabs": [(one, _query(one, story), waits.get(one.name, "")) for one in QUEUES.values()],
        "story": story,
        "page": page,
        "query": _query(chosen, story),
        "rows": rows_of(list(page), request.user),
        "seen": timezone.now(),
        "bulk": [verbs.VERBS[name] for name in chosen.bulk],
        "reasons": verbs.REASONS.items(),
        "is_editor": rights.moderates_all(request.user),
        "may_see_addresses": access.may_see_addresses(request),
    }
    return TemplateResponse(request, "admin/comments/queue.html", context)


def _pressed(request: HttpRequest, chosen: Queue, rows: Comments) -> HttpResponse:
    """Back to the same page of the queue, and to the comment that is next; to the first page where
    this one has been gone through."""
    order = verbs.pressed(request.POST, request.POST.getlist("comment"))
    if order is None:
        messages.warning(request, _("Nothing was changed: use one of the buttons."))
    else:
        verbs.carry_out(request, order)
    address = request.get_full_path()
    if "after" in request.GET:
        try:
            paginate(rows, request, order=chosen.order, size=PAGE)
        except Http404:
            address = f"{request.path}?{_query(chosen, _story(request))}"
    then = request.POST.get("then", "")
    return HttpResponseRedirect(f"{address}#row-{then}" if is_number(then) else address)


def _story(request: HttpRequest) -> Article | None:
    number = request.GET.get("story", "")
    if not number:
        return None
    if not is_number(number):
        raise Http404("There is no such story.")
    return access.story_or_404(request, int(number))


def _query(one: Queue, story: Article | None) -> str:
    return urlencode({"queue": one.name} | ({"story": story.pk} if story else {}))
