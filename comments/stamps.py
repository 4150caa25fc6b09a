"""What kept pages rest on of what readers say (articles/edition.py). Nothing of it ends the
edition: a story's page is made anew when something is said under it, and so is the front page with
its counts. Other lists say how much was said within some minutes."""

from typing import Any

from articles import edition
from articles.models import Article
from comments.models import Comment


def of(story: Article) -> str:
    """What stands under a story."""
    return f"{edition.COMMENTS}:{story.pk}"


def follow(sender: type, comment: Comment, **kwargs: Any) -> None:
    """A receiver of comment_changed."""
    edition.renew(of(Article(pk=comment.story_id)))
