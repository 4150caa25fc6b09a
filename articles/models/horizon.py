"""A story's spoiler horizon: whom its headline would tell what happens, and what they read instead.

Whatever lists a story says `shown_headline`, `shown_standfirst` and `shown_image`: the safe ones,
until the horizon has passed. So nothing is given away where nobody thought of it: in a feed, on a
card, in a part of a page that is kept for everybody. A page that knows its reader lets the stories
speak to them (shows.seen.Seen.uncover).
"""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shows.seen import WHOLE, Seen, place_name

HORIZON = ("spoils_season", "spoils_episode", "spoils_until")
SPOILER = (*HORIZON, "safe_headline", "safe_standfirst", "safe_image")


class SpoilerHorizon(models.Model):
    """The horizon lies behind an episode, a season or a day, whichever are named; what is named by
    two of them is no spoiler any more once one has passed."""

    spoils_season = models.ForeignKey(
        "shows.Season",
        verbose_name=_("gives away season"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    spoils_episode = models.ForeignKey(
        "shows.Episode",
        verbose_name=_("gives away episode"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("If it is known after this episode. Empty: only after the whole season."),
    )
    spoils_until = models.DateField(
        _("no spoiler any more from"),
        null=True,
        blank=True,
        help_text=_("From this day on everybody reads the headline itself. Empty: never."),
    )
    safe_headline = models.CharField(
        _("safe headline"),
        max_length=160,
        blank=True,
        help_text=_("What lists, feeds and shared links say to whoever has not seen it."),
    )
    safe_standfirst = models.TextField(
        _("safe standfirst"),
        max_length=400,
        blank=True,
        help_text=_("Empty: none is shown there."),
    )
    safe_image = models.ForeignKey(
        "images.Image",
        verbose_name=_("safe picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: no picture is shown there. It may be the lead picture itself."),
    )

    # Whom it speaks to: nobody in particular, who has seen nothing.
    reader = Seen()
    # Where its horizon lies, if `horizon()` was asked for it with the story: the show's number in
    # the database, the season's and the episode's own.
    spoils_in: int | None = None
    spoils_number: int | None = None
    spoils_part: int = WHOLE
    spoils_show = ""  # the show's name, on the story's own page

    class Meta:
        abstract = True

    @property
    def has_horizon(self) -> bool:
        return bool(self.spoils_season_id or self.spoils_episode_id or self.spoils_until)

    def is_spoiler_for(self, seen: Seen, today: date) -> bool:
        """Whether its headline would tell something that a reader who has seen so far does not
        know. Of a story that was read without its `horizon()`, nobody is known to have seen it."""
        if not self.has_horizon or (self.spoils_until and self.spoils_until <= today):
            return False
        if self.spoils_in is None:
            return True
        return not seen.has(self.spoils_in, self.spoils_number, self.spoils_part)

    @property
    def is_covered(self) -> bool:
        """Whether it says the safe words to its `reader`."""
        return self.has_horizon and self.is_spoiler_for(self.reader, timezone.localdate())

    @property
    def shown_headline(self) -> str:
        # A story does not go out without a safe one (articles/checklist/spoilers.py).
        return (self.is_covered and self.safe_headline) or self.headline

    @property
    def shown_standfirst(self) -> str:
        return self.safe_standfirst if self.is_covered else self.standfirst

    @property
    def shown_image(self) -> Any | None:
        return self.safe_image if self.is_covered else self.lead_image

    @property
    def spoils_place(self) -> str:
        """Within a sentence, "season 1, episode 8"; empty where none is known."""
        return place_name(self.spoils_number, self.spoils_part) if self.spoils_number else ""
