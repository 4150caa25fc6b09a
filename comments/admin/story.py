"""What may be said under a story: its own rules, and how much is there."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import moderation, policy
from comments.admin import access
from comments.admin.acts import said_of
from comments.admin.fields import CHOOSE, DeskForm
from comments.admin.queues import QUEUES
from comments.models import Act, Comment, Conversation
from comments.rights import Refused

LONGEST = 3650  # days
NEVER = 0
ACTS = 10


class RulesForm(DeskForm):
    """`days` are counted from the moment at which the story went out, or goes out; NEVER is no
    number of them, and empty is what the site has."""

    policy = forms.ChoiceField(
        label=gettext_lazy("Comments"),
        choices=Conversation.Policy.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Close after so many days"),
        required=False,
        min_value=NEVER,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={"invalid": gettext_lazy("Give a number of days, or leave it empty.")},
    )

    def __init__(self, *args: Any, story: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if story.live_at is None:
            del self.fields["days"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    story = access.story_or_404(request, pk)
    conversation = Conversation.objects.filter(story=story).first()
    form = RulesForm(request.POST or None, story=story, initial=_initial(story, conversation))
    if request.method == "POST" and form.is_valid():
        _save(request, story, form, conversation)
        return HttpResponseRedirect(request.path)
    now = policy.of(story, conversation)
    counts = story.comments.order_by().values_list("state").annotate(count=Count("pk"))
    by_state = dict(counts)
    states = {"held": "held", "approved": "shown", "removed": "removed"}
    acts = (
        Act.objects.filter(story=story).moderation().select_related("user", "comment", "commenter")
    )
    context = admin.site.each_context(request) | {
        "title": _("Comments on a story"),
        "opts": Comment._meta,
        "story": story,
        "form": form,
        "policy": now,
        "days": _days_until(story, now.closes_at),
        "site_policy": str(Conversation.Policy(settings.COMMENTS).label),
        "close_after": settings.COMMENTS_CLOSE_AFTER,
        "counts": [(QUEUES[name], by_state.get(state, 0)) for name, state in states.items()],
        "acts": said_of(acts[:ACTS]),
    }
    return TemplateResponse(request, "admin/comments/story.html", context)


def _save(
    request: HttpRequest, story: Article, form: RulesForm, before: Conversation | None
) -> None:
    """And say what holds now: opening a story whose days are over changes nothing by itself."""
    closes_at, never_closes = _end(story, before, form.cleaned_data.get("days"))
    chosen = form.cleaned_data["policy"]
    try:
        rules = moderation.decide(story, request.user, chosen, closes_at, never_closes=never_closes)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    if policy.of(story, rules).is_over:
        words = _("Saved. Its days are over, so nothing can be added: give more, or 0 for never.")
        messages.warning(request, words)
    else:
        messages.success(request, _("Saved. It holds from now on."))


def _initial(story: Article, conversation: Conversation | None) -> dict[str, Any]:
    if conversation is None:
        return {"policy": ""}
    days = NEVER if conversation.never_closes else None
    if conversation.closes_at and story.live_at:
        days = max(1, (conversation.closes_at - story.live_at).days)
    return {"policy": conversation.policy, "days": days}


def _end(
    story: Article, conversation: Conversation | None, days: int | None
) -> tuple[datetime | None, bool]:
    """When it closes, and whether it never does. What nobody touched stays as it was set, to the
    minute."""
    if story.live_at is None or days == _initial(story, conversation).get("days"):
        return (
            (conversation.closes_at, conversation.never_closes) if conversation else (None, False)
        )
    if days == NEVER:
        return None, True
    return (story.live_at + timedelta(days=days) if days else None), False


def _days_until(story: Article, closes_at: datetime | None) -> int | None:
    """After how many days it closes, where it is a whole number of them."""
    if closes_at is None or story.live_at is None:
        return None
    days, rest = divmod(closes_at - story.live_at, timedelta(days=1))
    return days if days > 0 and not rest else None
