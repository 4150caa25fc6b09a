"""Keeping what is typed: the autosave of the writing page."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import checklist, pending, workflow
from articles import state as states
from articles.admin import verbs
from articles.admin.access import is_writer
from articles.forms import Submission, VerbForm
from articles.models import Article
from articles.pending import Kept
from articles.rights import Refused, is_editor
from articles.state import State
from geekfeed.lib.desk import is_number
from geekfeed.lib.vocabulary import TooMuch

NEW = "articles_article_keep_new"


class Unreadable(Refused):
    """The submission is not one of the story's form."""


def keep_submission(request: HttpRequest, story: Article) -> Kept:
    """Keep what a submission of the story's form holds. A story that has no row yet gets one.

    Raises Refused where it cannot be kept; then the words are still in the browser, and nowhere
    else.
    """
    try:
        mine = states.pack(request.POST)
        base = states.checked(json.loads(request.POST.get("base", "")))
    except TooMuch as error:
        raise Refused(str(error)) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            _("This page is older than the desk. Copy what you typed, then open the story again.")
        ) from error
    page = _page(request)
    if story.pk is None:
        story, base = _begin(request, page), states.empty()
    turn = request.POST.get("turn", "")
    return pending.keep(story, request.user, mine, base, page, int(turn) if is_number(turn) else 0)


def _page(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("page", ""))
    except ValueError:
        return None


def _begin(request: HttpRequest, page: UUID | None) -> Article:
    """The bare row of a new story. A page that sends it twice, as it heard nothing the first time,
    has begun one story."""
    begun = Article.objects.filter(begun_on=page, created_by=request.user) if page else None
    if begun and (story := begun.first()):
        return story
    return Article.objects.create(created_by=request.user, begun_on=page)


def addresses(story: Article) -> dict[str, str]:
    """Where the writing page turns to, by what it wants."""
    names = [
        "keep",
        "change",
        "review",
        "preview",
        "preview_links",
        "history",
        "presence",
        "take_over",
        "both",
        "notes",
        "compare",
    ]
    if story.pk is None:
        found = {"keep": reverse(f"admin:{NEW}")}
    else:
        found = {name: reverse(f"admin:articles_article_{name}", args=[story.pk]) for name in names}
    asked_whatever_the_story = ("covered", "found", "found_source", "earlier", "names")
    return found | {
        name: reverse(f"admin:articles_article_{name}") for name in asked_whatever_the_story
    }


def name_of(user: AbstractBaseUser | None) -> str:
    if user is None:
        return _("Somebody")
    return user.get_full_name() or user.get_username()


def without_hidden(state: State, user: AbstractBaseUser) -> State:
    """The state without the stories that this account may not open: their headlines are not
    given away by standing beside one that it may. Keeping it takes them away from nobody."""
    chosen = states.stories_chosen(state)
    if is_editor(user) or not chosen:
        return state
    visible = Article.objects.visible_to(user).filter(pk__in=chosen)
    hidden = chosen - {str(pk) for pk in visible.values_list("pk", flat=True)}
    return states.without_stories(state, hidden)


def checked(story: Article, state: State, user: AbstractBaseUser) -> dict[str, Any]:
    """What is still to be done before the story goes out, as the rail's first card wants it."""
    told = states.without_blanks(without_hidden(state, user))
    submission = Submission(story, told, user)
    submission.is_valid()
    findings = checklist.check(submission.piece(), timezone.now())
    alarms = [one for one in findings.findings if one.name == checklist.ONE_REPORT]
    return {"findings": findings, "errors_in_form": submission.errors, "one_report": alarms}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [
        path("add/keep/", asked(keep_new), name=NEW),
        path("<int:pk>/keep/", asked(keep_story), name="articles_article_keep"),
    ]


def asked(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """A view that a script asks: whoever is signed out hears so instead of being sent away."""

    @never_cache
    @require_POST
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        if not (request.user.is_active and request.user.is_staff):
            login = reverse("admin:login")
            return JsonResponse({"error": "signed out", "login": login}, status=401)
        return view(request, *args, **kwargs)

    return guarded


def keep_new(request: HttpRequest) -> JsonResponse:
    if not request.user.has_perm("articles.add_article"):
        return _refusal(_("This account may not write stories. Ask an editor."), 403)
    return _keep(request, Article())


def keep_story(request: HttpRequest, pk: int) -> JsonResponse:
    stories = Article.objects.visible_to(request.user).select_related("working_copy")
    story = stories.filter(pk=pk).first()
    if story is None or not is_writer(request):
        return _refusal(_("There is no such story, or you may not open it any more."), 403)
    return _keep(request, story)


def _keep(request: HttpRequest, story: Article) -> JsonResponse:
    try:
        kept = keep_submission(request, story)
    except Refused as refusal:
        return _refusal(str(refusal), 409)
    return JsonResponse(_answer(request, kept))


def _refusal(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def _answer(request: HttpRequest, kept: Kept) -> dict[str, Any]:
    story = kept.article
    state = story.desk_state
    body = (kept.state["fields"].get("body") or [""])[0]
    story_words = Article(body=body)
    joined = None
    if kept.joined and kept.joined_with != request.user:
        joined = {"by": name_of(kept.joined_with), "labels": labels(kept.joined)}
    clash = None
    if kept.clashes:
        clash = {
            "by": name_of(kept.joined_with),
            "labels": labels(dict.fromkeys(clash.name for clash in kept.clashes)),
            "url": reverse("admin:articles_article_both", args=[story.pk]),
        }
    offered = verbs.offered(story, request.user)
    steps = [verb for verb in offered if not verb.asks]
    told = {
        "story": story,
        "steps": steps,
        "filled": verbs.next_step(story, steps),
        "may_write": True,
    }
    found = checked(Article.objects.get(pk=story.pk), kept.state, request.user)
    return {
        "saved": True,
        "at": date_format(timezone.localtime(), "TIME_FORMAT"),
        "base": json.dumps(kept.common),
        "id": story.pk,
        "version": story.version,
        "state": state,
        "state_label": str(workflow.LABELS[state]),
        "urls": addresses(story),
        "joined": joined,
        "clash": clash,
        "words": story_words.words,
        "minutes": story_words.minutes,
        "csrf": get_token(request),
        "steps": render_to_string("admin/articles/article/steps.html", told, request),
        "asks": render_to_string(
            "admin/articles/article/asks.html", {"cards": verbs.cards(offered, VerbForm())}, request
        ),
        "checklist": render_to_string("admin/articles/article/checklist.html", found, request),
        "one_report": render_to_string("admin/articles/article/one_report.html", found, request),
    }


def labels(names: Any) -> list[str]:
    """Fields and kinds of rows as the form calls them."""
    rows = {
        "bylines": _("authors"),
        "coverage": _("shows"),
        "citations": _("sources"),
        "claims": _("claims"),
        "mentions": _("linked names"),
        "related_links": _("related stories"),
        "topics": _("topics"),
    }
    return [
        str(rows[name] if name in rows else Article._meta.get_field(name).verbose_name)
        for name in names
    ]
