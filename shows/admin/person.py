"""People and characters at the desk."""

from django.contrib import admin

from shows.admin.doubles import WithDoubles
from shows.admin.external import ExternalIdInline
from shows.admin.records import EntryAdmin
from shows.models import Character, Person


@admin.register(Person)
class PersonAdmin(WithDoubles, EntryAdmin):
    fields = ["name", "slug", "aliases", "description", "portrait"]
    autocomplete_fields = ["portrait"]
    inlines = [ExternalIdInline]


@admin.register(Character)
class CharacterAdmin(WithDoubles, EntryAdmin):
    fields = ["name", "slug", "aliases", "description", "portrait"]
    autocomplete_fields = ["portrait"]
    inlines = [ExternalIdInline]
