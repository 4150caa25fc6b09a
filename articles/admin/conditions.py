"""What stories can have in common, each asked in two ways (articles/admin/leafing.py)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, IsNull
from django.utils import timezone

from articles.admin.leafing import Condition
from articles.models import Article, Byline, Citation, Claim, Note, Revision, Via, WorkingCopy
from articles.newsroom import TURNS
from articles.querysets import readers_may_see
from articles.rights import is_editor

Status = Article.Status
ON_THE_WAY = (Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED)


def column(name: str, value: Any) -> Condition:
    """An index has this column."""
    return Condition(Q(Exact(_unindexed(name), value)), Q(**{name: value}))


def linked(rows: QuerySet, story: str = "article", *, few: bool = False) -> Condition:
    """Stories that one of these rows leads to."""
    test = Q(Exists(rows.filter(**{story: OuterRef("pk")})))
    return Condition(test, Q(pk__in=_numbers(rows, story)), few)


def narrowed(condition: Condition, test: Q) -> Condition:
    """Those of them that also pass a test for which there is no index."""
    return Condition(condition.test & test, condition.found & test, condition.few)


def own(user: AbstractBaseUser) -> Condition:
    """Begun by this account, or published under its author's name."""
    begun, by = Article.objects.filter(created_by=user), Byline.objects.filter(author__user=user)
    test = column("created_by", user.pk).test | linked(by).test
    return Condition(test, _either(_numbers(begun, "pk"), _numbers(by)))


def of_whom_it_concerns(condition: Condition, user: AbstractBaseUser) -> Condition:
    """What is prepared for a live story is for its writers and for editors; nobody else finds the
    story by it."""
    return condition if is_editor(user) else narrowed(condition, own(user).test)


def live() -> Condition:
    return Condition(readers_may_see())


def scheduled() -> Condition:
    return Condition(Q(live_at__gt=timezone.now()))


def in_review() -> Condition:
    """Waits for an editor: a story, or changes to one."""
    stories = Article.objects.filter(status=Status.IN_REVIEW)
    changes = WorkingCopy.objects.filter(status=WorkingCopy.Status.IN_REVIEW)
    found = _either(_numbers(stories, "pk"), _numbers(changes))
    return Condition(found, found, few=True)


def sent_back() -> Condition:
    """Came back from review, and has not been given to anybody since."""
    turns = Revision.objects.filter(article=OuterRef("pk"), verb__in=TURNS).order_by("-version")
    is_last = Q(Exact(Subquery(turns.values("verb")[:1]), "send_back"))
    return narrowed(linked(Revision.objects.filter(verb="send_back"), few=True), is_last)


def with_changes() -> Condition:
    """Live, and another version of it is on its way. Most working copies are those of drafts; they
    are left out before their stories are read."""
    at_the_desk = Article.objects.filter(status__in=[Status.DRAFT, Status.IN_REVIEW])
    copies = WorkingCopy.objects.exclude(article__in=_numbers(at_the_desk, "pk"))
    return narrowed(linked(copies, few=True), readers_may_see())


def resting_on(sources: Sequence[int]) -> Condition:
    """On any of these sources, first or by hearsay."""
    first = Citation.objects.filter(tag__in=sources), "content_object"
    later = Via.objects.filter(source__in=sources), "citation__content_object"
    test = linked(*first).test | linked(*later).test
    return Condition(test, _either(_numbers(*first), _numbers(*later)))


def claiming(standing: str) -> Condition:
    return linked(Claim.objects.filter(standing=standing))


def without(rows: type[Model], story: str = "article") -> Condition:
    """On its way to readers, and nothing of this kind in it."""
    return _on_the_way(~Q(Exists(rows.objects.filter(**{story: OuterRef("pk")}))))


def without_picture() -> Condition:
    return _on_the_way(Q(IsNull(_unindexed("lead_image"), True)))


def with_open_notes() -> Condition:
    return linked(Note.objects.filter(done_at=None, answers=None), few=True)


def changed_since(moment: datetime) -> Condition:
    """The index of the list's own order has it."""
    return Condition(Q(changed_at__gte=moment))


def _on_the_way(test: Q) -> Condition:
    found = Q(status__in=ON_THE_WAY) & test
    return Condition(found, found, few=True)


def _numbers(rows: QuerySet, story: str = "article") -> QuerySet:
    return rows.order_by().values(story)


def _either(one: QuerySet, other: QuerySet) -> Q:
    """Their indexes are asked one after the other: with OR between them, PostgreSQL asks none."""
    return Q(pk__in=one.union(other))


def _unindexed(name: str) -> Coalesce:
    """A column for tests: where stories are tried in order, its index would only give them in
    another one."""
    return Coalesce(name, name)
