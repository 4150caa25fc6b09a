"""What can be done with several stories at once: plan a date, add a topic, name an author.

Nothing of it lets readers see anything: publishing is done story by story. Each story goes through
the verbs or is kept like something typed, so that nobody gets more than they may do with it alone.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import pending, workflow
from articles import state as states
from articles.admin.access import is_writer
from articles.admin.lines import day_and_time, lines_of
from articles.forms.topics import TopicsField
from articles.forms.verbs import Moments, moment_field
from articles.models import Article
from articles.models.topic import read
from articles.rights import Refused
from authors.models import Author
from geekfeed.lib.desk import is_number

MOST = 100  # stories at once: more than a page of the list has


class PlanForm(Moments, forms.Form):
    moments = ("planned_for",)
    planned_for = moment_field(gettext_lazy("Planned for"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["planned_for"].required = True
        self.say_the_zone()


class TopicForm(forms.Form):
    topics = TopicsField(
        label=gettext_lazy("Topics"),
        max_length=200,
        help_text=gettext_lazy("With commas between them. A live story gets them as a change."),
    )


class AuthorForm(forms.Form):
    author = forms.ModelChoiceField(
        Author.objects.all(),
        label=gettext_lazy("Author"),
        help_text=gettext_lazy("After those who are named already. A live story gets a change."),
    )


def _plan(story: Article, user: Any, told: dict[str, Any]) -> None:
    if story.status == Article.Status.SCHEDULED:
        # Its date is a promise: to move it is more than a plan, and done with open eyes.
        raise Refused(_("It is scheduled. Open it to move it."))
    workflow.plan(story, user, planned_for=told["planned_for"])


def _add_topics(story: Article, user: Any, told: dict[str, Any]) -> None:
    base = pending.pending(story)
    mine = deepcopy(base)
    typed = (mine["fields"].get("topics") or [""])[0]
    mine["fields"]["topics"] = [", ".join(read(", ".join([typed, *told["topics"]])))]
    _keep(story, user, mine, base)


def _name_author(story: Article, user: Any, told: dict[str, Any]) -> None:
    base = pending.pending(story)
    mine = deepcopy(base)
    number = str(told["author"].pk)
    rows = mine["rows"].setdefault("bylines", [])
    if not any(number in row.get("author", []) for row in rows):
        rows.append({"key": states.new_key(), "author": [number], "role": [""]})
    _keep(story, user, mine, base)


def _keep(story: Article, user: Any, mine: states.State, base: states.State) -> None:
    if states.same_state(mine, base):
        raise Refused(_("It has that already."))
    pending.keep(story, user, mine, base)


class Action(NamedTuple):
    """`label` is on its button, `title` heads the page that asks, `done` is said afterwards."""

    label: Any
    title: Any
    form: type[forms.Form]
    carry_out: Callable[[Article, Any, dict[str, Any]], None]
    done: Callable[[dict[str, Any]], str]


ACTIONS = {
    "plan": Action(
        gettext_lazy("Plan a date"),
        gettext_lazy("When should they go out?"),
        PlanForm,
        _plan,
        lambda told: _("Planned for %(when)s.") % {"when": day_and_time(told["planned_for"])},
    ),
    "topic": Action(
        gettext_lazy("Add a topic"),
        gettext_lazy("Which topic are they about?"),
        TopicForm,
        _add_topics,
        lambda told: _("Now about %(topics)s.") % {"topics": ", ".join(told["topics"])},
    ),
    "author": Action(
        gettext_lazy("Name an author"),
        gettext_lazy("Who wrote them?"),
        AuthorForm,
        _name_author,
        lambda told: _("%(author)s is named now.") % {"author": told["author"]},
    ),
}


def actions_for(request: HttpRequest) -> dict[str, Any]:
    """As Django's admin knows actions, for accounts that may change anything at all."""
    if not is_writer(request):
        return {}
    return {name: (action.carry_out, name, action.label) for name, action in ACTIONS.items()}


def carry_out(
    request: HttpRequest, stories: QuerySet[Article], admin: ModelAdmin
) -> HttpResponse | None:
    """First ask, then do it, story by story. None: nothing was chosen."""
    if not is_writer(request):
        raise PermissionDenied
    action = ACTIONS.get(request.POST.get("action", ""))
    numbers = [n for n in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_number(n)][:MOST]
    chosen = list(
        stories.filter(pk__in=numbers).select_related("section", "working_copy").order_by("pk")
    )
    if action is None or not chosen:
        messages.warning(request, _("Nothing was changed: choose stories first."))
        return None
    form = action.form(request.POST if "sure" in request.POST else None)
    if form.is_valid():
        _do(request, action, chosen, form.cleaned_data)
        return HttpResponseRedirect(request.get_full_path())
    context = admin.admin_site.each_context(request) | {
        "title": action.title,
        "opts": admin.opts,
        "action": request.POST["action"],
        "label": action.label,
        "form": form,
        "lines": lines_of(chosen, request.user),
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/articles/article/bulk.html", context)


def _do(request: HttpRequest, action: Action, chosen: list[Article], told: dict[str, Any]) -> None:
    done, refused = 0, []
    for story in chosen:
        try:
            action.carry_out(story, request.user, told)
            done += 1
        except Refused as refusal:
            refused.append((story.headline or _("Untitled"), refusal))
    if done:
        counted = ngettext("%(count)d story.", "%(count)d stories.", done) % {"count": done}
        messages.success(request, f"{action.done(told)} {counted}")
    for headline, refusal in refused:
        told_why = {"headline": headline, "why": refusal}
        messages.warning(request, _("Not “%(headline)s”: %(why)s") % told_why)
