"""Which comments and stories a page of the desk is about: editors' are all of them, writers' those
under their own stories, where the site lets them moderate."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles.models import Article
from comments.models import Comment, Commenter
from comments.rights import has_a_part, may_moderate, moderates_all, seen_by
from geekfeed.lib.desk import is_number


def ask(request: HttpRequest) -> None:
    """Raises PermissionDenied for accounts that moderate nothing."""
    if not has_a_part(request.user):
        raise PermissionDenied


def comment_or_404(request: HttpRequest, pk: int) -> Comment:
    ask(request)
    comments = seen_by(request.user).select_related("story__section").defer("story__body")
    found = comments.for_page().filter(pk=pk).first() if is_number(pk) else None
    if found is None:
        raise Http404("There is no such comment.")
    return found


def commenter_or_404(request: HttpRequest, pk: int) -> Commenter:
    """Writers know those who say something under their stories."""
    ask(request)
    people = Commenter.objects.select_related("user")
    if not moderates_all(request.user):
        people = people.filter(pk__in=seen_by(request.user).order_by().values("by"))
    found = people.filter(pk=pk).first() if is_number(pk) else None
    if found is None:
        raise Http404("There is no such commenter.")
    return found


def story_or_404(request: HttpRequest, pk: int) -> Article:
    ask(request)
    stories = Article.objects.select_related("section").defer("body")
    found = stories.filter(pk=pk).first() if is_number(pk) else None
    if found is None or not may_moderate(request.user, found):
        raise Http404("There is no such story.")
    return found


def may_see_addresses(request: HttpRequest) -> bool:
    """E-mail and network addresses are for those who look after people, not for every moderator."""
    return moderates_all(request.user) and request.user.has_perm("comments.view_commenter")
