"""Sections and topics."""

from typing import Any

import taggit.admin  # noqa: F401  # so that it has registered them before they are taken away
from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles import redirects
from articles.models import Redirect, Section, Topic, TopicLink
from geekfeed.lib.desk import DeskAdmin

# taggit registers tags of its own, which nothing here uses.
admin.site.unregister(Tag)


class Moves(DeskAdmin):
    """A record with another address leaves its former one leading to it."""

    def save_model(self, request: HttpRequest, obj: Model, form: BaseForm, change: bool) -> None:
        with transaction.atomic():
            was = self.model.objects.select_for_update().get(pk=obj.pk) if change else None
            super().save_model(request, obj, form, change)
            if was and self.is_public(was):
                redirects.moved(was.get_absolute_url(), obj.get_absolute_url())

    def is_public(self, record: Model) -> bool:
        """Whether readers have its page. Where they have none, nobody follows its address, and
        whoever guesses it is not to learn the new one."""
        return True


@admin.register(Section)
class SectionAdmin(Moves):
    list_display = ["name", "slug", "position", "description"]
    list_editable = ["position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]


@admin.register(Topic)
class TopicAdmin(Moves):
    fields = ["name", "slug", "description"]
    list_display = ["name", "slug", "stories", "description"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]
    show_full_result_count = False

    def is_public(self, record: Topic) -> bool:
        """One that was is, too: its former addresses lead on."""
        former = Redirect.objects.filter(to=record.get_absolute_url())
        return record.links.live().exists() or former.exists()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        # Counted for each topic that is listed. Joined and grouped, all links would be gone through
        # for the list, and once more for how many topics there are.
        links = TopicLink.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
        counted = Subquery(links.annotate(count=Count("*")).values("count"))
        return super().get_queryset(request).annotate(story_count=Coalesce(counted, 0))

    @admin.display(description=_("stories, drafts included"), ordering="story_count")
    def stories(self, topic: Any) -> int:
        return topic.story_count
