"""The conversation's part of the desk: queues, a comment and its writer, a story's rules, who
comments, bans and lists, and who did what."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from articles.admin import find
from comments.admin import (
    acts,
    bans,
    commenter,
    lists,
    page,
    people,
    privacy,
    queues,
    story,
)
from comments.models import Comment
from comments.rights import has_a_part, seen_by
from geekfeed.lib.desk import LookOnly

find.PAGES.append(
    find.Page(
        gettext_lazy("People who comment"),
        "comments_comment_people",
        "comments.moderate_comment comments.view_commenter",
    )
)


@admin.register(Comment)
class CommentAdmin(LookOnly):
    """A comment is written under its story; here it is looked at, and decided about by verbs."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return has_a_part(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_a_part(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return seen_by(request.user)

    def get_urls(self) -> list[URLPattern]:
        """Only these."""
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(queues.queue), name="comments_comment_changelist"),
            path("add/", wrap(self.add_view), name="comments_comment_add"),  # refused
            path("<int:pk>/change/", wrap(page.page), name="comments_comment_change"),
            path("by/<int:pk>/", wrap(commenter.commenter), name="comments_comment_by"),
            *privacy.urls(wrap),
            path("on/<int:pk>/", wrap(story.rules), name="comments_comment_story"),
            path("people/", wrap(people.people), name="comments_comment_people"),
            path("bans/", wrap(bans.bans), name="comments_comment_bans"),
            path("lists/", wrap(lists.lists), name="comments_comment_lists"),
            path("acts/", wrap(acts.acts), name="comments_comment_acts"),
        ]
