"""The HTML that is kept of comments, made anew from what was typed."""

from collections.abc import Iterator

from django.db import transaction

from articles import edition
from articles.models import Article
from comments import stamps, wording
from comments.lead import lead_of
from comments.locks import hold
from comments.models import Comment


def remake() -> Iterator[int]:
    """Of every comment, story by story. Yields for each how many comments came out otherwise. A
    story's are written together: whatever is said there meanwhile waits for it."""
    stories = Comment.objects.exclude(text="").order_by("story").values_list("story", flat=True)
    for number in list(stories.distinct()):
        yield _remake(Article(pk=number))


@transaction.atomic
def _remake(story: Article) -> int:
    story = hold(story)
    lead, changed = lead_of(story), []
    for comment in story.comments.only("text", "html", "story"):
        html = wording.html_of(comment.text, lead)
        if html != comment.html:
            comment.html = html
            changed.append(comment)
    if changed:
        Comment.objects.bulk_update(changed, ["html"], batch_size=500)
        edition.renew(stamps.of(story))
    return len(changed)
