"""Which show a comment means by a cover that names none."""

from articles.models import Article


def lead_of(story: Article) -> int | None:
    """The number of the first show that the story is about."""
    return story.coverage.order_by("position", "pk").values_list("show", flat=True).first()
