"""What rooms above put beneath a story on its page. The stories do not know what that is.

Each hands in a function (`put`) that is asked for its part whenever a story's page is made.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest

from articles.models import Article


class Part(NamedTuple):
    """A template, and what it is given as `part`."""

    template: str
    content: Any


Question = Callable[[HttpRequest, Article], Part | None]
_questions: list[Question] = []


def put(question: Question) -> None:
    """From now on this is asked, too."""
    if question not in _questions:
        _questions.append(question)


def of(request: HttpRequest, article: Article) -> list[Part]:
    """What stands beneath a story that readers may see."""
    return [part for question in _questions if (part := question(request, article)) is not None]
