"""What a conversation looks like to readers: threads with their answers, and the form below."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.beneath import Part
from articles.models import Article, Byline, Coverage
from articles.querysets import horizon
from comments import covers, people, policy, stamps, wording
from comments.forms import BlankForm, CommentForm
from comments.models import Comment, Commenter, Conversation, Like
from comments.policy import Policy
from comments.posting import Words
from comments.querysets import ORDERS
from comments.rights import editable_among, may_delete, may_moderate
from geekfeed.lib.composed import Composed
from geekfeed.lib.paging import Listing, Page
from geekfeed.lib.shared_page import holds_until, rests_on
from shows.seen import Seen

THREADS = 20  # on a page
ANSWERS = 5  # of each thread; the others stand on the thread's own page
ORDER = "oldest"

# What every story's page asks, whether anything was said under it or not.
RULES = Composed(
    lambda story: Conversation.objects.select_related("pinned__by__user").filter(story=story)[:1]
)
FIRST_THREADS = Listing(
    lambda story, pinned: Comment.objects.threads(story).exclude(pk=pinned),
    order=ORDERS[ORDER],
    size=THREADS,
)
FIRST_ANSWERS = Composed(lambda threads: Comment.objects.first_answers(threads, ANSWERS))


@dataclass
class Shown:
    """A comment as it is printed."""

    comment: Comment
    html: SafeString
    answers: list["Shown"] = field(default_factory=list)
    badge: str = ""
    may_edit: bool = False
    may_delete: bool = False
    may_answer: bool = False
    may_moderate: bool = False
    is_pinned: bool = False
    is_own: bool = False
    # None where we do not know who reads.
    is_liked: bool | None = None

    @property
    def to(self) -> Comment | None:
        """Whom it answers, where that is not plain from where it stands."""
        return self.comment.answers

    @property
    def more(self) -> int:
        """How many answers stand on the thread's own page only."""
        return max(0, self.comment.replies - sum(a.comment.is_shown for a in self.answers))


@dataclass
class Talk:
    """A story's conversation, or a page of it. `comment` is the one whose own page this is."""

    story: Article
    policy: Policy
    person: Commenter | None
    threads: list[Shown]
    form: CommentForm | BlankForm | None = None
    page: Page | None = None
    order: str = ORDER
    pinned: Shown | None = None
    comment: Comment | None = None

    @property
    def count(self) -> int:
        return self.story.comment_count

    @property
    def show_slug(self) -> str:
        """The show in whose colour it stands."""
        return next((row.show.slug for row in self.story.coverage.all()), "")

    @property
    def address(self) -> str:
        """Where all of it stands, in any order."""
        return f"{self.story.get_absolute_url()}comments/"


class Reader:
    """Who reads, and what of a story's conversation they get."""

    def __init__(self, request: HttpRequest, story: Article) -> None:
        self.story = story
        self.conversation = RULES.first(story.pk)
        self.policy = policy.of(story, self.conversation)
        rests_on(request, stamps.of(story))
        if self.policy.takes_comments and self.policy.closes_at:
            holds_until(request, self.policy.closes_at)
        self.seen = Seen.of(request)
        self.person = people.known(request)
        self.shows = [row.show for row in story.coverage.all()]
        self.names = {show.pk: show.name for show in self.shows}
        self.moderates = _moderates(self.person, story)
        self.authors = {row.author.user_id for row in story.bylines.all()} - {None}

    def threads(self) -> QuerySet[Comment]:
        """All but the pinned one, which stands above them."""
        return FIRST_THREADS.rows(self.story.pk, self._pinned_pk)

    def first_threads(self) -> Page[Comment]:
        """The first page of them, in the order in which they stand under the story."""
        return FIRST_THREADS.first_page(self.story.pk, self._pinned_pk)

    def talk(self, page: Page[Comment], order: str) -> Talk:
        """A page of threads as it is printed, with the pinned comment on the first one."""
        pinned = self._pinned() if page.is_first else None
        shown = [self.shown(comment) for comment in page]
        threads = [*([pinned] if pinned else []), *shown]
        self._answer(threads)
        self._mark([*threads, *(answer for one in threads for answer in one.answers)])
        form = self._new_form() if self.policy.takes_comments else None
        return Talk(self.story, self.policy, self.person, shown, form, page, order, pinned)

    def thread(self, comment: Comment, thread: Comment, answers: Page[Comment]) -> Talk:
        """A page of one thread, on which that comment stands."""
        shown = self.shown(thread)
        for answer in answers:
            answer.thread = thread
            shown.answers.append(self.shown(answer))
        self._mark([shown, *shown.answers])
        return Talk(self.story, self.policy, self.person, [shown], page=answers, comment=comment)

    def alone(self, comment: Comment) -> Shown:
        """A comment that nobody but its writer has had yet."""
        shown = self.shown(comment)
        self._mark([shown])
        return shown

    def shown(self, comment: Comment) -> Shown:
        thread = comment.thread or comment
        html = comment.html if comment.is_shown else ""
        if comment.is_spoiler and html:
            html = covers.covered(html, comment.spoils)
        return Shown(
            comment,
            covers.dressed(html, self.seen, self.names.get),
            badge=self._badge(comment),
            may_delete=may_delete(comment, self.person),
            may_answer=comment.is_shown and self.policy.takes_comments and not thread.is_locked,
            may_moderate=self.moderates,
            is_own=self.person is not None and comment.by_id == self.person.pk,
            is_liked=None if self.person is None else False,
        )

    def form(self, *args: Any, **kwargs: Any) -> CommentForm:
        return CommentForm(*args, person=self.person, shows=self.shows, **kwargs)

    def _new_form(self) -> CommentForm | BlankForm:
        return BlankForm.about(self.shows) if self.person is None else self.form()

    def preview(self, words: Words) -> SafeString:
        """What readers would get."""
        html = wording.html_of(words.text, next(iter(self.names), None))
        if words.is_spoiler:
            html = covers.covered(html, words.spoils)
        return covers.dressed(html, self.seen, self.names.get)

    def typed(self, comment: Comment) -> dict[str, Any]:
        """A comment as its form has it."""
        show, season, episode = [*comment.spoils.split("."), "", ""][:3]
        return {
            "text": comment.text,
            "is_spoiler": comment.is_spoiler,
            "notify": comment.wants_answers,
            "show": show,
            "season": season,
            "episode": "" if episode == "0" else episode,
        }

    def _badge(self, comment: Comment) -> str:
        if not comment.by.is_staff:
            return ""
        return _("author") if comment.by.user_id in self.authors else _("staff")

    @property
    def _pinned_pk(self) -> int:
        """0 where none is: no comment has that number."""
        return (self.conversation and self.conversation.pinned_id) or 0

    def _pinned(self) -> Shown | None:
        comment = self.conversation.pinned if self.conversation else None
        if comment is None or not comment.is_shown:
            return None
        shown = self.shown(comment)
        shown.is_pinned = True
        return shown

    def _answer(self, threads: list[Shown]) -> None:
        """Give each thread the first of its answers. One query; none where nobody answered."""
        by_pk = {shown.comment.pk: shown for shown in threads if shown.comment.replies}
        if not by_pk:
            return
        for answer in FIRST_ANSWERS(list(by_pk)):
            thread = by_pk[answer.thread_id]
            answer.thread = thread.comment
            thread.answers.append(self.shown(answer))

    def _mark(self, printed: list[Shown]) -> None:
        self._mark_liked(printed)
        editable = editable_among([one.comment for one in printed], self.person)
        for one in printed:
            one.may_edit = one.comment.pk in editable

    def _mark_liked(self, printed: list[Shown]) -> None:
        """Which ones whoever reads has liked. One query; none for somebody we do not know."""
        if self.person is None or self.person.pk is None or not printed:
            return
        mine = Like.objects.filter(by=self.person, comment__in=[one.comment.pk for one in printed])
        liked = set(mine.values_list("comment_id", flat=True))
        for one in printed:
            one.is_liked = one.comment.pk in liked


def _moderates(person: Commenter | None, story: Article) -> bool:
    """Asks nothing for anybody but an account at the desk."""
    return person is not None and person.user is not None and may_moderate(person.user, story)


def stories() -> QuerySet[Article]:
    """Those that readers may see, with what a conversation asks of its story."""
    return (
        Article.objects.live()
        .select_related("section", "lead_image")
        .defer("body")
        .annotate(**horizon())
        .prefetch_related(
            Prefetch("coverage", Coverage.objects.select_related("show")),
            Prefetch("bylines", Byline.objects.select_related("author")),
        )
    )


def place_of(comment: Comment) -> str:
    """Where a comment that is shown stands: under its story, unless so much has been said there
    that it may not be among the first."""
    story, thread = comment.story, comment.thread
    is_near = story.comment_count <= THREADS and (thread is None or thread.replies <= ANSWERS)
    there = story if is_near else comment
    return f"{there.get_absolute_url()}#comment-{comment.pk}"


def beneath(request: HttpRequest, story: Article) -> Part | None:
    """What stands under a story that readers may see. Three queries at most; two more for
    somebody who has told us who they are, and one more where they have just said something."""
    if settings.COMMENTS == policy.OFF:
        return None
    reader = Reader(request, story)
    if reader.policy.is_off:
        return None
    talk = reader.talk(reader.first_threads(), ORDER)
    return Part("comments/beneath.html", talk)
