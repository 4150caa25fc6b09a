"""Whoever changes comments holds their story first, then the comment: always in this order, so that
no two wait for each other."""

from articles.models import Article
from comments.models import Comment


def hold(story: Article) -> Article:
    """The story as it is now; nobody else writes under it until the transaction ends."""
    return Article.objects.select_for_update(no_key=True).defer("body").get(pk=story.pk)


def in_hand(comment: Comment) -> Comment:
    """The comment as it is now, with its story, both held."""
    story = hold(Article(pk=comment.story_id))
    held = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("by__user")
    fresh = held.get(pk=comment.pk)
    fresh.story = story
    return fresh
