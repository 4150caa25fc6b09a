"""Who somebody is: said once, known from then on, and forgotten on request."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from comments import banned, letters, limits, named, network, people, posting, responses, tasks
from comments.forms import HelloForm
from comments.models import Comment
from comments.responses import form_page
from comments.rights import Refused
from geekfeed.lib.own_forms import own_forms


@own_forms
@form_page
def hello(request: HttpRequest) -> HttpResponse:
    """Tell us who you are without commenting: from then on this browser is known."""
    person = people.known(request)
    form = HelloForm(request.POST or None)
    back = named.wanted(request)
    status = 200
    if request.method == "POST" and person is None:
        status = 422
        if form.is_valid() and not form.catches():
            try:
                _greet(form.who(), network.of(request), back)
                return render(request, "comments/hello_sent.html", {"canonical": ""})
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
    context = {"form": form, "person": person, "back": back, "canonical": ""}
    return render(request, "comments/hello.html", context, status=status)


def _greet(who: dict[str, str], came_from: str | None, back: int) -> None:
    """Raises Refused."""
    banned.ask(None, came_from)
    limits.ask_for_letter(who["email"], came_from)
    tasks.send_greeting(posting.stranger(**who), back)


@own_forms
@form_page
def known(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the letter of `hello` leads."""
    person, back = letters.greeted(token)
    if person is None:
        return responses.too_late(request)
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
