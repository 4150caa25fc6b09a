"""One correction for every story that tells the same wrong claim.

Which stories those are is asked of their claims; which of them are corrected, somebody confirms one
by one. Each gets its notice by workflow.correct, as by hand: all of them, or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, Claim, Correction, Revision
from articles.rights import Moved, Refused, User, ask_for_editor
from articles.workflow import FROM
from shows.ledger import Answer, Standing, newest

MOST = 100  # stories at once
ROUNDS = 8  # how far claims that confirm one another are followed


@dataclass(frozen=True)
class Notice:
    """What a story is to be told. `seen` is its version when somebody looked at it."""

    story: int
    seen: int
    text: str


def saying_the_same(claim: Claim) -> list[Claim]:
    """The claims, of stories that are out or about to be, that say what this one says: the same of
    the same fact, or confirmed by it, or confirming it, in whatever words. Newest first, one for
    each story, and this one before all others.

    A denial says something else than what it denies; the same date is part of saying the same.
    """
    told = Claim.objects.live_or_scheduled().with_subjects().select_related("article")
    found: dict[int, Claim] = {claim.pk: claim}
    ahead = [claim]
    for _round in range(ROUNDS):
        rows = told.filter(_alike(ahead)).exclude(pk__in=found)
        ahead = list(rows.defer("article__body").newest_first()[: MOST * 3])
        found |= {one.pk: one for one in ahead}
        if not ahead:
            break
    first, *others = found.values()
    others.sort(key=newest, reverse=True)
    once: dict[int, Claim] = {}
    for one in [first, *others]:
        once.setdefault(one.article_id, one)
    return list(once.values())


def _alike(claims: Iterable[Claim]) -> Q:
    alike = Q(pk__in=[])
    for fact, day, precision, denied in {_value(claim) for claim in claims if claim.fact}:
        same = Q(fact=fact, date_on=day, date_precision=precision)
        alike |= same & (Q(standing=Standing.DENIED) if denied else ~Q(standing=Standing.DENIED))
    confirmed = {claim.answers_id for claim in claims if claim.answer == Answer.CONFIRMS}
    keys = {claim.key for claim in claims}
    return alike | Q(key__in=confirmed) | Q(answers__in=keys, answer=Answer.CONFIRMS)


def _value(claim: Claim) -> tuple[Any, ...]:
    return claim.fact, claim.date_on, claim.date_precision, claim.standing == Standing.DENIED


def correct_everywhere(
    claim: Claim, user: User, kind: str, notices: Sequence[Notice]
) -> list[Article]:
    """Put the notices under their stories, in one transaction. Returns the stories.

    The versions that were seen are its token: the same submission once more, which comes when an
    answer got lost or a button was pressed twice, finds the notices there and adds none.

    Raises Refused, and Moved where a story is not the one any more that somebody looked at; nothing
    has been corrected then.
    """
    ask_for_editor(user)
    if not notices:
        raise Refused(_("Choose at least one story."))
    if any(not notice.text.strip() for notice in notices):
        raise Refused(_("Write what was wrong and what is right."))
    wanted = {notice.story: notice for notice in notices}
    with transaction.atomic():
        rows = Article.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
        stories = list(rows)
        if len(stories) < len(wanted):
            raise Moved(_("One of the stories is gone. Nothing was corrected: look at them again."))
        if all(_has_it_already(story, user, kind, wanted[story.pk]) for story in stories):
            return stories
        alike = {one.article_id for one in saying_the_same(claim)}
        for story in stories:
            _ask_whether_seen(story, wanted[story.pk], alike)
        at = timezone.now()
        for story in stories:
            workflow.correct(story, user, kind, wanted[story.pk].text.strip(), at=at)
    return stories


def _ask_whether_seen(story: Article, notice: Notice, alike: set[int]) -> None:
    if story.desk_state not in FROM["correct"]:
        raise Moved(
            _("“%(story)s” is not live any more. Nothing was corrected: look at them again.")
            % {"story": story}
        )
    if story.version != notice.seen or story.pk not in alike:
        raise Moved(
            _(
                "“%(story)s” has been changed since you looked. Nothing was corrected: read it "
                "again."
            )
            % {"story": story}
        )


def _has_it_already(story: Article, user: User, kind: str, notice: Notice) -> bool:
    """Whether the very next version after the one that was seen is this notice."""
    text = notice.text.strip()
    made = Revision.objects.filter(
        article=story, version=notice.seen + 1, verb="correct", who=user, why=text[:300]
    )
    notices = Correction.objects.filter(article=story, created_by=user, kind=kind, text=text)
    return made.exists() and notices.exists()
