"""What is kept so that no page has to count: a story's comments, and the answers in a thread."""

from django.db.models import F
from django.db.models.functions import Greatest

from articles.models import Article
from comments.models import Comment


def count(comment: Comment, before: str) -> None:
    """A comment's state was another one `before` ("": there was none). In its transaction."""
    shown = Comment.State.SHOWN
    change = (comment.state == shown) - (before == shown)
    if not change:
        return
    _add(Article.objects.filter(pk=comment.story_id), "comment_count", change)
    if comment.thread_id:
        _add(Comment.objects.filter(pk=comment.thread_id), "replies", change)


def _add(rows, name: str, change: int) -> None:
    rows.update(**{name: Greatest(F(name) + change, 0)})


def recount(story: Article) -> None:
    """Counted anew, where rows came or went by other means than the verbs."""
    shown = story.comments.filter(state=Comment.State.SHOWN)
    for thread in story.comments.filter(thread=None).iterator():
        Comment.objects.filter(pk=thread.pk).update(replies=shown.filter(thread=thread).count())
    Article.objects.filter(pk=story.pk).update(comment_count=shown.count())
