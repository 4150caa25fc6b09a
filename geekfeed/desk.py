"""The admin site, under the name that the newsroom gives it: the desk."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousOperation
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from articles import newsroom
from comments.waiting import Waiting
from geekfeed.lib.desk import is_number
from shows.models import Episode, Season

# What the menu leads to (templates/admin/menu.html); everything else is at the foot of the desk.
IN_MENU = {
    "articles.Article",
    "articles.Claim",
    "articles.FrontPageSlot",
    "comments.Comment",
    "images.Image",
    "sources.Source",
    "authors.Author",
}


class Choices(AutocompleteJsonView):
    """What a chooser offers. A record that says something of itself `beside` its name does so in a
    second line, after its kind if it has one; another one may say its `line` alone. With the
    number of a `show`, seasons are its own, and with that of a `season` episodes."""

    def get_queryset(self) -> QuerySet:
        offered = super().get_queryset()
        for part, whole in ((Season, "show"), (Episode, "season")):
            number = self.request.GET.get(whole, "")
            if offered.model is part and is_number(number):
                return offered.filter(**{whole: number}).order_by("number", "pk")
        return offered

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        told = super().serialize_result(obj, to_field_name)
        if beside := getattr(obj, "beside", ""):
            told["beside"] = beside
        if line := getattr(obj, "line", beside):
            told["line"] = line
        return told


class Desk(AdminSite):
    site_header = _("GeekFeed desk")
    site_title = _("GeekFeed desk")
    index_title = _("The newsroom")
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the comments that wait for whoever is signed in."""
        return super().each_context(request) | {"comments": Waiting(request.user)}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What is to be done, for whoever has a part in the stories."""
        has_a_part = request.user.has_perm("articles.view_article")
        told = {
            "is_index": True,
            "front": newsroom.front(request.user) if has_a_part else None,
            "everything": [
                (kind["name"], kind["admin_url"])
                for room in self.get_app_list(request)
                for kind in room["models"]
                if kind["admin_url"] and kind["model"]._meta.label not in IN_MENU
            ],
        }
        return super().index(request, told | (extra_context or {}))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's shortcut from a record to its page asks for no permission, and a hidden story's
        address says its headline. Ours stands before it."""
        ours = path(
            "r/<int:content_type_id>/<path:object_id>/",
            self.admin_view(self.view_on_site),
            name="view_on_site",
        )
        theirs = [e for e in super().get_urls() if getattr(e, "name", "") != "view_on_site"]
        return [ours, *theirs]

    def view_on_site(
        self, request: HttpRequest, content_type_id: int, object_id: str
    ) -> HttpResponse:
        """To a record's own page, for those who may open the record here."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        room = self._registry.get(kind.model_class()) if kind else None
        record = room.get_object(request, object_id) if room else None
        may_look = record is not None and room.has_view_permission(request, record)
        if not may_look or not hasattr(record, "get_absolute_url"):
            raise Http404("There is no such record, or it has no page of its own.")
        return redirect(record)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.GET.get("term", ""):
            raise SuspiciousOperation("No name holds a NUL.")
        return Choices.as_view(admin_site=self)(request)
