"""What a story has been: its revisions, any two of them compared, one of them read or restored."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import pending, workflow
from articles import state as states
from articles.admin import keep
from articles.admin.access import story_or_404, to_change
from articles.admin.review import frame
from articles.compare import compare, versions, whole
from articles.compare.versions import LIVE, NOW, Version
from articles.models import Article, Revision
from articles.rights import Refused
from geekfeed.lib.paging import paginate
from geekfeed.lib.sentences import in_sentence
from geekfeed.lib.vocabulary import TooMuch

PAGE = 50
DONE = {
    "save": gettext_lazy("Saved"),
    "edit": gettext_lazy("Saved"),
    "submit": gettext_lazy("Sent to review"),
    "take_back": gettext_lazy("Taken back"),
    "send_back": gettext_lazy("Sent back"),
    "plan": gettext_lazy("Planned"),
    "schedule": gettext_lazy("Scheduled"),
    "unschedule": gettext_lazy("Unscheduled"),
    "publish": gettext_lazy("Published"),
    "correct": gettext_lazy("Notice put under it"),
    "discard": gettext_lazy("Changes discarded"),
    "withdraw": gettext_lazy("Withdrawn"),
    "restore": gettext_lazy("Made a draft again"),
}
# What the site does without anybody.
BY_ITSELF = ("publish", "schedule", "unschedule")


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [
        path("<int:pk>/history/", wrap(history), name="articles_article_history"),
        path("<int:pk>/history/<int:version>/", wrap(read), name="articles_article_revision"),
        path("<int:pk>/compare/", wrap(compare_two), name="articles_article_compare"),
        path("<int:pk>/restore/<int:version>/", wrap(restore), name="articles_article_restore"),
    ]


@never_cache
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """The revisions, newest first."""
    story = story_or_404(request, pk)
    revisions = story.revisions.select_related("who").defer("state")
    page = paginate(revisions, request, order=["-version"], size=PAGE)
    context = frame(request, story, _("History")) | {
        "page": page,
        "entries": [(revision, done(revision), who(revision)) for revision in page],
        "has_unpublished": pending.has_unpublished(story),
        "live_label": label(Version(LIVE, {}), story),
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


@never_cache
@require_safe
def read(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """One revision, whole."""
    story = story_or_404(request, pk)
    found = _found(story, str(version))
    title = _("Version %(version)d") % {"version": version}
    context = frame(request, story, title) | {
        "revision": found.revision,
        "done": done(found.revision),
        "who": who(found.revision),
        "told": whole(found.state, request.user),
    }
    return TemplateResponse(request, "admin/articles/article/history_revision.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare_two(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions: `?old=` and `?new=` are numbers of revisions, "now" for what the desk works on,
    or "live" for what readers have. A submission of the story's form that is posted here is
    compared with what the desk works on, and not kept."""
    story = story_or_404(request, pk)
    status = 200
    if request.method == "POST":
        old = _found(story, NOW)
        old_label = label(old, story)
        new_label = _("In this browser")
        try:
            new = Version("", states.pack(request.POST))
        except TooMuch as error:
            messages.error(request, str(error))
            new, status = Version("", old.state), 400
    elif not {"old", "new"} & set(request.GET) and versions.standing(story).had is None:
        return redirect("admin:articles_article_history", pk)
    else:
        old = _found(story, request.GET.get("old", LIVE))
        new = _found(story, request.GET.get("new", NOW))
        old_label, new_label = label(old, story), label(new, story)
    context = frame(request, story, _("Compare")) | {
        "changes": compare(old.state, new.state, request.user),
        "old": old,
        "new": new,
        "sides": (old_label, new_label),
        # What is posted cannot be asked for again in the other form.
        "is_side": request.method == "POST" or request.GET.get("view") == "side",
        "is_typed": request.method == "POST",
    }
    page = "admin/articles/article/compare.html"
    return TemplateResponse(request, page, context, status=status)


@require_POST
def restore(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Put an old version at the desk. What stands there stays in the history, and readers keep
    what they have until somebody publishes it."""
    story = to_change(request, pk)
    found = _found(story, str(version))
    try:
        restored = _put_back(request, story, found)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_article_history", pk)
    words = (
        _("Version %(version)d is at the desk again. Readers still have the version before.")
        if pending.has_unpublished(restored)
        else _("Version %(version)d is at the desk again.")
    )
    messages.success(request, words % {"version": version})
    return redirect("admin:articles_article_change", pk)


@transaction.atomic
def _put_back(request: HttpRequest, story: Article, version: Version) -> Article:
    """The story with that version at the desk. Raises Refused."""
    _note(request, story)
    pending.keep(story, request.user, version.state, pending.pending(story))
    story = story_or_404(request, story.pk)
    _note(request, story, _("Version %(version)s restored") % {"version": version.name})
    return story


def _note(request: HttpRequest, story: Article, why: str = "") -> None:
    """What is typed and in no revision yet gets one. A live story without changes has its own."""
    if workflow.desk_state(story) in workflow.FROM["save"]:
        workflow.save(story, request.user, why)


def done(revision: Revision) -> str:
    """What was done, in words."""
    return str(DONE.get(revision.verb, revision.verb))


def who(revision: Revision) -> str:
    if revision.who is not None:
        return keep.name_of(revision.who)
    return _("by itself") if revision.verb in BY_ITSELF else _("an account that is gone")


def label(version: Version, story: Article) -> str:
    """What to call a version above its column."""
    if version.name == NOW:
        return _("At the desk now")
    if version.name == LIVE:
        if story.is_live:
            return _("What readers have")
        is_scheduled = story.status == Article.Status.SCHEDULED
        return _("What is scheduled") if is_scheduled else _("What readers had last")
    revision = version.revision
    return _("Version %(version)d: %(done)s, %(at)s") % {
        "version": revision.version,
        "done": in_sentence(done(revision)),
        "at": date_format(timezone.localtime(revision.at), "DATETIME_FORMAT"),
    }


def _found(story: Article, name: str) -> Version:
    version = versions.find(story, name)
    if version is None:
        raise Http404("The story has no such version.")
    return version
