"""A site that is upgraded to the readers' own indexes gets them when `migrate` is done."""

from typing import Any

from django.db import connections

from articles.models import Article, SearchName, SearchPlace
from articles.search import index, name_index


def follow(sender: Any, using: str, verbosity: int = 1, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: where the indexes lack stories or names, write them.

    Not done by the migrations themselves: the rules by which a story or a name is taken apart are
    today's, and those read the tables as they are at the end.
    """
    made = set(connections[using].introspection.table_names())
    if using != "default" or not made.issuperset(
        model._meta.db_table for model in (SearchPlace, SearchName)
    ):
        return
    if Article.objects.live_or_scheduled().filter(search_place=None).exists():
        _say("Writing the search index. Readers may go on reading…", verbosity)
        index.rebuild()
    if not name_index.is_whole():
        _say("Writing the index of the catalog’s names. Readers may go on reading…", verbosity)
        name_index.rebuild()


def _say(words: str, verbosity: int) -> None:
    if verbosity > 0:
        print(f"  {words}")
