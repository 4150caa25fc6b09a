"""Who did what to which story, newest first."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.admin import keep
from articles.admin.access import is_editor
from articles.admin.history import DONE, done, who
from articles.models import Article, Revision
from authors.models import User
from geekfeed.lib.paging import paginate

PAGE = 50
# What is called the same is asked for together.
ALSO = {"save": ["edit"]}
DOUBLES = {name for names in ALSO.values() for name in names}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("log/", wrap(log), name="articles_article_log")]


@never_cache
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Editors see all; everybody else what concerns stories that they may open. `?who=` and
    `?verb=` narrow it down; a value that nobody and nothing has does not."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    people = list(
        User.objects.filter(is_staff=True).order_by("first_name", "last_name", "username")
    )
    chosen = _chosen(request, people)
    revisions = _seen_by(request)
    if "who" in chosen:
        revisions = revisions.filter(who=chosen["who"])
    if "verb" in chosen:
        revisions = revisions.filter(verb__in=[chosen["verb"], *ALSO.get(chosen["verb"], [])])
    page = paginate(revisions, request, order=["-at", "-pk"], size=PAGE)
    context = admin.site.each_context(request) | {
        "title": _("Log"),
        "opts": Article._meta,
        "page": page,
        "entries": [(revision, done(revision), who(revision)) for revision in page],
        "people": [(str(person.pk), keep.name_of(person)) for person in people],
        "verbs": [(name, label) for name, label in DONE.items() if name not in DOUBLES],
        "chosen": chosen,
        "query": urlencode(chosen),
    }
    return TemplateResponse(request, "admin/articles/article/log.html", context)


def _chosen(request: HttpRequest, people: list[User]) -> dict[str, str]:
    """The filters that mean something."""
    known = {"who": {str(person.pk) for person in people}, "verb": set(DONE)}
    return {name: request.GET[name] for name in known if request.GET.get(name) in known[name]}


# What readers of a live story can see for themselves.
FOR_READERS = ["publish", "correct"]


def _seen_by(request: HttpRequest) -> QuerySet[Revision]:
    revisions = Revision.objects.select_related("article", "who").only(
        "verb",
        "why",
        "at",
        "version",
        "article__headline",
        "who__username",
        "who__first_name",
        "who__last_name",
    )
    if is_editor(request):
        return revisions
    stories = Article.objects.filter(pk=OuterRef("article"))
    own, live = stories.own(request.user), stories.live()
    # What editors and writers say to each other about a story is between them.
    return revisions.filter(Exists(own) | (Q(verb__in=FOR_READERS) & Exists(live)))
