"""A story, as readers link to it."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.citation import Citation
from articles.models.horizon import SpoilerHorizon
from articles.models.section import Section
from articles.models.topic import TopicLink
from articles.querysets import ArticleQuerySet
from geekfeed.lib.addresses import address_of, path_of
from geekfeed.lib.html import HTMLField, plain_text
from shows.ledger import OPEN, Standing

if TYPE_CHECKING:
    from articles.models.desk import WorkingCopy

WORDS_PER_MINUTE = 230
# The status of the working copy of a live story → the story's state at the desk.
CHANGES = {"open": "changes", "in_review": "changes_in_review", "scheduled": "changes_scheduled"}


class Article(SpoilerHorizon):
    """`live_at` is the moment from which readers may see it; null while they may not.

    Only the verbs of articles/workflow.py change `status`, `live_at` and `version`.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        SCHEDULED = "scheduled", _("Scheduled")
        LIVE = "live", _("Live")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    headline = models.CharField(
        _("headline"),
        max_length=160,
        help_text=_("Say what happened. About 60 characters show in a search result."),
    )
    # NULL, not "": many drafts may have no address yet, and no two stories the same.
    slug = models.SlugField(  # noqa: DJ001
        _("address"),
        max_length=200,
        unique=True,
        null=True,
        help_text=_("The last part of the story's address. Made from the headline."),
    )
    standfirst = models.TextField(
        _("standfirst"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences under the headline: why this matters."),
    )
    body = HTMLField(_("body"), blank=True)
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        on_delete=models.PROTECT,
        related_name="articles",
        db_index=False,  # article_section_newest begins with it
    )
    lead_image = models.ForeignKey(
        "images.Image",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    topics = TaggableManager(
        _("topics"),
        through=TopicLink,
        blank=True,
        related_name="articles",
        help_text=_("Free tags, with commas between them. Start typing to find those in use."),
    )
    sources = TaggableManager(_("sources"), through=Citation, blank=True, related_name="articles")
    next_up = models.ForeignKey(
        "self",
        verbose_name=_("Next:"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The story to read after this one, once it is live. Empty: the one before it about the "
            "same show."
        ),
    )

    canonical_url = models.URLField(
        _("first published at"),
        max_length=500,
        blank=True,
        help_text=_(
            "Only for a story that is another site's: its address there. Search engines are sent "
            "there, and our maps leave it out."
        ),
    )

    # Planning: what the newsroom intends, beside what is typed. Readers never see it.
    planned_for = models.DateTimeField(
        _("planned for"),
        null=True,
        blank=True,
        help_text=_("When it should go out. Nothing happens by itself: somebody publishes it."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nobody can read it before this moment, whatever is pressed."),
    )
    embargo_season = models.ForeignKey(
        "shows.Season",
        verbose_name=_("not before this season is out"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    embargo_episode = models.ForeignKey(
        "shows.Episode",
        verbose_name=_("not before this episode is out"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    live_at = models.DateTimeField(_("live at"), null=True, blank=True, editable=False)
    month = models.DateField(
        _("month of its address"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The first of the month of first publication. It never changes again."),
    )
    edited_at = models.DateTimeField(
        _("last change that readers see"), null=True, blank=True, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    comment_count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("begun by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="articles_begun",
    )
    begun_on = models.UUIDField(
        null=True,
        editable=False,
        unique=True,
        help_text=_("The page in a browser that it was begun on: one page begins one story."),
    )
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last saved"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-changed_at", "-pk"]
        permissions = [
            ("publish_article", _("Can review, schedule, publish, correct and withdraw stories"))
        ]
        indexes = [
            models.Index(fields=["-live_at", "-id"], name="article_newest"),
            models.Index(fields=["section", "-live_at", "-id"], name="article_section_newest"),
            models.Index(fields=["month", "-live_at", "-id"], name="article_month_newest"),
            models.Index(fields=["-changed_at", "-id"], name="article_last_saved"),
            # The maps' index is read from it alone, whatever the length of the stories.
            models.Index(
                fields=["canonical_url", "month", "live_at", "edited_at"], name="article_on_maps"
            ),
            models.Index(
                fields=["live_at"], condition=Q(status="scheduled"), name="article_scheduled"
            ),
            models.Index(fields=["status", "-changed_at", "-id"], name="article_by_status"),
            models.Index(
                fields=["planned_for"],
                condition=Q(planned_for__isnull=False),
                name="article_planned",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["scheduled", "live"], live_at__isnull=False, month__isnull=False
                )
                | Q(status__in=["draft", "in_review", "withdrawn"], live_at__isnull=True),
                name="article_live_at_fits_status",
            ),
            # A draft may be as little as its first word, also where an editor looks at it. What
            # readers were ever given has all three.
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review"])
                | (~Q(headline="") & Q(slug__isnull=False, section__isnull=False)),
                name="article_is_whole_when_it_goes_out",
            ),
            models.CheckConstraint(
                condition=Q(slug__isnull=True) | ~Q(slug=""), name="article_slug_is_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(canonical_url="")
                | Q(canonical_url__startswith="https://")
                | Q(canonical_url__startswith="http://"),
                name="article_canonical_is_a_web_address",
            ),
            models.CheckConstraint(
                condition=Q(next_up__isnull=True) | ~Q(next_up=F("id")),
                name="article_is_not_its_own_next",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """Readers' address. A story that was never published has the one it would get today."""
        return self._address("article")

    @property
    def canonical(self) -> str:
        """The whole address that search engines are to know it by: its own, unless the story is
        another site's."""
        return self.canonical_url or address_of(self)

    def get_changes_url(self) -> str:
        """Where readers see what changed in it."""
        return self._address("article-changes")

    def _address(self, page: str) -> str:
        month = self.month or timezone.now().astimezone(timezone.get_default_timezone()).date()
        return path_of(page, f"{month.year:04d}", f"{month.month:02d}", self.slug)

    @property
    def is_live(self) -> bool:
        """What `live()` asks, of a story already in hand."""
        return self.live_at is not None and self.live_at <= timezone.now()

    @property
    def comments_to_tell(self) -> int:
        """How many comments lists say it has: nothing of them where the site has none."""
        return 0 if settings.COMMENTS == "off" else self.comment_count

    @property
    def state(self) -> str:
        """Its status as readers have it: what was scheduled is live once its moment has come."""
        return self.Status.LIVE if self.is_live else self.Status(self.status)

    @property
    def copy(self) -> "WorkingCopy | None":
        """Its working copy, if it has one."""
        try:
            return self.working_copy if self.pk else None
        except ObjectDoesNotExist:
            return None

    @property
    def desk_state(self) -> str:
        """Its state as the desk names it: a live story may have changes on their way, too."""
        state = self.state
        copy = self.copy if state == self.Status.LIVE else None
        return CHANGES[copy.status] if copy else str(state)

    @property
    def was_edited(self) -> bool:
        """Whether readers should be told that it changed after it went out."""
        return bool(self.edited_at and self.live_at and self.edited_at > self.live_at)

    @property
    def words(self) -> int:
        return len(plain_text(self.body).split())

    @property
    def minutes(self) -> int:
        """Time to read it, at least one minute."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    @property
    def card(self) -> "Article":
        """Itself: stories and the link rows that lead to them are listed alike."""
        return self

    @property
    def lead_standing(self) -> Standing | None:
        """How sure its first claim is, where `for_cards()` looked and where it is not settled.

        A card warns of what is not sure yet. Without the words of the claim, "Denied" would seem to
        be said of the story, and so would "Confirmed" of an opinion about what is confirmed.
        """
        standing = getattr(self, "first_standing", None)
        return Standing(standing) if standing in OPEN else None

    def belongs_to(self, user: AbstractBaseUser) -> bool:
        """Begun by this account, or published under its author's name."""
        return self.created_by_id == user.pk or any(
            byline.author.user_id == user.pk for byline in self.bylines.select_related("author")
        )


class RelatedStory(models.Model):
    """A story picked by hand to stand under another one."""

    key = models.UUIDField(default=uuid.uuid4)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        Article,
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="related_from",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="related_story_key_once"),
            models.UniqueConstraint(fields=["article", "related"], name="related_story_once"),
            models.CheckConstraint(
                condition=~Q(article=F("related")), name="related_story_is_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.related)


def month_of(moment: datetime) -> date:
    """The month that a story first published then has in its address, in the site's time zone."""
    return moment.astimezone(timezone.get_default_timezone()).date().replace(day=1)
