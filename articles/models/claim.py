"""A claim: what a story asserts about the catalog, how firmly, and on whose word."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.citation import Citation
from articles.models.parts import Part
from articles.querysets import ClaimQuerySet
from geekfeed.lib.dates import PreciseDateProperty, dated_or_not, precision_field
from shows.ledger import Kind, Standing
from sources.models import Source


def _about(model: str, verbose_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
        db_index=False,  # claim_…_newest begins with it
    )


class Claim(Part):
    """One row says everything: "Filming of season 2 began on 10 April 2017 at Broadway and West
    101st Street, reported by On Location Vacations". It names every record that it is about, and
    appears on the page of each; `kind` says which of them is its subject (shows/ledger.py).
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="claims")
    says = models.CharField(
        _("claim"),
        max_length=160,
        help_text=_("A short sentence without the show's name: “Season 2 began filming”."),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    standing = models.CharField(
        _("how sure"),
        max_length=9,
        choices=Standing.choices,
        default=Standing.REPORTED,
        help_text=_("Confirmed is for those who decide: the studio, the network, the person."),
    )
    show = _about("shows.Show", _("show"))
    season = _about("shows.Season", _("season"))
    person = _about("shows.Person", _("person"))
    character = _about("shows.Character", _("character"))
    location = _about("shows.Location", _("location"))
    date_on = models.DateField(_("date"), null=True, blank=True)
    date_precision = precision_field()
    detail = models.CharField(
        _("detail"), max_length=240, blank=True, help_text=_("One more sentence, if it needs one.")
    )
    citation = models.ForeignKey(
        Citation,
        verbose_name=_("rests on"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="claims",
        db_index=False,
        help_text=_("The source it rests on. Empty: our own reporting."),
    )

    date = PreciseDateProperty()
    objects = ClaimQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [
            models.Index(fields=[subject, "live_at", "id"], name=f"claim_{subject}_newest")
            for subject in ("show", "season", "person", "character", "location")
        ] + [
            models.Index(fields=["citation", "live_at", "id"], name="claim_citation_newest"),
            models.Index(fields=["-live_at", "-id"], name="claim_newest"),
            models.Index(fields=["standing", "article"], name="claim_standing_stories"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="claim_key_once"),
            models.CheckConstraint(condition=~Q(says=""), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(show__isnull=False)
                | Q(person__isnull=False)
                | Q(character__isnull=False)
                | Q(location__isnull=False),
                name="claim_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(season__isnull=True) | Q(show__isnull=False),
                name="claim_season_has_its_show",
            ),
            models.CheckConstraint(condition=dated_or_not("date"), name="claim_date_dated_or_not"),
            models.CheckConstraint(
                condition=Q(standing__in=["rumoured", "reported", "confirmed", "denied"]),
                name="claim_standing_is_known",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="claim_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def sure(self) -> Standing:
        """The standing with its label, for templates."""
        return Standing(self.standing)

    @property
    def origin_id(self) -> int | None:
        """Who said it first, for the ledger."""
        return self.citation.tag_id if self.citation else None

    @property
    def chain(self) -> list[Source]:
        """The sources it rests on, origin first; empty for our own reporting."""
        return self.citation.chain if self.citation else []

    def clean(self) -> None:
        super().clean()
        Claim.date.clean(self)
        if self.season_id and not self.show_id:
            self.show_id = self.season.show_id
        if self.season_id and self.season.show_id != self.show_id:
            raise ValidationError({"season": _("This season belongs to another show.")})
        if not any([self.show_id, self.person_id, self.character_id, self.location_id]):
            raise ValidationError(
                _("Say what the claim is about: a show, a person, a character or a location.")
            )
        if self.citation_id and self.citation.content_object_id != self.article_id:
            raise ValidationError({"citation": _("Choose one of this story's own sources.")})
