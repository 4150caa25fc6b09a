"""A source that is called otherwise: what the search knows of its stories follows."""

from functools import partial
from typing import Any

from django.db import transaction

from articles.merging import stories_of
from articles.search import index
from sources.models import Source


def follow(sender: Any, source: Source, **kwargs: Any) -> None:
    """Receiver of `source_renamed`."""
    stories = list(stories_of(source).values_list("pk", flat=True))
    transaction.on_commit(partial(index.follow_all, stories))
