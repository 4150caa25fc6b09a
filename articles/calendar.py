"""The newsroom's calendar: what goes out when, and what has no date yet.

Planned and scheduled are different things. What is scheduled goes out by itself; what is planned
goes out when somebody has approved it. Both are told from what readers have by the clock alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Byline, Milestone, Revision, WorkingCopy
from articles.querysets import card_annotations
from geekfeed.lib.periods import Period
from geekfeed.lib.sentences import in_sentence
from shows import ledger

MOST_UNDATED = 12
MORNING = time(9)  # when a story goes out that is given a day and never had a time
MILESTONES = (ledger.Kind.FILMING_BEGAN, ledger.Kind.FILMING_WRAPPED, ledger.Kind.PREMIERE)

Status = Article.Status


class Kind(models.TextChoices):
    """Why a story stands on a day."""

    OUT = "out", gettext_lazy("published")
    SCHEDULED = "scheduled", gettext_lazy("scheduled")
    CHANGES = "changes", gettext_lazy("changes scheduled")
    PLANNED = "planned", gettext_lazy("planned")
    UNDATED = "undated", gettext_lazy("without a date")


BY_ITSELF = (Kind.SCHEDULED, Kind.CHANGES)
"""What goes out without anybody doing anything: only editors move that, and are asked first."""


@dataclass(frozen=True)
class Slip:
    """A story on the calendar, for one reason."""

    kind: Kind
    story: Article
    at: datetime | None
    may_move: bool

    @property
    def name(self) -> str:
        """Tells it from every other slip of the page."""
        return f"{self.kind}-{self.story.pk}"

    @property
    def seen(self) -> str:
        """What was shown of its time, for whoever moves it to send back."""
        return seen(self.at)

    @property
    def headline(self) -> str:
        """As it will go out: what readers have does not change before its time."""
        copy = self.story.copy
        typed = copy.headline if copy and self.kind not in (Kind.OUT, Kind.SCHEDULED) else ""
        return typed or self.story.headline or _("Without a headline")

    @property
    def state(self) -> str:
        """A word more on what its mark says."""
        if self.kind not in (Kind.PLANNED, Kind.UNDATED):
            return str(self.kind.label)
        came_back = self.story.status == Status.DRAFT and self.story.last_word == "send_back"
        state = _("sent back") if came_back else in_sentence(Status(self.story.status).label)
        return _("planned, %(state)s") % {"state": state} if self.at else str(state)

    @property
    def is_under_embargo(self) -> bool:
        """Something says that it must not be read before a time. Of what is out that is over."""
        story = self.story
        named = story.embargo_until or story.embargo_season_id or story.embargo_episode_id
        return self.kind != Kind.OUT and bool(named)


@dataclass
class Day:
    date: date
    is_off: bool  # of another month than the page's
    is_today: bool
    slips: list[Slip] = field(default_factory=list)
    left_out: int = 0
    milestones: list[Milestone] = field(default_factory=list)


class Source(NamedTuple):
    """Where the slips of a kind come from."""

    kind: Kind
    rows: QuerySet
    moment: str  # the column that says when
    story: str  # the column that says which


class Calendar:
    """What an account sees of a period: at most so many slips on each day, in a number of queries
    that depends neither on the days nor on the stories."""

    def __init__(self, user: AbstractBaseUser, period: Period, most: int) -> None:
        self.user, self.period, self.most = user, period, most

    @cached_property
    def days(self) -> list[Day]:
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        milestones = _milestones(self.period)
        slips = self._slips
        made = []
        for date_ in self.period.days:
            is_off = not self.period.first <= date_ <= self.period.last
            day = Day(date_, is_off, is_today=date_ == today, milestones=milestones[date_])
            # What readers already have makes room for what can still be changed.
            chosen = sorted(slips[date_], key=lambda slip: (slip.kind == Kind.OUT, slip.at))
            day.slips = sorted(chosen[: self.most], key=lambda slip: (slip.at, slip.story.pk))
            day.left_out = self._totals[date_].total() - len(day.slips)
            made.append(day)
        return made

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each kind go out in the period; of a month, without its neighbours' days."""
        counts = Counter()
        for date_, of_day in self._totals.items():
            if self.period.first <= date_ <= self.period.last:
                counts += of_day
        return {kind.value: counts[kind] for kind in Kind}

    @cached_property
    def _places(self) -> list[tuple[Kind, int, date, int]]:
        """Kind, story, day, and how many of that kind the day has."""
        return [
            (source.kind, *row)
            for source in sources(self.user)
            for row in _by_day(source, self.period.moments, self.most)
        ]

    @cached_property
    def _totals(self) -> dict[date, Counter]:
        totals: dict[date, Counter] = defaultdict(Counter)
        for kind, _story, date_, of_day in self._places:
            totals[date_][kind] = of_day
        return totals

    @cached_property
    def _slips(self) -> dict[date, list[Slip]]:
        found = slips_of(((kind, pk) for kind, pk, *_rest in self._places), self.user)
        zone = timezone.get_default_timezone()
        by_day: dict[date, list[Slip]] = defaultdict(list)
        for slip in found:
            by_day[slip.at.astimezone(zone).date()].append(slip)
        return by_day


def agenda(user: AbstractBaseUser, start: datetime, end: datetime, most: int) -> list[Slip]:
    """What an account sees between two moments, in order. Of each kind at most so many: the last
    ones that are out, and the first ones of what is to come."""
    found = []
    for source in sources(user):
        order = f"-{source.moment}" if source.kind == Kind.OUT else source.moment
        rows = _between(source, start, end).order_by(order, "-pk")
        found += [(source.kind, pk) for pk in rows.values_list(source.story, flat=True)[:most]]
    return sorted(slips_of(found, user), key=lambda slip: (slip.at, slip.name))


def undated(user: AbstractBaseUser) -> tuple[list[Slip], bool]:
    """Drafts and stories in review that nobody has planned, those touched last; and whether there
    are more than these."""
    stories = _with_all(
        Article.objects.visible_to(user).filter(
            status__in=[Status.DRAFT, Status.IN_REVIEW], planned_for=None
        )
    )
    newest = stories.order_by("-changed_at", "-pk")[: MOST_UNDATED + 1]
    slips = [Slip(Kind.UNDATED, s, None, may_move(s, Kind.UNDATED, user)) for s in newest]
    return slips[:MOST_UNDATED], len(slips) > MOST_UNDATED


def standing(story: Article) -> dict[Kind, datetime | None]:
    """For what reasons a story is on the calendar at this moment, and when."""
    found: dict[Kind, datetime | None] = {}
    if story.is_live:
        found[Kind.OUT] = story.live_at
        if story.copy and story.copy.status == WorkingCopy.Status.SCHEDULED:
            found[Kind.CHANGES] = story.copy.go_out_at
    elif story.live_at:
        found[Kind.SCHEDULED] = story.live_at
    elif story.status in (Status.DRAFT, Status.IN_REVIEW):
        found[Kind.PLANNED if story.planned_for else Kind.UNDATED] = story.planned_for
    return found


def may_move(story: Article, kind: Kind, user: AbstractBaseUser) -> bool:
    """Of a story that the account sees. What others have not published a writer does not see, so
    the drafts among these are their own."""
    if kind == Kind.OUT or not user.has_perm("articles.change_article"):
        return False
    if user.has_perm("articles.publish_article"):
        return True
    return kind not in BY_ITSELF and story.status == Status.DRAFT


def seen(moment: datetime | None) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat() if moment else ""


def sources(user: AbstractBaseUser) -> list[Source]:
    stories = Article.objects.visible_to(user)
    unpublished = stories.filter(status__in=[Status.DRAFT, Status.IN_REVIEW])
    changes = WorkingCopy.objects.filter(
        status=WorkingCopy.Status.SCHEDULED, article__in=Article.objects.live().values("pk")
    )
    if not user.has_perm("articles.publish_article"):
        # A live story is everybody's to see; what is to become of it is not.
        bylined = Byline.objects.filter(author__user=user)
        own = Q(article__created_by=user) | Q(article__in=bylined.values("article_id"))
        changes = changes.filter(own)
    return [
        Source(Kind.OUT, stories.live(), "live_at", "pk"),
        Source(Kind.SCHEDULED, stories.scheduled(), "live_at", "pk"),
        Source(Kind.PLANNED, unpublished, "planned_for", "pk"),
        Source(Kind.CHANGES, changes, "go_out_at", "article_id"),
    ]


def slips_of(places: Iterable[tuple[Kind, int]], user: AbstractBaseUser) -> Iterator[Slip]:
    """One query for however many. What has moved on since its place was found is left out."""
    places = list(places)
    stories = _with_all(Article.objects.filter(pk__in={pk for _kind, pk in places}))
    by_pk = {story.pk: story for story in stories}
    for kind, pk in places:
        times = standing(by_pk[pk]) if pk in by_pk else {}
        if kind in times:
            yield Slip(kind, by_pk[pk], times[kind], may_move(by_pk[pk], kind, user))


def _between(source: Source, start: datetime, end: datetime) -> QuerySet:
    limits = {f"{source.moment}__gte": start, f"{source.moment}__lt": end}
    return source.rows.filter(**limits).order_by()


def _by_day(source: Source, moments: tuple[datetime, datetime], most: int) -> QuerySet:
    """Story, day and how many the day has: the first ones of each day, in one query."""
    zone = timezone.get_default_timezone()
    rows = _between(source, *moments).annotate(day=TruncDate(source.moment, tzinfo=zone))
    return (
        rows.annotate(
            place=Window(RowNumber(), partition_by=F("day"), order_by=[source.moment, "pk"]),
            of_day=Window(Count("pk"), partition_by=F("day")),
        )
        .filter(place__lte=most)
        .values_list(source.story, "day", "of_day")
    )


def _with_all(stories: QuerySet) -> QuerySet:
    """All that a slip says, in one query."""
    card = card_annotations(OuterRef("pk"))
    words = Revision.objects.filter(article=OuterRef("pk"), verb__in=["submit", "send_back"])
    return (
        stories.select_related(
            "working_copy", "embargo_season__show", "embargo_episode__season__show"
        )
        .defer("body", "standfirst", "working_copy__state", "working_copy__base")
        .annotate(
            show_slug=card["show_slug"],
            show_name=card["show_name"],
            first_author=card["first_author"],
            last_word=Subquery(words.order_by("-version").values("verb")[:1]),
        )
    )


def _milestones(period: Period) -> dict[date, list[Milestone]]:
    """What live stories say happens on these days, as articles/milestones.py keeps it: what a story
    says that goes out by the clock, from when the task has seen to it."""
    days = period.days
    told = Milestone.objects.happening().filter(
        kind__in=MILESTONES, date_on__range=(days[0], days[-1]), date_precision="day"
    )
    found: dict[date, list[Milestone]] = defaultdict(list)
    for milestone in told.select_related("show", "season__show").order_by("date_on", "since", "pk"):
        found[milestone.date_on].append(milestone)
    return found
