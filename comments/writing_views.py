"""What somebody does with comments: write, confirm, change, delete and like them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from comments import letters, named, network, people, posting, responses
from comments.page import Shown, place_of
from comments.responses import form_page
from comments.rights import Refused, may_delete, may_edit
from geekfeed.lib.own_forms import own_forms


@own_forms
@form_page
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Say something under a story, or answer a comment on it (`answers`)."""
    story = named.story(pk=number)
    reader = named.reader(request, story)
    answers = named.answered(request, story)
    if not reader.policy.takes_comments:
        return responses.closed(request, story)
    if request.method != "POST":
        return responses.form(request, reader, reader.form(), answers)
    form = reader.form(request.POST)
    if not form.is_valid():
        return responses.form(request, reader, form, answers, status=422)
    words = form.words()
    if "preview" in request.POST:
        return responses.form(request, reader, form, answers, preview=reader.preview(words))
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
        return responses.form(request, reader, form, answers, status=409)
    return (
        responses.posted(request, reader, made)
        if responses.in_place(request)
        else responses.after(made)
    )


@own_forms
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the letter leads. Programs that look at every link in a letter confirm
    nothing: a person presses the button."""
    made = letters.comment_of(token)
    if made is None or not made.story.is_live:
        return responses.too_late(request)
    context = responses.frame(made.story) | {"comment": made}
    if request.method != "POST":
        return render(request, "comments/confirm.html", context)
    try:
        made = posting.confirm(made)
    except Refused as refusal:
        return render(request, "comments/refused.html", context | {"why": refusal}, status=409)
    answer = responses.after(made)
    people.remember(answer, made.by)
    return answer


@own_forms
@form_page
def edit(request: HttpRequest, number: int) -> HttpResponse:
    made = named.comment(number, any_state=True)
    reader = named.reader(request, made.story)
    if not may_edit(made, reader.person):
        return responses.not_yours(request, made)
    if request.method != "POST":
        return responses.form(request, reader, reader.form(initial=reader.typed(made)), None, made)
    form = reader.form(request.POST)
    if not form.is_valid():
        return responses.form(request, reader, form, None, made, status=422)
    words = form.words()
    if "preview" in request.POST:
        return responses.form(request, reader, form, None, made, preview=reader.preview(words))
    try:
        made = posting.edit(made, reader.person, words)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return responses.form(request, reader, form, None, made, status=409)
    return responses.after(made)


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
        context = responses.frame(made.story) | {"why": refusal}
        return render(request, "comments/refused.html", context, status=409)
    return redirect(f"{made.story.get_absolute_url()}#comments")


@own_forms
@require_POST
def like(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever we do not know yet is asked who they are first: one like a person."""
    made = named.comment(number)
    person = people.known(request)
    if person is None:
        return redirect(f"{reverse('comment-hello')}?comment={made.pk}")
    try:
        is_liked = posting.like(made, person)
    except Refused as refusal:
        return responses.refused(request, made.story, refusal)
    if not responses.in_place(request):
        return redirect(place_of(made))
    made.refresh_from_db(fields=["likes"])
    shown = Shown(made, SafeString(""), is_liked=is_liked)
    return render(request, "comments/components/like.html", {"shown": shown})
