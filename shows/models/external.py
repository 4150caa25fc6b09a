"""What a record is called in other databases, and what they said of it when they were read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.exclusive import exactly_one

RECORDS = ("show", "season", "episode", "person", "character", "network")


def _names(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        f"shows.{model}",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="external_ids",
        db_index=False,  # external_id_…_per_service begins with it
    )


class ExternalId(models.Model):
    """`given` is what the service said of the record when it was read last, field by field as
    JSON: what still says the same came from there, anything else was changed by hand since."""

    class Service(models.TextChoices):
        TVMAZE = "tvmaze", "TVmaze"
        TMDB = "tmdb", "TMDB"
        THETVDB = "thetvdb", "TheTVDB"
        IMDB = "imdb", "IMDb"
        WIKIDATA = "wikidata", "Wikidata"

    show = _names("Show")
    season = _names("Season")
    episode = _names("Episode")
    person = _names("Person")
    character = _names("Character")
    network = _names("Network")
    service = models.CharField(_("service"), max_length=10, choices=Service.choices)
    value = models.CharField(_("number there"), max_length=40)
    given = models.JSONField(_("what it said"), default=dict, blank=True, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("external id")
        verbose_name_plural = _("external ids")
        ordering = ["service", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(RECORDS), name="external_id_names_one_record"
            ),
            models.CheckConstraint(condition=~Q(value=""), name="external_id_has_a_value"),
            *(
                models.UniqueConstraint(
                    fields=[name, "service"], name=f"external_id_{name}_per_service"
                )
                for name in RECORDS
            ),
            # A service numbers shows and people apart: 1370 may be one of each.
            *(
                models.UniqueConstraint(
                    fields=["service", "value"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"external_id_names_one_{name}",
                )
                for name in RECORDS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.value}"


MERGEABLE = ("person", "character", "network")


def _was_of(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        f"shows.{model}",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="former_numbers",
    )


class FormerNumber(models.Model):
    """What a service calls a record that was merged into another one, which has a number of its own
    there: what is said of `value` is said of the record that stays."""

    person = _was_of("Person")
    character = _was_of("Character")
    network = _was_of("Network")
    service = models.CharField(max_length=10, choices=ExternalId.Service.choices)
    value = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("former external id")
        verbose_name_plural = _("former external ids")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(MERGEABLE), name="former_external_id_is_one_record_s"
            ),
            *(
                models.UniqueConstraint(
                    fields=["service", "value"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"former_external_id_of_one_{name}",
                )
                for name in MERGEABLE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.value}"
