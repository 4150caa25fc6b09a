"""What readers are answered who have sent something: a page, or the part of it that is new where
the page's own script sent it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import wording
from comments.forms import CommentForm
from comments.limits import TooOften
from comments.models import Comment
from comments.page import Reader, Talk, place_of
from comments.rights import Refused

SENT = "comments.sent"
form_page = require_http_methods(["GET", "HEAD", "POST"])


def gives_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where that which somebody writes about is gone when they send it, they get back what they
    have typed. Whether it ever was there, nobody is told."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            typed = request.POST.get("text", "")[: wording.LONGEST]
            if not typed:
                raise
            why = _("What this is about is gone, so it has not been posted.")
            name = "components/refusal.html" if in_place(request) else "gone.html"
            context = {"why": why, "typed": typed}
            return render(request, f"comments/{name}", context, status=404)

    return page


def frame(story: Article) -> dict[str, Any]:
    lead = next(iter(story.coverage.all()), None)
    return {
        "article": story,
        "lead_show": lead.show if lead else None,
        "current_show_slug": lead.show.slug if lead else "",
        "current_section_slug": story.section.slug if story.section else "",
    }


def in_place(request: HttpRequest) -> bool:
    """Whether the page's own script sent a form: it gets the part of the page that is new."""
    return request.headers.get("X-Fragment") == "1"


def posted(request: HttpRequest, reader: Reader, made: Comment) -> HttpResponse:
    """What becomes of a comment, and the comment itself where it is shown at once."""
    story = reader.story
    story.refresh_from_db(fields=["comment_count"])
    context = {
        "comment": made,
        "story": story,
        "shown": reader.alone(made) if made.is_shown else None,
        "talk": Talk(story, reader.policy, reader.person, []),
    }
    return render(request, "comments/components/posted.html", context, status=201)


def after(made: Comment) -> HttpResponse:
    """To where the comment stands, or to what becomes of it."""
    if made.is_shown:
        made.story.refresh_from_db(fields=["comment_count"])
        return redirect(place_of(made))
    return redirect("comment-sent", signing.dumps(made.pk, salt=SENT))


def form(
    request: HttpRequest,
    reader: Reader,
    form: CommentForm,
    answers: Comment | None,
    edited: Comment | None = None,
    *,
    preview: Any = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with all that was typed in it. `refusal` is why it was not done."""
    if refusal is not None:
        form.add_error(None, str(refusal))
        status = refusal.status
    context = {
        "form": form,
        "answers": answers,
        "answered": reader.shown(answers).html if answers else None,
        "edited": edited,
        "preview": preview,
    }
    page = "components/writing.html" if in_place(request) else "write.html"
    context |= frame(reader.story)
    return _waiting(render(request, f"comments/{page}", context, status=status), refusal)


def refused(
    request: HttpRequest, story: Article, why: Refused | str, **context: Any
) -> HttpResponse:
    """The verb was not carried out, for that reason."""
    page = "components/refusal.html" if in_place(request) else "refused.html"
    context |= frame(story) | {"why": why}
    status = why.status if isinstance(why, Refused) else Refused.status
    return _waiting(render(request, f"comments/{page}", context, status=status), why)


def closed(request: HttpRequest, story: Article) -> HttpResponse:
    """Nothing that was typed is lost: it is shown again, to be taken elsewhere."""
    typed = request.POST.get("text", "")[: wording.LONGEST]
    return refused(request, story, _("Comments on this story are closed."), typed=typed)


def not_yours(request: HttpRequest, made: Comment) -> HttpResponse:
    context = frame(made.story) | {
        "why": _("This can be done by the comment’s own writer, in the browser it was posted from.")
    }
    return render(request, "comments/refused.html", context, status=403)


def too_late(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/too_late.html", {"canonical": ""}, status=404)


def _waiting(answer: HttpResponse, why: Refused | str | None) -> HttpResponse:
    """It says to programs, too, when it can be tried again."""
    if isinstance(why, TooOften):
        answer.headers["Retry-After"] = str(why.seconds)
    return answer
