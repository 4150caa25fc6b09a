"""The names of the catalog by their words, so that a search finds them without reading them all."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 200  # characters of a text; of a longer one the beginning is kept


class BytewiseField(models.CharField):
    """Text that every database puts in the same order: by its characters' numbers."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"  # SQLite has no other order unless it is asked for one
        return parameters


class SearchName(models.Model):
    """One way into the catalog: a name of a record, turned so that one of its words stands first.

    Kept equal to the catalog by articles/search/name_index.py, which says how a name is turned.
    `number` is the record's primary key. It is no foreign key, so that nobody who deletes, merges
    or lists what rests on a record meets these rows.
    """

    class Kind(models.IntegerChoices):
        SHOW = 1, _("show")
        PERSON = 2, _("person")
        CHARACTER = 3, _("character")
        LOCATION = 4, _("location")
        SOURCE = 5, _("source")

    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    number = models.BigIntegerField()
    text = BytewiseField(max_length=LONGEST)

    class Meta:
        verbose_name = _("search name")
        verbose_name_plural = _("search names")
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "text", "number"], name="search_name_walk"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "text"], name="search_name_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[1, 2, 3, 4, 5]), name="search_name_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}: {self.text}"
