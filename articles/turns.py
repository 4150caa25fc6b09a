"""Whose turn it is with a story: what waits, what is in hand, and what everybody has forgotten.

A story's turn is its last revision by a verb that gave it to somebody else to go on with. Every
question here walks an index and reads no further than is shown, so that it costs the same with a
hundred stories and with a hundred thousand.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Revision, WorkingCopy
from articles.querysets import card_annotations, is_own
from geekfeed.lib.among import Among

COUNTED = 20  # stories of a list, and no further
QUIET = timedelta(days=14)
TURNS = (
    "submit",
    "take_back",
    "send_back",
    "schedule",
    "unschedule",
    "publish",
    "discard",
    "withdraw",
    "restore",
)

Status = Article.Status


def to_review(user: AbstractBaseUser) -> QuerySet[Article]:
    """What waits for an editor: stories and changes in review that somebody else sent."""
    by_others = ~_turned(who=user)
    changes = _changed(status=WorkingCopy.Status.IN_REVIEW)
    return _either(
        Article.objects.filter(by_others, status=Status.IN_REVIEW).order_by("changed_at", "pk"),
        changes.filter(by_others).order_by("working_copy__saved_at", "pk"),
    )


def sent_back(user: AbstractBaseUser) -> QuerySet[Article]:
    """What waits for a writer: their drafts and changes that came back with a note."""
    came_back = is_own(user) & Q(_turned(verb="send_back"))
    return _either(
        Article.objects.filter(came_back, status=Status.DRAFT).order_by("-changed_at", "-pk"),
        _changed(status=WorkingCopy.Status.OPEN).filter(came_back),
    )


def in_hand(user: AbstractBaseUser, *, waiting_too: bool) -> QuerySet[Article]:
    """What an account has in hand: its stories that are not out yet, and changes to live ones.

    Drafts that have gone quiet are listed as such, and, not `waiting_too`, so is what came back.
    """
    mine = Article.objects.filter(is_own(user))
    drafts = mine.filter(~_is_quiet(), status=Status.DRAFT)
    changed = _changed(editor=user, status__in=["open", "scheduled"])
    # Drafts have working copies too: of all there are, an index finds those that are being used.
    in_use = _changed(status__in=WorkingCopy.Status.values, saved_at__gte=_long_ago())
    changed_by_others = in_use.filter(is_own(user))
    if not waiting_too:
        drafts = drafts.filter(~_turned(verb="send_back"))
        came_back = _turned(verb="send_back")
        changed = changed.exclude(came_back, working_copy__status="open")
        changed_by_others = changed_by_others.exclude(came_back, working_copy__status="open")
    return _either(
        drafts.order_by("-changed_at", "-pk"),
        mine.filter(status=Status.IN_REVIEW).order_by("-changed_at", "-pk"),
        mine.scheduled().filter(status=Status.SCHEDULED).order_by("live_at", "pk"),
        changed,
        changed_by_others,
    )


def gone_quiet(user: AbstractBaseUser) -> QuerySet[Article]:
    """Drafts that nobody has touched for a fortnight, first those that are remembered best."""
    drafts = Article.objects.filter(_is_quiet(), status=Status.DRAFT)
    if not user.has_perm("articles.publish_article"):
        drafts = drafts.filter(is_own(user))
    return _either(drafts.order_by("-changed_at", "-pk"))


def with_turns(*lists: QuerySet[Article]) -> list[list[tuple[Article, Revision | None]]]:
    """The stories of each list with their turns, which are looked up together."""
    found = [list(stories) for stories in lists]
    numbers = {story.turn_id for stories in found for story in stories} - {None}
    turns = Revision.objects.select_related("who").defer("state").in_bulk(numbers)
    return [[(story, turns.get(story.turn_id)) for story in stories] for stories in found]


def was_out(story: Article, revision: Revision) -> bool:
    """Whether readers had the story before that, so that it was done to changes of it."""
    before = out_or_away(story, revision.version).values_list("verb", flat=True).first()
    return before == "publish"


def out_or_away(story: Any, version: Any) -> QuerySet[Revision]:
    """The revisions before one that gave a story to its readers or took it away, newest first."""
    verbs = ["publish", "withdraw"]
    earlier = Revision.objects.filter(article=story, version__lt=version, verb__in=verbs)
    return earlier.order_by("-version")


def _changed(**how: Any) -> QuerySet[Article]:
    """Stories that readers have, or will have by the clock, and that are being changed, the
    last change first; `how`, the working copy says."""
    copy = {f"working_copy__{name}": value for name, value in how.items()}
    stories = Article.objects.filter(live_at__isnull=False, **copy)
    return stories.order_by("-working_copy__saved_at", "-pk")


def _is_quiet() -> Q:
    """Of drafts. What is not valid is kept in the working copy alone."""
    touched = WorkingCopy.objects.filter(article=OuterRef("pk"), saved_at__gte=_long_ago())
    return Q(~Exists(touched), changed_at__lt=_long_ago())


def _long_ago() -> datetime:
    return timezone.now() - QUIET


def _turned(**how: Any) -> Exists:
    """Whether a story's turn was such. (To compare a column of a subquery instead would leave out
    the stories that have had none: NULL equals nothing and differs from nothing.)"""
    turn = _last_turn(OuterRef(OuterRef("pk")))
    return Exists(Revision.objects.filter(article=OuterRef("pk"), pk=turn, **how))


def _last_turn(story: Any) -> Subquery:
    turns = Revision.objects.filter(article=story, verb__in=TURNS).order_by("-version")
    return Subquery(turns.values("pk")[:1])


def _either(*ways: QuerySet[Article]) -> QuerySet[Article]:
    """The first stories of each way, with all that a line says, in one query."""
    one_of = Q(pk__in=[])
    for stories in ways:
        one_of |= Q(Among("pk", Subquery(stories.values("pk")[: COUNTED + 1])))
    card = card_annotations(OuterRef("pk"))
    return (
        Article.objects.filter(one_of)
        .select_related("created_by", "working_copy")
        .defer("body", "working_copy__state", "working_copy__base")
        .annotate(
            turn_id=_last_turn(OuterRef("pk")),
            show_slug=card["show_slug"],
            show_name=card["show_name"],
            first_author=card["first_author"],
        )
    )
