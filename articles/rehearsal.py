"""A story as it would be if a state were published now, without publishing it."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from articles import state as states
from articles.forms import Submission
from articles.models import Article
from articles.state import State

Seen = TypeVar("Seen")


def rehearse(article: Article, state: State, look: Callable[[Article], Seen]) -> Seen:
    """What `look(story)` sees when the state is written into the story's rows.

    The database is left as it was. What is not valid is left out. `look` must not return anything
    that asks the database later: on SQLite nobody else can write until it is done.
    """
    with transaction.atomic():
        story = Article.objects.get(pk=article.pk)
        submission = Submission(story, state)
        for _attempt in range(3):
            if submission.is_valid():
                submission.save()
                break
            story = Article.objects.get(pk=article.pk)
            submission = Submission(story, submission.valid_part(states.read(story)))
        seen = look(Article.objects.get(pk=article.pk))
        transaction.set_rollback(True)
    return seen
