"""The verbs: everything that happens to a story on its way to its readers and after.

Each runs in one transaction, checks permission and state, keeps the link rows' `live_at` equal to
the story's, leaves a revision and a log entry, and announces itself by `story_changed` on commit.
A refusal is a `Refused` whose message tells the person what to do; nothing has changed then.
"""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import state
from articles.models import Article, Correction, Revision, Via
from articles.models.article import month_of
from articles.signals import story_changed
from geekfeed.lib.html import plain_text

User = AbstractBaseUser | None  # None: the site itself
Status = Article.Status

# What a story must be, as its readers have it, for each verb. The desk offers the same.
FROM: dict[str, set[str]] = {
    "submit": {Status.DRAFT},
    "take_back": {Status.IN_REVIEW},
    "send_back": {Status.IN_REVIEW},
    "schedule": {Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED},
    "unschedule": {Status.SCHEDULED},
    "publish": {Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED},
    "edit": set(Status),
    "correct": {Status.LIVE},
    "withdraw": {Status.LIVE},
    "restore": {Status.WITHDRAWN},
}


class Refused(Exception):
    """The verb cannot be carried out; the message says why and what to do."""


class Moved(Refused):
    """Somebody else changed the story after it was opened."""


def submit(article: Article, user: User, why: str = "") -> None:
    """Hand a draft over to the editors."""
    _own_or_editor(article, user)
    if missing := _missing(article):
        raise Refused(" ".join(missing))
    _carry_out(article, user, "submit", why=why, status=Status.IN_REVIEW)


def take_back(article: Article, user: User, why: str = "") -> None:
    """The writer takes a story out of review to go on writing."""
    _own_or_editor(article, user)
    _carry_out(article, user, "take_back", why=why, status=Status.DRAFT)


def send_back(article: Article, user: User, why: str = "") -> None:
    """The editor hands a story back to its writer."""
    _editor(user)
    _carry_out(article, user, "send_back", why=why, status=Status.DRAFT)


def schedule(article: Article, user: User, at: datetime, why: str = "") -> None:
    """Let the story appear by itself at that moment."""
    _editor(user)
    if at <= timezone.now():
        raise Refused(_("That moment has passed. Choose a later one, or publish now."))
    _ready(article)
    _carry_out(
        article,
        user,
        "schedule",
        why=why,
        status=Status.SCHEDULED,
        live_at=at,
        month=_address_month(article, at),
    )


def unschedule(article: Article, user: User, why: str = "") -> None:
    """Keep a scheduled story from appearing; it is a draft again."""
    _editor(user)
    _carry_out(
        article,
        user,
        "unschedule",
        why=why,
        status=Status.DRAFT,
        live_at=None,
        month=article.month if _was_live(article) else None,
    )


def publish(article: Article, user: User, at: datetime | None = None, why: str = "") -> None:
    """Let readers see the story now, or, for stories that come from elsewhere, as of `at`."""
    _editor(user)
    _ready(article)
    at = at or timezone.now()
    if at > timezone.now():
        raise Refused(_("That moment is still to come. Schedule the story instead."))
    _carry_out(
        article,
        user,
        "publish",
        why=why,
        status=Status.LIVE,
        live_at=at,
        month=_address_month(article, at),
    )


def publish_due() -> int:
    """Mark the scheduled stories whose moment has come as live, and announce them.

    Readers see them anyway, by the clock alone; this is for those who listen. Returns how many.
    """
    due = Article.objects.live().filter(status=Status.SCHEDULED)
    count = 0
    for article in due.order_by("live_at", "pk"):
        try:
            _record(article, None, "publish", status=Status.LIVE)
        except Moved:
            continue  # somebody unscheduled or published it at this very moment
        count += 1
    return count


def edit(article: Article, user: User, why: str = "") -> None:
    """The form of the story was saved. On a live story readers are told when it last changed."""
    _may_edit(article, user)
    changes = {"edited_at": timezone.now()} if article.is_live else {}
    _carry_out(article, user, "edit", why=why, **changes)


def correct(article: Article, user: User, kind: str, text: str, at: datetime | None = None) -> None:
    """Put a dated notice under a live story."""
    _editor(user)
    if not text.strip():
        raise Refused(_("Write what was wrong and what is right."))
    at = at or timezone.now()
    with transaction.atomic():
        Correction.objects.create(article=article, kind=kind, text=text, at=at, created_by=user)
        _carry_out(article, user, "correct", why=text[:300], edited_at=at)


def withdraw(article: Article, user: User, why: str = "") -> None:
    """Take a story away from readers; its address says that it was withdrawn."""
    _editor(user)
    _carry_out(
        article,
        user,
        "withdraw",
        why=why,
        status=Status.WITHDRAWN,
        live_at=None,
    )


def restore(article: Article, user: User, why: str = "") -> None:
    """Make a withdrawn story a draft again."""
    _editor(user)
    _carry_out(article, user, "restore", why=why, status=Status.DRAFT)


def blockers(article: Article) -> list[str]:
    """What stops a story from going out, in sentences. Empty: nothing does."""
    found = _missing(article)
    if not plain_text(article.body):
        found.append(_("The story has no body. Write one."))
    if not article.bylines.exists():
        found.append(_("Nobody is named as its author. Add a byline."))
    if article.lead_image and not article.lead_image.alt:
        found.append(_("The lead picture has no alt text. Say what it shows."))
    if article.lead_image and article.lead_image.has_expired:
        found.append(_("We may not show the lead picture any more. Choose another one."))
    return found


def _missing(article: Article) -> list[str]:
    """What keeps a draft from being handed to anybody: the database asks for these too."""
    found = []
    if not article.headline:
        found.append(_("The story has no headline. Say what happened."))
    if not article.slug:
        found.append(_("The story has no address. Save it with a headline."))
    if not article.section_id:
        found.append(_("The story is in no section. Choose one."))
    return found


def sent_back(article: Article) -> Revision | None:
    """The editor's last word on a draft that came back, until it is handed over again."""
    if article.status != Status.DRAFT:
        return None
    last = article.revisions.filter(verb__in=["submit", "send_back"]).select_related("who").first()
    return last if last and last.verb == "send_back" else None


def may_edit(article: Article, user: AbstractBaseUser) -> bool:
    """Editors may edit every story; writers their own, while it is a draft."""
    if user.has_perm("articles.publish_article"):
        return True
    return article.status == Status.DRAFT and article.belongs_to(user)


def _may_edit(article: Article, user: User) -> None:
    if user is not None and not may_edit(article, user):
        raise Refused(_("You can change your own drafts. Take the story back from review first."))


def _own_or_editor(article: Article, user: User) -> None:
    if user is None or user.has_perm("articles.publish_article") or article.belongs_to(user):
        return
    raise Refused(_("This story belongs to somebody else."))


def _editor(user: User) -> None:
    if user is not None and not user.has_perm("articles.publish_article"):
        raise Refused(_("Only editors can do this. Send the story to review instead."))


def _ready(article: Article) -> None:
    if found := blockers(article):
        raise Refused(" ".join(found))


def _address_month(article: Article, at: datetime) -> date:
    return article.month if article.month and _was_live(article) else month_of(at)


def _was_live(article: Article) -> bool:
    """Whether readers have ever had its address; then the address stays."""
    return article.is_live or article.revisions.filter(verb__in=["publish", "withdraw"]).exists()


def _carry_out(article: Article, user: User, verb: str, *, why: str = "", **changes: Any) -> None:
    """The part that all verbs share."""
    if article.state not in FROM[verb]:
        raise Refused(
            _("The story is “%(state)s”; that cannot be done with it now.")
            % {"state": Status(article.state).label.lower()}
        )
    _record(article, user, verb, why=why, **changes)


@transaction.atomic
def _record(article: Article, user: User, verb: str, *, why: str = "", **changes: Any) -> None:
    """Change the story and leave its traces. The conditional UPDATE is the whole race check: of two
    people who act on the same version, one gets through and the other is told."""
    moved = Article.objects.filter(
        pk=article.pk, version=article.version, status=article.status
    ).update(version=F("version") + 1, changed_at=timezone.now(), **changes)
    if not moved:
        raise Moved(
            _("Somebody else has just changed this story. Open it again, then try once more.")
        )
    for name, value in changes.items():
        setattr(article, name, value)
    article.version += 1
    for rows in link_rows(article):
        rows.exclude(live_at=article.live_at).update(live_at=article.live_at)
    Revision.objects.create(
        article=article,
        state=state.read(article),
        version=article.version,
        verb=verb,
        why=why,
        who=user,
    )
    if user is not None:
        said = f"{verb}: {why}" if why else verb
        LogEntry.objects.log_actions(user.pk, [article], CHANGE, change_message=said)
    # A listener that fails (a CDN that is away) must not make the verb look undone; Django logs it.
    transaction.on_commit(
        partial(story_changed.send_robust, Article, article=article, verb=verb, user=user)
    )


def link_rows(article: Article) -> list[Any]:
    """Every row that carries the story's `live_at`."""
    return [
        article.bylines.all(),
        article.coverage.all(),
        article.citations.all(),
        Via.objects.filter(citation__content_object=article),
        article.claims.all(),
        article.topic_links.all(),
    ]
