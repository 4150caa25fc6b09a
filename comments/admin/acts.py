"""Who did what to which comment, newest first. Nothing of it can be changed."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.newsroom import name_of
from authors.models import User
from comments import rights
from comments.admin import access
from comments.models import Act, Comment, Conversation
from geekfeed.lib.paging import paginate

PAGE = 50
# What is said of an act. What has no words of ours is called by its name.
DONE = {
    "approve": gettext_lazy("approved"),
    "hold": gettext_lazy("held"),
    "remove": gettext_lazy("removed"),
    "restore": gettext_lazy("put back"),
    "dismiss": gettext_lazy("left as it is, though reported"),
    "cover": gettext_lazy("covered"),
    "uncover": gettext_lazy("uncovered"),
    "pin": gettext_lazy("pinned"),
    "unpin": gettext_lazy("unpinned"),
    "lock": gettext_lazy("closed the thread"),
    "unlock": gettext_lazy("opened the thread"),
    "decide": gettext_lazy("decided who may comment"),
    "ban": gettext_lazy("banned"),
    "unban": gettext_lazy("lifted the ban"),
    "list": gettext_lazy("put on the list"),
    "unlist": gettext_lazy("took off the list"),
    "erase": gettext_lazy("forgot a commenter"),
    "post": gettext_lazy("posted"),
    "confirm": gettext_lazy("confirmed the e-mail address"),
    "edit": gettext_lazy("changed"),
    "delete": gettext_lazy("deleted"),
}
OWN = Act.BY_COMMENTERS  # what commenters do themselves
# What concerns no story. Writers see none of it, and are not asked about it.
OF_NO_STORY = ("ban", "unban", "list", "unlist", "erase")


class Said(NamedTuple):
    """An act in words."""

    act: Act
    who: str
    done: str
    why: str


@never_cache
@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """What moderators did, and the site by itself. `?who=` and `?verb=` narrow it down; a value
    that nobody and nothing has does not."""
    access.ask(request)
    staff = User.objects.filter(is_staff=True).order_by("first_name", "last_name", "username")
    people = [(str(person.pk), name_of(person)) for person in staff]
    hidden = OWN if rights.moderates_all(request.user) else (*OWN, *OF_NO_STORY)
    offered = [(verb, label) for verb, label in DONE.items() if verb not in hidden]
    chosen = _chosen(request, {"who": dict(people), "verb": dict(offered)})
    rows = Act.objects.filter(rights.under_theirs(request.user)).moderation()
    if "who" in chosen:
        rows = rows.filter(user=chosen["who"])
    if "verb" in chosen:
        rows = rows.filter(verb=chosen["verb"])
    rows = rows.select_related("user", "commenter", "comment__by", "story").defer("story__body")
    page = paginate(rows, request, order=("-at", "-pk"), size=PAGE)
    context = admin.site.each_context(request) | {
        "title": _("What was done"),
        "opts": Comment._meta,
        "page": page,
        "acts": said_of(page),
        "people": people,
        "offered": offered,
        "chosen": chosen,
        "query": urlencode(chosen),
    }
    return TemplateResponse(request, "admin/comments/acts.html", context)


def said_of(acts: Iterable[Act]) -> list[Said]:
    return [Said(act, _who(act), str(DONE.get(act.verb, act.verb)), _why(act)) for act in acts]


def _who(act: Act) -> str:
    if act.user is not None:
        return name_of(act.user)
    if act.verb in OWN and act.commenter is not None:
        return str(act.commenter)
    return _("The site")


def _why(act: Act) -> str:
    if act.verb == "decide" and act.why in Conversation.Policy.values:
        return str(Conversation.Policy(act.why).label)
    return act.why


def _chosen(request: HttpRequest, known: dict[str, Any]) -> dict[str, str]:
    """The filters that mean something."""
    return {name: request.GET[name] for name in known if request.GET.get(name) in known[name]}
