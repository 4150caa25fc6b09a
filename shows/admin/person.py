"""People and characters at the desk."""

from django.contrib import admin

from shows.admin.records import EntryAdmin
from shows.models import Character, Person


@admin.register(Person)
class PersonAdmin(EntryAdmin):
    autocomplete_fields = ["portrait"]


@admin.register(Character)
class CharacterAdmin(EntryAdmin):
    autocomplete_fields = ["portrait"]
