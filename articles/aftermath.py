"""Letters to those whose claims a story has settled: when it goes out, or changes to it do, the
writers of the other stories and the editors hear what became of what those said.

Readers are told without anybody's doing (articles/outcomes.py). Each person gets one letter for
each story that settles something, and whoever published it gets none.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db.models import Case, Value, When
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import ngettext

from articles import turns
from articles.models import Article, Byline, Outcome
from articles.newsroom import name_of
from articles.notices import LONGEST_HEADLINE, NEWS, editors, one_line, post
from geekfeed.lib.addresses import absolute, address_of
from shows.outcomes import SETTLED


def tell(
    sender: type,
    article: Article,
    verb: str,
    user: AbstractBaseUser | None,
    settled: Sequence[int] = (),
    **kwargs: Any,
) -> None:
    """A receiver of `story_changed`."""
    if verb != "publish" and not settled:
        return
    outcomes = list(_told_by(article, verb, user, settled))
    if not outcomes:
        return
    stories = {outcome.claim.article_id: outcome.claim.article for outcome in outcomes}
    letters = []
    for address, theirs in _whom(article, stories, user).items():
        own = [outcome for outcome in outcomes if outcome.claim.article_id in theirs]
        subject, text = _letter(own, user)
        letters.append(EmailMessage(subject, text, to=[address]))
    post(letters)


def _told_by(
    article: Article, verb: str, user: AbstractBaseUser | None, settled: Sequence[int]
) -> Iterable[Outcome]:
    """What the story makes of others' claims that nobody has been told yet: when it goes out, all;
    of changes to it, what came about by them."""
    found = Outcome.objects.live().filter(by__article=article, verdict__in=SETTLED)
    if verb == "publish" and not _was_out(article):
        if user is None:
            # What comes from elsewhere is published by nobody, as of long ago.
            found = found.filter(by__told_at__gte=timezone.now() - NEWS)
    else:
        found = found.filter(pk__in=settled)
    worst_first = Case(*(When(verdict=v, then=Value(n)) for n, v in enumerate(SETTLED)))
    return (
        found.exclude(claim__article=article)
        .select_related("claim__article", "by__article")
        .defer("claim__article__body", "by__article__body")
        .order_by(worst_first, "claim__article", "claim__position", "pk")
    )


def _was_out(article: Article) -> bool:
    last = article.revisions.defer("state").filter(verb="publish").first()
    return last is not None and turns.was_out(article, last)


def _whom(
    article: Article, stories: dict[int, Article], user: AbstractBaseUser | None
) -> dict[str, set[int]]:
    """The addresses to write to, each with the stories that it is to hear of: editors of all."""
    theirs: dict[int, set[int]] = {}
    signed = Byline.objects.filter(article__in=stories, author__user__isnull=False)
    begun = [(story.pk, story.created_by_id) for story in stories.values() if story.created_by_id]
    for number, account in [*signed.values_list("article_id", "author__user"), *begun]:
        theirs.setdefault(account, set()).add(number)
    people = list(editors(article).order_by("pk"))
    theirs |= {person.pk: set(stories) for person in people}
    accounts = get_user_model().objects.filter(pk__in=theirs, is_active=True, is_staff=True)
    found: dict[str, tuple[str, set[int]]] = {}
    for person in accounts.exclude(email="").order_by("pk"):
        if user is None or person.pk != user.pk:
            _address, numbers = found.setdefault(person.email.casefold(), (person.email, set()))
            numbers |= theirs[person.pk]
    return dict(found.values())


def _letter(outcomes: list[Outcome], user: AbstractBaseUser | None) -> tuple[str, str]:
    """The subject and the text, about some outcomes of which the first is the worst."""
    by = outcomes[0].by.article
    first = Truncator(one_line(outcomes[0].claim.says)).chars(LONGEST_HEADLINE)
    about = f"{outcomes[0].kind.label}: {first}"
    if more := len(outcomes) - 1:
        about += " " + ngettext("and %(more)d more", "and %(more)d more", more) % {"more": more}
    lines: dict[int, dict[str, Any]] = {}
    for outcome in outcomes:
        story = outcome.claim.article
        page = reverse("admin:articles_article_change", args=[story.pk])
        line = lines.setdefault(
            story.pk, {"headline": story.headline, "page": absolute(page), "claims": []}
        )
        line["claims"].append(outcome)
    words = {
        "who": name_of(user) if user else "",
        "headline": by.headline,
        "address": address_of(by),
        "stories": list(lines.values()),
        "site": settings.SITE_NAME,
    }
    text = render_to_string("articles/mail/settled.txt", words).strip()
    return f"[{one_line(settings.SITE_NAME)}] {about}", f"{text}\n"
