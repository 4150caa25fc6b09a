"""People and characters at the desk."""

from django.contrib import admin
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from shows.admin.doubles import WithDoubles
from shows.admin.external import ExternalIdInline
from shows.admin.records import EntryAdmin
from shows.models import Character, Credit, Person


def _known_from(kind: str) -> Coalesce:
    """The show of somebody's first credit; the address of those who have none."""
    credits_ = Credit.objects.filter(**{kind: OuterRef("pk")}).order_by("pk")
    show = Subquery(credits_.values("show__name")[:1])
    return Coalesce(show, F("slug"), output_field=CharField())


@admin.register(Person)
class PersonAdmin(WithDoubles, EntryAdmin):
    line = _known_from("person")
    fields = ["name", "slug", "aliases", "description", "portrait"]
    autocomplete_fields = ["portrait"]
    inlines = [ExternalIdInline]


@admin.register(Character)
class CharacterAdmin(WithDoubles, EntryAdmin):
    line = _known_from("character")
    fields = ["name", "slug", "aliases", "description", "portrait"]
    autocomplete_fields = ["portrait"]
    inlines = [ExternalIdInline]
