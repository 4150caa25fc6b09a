"""A site that is upgraded to the readers' own index gets it when `migrate` is done."""

from typing import Any

from django.db import connections

from articles.models import Article, SearchPlace
from articles.search import index


def follow(sender: Any, using: str, verbosity: int = 1, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: where the index lacks stories, write it.

    Not done by the migration itself: the rules by which a story is taken apart are today's, and
    those read the tables as they are at the end.
    """
    made = set(connections[using].introspection.table_names())
    if using != "default" or SearchPlace._meta.db_table not in made:
        return
    if not Article.objects.live_or_scheduled().filter(search_place=None).exists():
        return
    if verbosity > 0:
        print("  Writing the search index. Readers may go on reading…")
    index.rebuild()
