"""What stories rest on of the catalog and of the pictures: asked before a record is deleted
(shows/uses.py, images/named.py)."""

from itertools import chain, islice
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Adoption, Article, Claim, Coverage, Mention, WorkingCopy
from geekfeed.lib.sentences import in_sentence
from images.named import folders_in
from shows.models import Character, Episode, Location, Person, Season, Show
from shows.uses import MOST, Example, Scope, Use, named, page_of, use

SUBJECTS = (Show, Season, Person, Character, Location)


def question(scope: Scope, user: AbstractBaseUser | None) -> list[Use]:
    """Stories about the records, claims, linked names, embargoes, what was taken over from claims,
    and what is being typed. `user` is who asks: of a story that they may not open, no headline is
    told."""
    found = []
    if set(SUBJECTS) & set(scope):
        if Show in scope or Season in scope:
            coverage = Coverage.objects.filter(named(scope, Show, Season))
            found.append(_use(_("Stories about it"), coverage, user))
        about = named(scope, *SUBJECTS)
        found.append(_use(_("Claims"), Claim.objects.filter(about), user, says=True))
        found.append(_use(_("Links in stories"), Mention.objects.filter(about), user))
    if Season in scope or Episode in scope:
        waits = {Season: "embargo_season", Episode: "embargo_episode"}
        found.append(_named(_("Stories that wait for it"), waits, scope, user))
        spoilers = {Season: "spoils_season", Episode: "spoils_episode"}
        found.append(_named(_("Stories that give it away"), spoilers, scope, user))
    if Show in scope or Season in scope:
        adopted = Adoption.objects.standing().filter(named(scope, Show, Season))
        adopted = adopted.select_related("show", "season__show")
        told = _("They are on record. Undo them at the desk's claims first.")
        found.append(use(_("Taken over from claims"), adopted, True, _adoption, told))
    if Show in scope:
        copies = WorkingCopy.objects.filter(shows__in=scope[Show].values("pk"))
        found.append(_use(_("Stories that are being written"), copies, user))
    return found


def of_pictures(folders: set[str], user: AbstractBaseUser) -> list[tuple[str, str]]:
    """Stories in whose text, or in what is being typed of it, a picture stands that is or was in
    one of these folders. Each text with a picture is read once, however many folders there are."""
    texts = chain(
        Article.objects.filter(body__contains="images/").values_list("pk", "body").iterator(),
        WorkingCopy.objects.values_list("article", "state__fields__body").iterator(),
    )
    stands = (number for number, text in texts if folders & folders_in(str(text)))
    numbers = list(islice(stands, MOST))
    stories = Article.objects.filter(pk__in=numbers).defer("body").order_by("-pk")
    open_to = _open_to(user, list(stories))
    return [(found.name, found.address) for found in (_story(one, open_to) for one in stories)]


def _use(label: str, rows: QuerySet, user: AbstractBaseUser | None, says: bool = False) -> Use:
    """Rows of stories, newest first, with how many stories are in which state."""
    counts = dict(
        rows.order_by().values_list("article__status").annotate(times=Count("pk", distinct=True))
    )
    total = sum(counts.values())
    if not total:
        return Use(label, 0, True)
    newest = rows.select_related("article").defer("article__body").order_by("-pk").distinct()[:MOST]
    open_to = _open_to(user, [row.article for row in newest])
    examples = [_story(row.article, open_to, row.says if says else "") for row in newest]
    return Use(label, total, True, examples, _by_state(counts))


def _named(
    label: str, columns: dict[type[Model], str], scope: Scope, user: AbstractBaseUser | None
) -> Use:
    """Stories that name one of the records in a column of their own."""
    named_by = Q(pk__in=[])
    for model, column in columns.items():
        if model in scope:
            named_by |= Q(**{f"{column}__in": scope[model].values("pk")})
    stories = Article.objects.filter(named_by).defer("body").order_by("-pk")
    total = stories.count()
    newest = list(stories[:MOST]) if total else []
    open_to = _open_to(user, newest)
    examples = [_story(story, open_to) for story in newest]
    return Use(label, total, True, examples)


def _open_to(user: AbstractBaseUser | None, stories: list[Article]) -> set[int]:
    numbers = [story.pk for story in stories]
    if user is None:
        return set(numbers)
    mine = Article.objects.visible_to(user).filter(pk__in=numbers)
    return set(mine.values_list("pk", flat=True))


def _story(story: Article, open_to: set[int], says: str = "") -> Example:
    if story.pk not in open_to:
        return Example(_("A story that you may not open"), "", story.get_status_display())
    headline = story.headline or _("Untitled")
    state = story.get_status_display()
    return Example(says or headline, page_of(story), f"{headline}, {state}" if says else state)


def _adoption(adoption: Any) -> Example:
    record = adoption.season or adoption.show
    return Example(str(record), page_of(record), adoption.get_field_display())


def _by_state(counts: dict[str, int]) -> str:
    """ "1 draft, 3 live": as the desk orders them."""
    return ", ".join(
        f"{counts[state]} {in_sentence(label)}"
        for state, label in Article.Status.choices
        if counts.get(state)
    )
