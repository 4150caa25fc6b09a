"""What the addresses and forms of readers' pages name. Whatever there is not is not found."""

from typing import Any

from django.http import Http404, HttpRequest

from articles.models import Article
from comments.models import Comment
from comments.page import Reader, stories


def story(**which: Any) -> Article:
    story = stories().filter(**which).first()
    if story is None:
        raise Http404("There is no such story.")
    return story


def comment(number: int, *, any_state: bool = False) -> Comment:
    """With its story, which readers may see. `any_state` is for its own writer."""
    comments = Comment.objects.for_page().select_related("thread")
    if not any_state:
        comments = comments.on_page()
    found = comments.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404("There is no such comment.")
    found.story = story(pk=found.story_id)
    return found


def answered(request: HttpRequest, story: Article) -> Comment | None:
    """The comment that is answered, by its number in the form or in the address."""
    number = request.POST.get("answers") or request.GET.get("answers") or ""
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404("There is no such comment.")
    found = comment(int(number))
    if found.story_id != story.pk:
        raise Http404("That comment is on another story.")
    return found


def wanted(request: HttpRequest) -> int:
    """The number of the comment to go back to; 0 for none."""
    number = request.POST.get("comment") or request.GET.get("comment") or ""
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0


def reader(request: HttpRequest, story: Article) -> Reader:
    """Raises Http404 where there are no comments at all."""
    reader = Reader(request, story)
    if reader.policy.is_off:
        raise Http404("There are no comments on this story.")
    reader.seen.uncover([story])
    return reader
