"""Comments as a queue has them: the words as readers would get them, who says so, what it answers,
and what others say of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles.models import Coverage
from comments import covers, wording
from comments.admin.verbs import FINE, Verb, offered
from comments.models import Act, Ban, Comment, Report
from comments.querysets import CommentQuerySet
from comments.rights import moderates_all, under_theirs

COVERS = re.compile(r"<details\b([^>]*)>")
OFF_PAGE = {Comment.State.HELD: "hold", Comment.State.REMOVED: "remove"}
EXCERPT = 160  # signs of what is answered


@dataclass(frozen=True)
class Record:
    """How many comments somebody has, as far as whoever looks may know: by their state."""

    counts: dict[str, int]

    @property
    def shown(self) -> int:
        return self.counts.get(Comment.State.SHOWN, 0)

    @property
    def held(self) -> int:
        return self.counts.get(Comment.State.HELD, 0)

    @property
    def removed(self) -> int:
        return self.counts.get(Comment.State.REMOVED, 0)

    @property
    def deleted(self) -> int:
        return self.counts.get(Comment.State.DELETED, 0)


@dataclass(frozen=True)
class Row:
    """`record` is that of whoever says it; `reports` are those that nobody has decided about."""

    comment: Comment
    html: SafeString
    record: Record
    reports: list[Report] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    is_banned: bool = False
    decided: Act | None = None  # by which a moderator has taken it off the page, where one has

    @property
    def to(self) -> Comment | None:
        """Whom it answers."""
        return self.comment.answers or self.comment.thread

    @property
    def to_words(self) -> str:
        return excerpt(self.to) if self.to else ""

    @property
    def fine(self) -> Verb | None:
        """The verb that says: this is all right."""
        return next((verb for verb in self.verbs if verb.name in FINE), None)

    @property
    def is_removable(self) -> bool:
        return any(verb.name == "remove" for verb in self.verbs)

    @property
    def others(self) -> list[Verb]:
        """What stands beside the two in a queue. What is seldom done is on the comment's page."""
        return [verb for verb in self.verbs if verb.name in ("hold", "cover")]


def rows_of(comments: Sequence[Comment], user: AbstractBaseUser) -> list[Row]:
    """As many queries however many there are: four, and for editors one more."""
    names = names_of(comments)
    records = records_of([comment.by_id for comment in comments], user)
    banned = banned_among([comment.by_id for comment in comments], user)
    decided = decided_about(comments)
    reports: dict[int, list[Report]] = {}
    for report in open_reports(comments):
        reports.setdefault(report.comment_id, []).append(report)
    return [
        Row(
            comment,
            opened(comment, names),
            records.get(comment.by_id, Record({})),
            reports.get(comment.pk, []),
            offered(comment),
            comment.by_id in banned,
            decided.get(comment.pk),
        )
        for comment in comments
    ]


def for_rows(comments: CommentQuerySet) -> CommentQuerySet:
    """A queryset of comments with what their rows say."""
    return (
        comments.for_page()
        .select_related("story__section", "thread__by__user")
        .defer("story__body")
    )


def names_of(comments: Sequence[Comment]) -> dict[int, str]:
    """The shows that covers can name, by their numbers."""
    rows = Coverage.objects.filter(article__in={comment.story_id for comment in comments})
    return dict(rows.order_by().values_list("show", "show__name"))


def records_of(people: Sequence[int], user: AbstractBaseUser) -> dict[int, Record]:
    rows = Comment.objects.filter(under_theirs(user), by__in=set(people)).order_by()
    counts: dict[int, dict[str, int]] = {}
    for person, state, count in rows.values_list("by", "state").annotate(count=Count("pk")):
        counts.setdefault(person, {})[state] = count
    return {person: Record(states) for person, states in counts.items()}


def banned_among(people: Sequence[int], user: AbstractBaseUser) -> set[int]:
    """Who is banned as a person, for editors. Others hear of no ban."""
    if not people or not moderates_all(user):
        return set()
    named = {str(person) for person in people}
    bans = Ban.objects.in_force().filter(kind=Ban.Kind.PERSON, what__in=named)
    return {int(what) for what in bans.order_by().values_list("what", flat=True)}


def decided_about(comments: Sequence[Comment]) -> dict[int, Act]:
    """The last time that a moderator took it off the page, by the comment's number: of those that
    are held or removed."""
    off = [comment.pk for comment in comments if comment.state in OFF_PAGE]
    acts = Act.objects.filter(comment__in=off, verb__in=OFF_PAGE.values()).select_related("user")
    return {act.comment_id: act for act in acts.order_by("at", "pk")}


def open_reports(comments: Sequence[Comment]) -> list[Report]:
    rows = Report.objects.open().filter(comment__in=[comment.pk for comment in comments])
    return list(rows.select_related("by__user"))


def opened(comment: Comment, names: dict[int, str]) -> SafeString:
    """The words as readers get them, with every cover open: whoever decides has to read them."""
    html = comment.html
    if comment.is_spoiler and html:
        html = covers.covered(html, comment.spoils)
    dressed = covers.dressed(html, _Nothing(), names.get)
    return SafeString(COVERS.sub(_open, dressed))


def excerpt(comment: Comment) -> str:
    return Truncator(wording.plain(comment.html)).chars(EXCERPT)


def _open(found: re.Match) -> str:
    attributes = found[1]
    return found[0] if " open" in attributes else f"<details{attributes} open>"


class _Nothing:
    """How far somebody has seen who has seen nothing: a moderator’s own viewing is no matter."""

    def has(self, _show: int, _season: int, _episode: int) -> bool:
        return False
