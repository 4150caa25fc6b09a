"""A name in a story that leads somewhere: chosen by a person, linked when the page is made."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.parts import Part
from articles.querysets import MentionQuerySet
from geekfeed.lib.exclusive import exactly_one

RECORDS = ("show", "season", "person", "character", "location", "source")


def _leads_to(model: str, verbose_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="mentions",
        db_index=False,  # mention_…_stories begins with it
    )


class Mention(Part):
    """The first time that the text names the record, by whichever of its names, the name becomes a
    link. The stored text stays as it was typed (articles/linking.py)."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="mentions"
    )
    show = _leads_to("shows.Show", _("show"))
    season = _leads_to("shows.Season", _("season"))
    person = _leads_to("shows.Person", _("person"))
    character = _leads_to("shows.Character", _("character"))
    location = _leads_to("shows.Location", _("location"))
    source = _leads_to("sources.Source", _("source"))

    objects = MentionQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("linked name")
        verbose_name_plural = _("linked names")
        indexes = [
            models.Index(fields=[name, "live_at", "article"], name=f"mention_{name}_stories")
            for name in RECORDS
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="mention_key_once"),
            models.CheckConstraint(
                condition=exactly_one(RECORDS), name="mention_leads_to_one_record"
            ),
            *(
                models.UniqueConstraint(fields=["article", name], name=f"mention_{name}_once")
                for name in RECORDS
            ),
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def record(self) -> models.Model | None:
        """What it leads to."""
        return next((r for name in RECORDS if (r := getattr(self, name)) is not None), None)

    def clean(self) -> None:
        super().clean()
        if sum(bool(getattr(self, f"{name}_id")) for name in RECORDS) != 1:
            raise ValidationError(_("A name leads to one page: choose one record."))
