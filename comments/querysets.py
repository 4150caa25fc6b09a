"""Questions about comments."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Subquery

from articles.querysets import readers_may_see
from geekfeed.lib.among import Among

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

    def threads(self, story: "Article | int") -> "CommentQuerySet":
        """The comments that begin the threads of a story, ready to be printed."""
        return self.on_page().filter(story=story, thread=None).for_page()

    def first_answers(self, threads: Iterable[int], most: int) -> "CommentQuerySet":
        """Of each thread the first few, ready to be printed. Each is looked for by itself, the
        first, the second and so on, as the index has them: to number all answers of a thread takes
        as long as there are many of them."""
        if not (threads := list(threads)):
            return self.none()
        rows = self.model.objects.filter(pk__in=threads).order_by()
        of_thread = self.on_page().filter(thread=OuterRef("pk")).order_by(*IN_A_THREAD).values("pk")
        first, *others = (
            rows.values_list(Subquery(of_thread[place : place + 1])) for place in range(most)
        )
        found = self.filter(Among("pk", Subquery(first.union(*others, all=True))))
        return found.order_by(*IN_A_THREAD).for_page()

    def for_page(self) -> "CommentQuerySet":
        """With whose they are, and whom they answer."""
        return self.select_related("by__user", "answers__by__user")

    def waiting(self) -> "CommentQuerySet":
        """For a moderator."""
        return self.filter(state="held")

    def reported(self) -> "CommentQuerySet":
        """What readers have, and somebody has said should not stand there."""
        return self.filter(state="shown", reported_at__isnull=False)
