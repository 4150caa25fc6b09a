"""Which story a page of the desk is about, and whether this account may look at or change it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles import workflow
from articles.models import Article
from articles.rights import may_read_drafts_of


def story_or_404(request: HttpRequest, pk: int) -> Article:
    """A story whose unpublished words and history the account may read: editors all of them,
    writers their own. Others do not exist here, also where readers have them."""
    may_look = request.user.has_perm("articles.view_article")
    stories = Article.objects.select_related("working_copy", "section")
    story = stories.filter(pk=pk).first() if may_look else None
    if story is None or not may_read_drafts_of(story, request.user):
        raise Http404("There is no such story.")
    return story


def to_change(request: HttpRequest, pk: int) -> Article:
    """A story that the account may change now."""
    story = story_or_404(request, pk)
    if not is_writer(request) or not workflow.may_edit(story, request.user):
        raise PermissionDenied
    return story


def live_story_of_a_colleague(request: HttpRequest, pk: int) -> Article | None:
    """A story that this account can read where readers do, and nowhere else."""
    if is_editor(request) or not request.user.has_perm("articles.view_article"):
        return None
    story = Article.objects.live().filter(pk=pk).first()
    return story if story and not story.belongs_to(request.user) else None


def is_writer(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.change_article")


def is_editor(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.publish_article")
