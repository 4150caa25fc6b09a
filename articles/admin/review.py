"""A story as whoever reviews it looks at it: what would change, and what can be done about that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import state as states
from articles import workflow
from articles.admin import keep, verbs
from articles.admin.access import is_writer, story_or_404
from articles.admin.verbs import Verb
from articles.compare import compare, noticed, versions, whole
from articles.forms import VerbForm
from articles.models import Article, Citation, Revision, Via
from articles.pending import has_unpublished, pending
from articles.state import State
from articles.typed import numbers
from geekfeed.lib.desk import is_number
from shows.models import Show
from sources.models import Source

CHANGES, SIDE, WHOLE, PREVIEW = "changes", "side", "story", "preview"
VIEWS = {
    CHANGES: gettext_lazy("Changes"),
    SIDE: gettext_lazy("Side by side"),
    WHOLE: gettext_lazy("The story"),
    PREVIEW: gettext_lazy("As readers will see it"),
}
# Verbs that have a place of their own on this page.
PLACED = ("send_back", "discard")
# Who gave the story to whoever looks at it now.
TURNS = ("submit", "take_back", "send_back", "schedule", "unschedule", "publish", "restore")


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("<int:pk>/review/", wrap(review), name="articles_article_review")]


@dataclass(frozen=True)
class Card:
    """A verb that asks for something, with its fields."""

    verb: Verb
    fields: list[Any]


@never_cache
@require_safe
@csp_update({"frame-src": [SELF]})
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone who may look at the story may open it; the buttons are those that they may press.

    It carries the fingerprint of what it shows: publishing is refused if that has changed since.
    """
    story = story_or_404(request, pk)
    typed = pending(story)
    standing = versions.standing(story)
    state = standing.desk
    had = standing.had if _is_changed(story) else None
    changes = [] if had is None else compare(had, state, request.user)
    offered_views = [CHANGES, SIDE, PREVIEW] if had is not None else [WHOLE, PREVIEW]
    view = request.GET.get("view", "")
    if view not in offered_views:
        view = offered_views[0]
    offered = verbs.offered(story, request.user)
    turn = _turn(story)
    context = frame(request, story, _("Review"), state) | {
        "seen": states.fingerprint(typed),
        "view": view,
        "views": [(name, VIEWS[name]) for name in offered_views],
        "has_changes": had is not None,
        "changes": changes,
        "told": whole(state, request.user) if view == WHOLE else [],
        "sides": _sides(story),
        "new_sources": _new_sources(state),
        "noticed": noticed(changes) if story.is_live else [],
        "standing": standing,
        "turn": turn,
        "from_whom": keep.name_of(turn.who) if turn and turn.who else "",
        "why": _why(story, turn),
        "sent_back_as": _sent_back_as(story),
        "steps": [verb for verb in offered if not verb.asks and verb.name not in PLACED],
        "filled": verbs.next_step(story, offered),
        "cards": [
            _card(verb, story, typed) for verb in offered if verb.asks and verb.name not in PLACED
        ],
        **{verb.name: _card(verb, story, typed) for verb in offered if verb.name in PLACED},
        "preview_address": reverse("admin:articles_article_preview", args=[story.pk]),
        "revisions": story.revisions.count(),
        "live_claims": list(story.claims.live()),
    }
    # Checking writes into the story in hand.
    context |= keep.checked(Article.objects.get(pk=story.pk), state, request.user)
    return TemplateResponse(request, "admin/articles/article/review.html", context)


def frame(
    request: HttpRequest, story: Article, title: str, state: State | None = None
) -> dict[str, Any]:
    """What every page about the versions of one story begins with."""
    state = state or pending(story)
    headline = " ".join((state["fields"].get("headline") or [""])[0].split()) or _("Untitled")
    return admin.site.each_context(request) | {
        "title": f"{title}: {headline}",
        "opts": Article._meta,
        "story": story,
        "headline": headline,
        "state": story.desk_state,
        "state_label": workflow.LABELS[story.desk_state],
        "show_slug": _first_show(state),
        "may_write": is_writer(request) and workflow.may_edit(story, request.user),
    }


def _is_changed(story: Article) -> bool:
    """Whether there is something that readers have, or had, and something else at the desk."""
    was_out = story.status in (Article.Status.DRAFT, Article.Status.IN_REVIEW) and story.month
    return has_unpublished(story) or bool(was_out)


def _sides(story: Article) -> tuple[str, str]:
    if story.is_live:
        return _("Readers have"), _("Readers will have")
    if story.status == Article.Status.SCHEDULED:
        return _("Scheduled"), _("At the desk")
    return _("Readers had"), _("At the desk")


def _new_sources(state: State) -> list[Source]:
    """The sources that it names and no live story has named yet: somebody should know them before
    readers do."""
    rows = state["rows"].get("citations", [])
    named = {pk for row in rows for cell in ("tag", "via") for pk in numbers(row, cell)}
    if not named:
        return []
    told = Citation.objects.live().filter(tag=OuterRef("pk"))
    passed_on = Via.objects.live().filter(source=OuterRef("pk"))
    return list(Source.objects.filter(~Exists(told), ~Exists(passed_on), pk__in=named))


def _turn(story: Article) -> Revision | None:
    turns = story.revisions.filter(verb__in=TURNS).select_related("who").defer("state")
    return turns.first()


def _why(story: Article, turn: Revision | None) -> str:
    """What was said with it when it was handed over or sent back."""
    copy = story.copy
    if story.desk_state == "changes_in_review" and copy.why:
        return copy.why
    return turn.why if turn and turn.verb in ("submit", "send_back") else ""


def _sent_back_as(story: Article) -> int | None:
    """The version that was sent back last, where it has come again since: what was done about it
    is what an editor wants to see first."""
    if story.desk_state not in ("in_review", "changes_in_review"):
        return None
    back = story.revisions.filter(verb="send_back").defer("state").first()
    return back.version if back else None


def _card(verb: Verb, story: Article, state: State) -> Card:
    """Its fields with what was typed for it. What was said with another verb is not its why."""
    typed = _typed(state)
    initial = {name: typed[name] for name in verb.asks if name in typed and name != "why"}
    if "go_out_at" in verb.asks:
        copy = story.copy
        planned = (copy and copy.go_out_at) or story.planned_for
        initial.setdefault("go_out_at", planned)
    form = VerbForm(initial=initial, auto_id=f"{verb.name}_%s")
    if verb.name == "send_back":
        form.fields["why"].label = _("What is to be done? Its writer gets this as a note.")
        form.fields["why"].widget.attrs["rows"] = 3
    return Card(verb, [form[name] for name in verb.asks])


def _typed(state: State) -> Mapping[str, str]:
    fields = state["fields"]
    return {name: fields[name][0] for name in states.VERB_FIELDS if fields.get(name)}


def _first_show(state: State) -> str:
    """The show that colours the page."""
    for row in state["rows"].get("coverage", []):
        for number in row.get("show", []):
            if is_number(number):
                shows = Show.objects.filter(pk=number)
                return shows.values_list("slug", flat=True).first() or ""
    return ""
