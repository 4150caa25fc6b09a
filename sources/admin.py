"""Sources at the desk."""

from django.contrib import admin
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.desk import DeskAdmin, DeskTabularInline
from sources.models import Domain, Source

WEB_ADDRESS = {
    "assume_scheme": "https",
    "validators": [
        RegexValidator(r"\Ahttps?://", _("Give an address that begins with https://."), "scheme")
    ],
}


class DomainInline(DeskTabularInline):
    model = Domain
    extra = 1


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    fields = ["name", "slug", "kind", "homepage", "description"]
    list_display = ["name", "kind", "homepage"]
    list_filter = ["kind"]
    search_fields = ["name", "domains__name"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {models.URLField: WEB_ADDRESS}
    inlines = [DomainInline]
