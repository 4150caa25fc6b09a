"""Readers' pages: a story's conversation, a thread, and what somebody who comments can do."""

from datetime import date
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article
from articles.views import gone
from comments import letters, network, people, posting, tasks, wording
from comments.forms import CommentForm, HelloForm
from comments.models import Comment
from comments.page import ORDER, THREADS, Reader, Shown, Talk, place_of, stories
from comments.querysets import IN_A_THREAD, ORDERS
from comments.rights import Refused, may_delete, may_edit
from geekfeed.lib.own_forms import own_forms
from geekfeed.lib.paging import paginate
from geekfeed.lib.shared_page import shared_page

SENT = "comments.sent"
form_page = require_http_methods(["GET", "HEAD", "POST"])


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
    reader = _reader(request, story)
    page = paginate(reader.threads(), request, order=ORDERS[order], size=THREADS)
    talk = reader.talk(page, order)
    return render(request, "comments/story.html", _frame(story) | {"talk": talk})


@require_safe
@shared_page("after")
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """One comment in its thread, at an address that never changes."""
    found = _comment(number)
    reader = _reader(request, found.story)
    thread = Comment.objects.for_page().get(pk=found.begins)
    answers = Comment.objects.on_page().filter(thread=thread).for_page()
    page = paginate(answers, request, order=IN_A_THREAD, size=THREADS)
    if found.thread_id and page.is_first and found.pk not in {row.pk for row in page}:
        # Somebody came for this one: the page begins with it.
        later = answers.filter(posted_at__gte=found.posted_at)
        page = paginate(later, request, order=IN_A_THREAD, size=THREADS)
    talk = reader.thread(found, thread, page)
    return render(request, "comments/comment.html", _frame(found.story) | {"talk": talk})


@own_forms
@form_page
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Say something under a story, or answer a comment on it (`answers`)."""
    story = _story(pk=number)
    reader = _reader(request, story)
    answers = _answered(request, story)
    if not reader.policy.takes_comments:
        return _closed(request, story)
    if request.method != "POST":
        return _form(request, reader, reader.form(), answers)
    form = reader.form(request.POST)
    if not form.is_valid():
        return _form(request, reader, form, answers, status=422)
    words = form.words()
    if "preview" in request.POST:
        return _form(request, reader, form, answers, preview=reader.preview(words))
    try:
        person = reader.person or posting.stranger(**form.who())
        made = posting.post(
            story,
            person,
            words,
            answers=answers,
            is_known=reader.person is not None,
            network=network.of(request),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, reader, form, answers, status=409)
    return _posted(request, reader, made) if _in_place(request) else _after(made)


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What becomes of a comment that is not shown yet, for whoever has just sent it."""
    try:
        number = signing.loads(token, salt=SENT)
    except signing.BadSignature as error:
        raise Http404("There is no such comment.") from error
    made = _comment(number, any_state=True)
    if made.is_shown:
        return redirect(place_of(made))
    return render(request, "comments/sent.html", _frame(made.story) | {"comment": made})


@own_forms
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the letter leads. Programs that look at every link in a letter confirm
    nothing: a person presses the button."""
    made = letters.comment_of(token)
    if made is None or not made.story.is_live:
        return _too_late(request)
    context = _frame(made.story) | {"comment": made}
    if request.method != "POST":
        return render(request, "comments/confirm.html", context)
    try:
        made = posting.confirm(made)
    except Refused as refusal:
        return render(request, "comments/refused.html", context | {"why": refusal}, status=409)
    answer = _after(made)
    people.remember(answer, made.by)
    return answer


@own_forms
@form_page
def hello(request: HttpRequest) -> HttpResponse:
    """Tell us who you are without commenting: from then on this browser is known."""
    person = people.known(request)
    form = HelloForm(request.POST or None)
    back = _wanted(request)
    if request.method == "POST" and person is None and form.is_valid():
        tasks.send_greeting(posting.stranger(**form.who()), back)
        return render(request, "comments/hello_sent.html", {"canonical": ""})
    status = 422 if form.errors else 200
    context = {"form": form, "person": person, "back": back, "canonical": ""}
    return render(request, "comments/hello.html", context, status=status)


@own_forms
@form_page
def known(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the letter of `hello` leads."""
    person, back = letters.greeted(token)
    if person is None:
        return _too_late(request)
    if request.method != "POST":
        return render(request, "comments/known.html", {"person": person, "canonical": ""})
    posting.make_known(person)
    found = Comment.objects.live().filter(pk=back).first()
    answer = redirect(found or "front")
    people.remember(answer, person)
    return answer


@own_forms
@require_POST
def goodbye(request: HttpRequest) -> HttpResponse:
    """Forget in this browser who somebody is."""
    answer = redirect("comment-hello")
    people.forget(answer)
    return answer


@own_forms
@form_page
def edit(request: HttpRequest, number: int) -> HttpResponse:
    made = _comment(number, any_state=True)
    reader = _reader(request, made.story)
    if not may_edit(made, reader.person):
        return _not_yours(request, made)
    if request.method != "POST":
        return _form(request, reader, reader.form(initial=reader.typed(made)), None, made)
    form = reader.form(request.POST)
    if not form.is_valid():
        return _form(request, reader, form, None, made, status=422)
    words = form.words()
    if "preview" in request.POST:
        return _form(request, reader, form, None, made, preview=reader.preview(words))
    try:
        made = posting.edit(made, reader.person, words)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, reader, form, None, made, status=409)
    return _after(made)


@own_forms
@form_page
def delete(request: HttpRequest, number: int) -> HttpResponse:
    made = _comment(number, any_state=True)
    reader = _reader(request, made.story)
    if not may_delete(made, reader.person):
        return _not_yours(request, made)
    if request.method != "POST":
        shown = reader.shown(made)
        return render(request, "comments/delete.html", _frame(made.story) | {"shown": shown})
    try:
        posting.delete(made, reader.person)
    except Refused as refusal:
        context = _frame(made.story) | {"why": refusal}
        return render(request, "comments/refused.html", context, status=409)
    return redirect(f"{made.story.get_absolute_url()}#comments")


@own_forms
@require_POST
def like(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever we do not know yet is asked who they are first: one like a person."""
    made = _comment(number)
    person = people.known(request)
    if person is None:
        return redirect(f"{reverse('comment-hello')}?comment={made.pk}")
    try:
        is_liked = posting.like(made, person)
    except Refused as refusal:
        return _refused(request, made.story, refusal)
    if not _in_place(request):
        return redirect(place_of(made))
    made.refresh_from_db(fields=["likes"])
    shown = Shown(made, SafeString(""), is_liked=is_liked)
    return render(request, "comments/components/like.html", {"shown": shown})


# -- What the pages share ----------------------------------------------------------------------


def _reader(request: HttpRequest, story: Article) -> Reader:
    """Raises Http404 where there are no comments at all."""
    reader = Reader(request, story)
    if reader.policy.is_off:
        raise Http404("There are no comments on this story.")
    return reader


def _story(**which: Any) -> Article:
    story = stories().filter(**which).first()
    if story is None:
        raise Http404("There is no such story.")
    return story


def _comment(number: int, *, any_state: bool = False) -> Comment:
    """With its story, which readers may see. `any_state` is for its own writer."""
    comments = Comment.objects.for_page().select_related("thread")
    if not any_state:
        comments = comments.on_page()
    found = comments.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404("There is no such comment.")
    found.story = _story(pk=found.story_id)
    return found


def _answered(request: HttpRequest, story: Article) -> Comment | None:
    """The comment that is answered, by its number in the form or in the address."""
    number = request.POST.get("answers") or request.GET.get("answers") or ""
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404("There is no such comment.")
    found = _comment(int(number))
    if found.story_id != story.pk:
        raise Http404("That comment is on another story.")
    return found


def _wanted(request: HttpRequest) -> int:
    """The number of the comment to go back to; 0 for none."""
    number = request.POST.get("comment") or request.GET.get("comment") or ""
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0


def _after(made: Comment) -> HttpResponse:
    """To where the comment stands, or to what becomes of it."""
    if made.is_shown:
        made.story.refresh_from_db(fields=["comment_count"])
        return redirect(place_of(made))
    return redirect("comment-sent", signing.dumps(made.pk, salt=SENT))


def _frame(story: Article) -> dict[str, Any]:
    lead = next(iter(story.coverage.all()), None)
    return {
        "article": story,
        "lead_show": lead.show if lead else None,
        "current_show_slug": lead.show.slug if lead else "",
        "current_section_slug": story.section.slug if story.section else "",
    }


def _in_place(request: HttpRequest) -> bool:
    """Whether the page's own script sent a form: it gets the part of the page that is new."""
    return request.headers.get("X-Fragment") == "1"


def _posted(request: HttpRequest, reader: Reader, made: Comment) -> HttpResponse:
    """What becomes of a comment, and the comment itself where it is shown at once."""
    story = reader.story
    story.refresh_from_db(fields=["comment_count"])
    context = {
        "comment": made,
        "story": story,
        "shown": reader.shown(made) if made.is_shown else None,
        "talk": Talk(story, reader.policy, reader.person, []),
    }
    return render(request, "comments/components/posted.html", context, status=201)


def _refused(
    request: HttpRequest, story: Article, why: Refused | str, **context: Any
) -> HttpResponse:
    page = "components/refusal.html" if _in_place(request) else "refused.html"
    context |= _frame(story) | {"why": why}
    return render(request, f"comments/{page}", context, status=409)


def _form(
    request: HttpRequest,
    reader: Reader,
    form: CommentForm,
    answers: Comment | None,
    edited: Comment | None = None,
    *,
    preview: Any = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "answers": answers,
        "answered": reader.shown(answers).html if answers else None,
        "edited": edited,
        "preview": preview,
    }
    page = "components/writing.html" if _in_place(request) else "write.html"
    context |= _frame(reader.story)
    return render(request, f"comments/{page}", context, status=status)


def _closed(request: HttpRequest, story: Article) -> HttpResponse:
    """Nothing that was typed is lost: it is shown again, to be taken elsewhere."""
    typed = request.POST.get("text", "")[: wording.LONGEST]
    return _refused(request, story, _("Comments on this story are closed."), typed=typed)


def _too_late(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/too_late.html", {"canonical": ""}, status=404)


def _not_yours(request: HttpRequest, made: Comment) -> HttpResponse:
    context = _frame(made.story) | {
        "why": _("This can be done by the comment’s own writer, in the browser it was posted from.")
    }
    return render(request, "comments/refused.html", context, status=403)
