"""Questions about comments."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from articles.querysets import readers_may_see

if TYPE_CHECKING:
    from articles.models import Article

# The orders in which threads can be read. A page goes on after the last of its rows.
ORDERS = {
    "oldest": ("posted_at", "pk"),
    "newest": ("-posted_at", "-pk"),
    "best": ("-likes", "-pk"),
}
IN_A_THREAD = ("posted_at", "pk")


class CommentQuerySet(models.QuerySet):
    def live(self) -> "CommentQuerySet":
        """What readers may see: shown, under a story that they may see."""
        return self.filter(readers_may_see("story__"), state="shown")

    def on_page(self) -> "CommentQuerySet":
        """What stands under a story that readers see: what is shown, and the traces of what was."""
        return self.filter(self.model.ON_PAGE)

    def threads(self, story: "Article") -> "CommentQuerySet":
        """The comments that begin the threads of a story, ready to be printed."""
        return self.on_page().filter(story=story, thread=None).for_page()

    def first_answers(self, threads: Iterable[int], most: int) -> "CommentQuerySet":
        """Of each thread the first few, ready to be printed."""
        place = Window(RowNumber(), partition_by="thread", order_by=[F("posted_at"), F("pk")])
        answers = self.on_page().filter(thread__in=list(threads))
        return (
            answers.annotate(place=place).filter(place__lte=most).order_by(*IN_A_THREAD).for_page()
        )

    def for_page(self) -> "CommentQuerySet":
        """With whose they are, and whom they answer."""
        return self.select_related("by__user", "answers__by__user")

    def waiting(self) -> "CommentQuerySet":
        """For a moderator."""
        return self.filter(state="held")

    def reported(self) -> "CommentQuerySet":
        """What readers have, and somebody has said should not stand there."""
        return self.filter(state="shown", reported_at__isnull=False)
