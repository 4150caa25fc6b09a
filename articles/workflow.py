"""The verbs: everything that happens to a story on its way to its readers and after.

Each runs in one transaction, checks permission and state, keeps the link rows' `live_at` equal to
the story's, leaves a revision and a log entry, and announces itself by `story_changed` on commit.
A refusal is a `Refused` whose message tells the person what to do; nothing has changed then.

On a live story that is being changed, submit, take_back, send_back, schedule, unschedule and
publish act on the changes: readers keep what they have until the changes are published.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import checklist, embargo, notes, outcomes, telling
from articles import state as states
from articles.forms import Submission
from articles.models import Article, Correction, Outcome, Revision, Via, WorkingCopy
from articles.models.article import month_of
from articles.pending import (
    ON_THE_DESK,
    drop_copy,
    join,
    locked,
    pending,
)
from articles.piece import Piece
from articles.rights import (
    Moved,
    Refused,
    User,
    ask_for_editor,
    ask_for_own_or_editor,
    ask_to_edit,
    may_edit,
)
from articles.signals import story_changed
from geekfeed.lib.sentences import in_sentence

__all__ = ["FROM", "Moved", "Refused", "blockers", "desk_state", "may_edit", "sent_back"]

Status = Article.Status
LIVE = ("live", "changes", "changes_in_review", "changes_scheduled")
ON_ITS_WAY = (
    "draft",
    "in_review",
    "scheduled",
    "changes",
    "changes_in_review",
    "changes_scheduled",
)
EVERYWHERE = ("draft", "in_review", "scheduled", *LIVE, "withdrawn")

# What a story must be, at the desk, for each verb. The desk offers the same.
FROM: dict[str, tuple[str, ...]] = {
    "submit": ("draft", "changes"),
    "take_back": ("in_review", "changes_in_review"),
    "send_back": ("in_review", "changes_in_review"),
    "schedule": ON_ITS_WAY,
    "unschedule": ("scheduled", "changes_scheduled"),
    "publish": ON_ITS_WAY,
    "discard": ("changes", "changes_in_review", "changes_scheduled"),
    "plan": ("draft", "in_review", "scheduled"),
    "save": ON_ITS_WAY,
    "edit": EVERYWHERE,
    "correct": LIVE,
    "withdraw": LIVE,
    "restore": ("withdrawn",),
}
# A story's state at the desk, in words.
LABELS = {
    "draft": gettext_lazy("Draft"),
    "in_review": gettext_lazy("In review"),
    "scheduled": gettext_lazy("Scheduled"),
    "live": gettext_lazy("Live"),
    "changes": gettext_lazy("Live, changes"),
    "changes_in_review": gettext_lazy("Live, changes in review"),
    "changes_scheduled": gettext_lazy("Live, changes scheduled"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


# Verbs after which readers have something else than before.
SEEN = ("publish", "correct", "edit", "withdraw")

# Verbs on what readers have, whatever else is being typed.
READERS_OWN = {"correct", "withdraw", "edit"}


def desk_state(article: Article) -> str:
    return article.desk_state


def submit(article: Article, user: User, why: str = "") -> None:
    """Hand a draft, or the changes to a live story, over to the editors. It need not be whole."""
    ask_for_own_or_editor(article, user)
    if article.is_live:
        _move_changes(article, user, "submit", WorkingCopy.Status.IN_REVIEW, why=why)
    else:
        _carry_out(article, user, "submit", why=why, status=Status.IN_REVIEW)


def take_back(article: Article, user: User, why: str = "") -> None:
    """The writer takes a story out of review to go on writing."""
    ask_for_own_or_editor(article, user)
    if article.is_live:
        _move_changes(article, user, "take_back", WorkingCopy.Status.OPEN, why=why)
    else:
        _carry_out(article, user, "take_back", why=why, status=Status.DRAFT)


@transaction.atomic
def send_back(article: Article, user: User, why: str = "", about: str = "") -> None:
    """The editor hands a story back to its writer. The reason stands beside the story as a note on
    the field that it is `about` (empty: on the whole story)."""
    ask_for_editor(user)
    if article.is_live:
        _move_changes(article, user, "send_back", WorkingCopy.Status.OPEN, why=why)
    else:
        _carry_out(article, user, "send_back", why=why, status=Status.DRAFT)
    if why and user is not None:
        notes.put(article, user, why, about)


@transaction.atomic
def schedule(
    article: Article, user: User, at: datetime, why: str = "", seen: str | None = None
) -> None:
    """Let the story, or the changes to a live one, appear by itself at that moment; not before its
    embargo ends. `seen`: as for publish()."""
    ask_for_editor(user)
    if at <= timezone.now():
        raise Refused(_("That moment has passed. Choose a later one, or publish now."))
    story = _in_hand(article, "schedule", seen)
    if story.is_live:
        _check(_as_pending(story, user).piece())
        _move_changes(article, user, "schedule", WorkingCopy.Status.SCHEDULED, why=why, at=at)
        return
    before = outcomes.hold(story)
    _apply(story, user)
    live_at = _embargoed(embargo.hold_back, story, at)
    _record(
        story,
        user,
        "schedule",
        why=why,
        before=before,
        status=Status.SCHEDULED,
        live_at=live_at,
        planned_for=at,
        month=_address_month(story, live_at),
    )
    article.refresh_from_db()


def unschedule(article: Article, user: User, why: str = "") -> None:
    """Keep a scheduled story from appearing; it is a draft again. Changes wait as changes."""
    ask_for_editor(user)
    if article.is_live:
        _move_changes(article, user, "unschedule", WorkingCopy.Status.OPEN, why=why)
        return
    _carry_out(
        article,
        user,
        "unschedule",
        why=why,
        status=Status.DRAFT,
        live_at=None,
        month=article.month if _was_live(article) else None,
    )


@transaction.atomic
def publish(
    article: Article,
    user: User,
    at: datetime | None = None,
    why: str = "",
    seen: str | None = None,
) -> None:
    """Let readers see the story, or the changes to it, now; or, for stories that come from
    elsewhere, as of `at`. Before its embargo ends it is scheduled for that moment instead.

    `seen` is the fingerprint of the state that the person looked at: what somebody else has typed
    since then does not go out unread.
    """
    ask_for_editor(user)
    now = timezone.now()
    if at and at > now:
        raise Refused(_("That moment is still to come. Schedule the story instead."))
    story = _in_hand(article, "publish", seen)
    before = outcomes.hold(story)
    _apply(story, user)
    if story.is_live:
        _record(story, user, "publish", why=why, before=before, at=at, edited_at=at or now)
    else:
        live_at = _embargoed(embargo.hold_back, story, at or now)
        is_out = live_at <= now
        _record(
            story,
            user,
            "publish" if is_out else "schedule",
            why=why,
            before=before,
            at=at,
            status=Status.LIVE if is_out else Status.SCHEDULED,
            live_at=live_at,
            month=_address_month(story, live_at),
            **({} if is_out else {"planned_for": at or now}),
        )
    article.refresh_from_db()


def publish_due() -> int:
    """Do what is due: mark the scheduled stories whose moment has come as live, so that those who
    listen hear of it (readers see them anyway, by the clock alone), and publish the changes to live
    stories that were scheduled. Returns how many there were.

    Changes that cannot go out any more stay changes, and the editors are told why.
    """
    count = 0
    due = Article.objects.live().filter(status=Status.SCHEDULED)
    for article in due.order_by("live_at", "pk"):
        try:
            _record(article, None, "publish", state=states.read(article), status=Status.LIVE)
        except Moved:
            continue  # somebody unscheduled or published it at this very moment
        count += 1
    copies = WorkingCopy.objects.filter(
        status=WorkingCopy.Status.SCHEDULED, go_out_at__lte=timezone.now()
    )
    for copy in copies.select_related("article").order_by("go_out_at", "pk"):
        story = copy.article
        try:
            publish(story, None, at=copy.go_out_at if story.is_live else None)
        except Moved:
            continue
        except Refused as refusal:
            _give_up(story, str(refusal))
            continue
        count += 1
    return count


def discard(article: Article, user: User, why: str = "") -> None:
    """Give up the changes to a live story. They stay in its history, from where they can be had
    back."""
    ask_to_edit(article, user)
    with transaction.atomic():
        story = _in_hand(article, "discard")
        given_up = pending(story)
        drop_copy(story)
        _record(story, user, "discard", why=why, state=given_up)
        article.refresh_from_db()


def plan(article: Article, user: User, why: str = "", **plans: Any) -> None:
    """Say when a story is meant to go out (`planned_for`) and what it has to wait for
    (`embargo_until`, `embargo_season`, `embargo_episode`). What is not named stays as it is.

    A scheduled story goes out when its embargo ends, and not before the planned moment. An embargo
    that somebody has set is changed or taken off by editors alone.
    """
    ask_to_edit(article, user)
    changes = dict(plans)
    if any(getattr(article, name) not in (None, value) for name, value in _embargoes(plans)):
        ask_for_editor(user)
    if article.status == Status.SCHEDULED and not article.is_live:
        ask_for_editor(user)
        for name, value in plans.items():
            setattr(article, name, value)
        changes["live_at"] = _embargoed(embargo.falls_due, article)
        if changes["live_at"] <= timezone.now():
            raise Refused(_("That moment has passed. Choose a later one, or publish now."))
        changes["month"] = _address_month(article, changes["live_at"])
    _carry_out(article, user, "plan", why=why, **changes)


def _embargoes(plans: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in plans.items() if name.startswith("embargo")]


def reschedule_embargoed(article: Article) -> None:
    """What a scheduled story waits for has another date now: it never goes out before that.

    Raises Refused where the date is not known any more; the story then keeps the one it had.
    """
    live_at = _embargoed(embargo.falls_due, article)
    if live_at != article.live_at:
        month = _address_month(article, live_at)
        _record(article, None, "schedule", live_at=live_at, month=month)


@transaction.atomic
def save(article: Article, user: User, why: str = "") -> None:
    """Give what was typed so far a place in the history, if it is not what stands there last."""
    ask_to_edit(article, user)
    story = _in_hand(article, "save")
    last = story.revisions.first()
    if last is None or not states.same_state(last.state, pending(story)):
        _record(story, user, "save", why=why)
        article.refresh_from_db()


def edit(article: Article, user: User, why: str = "") -> None:
    """The rows of the story were changed by other means than its form. On a live story readers are
    told when it last changed. Which claims its own ones answered before is not known any more:
    where that has changed, `manage.py settle_claims` works everything out."""
    ask_to_edit(article, user)
    if article.is_live:
        ask_for_editor(user)
    changes = {"edited_at": timezone.now()} if article.is_live else {}
    _carry_out(article, user, "edit", why=why, **changes)


def correct(article: Article, user: User, kind: str, text: str, at: datetime | None = None) -> None:
    """Put a dated notice under a live story."""
    ask_for_editor(user)
    if not text.strip():
        raise Refused(_("Write what was wrong and what is right."))
    at = at or timezone.now()
    with transaction.atomic():
        Correction.objects.create(article=article, kind=kind, text=text, at=at, created_by=user)
        _carry_out(article, user, "correct", why=text[:300], edited_at=at)


@transaction.atomic
def withdraw(article: Article, user: User, why: str = "") -> None:
    """Take a story away from readers; its address says that it was withdrawn. Changes that were
    scheduled or in review wait, open."""
    ask_for_editor(user)
    _carry_out(article, user, "withdraw", why=why, status=Status.WITHDRAWN, live_at=None)
    WorkingCopy.objects.filter(article=article).update(
        status=WorkingCopy.Status.OPEN, go_out_at=None
    )


def restore(article: Article, user: User, why: str = "") -> None:
    """Make a withdrawn story a draft again."""
    ask_for_editor(user)
    _carry_out(article, user, "restore", why=why, status=Status.DRAFT)


def blockers(article: Article) -> list[str]:
    """What stops a story from going out as its rows are, in sentences. Empty: nothing does."""
    return _blocking(Piece.of(article))


def sent_back(article: Article) -> Revision | None:
    """The editor's last word on what came back, until it is handed over again."""
    if article.desk_state not in ("draft", "changes"):
        return None
    turns = ["submit", "send_back", "publish"]
    last = article.revisions.filter(verb__in=turns).select_related("who").first()
    return last if last and last.verb == "send_back" else None


# -- What the verbs share ----------------------------------------------------------------------


def _in_hand(article: Article, verb: str, seen: str | None = None) -> Article:
    """The story from the database, if it is still the one that the person looked at. Inside a
    transaction it is nobody else's from here on."""
    story = locked(article)
    if (story.version, story.status) != (article.version, article.status):
        raise _moved()
    _fits(story, verb)
    if seen is not None and seen != states.fingerprint(pending(story)):
        raise Moved(
            _("Somebody went on writing after you had opened this. Look at it again, then decide.")
        )
    return story


def _fits(article: Article, verb: str) -> None:
    state = article.desk_state
    if state not in FROM[verb]:
        raise Refused(
            _("The story is “%(state)s”; that cannot be done with it now.")
            % {"state": in_sentence(LABELS[state])}
        )


def _as_pending(story: Article, user: User) -> Submission:
    """The state that the desk works on, bound and checked. Raises Refused where it is not valid."""
    submission = Submission(story, _joined(story), user)
    if not submission.is_valid():
        sentences = dict.fromkeys(sentence for _where, sentence in submission.errors)
        raise Refused(" ".join(sentences))
    return submission


def _joined(story: Article) -> states.State:
    """The changes, joined with what happened to the rows of a live story under them."""
    copy = story.copy
    if story.status in ON_THE_DESK or not copy.base:
        return copy.state
    now = states.read(story)
    if states.same_state(now, copy.base):
        return copy.state
    joined, clashes = join(copy.base, copy.state, now)
    if clashes:
        raise Refused(
            _("The live story itself has changed under these changes. Compare both, then decide.")
        )
    return joined


def _apply(story: Article, user: User) -> None:
    """Look at the story as it is to go out, then write what was typed into its rows."""
    if story.copy is None:
        _check(Piece.of(story))
        return
    submission = _as_pending(story, user)
    _check(submission.piece())
    submission.save()
    drop_copy(story)


def _check(piece: Piece) -> None:
    if found := _blocking(piece):
        raise Refused(" ".join(found))


def _blocking(piece: Piece) -> list[str]:
    found = checklist.check(piece, timezone.now()).findings
    return [finding.sentence for finding in found if finding.is_blocker]


def _embargoed(moment_of: Callable[..., datetime], *told: Any) -> datetime:
    try:
        return moment_of(*told)
    except embargo.Unknown as unknown:
        raise Refused(str(unknown)) from unknown


def _give_up(story: Article, why: str) -> None:
    """Changes that were due and cannot go out wait for an editor."""
    with transaction.atomic():
        WorkingCopy.objects.filter(article=story, status=WorkingCopy.Status.SCHEDULED).update(
            status=WorkingCopy.Status.OPEN, go_out_at=None
        )
        _record(Article.objects.get(pk=story.pk), None, "could_not_go_out", why=why[:300])


@transaction.atomic
def _move_changes(
    article: Article,
    user: User,
    verb: str,
    status: str,
    *,
    why: str = "",
    at: datetime | None = None,
) -> None:
    """Take the changes to a live story one step on their way."""
    story = _in_hand(article, verb)
    _record(story, user, verb, why=why)
    told = {"why": why} if verb == "submit" else {}
    WorkingCopy.objects.filter(article=story).update(status=status, go_out_at=at, **told)
    article.refresh_from_db()


def _address_month(article: Article, at: datetime) -> date:
    return article.month if article.month and _was_live(article) else month_of(at)


def _was_live(article: Article) -> bool:
    """Whether readers have ever had its address; then the address stays."""
    return article.is_live or article.revisions.filter(verb__in=["publish", "withdraw"]).exists()


def _carry_out(article: Article, user: User, verb: str, *, why: str = "", **changes: Any) -> None:
    """A verb that changes nothing but columns of the story."""
    _fits(article, verb)
    # Of what readers have, not of what is being typed.
    state = states.read(article) if verb in READERS_OWN else None
    _record(article, user, verb, why=why, state=state, **changes)


@transaction.atomic
def _record(
    article: Article,
    user: User,
    verb: str,
    *,
    why: str = "",
    state: states.State | None = None,
    before: outcomes.Touched | None = None,
    at: datetime | None = None,
    **changes: Any,
) -> None:
    """Change the story and leave its traces. The conditional UPDATE is the whole race check: of two
    people who act on the same version, one gets through and the other is told. `before`: what its
    claims touched before they were changed. `at`: when what is new in them was told, if that is
    long ago."""
    moved = Article.objects.filter(
        pk=article.pk, version=article.version, status=article.status
    ).update(version=F("version") + 1, changed_at=timezone.now(), **changes)
    if not moved:
        raise _moved()
    for name, value in changes.items():
        setattr(article, name, value)
    article.version += 1
    settled: list[Outcome] = []
    if article.live_at or "live_at" in changes:
        touched = outcomes.hold(article, before)
        telling.date_claims(article, at or timezone.now())
        for rows in link_rows(article):
            rows.exclude(live_at=article.live_at).update(live_at=article.live_at)
        settled = outcomes.settle(article, touched)
    told = states.without_verbs(state or pending(article))
    Revision.objects.create(
        article=article, state=told, version=article.version, verb=verb, why=why, who=user
    )
    if user is not None:
        said = f"{verb}: {why}" if why else verb
        LogEntry.objects.log_actions(user.pk, [article], CHANGE, change_message=said)
    _announce(article, user, verb, why=why, settled=[outcome.pk for outcome in settled])


def _announce(article: Article, user: User, verb: str, **told: Any) -> None:
    # A listener that fails (a CDN that is away) must not make the verb look undone; Django logs it.
    transaction.on_commit(
        partial(story_changed.send_robust, Article, article=article, verb=verb, user=user, **told)
    )


def _moved() -> Moved:
    return Moved(_("Somebody else has just changed this story. Open it again, then try once more."))


def link_rows(article: Article) -> list[Any]:
    """Every row that carries the story's `live_at`."""
    return [
        article.bylines.all(),
        article.coverage.all(),
        article.citations.all(),
        Via.objects.filter(citation__content_object=article),
        article.claims.all(),
        article.topic_links.all(),
        article.mentions.all(),
    ]
