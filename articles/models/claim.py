"""A claim: what a story asserts about the catalog, how firmly, and on whose word."""

import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.citation import Citation
from articles.models.parts import Part
from articles.querysets import ClaimQuerySet
from geekfeed.lib.addresses import path_of
from geekfeed.lib.dates import PreciseDateProperty, dated_or_not, precision_field
from shows.ledger import Answer, Kind, Standing
from shows.outcomes import Verdict
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

    Its `key` is its name on the whole site: the claim's own address, and what a claim that answers
    it names, survive when its row is taken out and put back. `told_at` is its own time, `live_at`
    only says from when on readers may see its story.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
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

    answers = models.ForeignKey(
        "self",
        to_field="key",
        verbose_name=_("earlier claim"),
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # the earlier row may be away for a while, and come back
        related_name="answered_by",
        help_text=_("What an earlier story claimed, and this one settles."),
    )
    answer = models.CharField(
        _("what it does to it"),
        max_length=10,
        choices=Answer.choices,
        blank=True,
        help_text=_("Stories that carried the earlier claim say so by themselves."),
    )
    # Kept by articles/telling.py.
    told_at = models.DateTimeField(
        _("told"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When readers were first told what it says now. Empty: they never were."),
    )
    # Worked out from what all stories say (articles/outcomes.py), whenever one of them changes.
    fact = models.CharField(
        max_length=32,
        blank=True,
        editable=False,
        help_text=_("Equal for claims about the same fact. Empty: readers never had it."),
    )
    repeats = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("An earlier story had it on the same word: one report, told again."),
    )

    date = PreciseDateProperty()
    objects = ClaimQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [
            models.Index(fields=[subject, "told_at", "id"], name=f"claim_{subject}_newest")
            for subject in ("show", "season", "person", "character", "location")
        ] + [
            models.Index(fields=["citation", "told_at", "id"], name="claim_citation_newest"),
            models.Index(fields=["-told_at", "-id"], name="claim_newest"),
            models.Index(fields=["standing", "article"], name="claim_standing_stories"),
            models.Index(fields=["fact", "told_at", "id"], name="claim_fact_newest"),
            models.Index(fields=["standing", "-told_at", "-id"], name="claim_standing_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(says=""), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(live_at__isnull=True) | Q(told_at__isnull=False),
                name="claim_was_told_if_live",
            ),
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
            models.CheckConstraint(
                condition=Q(answers__isnull=True, answer="")
                | Q(answers__isnull=False, answer="denies", standing="denied")
                | Q(answers__isnull=False, answer="confirms", standing="confirmed")
                | (Q(answers__isnull=False, answer="supersedes") & ~Q(standing="denied")),
                name="claim_answer_fits_standing",
            ),
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def sure(self) -> Standing:
        """The standing with its label, for templates."""
        return Standing(self.standing)

    @property
    def turned_out(self) -> Verdict | None:
        """What has become of it by now, with its label, of claims that come `with_verdict()`."""
        return Verdict(self.verdict) if getattr(self, "verdict", None) else None

    def get_absolute_url(self) -> str:
        return path_of("claim", self.key)

    @property
    def counts_from(self) -> datetime:
        """From when on readers may know of it: since it was told, but what was withdrawn and comes
        back at a moment that is still ahead counts from that moment on."""
        is_ahead = self.live_at is not None and self.live_at > timezone.now()
        return max(self.told_at, self.live_at) if is_ahead else self.told_at

    @property
    def chain_ids(self) -> tuple[int, ...]:
        """The sources that it rests on by their numbers, for the ledger."""
        if self.citation is None:
            return ()
        return (self.citation.tag_id, *(hop.source_id for hop in self.citation.hops.all()))

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
        if bool(self.answers_id) != bool(self.answer):
            raise ValidationError(
                {"answer": _("Choose an earlier claim and what this one does to it, or neither.")}
            )
        if self.answer and not answer_fits(self.answer, self.standing):
            raise ValidationError({"standing": STANDING_OF_AN_ANSWER[self.answer]})


STANDING_OF_AN_ANSWER = {
    Answer.CONFIRMS: _("What confirms an earlier claim is itself confirmed."),
    Answer.DENIES: _("What denies an earlier claim is itself marked as denied."),
    Answer.SUPERSEDES: _("What takes the place of an earlier claim cannot be denied itself."),
}


def answer_fits(answer: str, standing: str) -> bool:
    match answer:
        case Answer.CONFIRMS:
            return standing == Standing.CONFIRMED
        case Answer.DENIES:
            return standing == Standing.DENIED
        case _:
            return standing != Standing.DENIED
