"""What the front page of the desk says: what is to be done next, what goes out, what has changed.

Whose turn it is with a story is for turns.py to say, and what goes out when for calendar.py. The
number of queries is always the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles import adopting, turns, workflow
from articles.calendar import Calendar, Day, Kind, Slip
from articles.models import Article, Outcome, Revision
from articles.querysets import is_own
from articles.turns import COUNTED, TURNS  # noqa: F401  # TURNS: the list of stories asks here
from geekfeed.lib.periods import Period

SHOWN = 6  # lines of a list
AHEAD = timedelta(days=6)  # after today, on the strip
ON_STRIP = 3  # slips of a day
TODAY_SHOWN = 8
FRESH = timedelta(days=14)  # what became of claims, as far back
REVISIONS_READ = 24  # several may be of one story, which stands once
# Languages bend the unit: a time that has passed is a message of its own.
AGO = {
    "year": ngettext_lazy("%(num)d year ago", "%(num)d years ago", "num"),
    "month": ngettext_lazy("%(num)d month ago", "%(num)d months ago", "num"),
    "week": ngettext_lazy("%(num)d week ago", "%(num)d weeks ago", "num"),
    "day": ngettext_lazy("%(num)d day ago", "%(num)d days ago", "num"),
    "hour": ngettext_lazy("%(num)d hour ago", "%(num)d hours ago", "num"),
    "minute": ngettext_lazy("%(num)d minute ago", "%(num)d minutes ago", "num"),
}
# What a revision says was done: to a story, and to one that readers had already.
DONE = {
    "submit": (gettext_lazy("sent it to review"), gettext_lazy("sent changes to review")),
    "take_back": (gettext_lazy("took it back"), gettext_lazy("took the changes back")),
    "send_back": (gettext_lazy("sent it back"), gettext_lazy("sent the changes back")),
    "schedule": (gettext_lazy("scheduled it"), gettext_lazy("scheduled the changes")),
    "unschedule": (gettext_lazy("unscheduled it"), gettext_lazy("unscheduled the changes")),
    "publish": (gettext_lazy("published it"), gettext_lazy("published changes")),
    "discard": (gettext_lazy("dropped the changes"),) * 2,
    "plan": (gettext_lazy("planned it"),) * 2,
    "save": (gettext_lazy("saved it"), gettext_lazy("saved changes")),
    "edit": (gettext_lazy("changed it"),) * 2,
    "correct": (gettext_lazy("put a notice under it"),) * 2,
    "withdraw": (gettext_lazy("withdrew it"),) * 2,
    "restore": (gettext_lazy("made it a draft again"),) * 2,
}


# -- What the page is made of -----------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A story as a list of the page has it, with the last verb that made it somebody's turn."""

    story: Article
    turn: Revision | None

    @property
    def headline(self) -> str:
        """As it is being written, also where readers still have another one."""
        copy = self.story.copy
        return (copy and copy.headline) or self.story.headline or _("Without a headline")

    @property
    def state(self) -> str:
        return self.story.desk_state

    @property
    def is_on_the_desk(self) -> bool:
        return self.state in ("draft", "in_review")

    @property
    def was_sent_back(self) -> bool:
        is_open = self.state in ("draft", "changes")
        return is_open and self.turn is not None and self.turn.verb == "send_back"

    @property
    def state_words(self) -> str:
        return _("Sent back") if self.was_sent_back else str(workflow.LABELS[self.state])

    @property
    def goes_out_at(self) -> datetime | None:
        """Its moment, where it goes out by itself."""
        if self.state == "changes_scheduled":
            return self.story.copy.go_out_at
        return self.story.live_at if self.state == "scheduled" else None

    @property
    def touched_at(self) -> datetime:
        copy = self.story.copy
        return max(copy.saved_at, self.story.changed_at) if copy else self.story.changed_at

    @property
    def touched(self) -> str:
        """When it was saved last: the time today, else the day."""
        moment = timezone.localtime(self.touched_at)
        return date_format(
            moment, "TIME_FORMAT" if moment.date() == timezone.localdate() else _("j M")
        )

    @property
    def days_quiet(self) -> int:
        return (timezone.now() - self.touched_at).days

    @property
    def who(self) -> str:
        """Who sent it; of what nobody has sent, whose it is."""
        return name_of(self.turn.who) if self.turn and self.turn.who else self.by

    @property
    def by(self) -> str:
        begun_by = self.story.created_by
        return self.story.first_author or (name_of(begun_by) if begun_by else "")

    @property
    def turned(self) -> str:
        """How long ago that verb was, in one unit: "2 hours ago"."""
        if self.turn is None:
            return ""
        if timezone.now() - self.turn.at < timedelta(minutes=1):
            return _("just now")
        return timesince(self.turn.at, depth=1, time_strings=AGO)


@dataclass(frozen=True)
class Listing:
    lines: list[Line]
    count: str  # how many there are: a number, or "20+"

    @classmethod
    def of(cls, lines: list[Line]) -> "Listing":
        return cls(lines[:SHOWN], str(len(lines)) if len(lines) <= COUNTED else f"{COUNTED}+")


@dataclass(frozen=True)
class Step:
    """The one thing to do next: "review", read the "note", "write", and without a story "begin".

    `blockers` of what is to be reviewed: how many things stop it; None where nobody has looked.
    """

    kind: str
    line: Line | None = None
    blockers: int | None = None


@dataclass(frozen=True)
class Change:
    """Something that was done to a story. `who` is empty where it happened by itself."""

    revision: Revision
    who: str
    what: str


def front(user: AbstractBaseUser) -> dict[str, Any]:
    """Everything that the page says to this account."""
    now = timezone.localtime()
    is_editor = user.has_perm("articles.publish_article")
    waiting, own, quiet = (
        [Line(story, turn) for story, turn in found]
        for found in turns.with_turns(
            turns.to_review(user) if is_editor else turns.sent_back(user),
            turns.in_hand(user, waiting_too=is_editor),
            turns.gone_quiet(user),
        )
    )
    waiting.sort(key=lambda line: line.turn.at if line.turn else line.story.changed_at)
    own.sort(key=lambda line: line.touched_at, reverse=True)
    quiet.sort(key=lambda line: line.touched_at, reverse=True)
    week = coming(user, now)
    return {
        "is_editor": is_editor,
        "now": now,
        "greeting": greeting(now),
        "step": next_step(is_editor, waiting, own),
        "week": [(day, *strip(day)) for day in week],
        "today": today(week[0], now),
        "waiting": Listing.of(waiting),
        "yours": Listing.of(own),
        "quiet": Listing.of(quiet),
        "lately": changed_lately(user),
        "became": became_of_claims(user),
        "fallen": adopting.fallen(SHOWN) if is_editor else [],
    }


def greeting(now: datetime) -> str:
    if 5 <= now.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= now.hour < 18 else _("Good evening")


def next_step(is_editor: bool, waiting: list[Line], own: list[Line]) -> Step:
    """What others wait for comes before one's own, and what is planned before the rest."""
    if is_editor and waiting:
        planned = [line for line in waiting if line.story.planned_for]
        line = min(planned, key=lambda line: line.story.planned_for, default=waiting[0])
        return Step("review", line, _blockers(line))
    for line in (*waiting, *own):
        if line.was_sent_back:
            return Step("note", line)
    for line in own:
        if line.state in ("draft", "changes"):
            return Step("write", line)
    return Step("begin")


def strip(day: Day) -> tuple[list[Slip], int]:
    """What is still to go out on a day, and how much more there is than shown."""
    ahead = [slip for slip in day.slips if slip.kind != Kind.OUT]
    # What is out makes room for it, and is all that was left out where some of it found a place.
    left_out = day.left_out if len(ahead) == len(day.slips) else 0
    return ahead[:ON_STRIP], len(ahead[ON_STRIP:]) + left_out


def today(day: Day, now: datetime) -> dict[str, list[Slip]]:
    """What went out, or should have, and what is still to come."""
    return {
        "past": [slip for slip in day.slips if slip.at <= now],
        "ahead": [slip for slip in day.slips if slip.at > now],
    }


def coming(user: AbstractBaseUser, now: datetime) -> list[Day]:
    """Today and the days after it, with what an account sees of what goes out on them."""
    period = Period("days", now.date(), now.date() + AHEAD)
    return Calendar(user, period, TODAY_SHOWN).days


def changed_lately(user: AbstractBaseUser) -> list[Change]:
    """What was done last to the stories that the account may look at, each story once. Of others'
    stories writers hear what their readers do."""
    seen = Q(Exists(Article.objects.visible_to(user).filter(pk=OuterRef("article"))))
    if not user.has_perm("articles.publish_article"):
        own = Exists(Article.objects.own(user).filter(pk=OuterRef("article")))
        seen &= Q(own) | Q(verb__in=["publish", "correct"])
    before = turns.out_or_away(OuterRef("article"), OuterRef("version"))
    newest = (
        Revision.objects.filter(seen)
        .annotate(before=Subquery(before.values("verb")[:1]))
        .select_related("article", "who")
        .defer("state", "article__body")
        .order_by("-at", "-pk")[:REVISIONS_READ]
    )
    last: dict[int, Revision] = {}
    for revision in newest:
        last.setdefault(revision.article_id, revision)
    return [_change(revision, user) for revision in list(last.values())[:SHOWN]]


def became_of_claims(user: AbstractBaseUser) -> list[Outcome]:
    """What other stories have lately made of the claims of one's own; for editors, of anybody's,
    each report once."""
    found = Outcome.objects.live().filter(by__told_at__gte=timezone.now() - FRESH)
    if user.has_perm("articles.publish_article"):
        found = found.filter(claim__repeats=False)
    else:
        found = found.filter(is_own(user, "claim__article__"))
    return list(
        found.exclude(by__article=F("claim__article"))
        .select_related("claim__article", "claim__show", "by__article")
        .defer("claim__article__body", "by__article__body")
        .order_by("-by__told_at", "-pk")[:SHOWN]
    )


def name_of(user: AbstractBaseUser) -> str:
    return user.get_full_name() or user.get_username()


def _blockers(line: Line) -> int | None:
    """How many things stop a story that is in review. Changes have to be opened to be looked at."""
    if line.state != "in_review":
        return None
    return len(workflow.blockers(Article.objects.get(pk=line.story.pk)))


def _change(revision: Revision, user: AbstractBaseUser) -> Change:
    story, changes = DONE.get(revision.verb, DONE["edit"])
    what = changes if revision.before == "publish" else story
    if revision.who is not None:
        who = _("You") if revision.who == user else name_of(revision.who)
        return Change(revision, who, str(what))
    if revision.verb == "publish":
        return Change(revision, "", _("Published on time"))
    return Change(revision, _("The site"), str(what))
