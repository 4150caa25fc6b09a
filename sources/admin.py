"""Sources at the desk."""

import re

from django.contrib import admin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.forms import BaseForm, URLInput
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.desk import DeskAdmin, DeskTabularInline, FormerAddresses
from sources import renaming
from sources.domains import candidates
from sources.forms import DomainForm
from sources.models import Domain, Former, Source
from sources.querysets import SourceQuerySet

WEB_ADDRESS = {
    "assume_scheme": "https",
    "widget": URLInput(attrs={"class": "vURLField"}),  # the admin's says the address twice
    "validators": [
        RegexValidator(r"\Ahttps?://", _("Give an address that begins with https://."), "scheme")
    ],
}


class DomainInline(DeskTabularInline):
    model = Domain
    form = DomainForm
    extra = 1


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    fields = ["name", "slug", "kind", "aliases", "homepage", "description"]
    list_display = ["name", "kind", "stories", "record", "at"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases", "^domains__name", "former__name"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {models.URLField: WEB_ADDRESS}
    inlines = [DomainInline]

    def get_queryset(self, request: HttpRequest) -> SourceQuerySet:
        sources = super().get_queryset(request).with_record()
        is_choice = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        # Choosers say nothing of stories, and ask at every key.
        return sources if is_choice else sources.with_stories().prefetch_related("domains")

    @admin.display(description=_("stories"))
    def stories(self, source: Source) -> int:
        return source.stories

    @admin.display(description=_("track record"))
    def record(self, source: Source) -> str:
        return source.beside

    @admin.display(description=_("domains and accounts"))
    def at(self, source: Source) -> str:
        return ", ".join(domain.name for domain in source.domains.all())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Source], search_term: str
    ) -> tuple[QuerySet[Source], bool]:
        """A pasted address finds whose page it is."""
        term = search_term.strip()
        names = candidates(term if "//" in term else f"https://{term}") if "." in term else []
        if not names:
            return super().get_search_results(request, queryset, search_term)
        at_home = Q(homepage__iregex=rf"^https?://(www\.)?{re.escape(names[-1])}(/|$)")
        owners = queryset.filter(Q(domains__name__in=names) | at_home)
        if owners.exists():
            return owners, True
        return super().get_search_results(request, queryset, search_term)

    def save_model(self, request: HttpRequest, obj: Source, form: BaseForm, change: bool) -> None:
        was = Source.objects.select_for_update().get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        if was:
            renaming.renamed(obj, was)


@admin.register(Former)
class FormerAdmin(FormerAddresses):
    may_look = "sources.change_source"
    list_display = ["name", "slug", "leads_to", "hits", "hit_at", "at"]
    list_select_related = ["source"]
    search_fields = ["name", "slug"]

    @admin.display(description=_("leads to"))
    def leads_to(self, former: Former) -> str:
        return former.source.get_absolute_url()
