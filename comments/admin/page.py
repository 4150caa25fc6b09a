"""A comment with all that helps to decide about it: what it stands among, who says it, what others
say of it, and what was done with it."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comments import policy, rights
from comments.admin import access, verbs
from comments.admin.acts import said_of
from comments.admin.rows import banned_among, for_rows, names_of, opened, records_of
from comments.models import Comment, Conversation
from comments.querysets import IN_A_THREAD, CommentQuerySet

AROUND = 5  # comments of its thread before it, and as many after it
REPORTS = 50  # of it, the first ones
HISTORY = 8  # other comments by the same person


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST presses a button of verbs.py."""
    comment = access.comment_or_404(request, pk)
    if request.method == "POST":
        order = verbs.pressed(request.POST, [str(comment.pk)])
        if order is None:
            messages.warning(request, _("Nothing was changed: use one of the buttons."))
        else:
            verbs.carry_out(request, order._replace(numbers=[comment.pk]))
        return HttpResponseRedirect(request.path)
    story = comment.story
    conversation = Conversation.objects.filter(story=story).first()
    names = names_of([comment])  # all that stands around it is on the same story
    before, after = ([(one, opened(one, names)) for one in found] for found in _around(comment))
    is_pinned = conversation is not None and conversation.pinned_id == comment.pk
    people = {one.by_id for one, _words in (*before, *after)} | {comment.by_id}
    thread = before[0][0] if comment.thread_id else comment
    offered = verbs.offered(comment, is_pinned=is_pinned, is_locked=thread.is_locked)
    context = admin.site.each_context(request) | {
        "title": _("Comment"),
        "subtitle": str(comment.by),
        "opts": Comment._meta,
        "comment": comment,
        "seen": timezone.now(),
        "html": opened(comment, names),
        "story": story,
        "policy": policy.of(story, conversation),
        "before": before,
        "after": after,
        "is_pinned": is_pinned,
        "is_locked": thread.is_locked,
        "record": records_of([comment.by_id], request.user).get(comment.by_id),
        "banned": banned_among(sorted(people), request.user),
        "is_editor": rights.moderates_all(request.user),
        "history": _history(comment, request),
        "reports": list(comment.reports.select_related("by", "settled_by")[:REPORTS]),
        "acts": said_of(comment.acts.select_related("user", "commenter")),
        "filled": next((verb for verb in offered if verb.name in verbs.FINE), None),
        "verbs": [verb for verb in offered if verb.name not in (*verbs.FINE, "remove")],
        "is_removable": any(verb.name == "remove" for verb in offered),
        "reasons": verbs.REASONS.items(),
        "longest_why": verbs.LONGEST_WHY,
        "may_see_addresses": access.may_see_addresses(request),
    }
    return TemplateResponse(request, "admin/comments/page.html", context)


def _of_story(comment: Comment) -> CommentQuerySet:
    return for_rows(comment.story.comments.exclude(state=Comment.State.UNCONFIRMED))


def _around(comment: Comment) -> tuple[list[Comment], list[Comment]]:
    """What stands before and after it in its thread, with what is held there; of a comment that
    begins a thread its first answers."""
    thread = _of_story(comment).filter(thread=comment.begins)
    if comment.thread_id is None:
        return [], list(thread.order_by(*IN_A_THREAD)[:AROUND])
    first = _of_story(comment).filter(pk=comment.thread_id)
    earlier = thread.filter(posted_at__lte=comment.posted_at).exclude(pk=comment.pk)
    before = list(earlier.order_by("-posted_at", "-pk")[:AROUND])
    later = thread.filter(posted_at__gt=comment.posted_at)
    return [*first, *reversed(before)], list(later.order_by(*IN_A_THREAD)[:AROUND])


def _history(comment: Comment, request: HttpRequest) -> list[Comment]:
    theirs = rights.seen_by(request.user).filter(by=comment.by_id).exclude(pk=comment.pk)
    return list(theirs.order_by("-posted_at", "-pk")[:HISTORY])
