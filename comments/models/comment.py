"""What somebody says under a story."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments import wording
from comments.models.commenter import Commenter
from comments.querysets import CommentQuerySet
from geekfeed.lib.addresses import path_of


class Comment(models.Model):
    """Two levels are shown: a `thread` is a comment on the story, and whatever answers it or one of
    its answers stands beneath it (`thread`, null for the comment that begins one; `answers` says
    which one is meant).

    Only the verbs of posting.py and moderation.py change `state` and the counts.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Waiting for its writer’s e-mail address")
        HELD = "held", _("Held")
        SHOWN = "shown", _("Shown")
        REMOVED = "removed", _("Removed by a moderator")
        DELETED = "deleted", _("Deleted by its writer")

    story = models.ForeignKey(
        Article,
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="comments",
        db_index=False,  # comment_oldest_first begins with it
    )
    by = models.ForeignKey(
        Commenter, verbose_name=_("by"), on_delete=models.PROTECT, related_name="comments"
    )
    thread = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="in_thread",
        db_index=False,  # comment_in_thread begins with it
    )
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="answered_by"
    )
    text = models.TextField(
        _("comment"),
        max_length=wording.LONGEST,
        help_text=_("As it was typed."),
    )
    html = models.TextField(editable=False, help_text=_("What readers get, made of the text."))
    # What the same person says twice on one story is said once.
    digest = models.CharField(max_length=32, editable=False)
    is_spoiler = models.BooleanField(
        _("contains a spoiler"),
        default=False,
        help_text=_("All of it is covered until a reader asks, or has seen that far."),
    )
    spoils = models.CharField(
        max_length=40,
        blank=True,
        editable=False,
        help_text=_("What it gives away: show.season.episode, as covers in a text name it."),
    )

    state = models.CharField(_("state"), max_length=11, choices=State.choices, editable=False)
    was_shown = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("Readers have had it: where a moderator removes it, a line says so."),
    )
    held_because = models.CharField(_("held because"), max_length=200, blank=True, editable=False)
    posted_at = models.DateTimeField(_("posted at"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited at"), null=True, editable=False)
    is_locked = models.BooleanField(
        _("locked"), default=False, help_text=_("Nobody can answer in this thread any more.")
    )
    replies = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("How many that are shown stand in its thread.")
    )
    likes = models.PositiveIntegerField(_("likes"), default=0, editable=False)
    reported_at = models.DateTimeField(
        _("reported at"),
        null=True,
        editable=False,
        help_text=_("Since when somebody’s report waits for a moderator."),
    )
    network = models.GenericIPAddressField(
        _("network address"),
        null=True,
        editable=False,
        help_text=_("Where it was sent from. Dropped after 30 days."),
    )
    wants_answers = models.BooleanField(
        _("letters about answers"),
        default=False,
        help_text=_("Its writer asked for a letter when somebody answers it."),
    )
    # An answer is told once, however often it is taken from the page and put back.
    told_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("When whoever it answers was written to."),
    )

    objects = CommentQuerySet.as_manager()

    BECOMES: ClassVar = ["state", "held_because", "was_shown"]

    # What stands on the page: a moderator's hand leaves a trace where something was, a writer's own
    # only under answers.
    ON_PAGE: ClassVar = (
        Q(state=State.SHOWN)
        | Q(state=State.REMOVED, was_shown=True)
        | Q(state=State.DELETED, replies__gt=0)
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-pk"]
        permissions = [("moderate_comment", _("Can approve, hold and remove comments"))]
        indexes = [
            models.Index(
                fields=["story", "posted_at", "id"],
                condition=Q(thread__isnull=True),
                name="comment_oldest_first",
            ),
            models.Index(
                fields=["story", "likes", "id"],
                condition=Q(thread__isnull=True),
                name="comment_best_first",
            ),
            models.Index(fields=["thread", "posted_at", "id"], name="comment_in_thread"),
            models.Index(fields=["story", "state"], name="comment_of_story_by_state"),
            models.Index(fields=["state", "-posted_at", "-id"], name="comment_by_state"),
            models.Index(fields=["by", "-posted_at", "-id"], name="comment_by_whom"),
            models.Index(
                fields=["state", "reported_at", "id"],
                condition=Q(reported_at__isnull=False),
                name="comment_reported",
            ),
            models.Index(
                fields=["network", "-posted_at"],
                condition=Q(network__isnull=False),
                name="comment_from_network",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "by", "digest"],
                condition=~Q(state__in=["deleted", "removed"]),
                name="comment_is_said_once",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | ~Q(thread=F("id")),
                name="comment_is_not_its_own_thread",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=False) | Q(answers__isnull=True),
                name="comment_that_answers_is_in_a_thread",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.in_one_line).chars(80) or str(_("what was deleted"))

    def get_absolute_url(self) -> str:
        """Its own page, whatever becomes of the story's address."""
        return path_of("comment", self.pk)

    def become(self, state: str, held_because: str = "") -> None:
        """Not saved yet. The fields are BECOMES."""
        self.state, self.held_because = state, held_because
        self.was_shown = self.was_shown or state == self.State.SHOWN

    @property
    def in_one_line(self) -> str:
        """What a reader reads of it, for those who read no HTML. What is covered stays covered."""
        return str(_("[spoiler]")) if self.is_spoiler else wording.plain(self.html)

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.SHOWN

    @property
    def begins(self) -> int:
        """The number of the comment that begins its thread."""
        return self.thread_id or self.pk


class Like(models.Model):
    """Somebody found a comment good: once."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="liked")
    by = models.ForeignKey(
        Commenter, on_delete=models.CASCADE, related_name="likes", db_index=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "comment"], name="like_is_given_once")]

    def __str__(self) -> str:
        return f"{self.by_id} → {self.comment_id}"
