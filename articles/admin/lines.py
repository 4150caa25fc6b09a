"""The lines of the list of stories: what each says of its story, at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import workflow
from articles.admin.presence import initials_of
from articles.models import Article, Citation, Presence, Revision
from articles.presence import SEEN
from articles.querysets import card_annotations
from articles.rights import is_editor
from articles.turns import TURNS

WEEKDAYS = timedelta(days=6)  # for so long a day is known by its name


@dataclass
class Line:
    """A story as the list says it."""

    story: Article
    turn: Revision | None = None
    people: list[str] = field(default_factory=list)  # who have it open now
    is_open: bool = True  # whether the account may read more of it than readers do

    @property
    def state(self) -> str:
        return workflow.desk_state(self.story) if self.is_open else str(self.story.state)

    @property
    def mark(self) -> str:
        """The shape of its state: changes have one, wherever they are on their way."""
        return "changes" if self.state.startswith("changes") else self.state

    @property
    def came_back(self) -> bool:
        is_in_hand = self.is_open and self.state in ("draft", "changes")
        return is_in_hand and self.turn is not None and self.turn.verb == "send_back"

    @property
    def state_words(self) -> str | Promise:
        return _("Sent back") if self.came_back else workflow.LABELS[self.state]

    @property
    def headline(self) -> str:
        """As it is being written, where changes to a live story wait."""
        copy = self.story.copy if self.is_open else None
        return (copy and copy.headline) or self.story.headline or _("Untitled")

    @property
    def remark(self) -> str:
        """What one has to know besides: why it came back, or why it was withdrawn."""
        is_told = self.came_back or (self.is_open and self.state == "withdrawn")
        if self.turn is not None and is_told:
            return self.turn.why
        return ""

    @property
    def when(self) -> str:
        story, copy = self.story, self.story.copy
        match self.state:
            case "draft" | "in_review":
                if story.planned_for is None:
                    said = _("no date")
                else:
                    said = _("planned %(moment)s") % {"moment": day_and_time(story.planned_for)}
            case "scheduled":
                said = day_and_time(story.live_at)
            case "changes_scheduled":
                said = _("changes %(moment)s") % {"moment": day_and_time(copy.go_out_at)}
            case "withdrawn":
                gone = self.turn.at if self.turn else story.changed_at
                said = _("gone since %(moment)s") % {"moment": glance(gone)}
            case _:
                said = _("since %(moment)s") % {"moment": glance(story.live_at)}
        return _("%(moment)s · embargo") % {"moment": said} if self.is_embargoed else said

    @property
    def is_embargoed(self) -> bool:
        story = self.story
        waits = story.embargo_season_id or story.embargo_episode_id
        ends = story.embargo_until
        return not story.is_live and bool(waits or (ends and ends > timezone.now()))

    @property
    def rests_on(self) -> str:
        count = self.story.source_count or 0
        if not count:
            return _("none")
        return ngettext("%(count)d source", "%(count)d sources", count) % {"count": count}

    @property
    def changed(self) -> str:
        return glance(self.story.changed_at)


def read(numbers: Sequence[int]) -> list[Article]:
    """The stories with these numbers, in this order, with what their lines say of them."""
    sources = Citation.objects.filter(content_object=OuterRef("pk")).order_by()
    counted = sources.values("content_object").annotate(found=Count("tag", distinct=True))
    stories = (
        Article.objects.select_related("section", "working_copy")
        .defer("body", "standfirst", "working_copy__state", "working_copy__base")
        .annotate(
            source_count=Subquery(counted.values("found")), **card_annotations(OuterRef("pk"))
        )
        .in_bulk(numbers)
    )
    return [stories[number] for number in numbers if number in stories]


def lines_of(stories: Sequence[Article], user: AbstractBaseUser) -> list[Line]:
    """Three queries at most, however many there are. What a colleague prepares for a live story,
    and what was said about it, is not told to a writer whose story it is not."""
    numbers = [story.pk for story in stories]
    ours = set(numbers)
    if not is_editor(user):
        own = Article.objects.own(user).filter(pk__in=numbers)
        ours = set(own.values_list("pk", flat=True))
    people: dict[int, list[str]] = {}
    seen = Presence.objects.filter(article__in=numbers, seen_at__gte=timezone.now() - SEEN)
    for one in seen.select_related("user"):
        people.setdefault(one.article_id, []).append(initials_of(one.user))
    turns = Revision.objects.filter(article__in=numbers, verb__in=TURNS).defer("state")
    last = {turn.article_id: turn for turn in turns.order_by("version")}
    return [
        Line(story, last.get(story.pk), people.get(story.pk, []), story.pk in ours)
        for story in stories
    ]


def glance(moment: datetime) -> str:
    """As exact as a glance needs: "14:05" today, "Sun" this week, "9 Apr" this year."""
    moment, today = timezone.localtime(moment), timezone.localdate()
    if moment.date() == today:
        return date_format(moment, "TIME_FORMAT")
    if timedelta() < today - moment.date() <= WEEKDAYS:
        return date_format(moment, "D")
    return date_format(moment, _("j M") if moment.year == today.year else "SHORT_DATE_FORMAT")


def day_and_time(moment: datetime) -> str:
    """A moment that something depends on: "today, 14:00", "12 Apr, 09:00"."""
    moment, today = timezone.localtime(moment), timezone.localdate()
    if moment.date() == today:
        return _("today, %(time)s") % {"time": date_format(moment, "TIME_FORMAT")}
    return date_format(
        moment, _("j M, H:i") if moment.year == today.year else "SHORT_DATETIME_FORMAT"
    )
