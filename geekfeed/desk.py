"""The admin site, under the name that the newsroom gives it: the desk."""

from django.contrib.admin import AdminSite
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _


class Desk(AdminSite):
    site_header = _("GeekFeed desk")
    site_title = _("GeekFeed desk")
    index_title = _("The newsroom")
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the shortcut to any record's address on the site: it asks for no permission, and
        a hidden story's address says its headline."""
        return [e for e in super().get_urls() if getattr(e, "name", "") != "view_on_site"]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.GET.get("term", ""):
            raise SuspiciousOperation("No name holds a NUL.")
        return super().autocomplete_view(request)
