"""Readers' pages: a story's conversation, a thread, and what becomes of a comment."""

from datetime import date

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.views import gone
from comments import named, responses
from comments.models import Comment
from comments.page import ORDER, THREADS, place_of, stories
from comments.querysets import IN_A_THREAD, ORDERS
from comments.responses import SENT
from comments.rights import may_delete, may_edit
from geekfeed.lib.paging import paginate
from geekfeed.lib.shared_page import shared_page


@require_safe
@shared_page("order", "after")
def story_comments(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    """All comments of a story, in the order of `?order=`."""
    story = stories().filter(slug=slug).first()
    if story is None:
        return gone(request, date(int(year), int(month), 1), slug)
    order = request.GET.get("order", ORDER)
    if order not in ORDERS:
        raise Http404("There is no such order.")
    if (int(year), int(month)) != (story.month.year, story.month.month):
        return redirect(f"{story.get_absolute_url()}comments/", permanent=True)
    reader = named.reader(request, story)
    page = paginate(reader.threads(), request, order=ORDERS[order], size=THREADS)
    talk = reader.talk(page, order)
    return render(request, "comments/story.html", responses.frame(story) | {"talk": talk})


@require_safe
@shared_page("after")
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """One comment in its thread, at an address that never changes."""
    found = named.comment(number)
    reader = named.reader(request, found.story)
    thread = Comment.objects.for_page().get(pk=found.begins)
    answers = Comment.objects.on_page().filter(thread=thread).for_page()
    page = paginate(answers, request, order=IN_A_THREAD, size=THREADS)
    if found.thread_id and page.is_first and found.pk not in {row.pk for row in page}:
        # Somebody came for this one: the page begins with it.
        later = answers.filter(posted_at__gte=found.posted_at)
        page = paginate(later, request, order=IN_A_THREAD, size=THREADS)
    talk = reader.thread(found, thread, page)
    return render(request, "comments/comment.html", responses.frame(found.story) | {"talk": talk})


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What becomes of a comment that is not shown yet, for whoever has just sent it."""
    try:
        number = signing.loads(token, salt=SENT)
    except signing.BadSignature as error:
        raise Http404("There is no such comment.") from error
    made = named.comment(number, any_state=True)
    if made.is_shown:
        return redirect(place_of(made))
    person = named.reader(request, made.story).person
    told = {
        "comment": made,
        "may_edit": may_edit(made, person),
        "may_delete": may_delete(made, person),
    }
    return render(request, "comments/sent.html", responses.frame(made.story) | told)
