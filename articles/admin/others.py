"""Sections and topics."""

from typing import Any

import taggit.admin  # noqa: F401  # so that it has registered them before they are taken away
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models import Section, Topic
from geekfeed.lib.desk import DeskAdmin

# taggit registers tags of its own, which nothing here uses.
admin.site.unregister(Tag)


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    list_display = ["name", "slug", "position", "description"]
    list_editable = ["position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    fields = ["name", "slug", "description"]
    list_display = ["name", "slug", "stories", "description"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).annotate(story_count=Count("links"))

    @admin.display(description=_("stories, drafts included"), ordering="story_count")
    def stories(self, topic: Any) -> int:
        return topic.story_count
