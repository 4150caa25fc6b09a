"""Preview links: an address that shows one story as it is typed to somebody without an account.

Whoever makes one answers for it: it opens nothing that its maker may not see any more.
"""

import re
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, PreviewLink
from articles.rights import may_read_drafts_of

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # as articles/models/keys.py makes them
# How long a link may be asked to work, by what the form calls it.
LASTING = {
    "day": (_("In a day"), timedelta(days=1)),
    "week": (_("In a week"), timedelta(days=7)),
    "month": (_("In a month"), timedelta(days=30)),
}


def make(article: Article, user: AbstractBaseUser, whom: str, lasts: timedelta) -> PreviewLink:
    return PreviewLink.objects.create(
        article=article, created_by=user, whom=whom, expires_at=timezone.now() + lasts
    )


def revoke(article: Article, pk: int) -> bool:
    """Stop one of the story's links from working. False: there is no such link any more."""
    links = article.preview_links.filter(pk=pk, revoked_at=None)
    return bool(links.update(revoked_at=timezone.now()))


def working(article: Article) -> QuerySet[PreviewLink]:
    """The links that have neither run out nor been revoked, the newest first."""
    links = article.preview_links.select_related("created_by")
    return links.filter(revoked_at=None, expires_at__gt=timezone.now())


def spent(article: Article) -> QuerySet[PreviewLink]:
    """The others."""
    links = article.preview_links.select_related("created_by")
    return links.exclude(revoked_at=None, expires_at__gt=timezone.now())


def story_behind(token: str) -> Article | None:
    """The story that a link opens, while it opens one."""
    if not TOKEN.fullmatch(token):
        return None
    link = PreviewLink.objects.filter(token=token).select_related("created_by").first()
    if link is None or not link.works or not _is_at_the_desk(link.created_by):
        return None
    stories = Article.objects.select_related("working_copy").exclude(
        status=Article.Status.WITHDRAWN
    )
    story = stories.filter(pk=link.article_id).first()
    return story if story and may_read_drafts_of(story, link.created_by) else None


def _is_at_the_desk(user: AbstractBaseUser | None) -> bool:
    """Whether the account still is one with which stories can be looked at."""
    return user is not None and user.is_staff and user.has_perm("articles.view_article")
