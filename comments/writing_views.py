"""What somebody does with comments: write, confirm, change, delete and like them."""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from articles.models import Article
from comments import letters, limits, named, network, people, posting, responses
from comments.forms import CommentForm
from comments.models import Comment
from comments.page import Reader, Shown, place_of
from comments.posting import Words
from comments.responses import form_page, gives_back
from comments.rights import Refused, has_just_said, may_delete, may_edit
from comments.screening import outside
from geekfeed.lib.own_forms import own_forms


@own_forms
@form_page
@gives_back
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Say something under a story, or answer a comment on it (`answers`)."""
    story = named.story(pk=number)
    reader = named.reader(request, story)
    try:
        answers, is_gone = named.answered(request, story), False
    except Http404:
        if request.method != "POST":
            raise
        answers, is_gone = None, True
    if not reader.policy.takes_comments:
        return responses.closed(request, story)
    if request.method != "POST":
        if answers is not None and (answers.thread or answers).is_locked:
            return responses.refused(request, story, posting.THREAD_IS_CLOSED)
        return responses.form(request, reader, reader.form(), answers)

    def post(form: CommentForm) -> Comment:
        if is_gone:
            raise Refused(posting.ANSWERED_IS_GONE)
        words, came_from = form.words(), network.of(request)
        limits.ask_to_post(reader.person, came_from)
        if reader.person is None:
            return _post_of_stranger(story, form, words, answers, came_from)
        person = people.kept(reader.person)
        suspicion = outside.suspicion(story, person, words.text, came_from)
        return posting.post(
            story, person, words, answers=answers, network=came_from, suspicion=suspicion
        )

    return _carried_out(request, reader, reader.form(request.POST), post, answers)


@transaction.atomic
def _post_of_stranger(
    story: Article,
    form: CommentForm,
    words: Words,
    answers: Comment | None,
    came_from: str | None,
) -> Comment:
    """Whoever gave a name and an address. That is going to be asked, unless it was so often, or the
    comment is not taken: then no letter is written, and none is counted."""
    person = posting.stranger(**form.who())
    made = posting.post(story, person, words, answers=answers, is_known=False, network=came_from)
    limits.ask_for_letter(person.email, came_from)
    return made


def _carried_out(
    request: HttpRequest,
    reader: Reader,
    form: CommentForm,
    verb: Callable[[CommentForm], Comment],
    answers: Comment | None = None,
    edited: Comment | None = None,
) -> HttpResponse:
    """A form that was sent: it comes back with what was typed until the verb takes it."""
    ask_again = partial(responses.form, request, reader, form, answers, edited)
    if not form.is_valid():
        return ask_again(status=422)
    if "preview" in request.POST:
        return ask_again(preview=reader.preview(form.words()))
    if edited is None and form.catches():
        return ask_again(status=422)
    try:
        made = verb(form)
    except Refused as refusal:
        return ask_again(refusal=refusal)
    if responses.in_place(request):
        return responses.posted(request, reader, made)
    return responses.after(made)


@own_forms
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the letter leads. Programs that look at every link in a letter confirm
    nothing: a person presses the button."""
    made = letters.comment_of(token)
    if made is None or not made.story.is_live:
        return responses.too_late(request)
    if request.method != "POST":
        if made.state != Comment.State.UNCONFIRMED:
            return responses.after(made)  # the button was pressed before
        said = Words(made.text, made.is_spoiler, made.spoils)
        told = {"comment": made, "html": Reader(request, made.story).preview(said)}
        return render(request, "comments/confirm.html", responses.frame(made.story) | told)
    try:
        made = _confirmed(made, network.of(request))
    except Refused as refusal:
        return responses.refused(request, made.story, refusal, typed=made.text)
    answer = responses.after(made)
    people.remember(answer, made.by)
    return answer


def _confirmed(made: Comment, came_from: str | None) -> Comment:
    if made.state != Comment.State.UNCONFIRMED:
        return posting.confirm(made)  # pressed again
    limits.ask_to_post(made.by, came_from)
    suspicion = outside.suspicion(made.story, made.by, made.text, made.network, made.pk)
    return posting.confirm(made, suspicion)


@own_forms
@form_page
@gives_back
def edit(request: HttpRequest, number: int) -> HttpResponse:
    made = named.comment(number, any_state=True)
    reader = named.reader(request, made.story)
    if not has_just_said(made, reader.person):
        return responses.not_yours(request, made)
    if request.method != "POST":
        if not may_edit(made, reader.person):
            return responses.refused(request, made.story, posting.IS_DECIDED)
        return responses.form(request, reader, reader.form(initial=reader.typed(made)), None, made)

    def edit(form: CommentForm) -> Comment:
        limits.ask_to_act(reader.person)
        words, came_from = form.words(), network.of(request)
        suspicion = outside.suspicion(made.story, reader.person, words.text, came_from, made.pk)
        return posting.edit(made, reader.person, words, network=came_from, suspicion=suspicion)

    return _carried_out(request, reader, reader.form(request.POST), edit, edited=made)


@own_forms
@form_page
def delete(request: HttpRequest, number: int) -> HttpResponse:
    made = named.comment(number, any_state=True)
    reader = named.reader(request, made.story)
    if not may_delete(made, reader.person):
        return responses.not_yours(request, made)
    if request.method != "POST":
        shown = reader.shown(made)
        return render(
            request, "comments/delete.html", responses.frame(made.story) | {"shown": shown}
        )
    try:
        posting.delete(made, reader.person)
    except Refused as refusal:
        return responses.refused(request, made.story, refusal)
    return redirect(f"{made.story.get_absolute_url()}#comments")


@own_forms
@require_POST
def like(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever we do not know yet is asked who they are first: one like a person."""
    made = named.comment(number)
    person = named.reader(request, made.story).person
    if person is None:
        return redirect(f"{reverse('comment-hello')}?comment={made.pk}")
    try:
        limits.ask_to_act(person)
        is_liked = posting.like(made, people.kept(person), network.of(request))
    except Refused as refusal:
        return responses.refused(request, made.story, refusal)
    if not responses.in_place(request):
        return redirect(place_of(made))
    made.refresh_from_db(fields=["likes"])
    shown = Shown(made, SafeString(""), is_liked=is_liked)
    return render(request, "comments/components/like.html", {"shown": shown})
