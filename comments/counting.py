"""What is kept so that no page has to count: a story's comments, and the answers in a thread."""

from django.db.models import F
from django.db.models.functions import Greatest

from articles import edition
from articles.models import Article
from comments.models import Comment


def count(comment: Comment, before: str) -> None:
    """A comment's state was another one `before` ("": there was none). In its transaction."""
    shown = Comment.State.SHOWN
    change = (comment.state == shown) - (before == shown)
    if not change:
        return
    with edition.unchanged():
        _add(Article.objects.filter(pk=comment.story_id), "comment_count", change)
    edition.renew(edition.COMMENTS)
    if comment.thread_id:
        _add(Comment.objects.filter(pk=comment.thread_id), "replies", change)


def _add(rows, name: str, change: int) -> None:
    rows.update(**{name: Greatest(F(name) + change, 0)})
