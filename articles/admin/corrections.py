"""Notices that readers see under a story. New ones are made there; a slip in one is mended here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import workflow
from articles.models import Correction
from geekfeed.lib.desk import DeskAdmin


@admin.register(Correction)
class CorrectionAdmin(DeskAdmin):
    fields = [("kind", "at"), "text"]
    list_display = ["article", "kind", "at", "text", "created_by"]
    list_filter = ["kind"]
    list_select_related = ["article", "created_by"]
    search_fields = ["article__headline", "text"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("article__body")

    def has_view_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        """Writers read notices where readers do: under the stories."""
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        workflow.edit(obj.article, request.user, why=str(obj))
