"""Two records of one person, character, location or network become one: stories, claims and what
the catalog says follow.

What was typed and what the history keeps name a record by its number and are left as they are; the
number leads to the one that stays from then on (articles/renumbered.py).
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import outcomes, telling
from articles.chains import in_one
from articles.models import Adoption, Article, Claim, Mention
from articles.ranks import AT_ONCE, close_ranks
from articles.rights import Refused, User, is_editor
from articles.search import index
from geekfeed.lib.batches import batches
from shows import history, ledger, renaming
from shows.models import (
    Change,
    Character,
    Credit,
    ExternalId,
    FormerAddress,
    FormerNumber,
    Location,
    LocationUse,
    Network,
    Person,
    Show,
)

# What can be merged, by the name that its foreign keys have.
KINDS: dict[str, type[Model]] = {
    "person": Person,
    "character": Character,
    "location": Location,
    "network": Network,
}
SUBJECTS = ("person", "character", "location")  # of claims and links
CREDITED = ("person", "character")
NUMBERED = ("person", "character", "network")  # that other databases number
# Two credits, or two uses of a place, that say the same but for the record.
SAME_CREDIT = ("show_id", "season_id", "episode_id", "person_id", "character_id", "job")
SAME_USE = ("location_id", "season_id", "episode_id")
ITS_OWN = {"id", "name", "slug", "aliases", "changed_at"}


@dataclass(frozen=True)
class Moves:
    """What a merger moves, in numbers. `twice`: what both records say, of which one is left;
    `dropped`: numbers in databases that have the one that stays under another number."""

    stories: int = 0
    live: int = 0
    claims: int = 0
    mentions: int = 0
    mentioned_twice: int = 0
    credits: int = 0
    uses: int = 0
    shows: int = 0
    twice: int = 0
    external_ids: int = 0
    dropped: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def kind_of(record: Model) -> str:
    return record._meta.model_name


def may_merge(user: User, model: type[Model]) -> bool:
    """Editors who may change and delete such records."""
    needed = [
        f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}"
        for action in ("change", "delete")
    ]
    return is_editor(user) and (user is None or user.has_perms(needed))


def moves(gone: Model, kept: Model) -> Moves:
    """What would move. Asks the database the same few questions whatever there is."""
    kind = kind_of(gone)
    told: dict[str, Any] = {"names": tuple(n for n in gone.names if n not in kept.names)}
    if kind in SUBJECTS:
        stories = Article.objects.filter(pk__in=_stories_of(gone).values("pk"))
        told |= {
            "stories": stories.count(),
            "live": stories.live().count(),
            "claims": gone.claims.count(),
            "mentions": gone.mentions.count(),
            "mentioned_twice": _mentioned_twice(gone, kept).count(),
        }
    if kind in CREDITED:
        told |= {"credits": gone.credits.count(), "twice": len(_twins(Credit, gone, kept))}
    if kind == "location":
        told |= {"uses": gone.uses.count(), "twice": len(_twins(LocationUse, gone, kept))}
    if kind == "network":
        told["shows"] = gone.shows.count()
    if kind in NUMBERED:
        told["external_ids"] = gone.external_ids.count()
        told["dropped"] = tuple(str(one) for one in _dropped(gone, kept))
    return Moves(**told)


@transaction.atomic
def merge(gone: Model, kept: Model, user: User) -> None:
    """`gone` was another record of `kept` all along: everything that names it names `kept` from
    now on, its address leads there, and it is no more. Raises Refused."""
    if not may_merge(user, type(gone)):
        raise Refused(
            _("Only editors who may delete such records can merge them. Ask one of them.")
        )
    if type(gone) is not type(kept):
        raise Refused(_("These are records of two different kinds."))
    if gone.pk == kept.pk:
        raise Refused(_("That is the same record. Choose the other one."))
    kind = kind_of(gone)
    # Stories before records, as the verbs do: whoever writes into one of them is waited for.
    _lock_stories(gone)
    gone, kept = _locked(gone, kept)
    stories = _lock_stories(gone)
    told = moves(gone, kept)
    before = history.look(kept)
    facts: set[str] = set()
    if kind in SUBJECTS:
        facts = _move_claims(gone, kept)
        _move_mentions(gone, kept)
    if kind in CREDITED:
        _move_parts(Credit, gone, kept, Adoption.Field.CREDIT)
    if kind == "location":
        _move_parts(LocationUse, gone, kept, Adoption.Field.LOCATION)
    if kind == "network":
        Show.objects.filter(network=gone).update(network=kept, changed_at=timezone.now())
    _take_over(gone, kept)
    number = gone.pk
    gone.delete()
    renaming.lead_on(kept, gone.slug, number)
    outcomes.settle_facts(facts)
    _note(user, gone, kept, told, before)
    transaction.on_commit(partial(index.follow_all, stories))


# -- What is looked at -------------------------------------------------------------------------


def _stories_of(gone: Model) -> QuerySet[Article]:
    """The stories that name it, whoever may read them."""
    named = {"article": OuterRef("pk"), kind_of(gone): gone}
    return Article.objects.filter(
        Exists(Claim.objects.filter(**named)) | Exists(Mention.objects.filter(**named))
    )


def _lock_stories(gone: Model) -> list[int]:
    """Their numbers. They are nobody else's until the transaction ends."""
    if kind_of(gone) not in SUBJECTS:
        return []
    stories = _stories_of(gone).select_for_update().order_by("pk")
    return list(stories.values_list("pk", flat=True))


def _locked(gone: Model, kept: Model) -> tuple[Any, Any]:
    """Both as they are now. Nobody can name one of them until the transaction ends."""
    kind = kind_of(gone)
    if kind in SUBJECTS:
        columns = list(outcomes.LOCKED)
        claims = Claim.objects.filter(**{f"{kind}__in": [gone.pk, kept.pk]}).only(*columns)
        outcomes.lock(list(claims), gone, kept)
    rows = type(gone).objects.select_for_update().filter(pk__in=[gone.pk, kept.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    for record in (gone, kept):
        if record.pk not in found:
            raise Refused(
                _("“%(record)s” is not there any more. Look at the list again.")
                % {"record": record}
            )
    return found[gone.pk], found[kept.pk]


def _mentioned_twice(gone: Model, kept: Model) -> QuerySet[Mention]:
    kind = kind_of(gone)
    has_both = Mention.objects.filter(**{kind: kept, "article": OuterRef("article")})
    return Mention.objects.filter(Exists(has_both), **{kind: gone})


def _twins(model: type[Model], gone: Model, kept: Model) -> dict[Any, Any]:
    """Row of `gone` → row of `kept` that says the same."""
    kind = kind_of(gone)
    same = [name for name in _same(model) if name != f"{kind}_id"]
    rows = model._base_manager.filter(**{f"{kind}__in": [gone.pk, kept.pk]}).order_by("pk")
    by_words: dict[tuple[Any, ...], Any] = {}
    leaving = []
    for row in rows:
        words = tuple(getattr(row, name) for name in same)
        if getattr(row, f"{kind}_id") == kept.pk:
            by_words[words] = row
        else:
            leaving.append((words, row))
    return {row: by_words[words] for words, row in leaving if words in by_words}


def _same(model: type[Model]) -> tuple[str, ...]:
    return SAME_CREDIT if model is Credit else SAME_USE


def _dropped(gone: Any, kept: Any) -> QuerySet[ExternalId]:
    """A database numbers a record once here."""
    services = kept.external_ids.order_by().values("service")
    return gone.external_ids.filter(service__in=services)


# -- What moves --------------------------------------------------------------------------------


def _move_claims(gone: Model, kept: Model) -> set[str]:
    """The facts that are judged anew: those that the claims were about, and are about now."""
    kind = kind_of(gone)
    claims = list(Claim.objects.filter(**{kind: gone}).order_by("pk"))
    facts = {claim.fact for claim in claims}
    for claim in claims:
        setattr(claim, f"{kind}_id", kept.pk)
        if claim.fact:
            claim.fact = ledger.fact_key(claim)
    Claim.objects.bulk_update(claims, [kind, "fact"], batch_size=AT_ONCE)
    telling.follow_merger(f"{kind}_id", gone.pk, kept.pk)
    return facts | {claim.fact for claim in claims}


def _move_mentions(gone: Model, kept: Model) -> None:
    """A story links each record once."""
    kind = kind_of(gone)
    leaving = _mentioned_twice(gone, kept)
    stories = set(leaving.values_list("article", flat=True))
    leaving.delete()
    Mention.objects.filter(**{kind: gone}).update(**{kind: kept})
    close_ranks(Mention, stories)


def _move_parts(model: type[Model], gone: Model, kept: Model, field: str) -> None:
    """Credits, or uses of a place. What both have is one, with all that was said of it, and what
    was taken over from a claim is taken over there."""
    kind = kind_of(gone)
    twins = _twins(model, gone, kept)
    for row, twin in twins.items():
        if model is Credit:
            twin.position = min(twin.position, row.position)
        else:
            longest = LocationUse._meta.get_field("stands_in_for").max_length
            both = in_one(twin.stands_in_for, row.stands_in_for)
            twin.stands_in_for = both if len(both) <= longest else twin.stands_in_for
    column = "position" if model is Credit else "stands_in_for"
    model._base_manager.bulk_update(twins.values(), [column], batch_size=AT_ONCE)
    became = {row.pk: twin.pk for row, twin in twins.items()}
    for batch in batches(list(became), AT_ONCE):
        adoptions = list(Adoption.objects.filter(field=field, made__in=batch))
        for adoption in adoptions:
            adoption.made = became[adoption.made]
        Adoption.objects.bulk_update(adoptions, ["made"])
        model._base_manager.filter(pk__in=batch).delete()
    model._base_manager.filter(**{kind: gone}).update(**{kind: kept})


def _keep_in_mind(gone: Any, kept: Any) -> None:
    """The numbers that are dropped lead to the record that stays: whoever imports what the other
    database still has as two finds the one."""
    kind = kind_of(gone)
    dropped = _dropped(gone, kept)
    for one in dropped:
        FormerNumber.objects.update_or_create(
            **{f"{kind}__isnull": False},
            service=one.service,
            value=one.value,
            defaults={kind: kept},
        )
    dropped.delete()
    FormerNumber.objects.filter(**{kind: gone}).update(**{kind: kept})


def _take_over(gone: Any, kept: Any) -> None:
    """Names, and what only the other record says of itself. Former addresses lead on to where they
    lead now, and not from there to a third one."""
    kind = kind_of(gone)
    if kind in NUMBERED:
        _keep_in_mind(gone, kept)
        ExternalId.objects.filter(**{kind: gone}).update(**{kind: kept})
    FormerAddress.objects.filter(**{kind: gone}).update(**{kind: kept})
    renaming.call_also(kept, *gone.names)
    for column in kept._meta.concrete_fields:
        if column.name in ITS_OWN:
            continue
        if getattr(kept, column.attname) in (None, ""):
            setattr(kept, column.attname, getattr(gone, column.attname))
    kept.save()


def _note(user: User, gone: Any, kept: Any, told: Moves, before: history.Look) -> None:
    said = _("Merged with “%(gone)s” (%(slug)s): credits %(credits)d, claims %(claims)d")
    words = {"gone": gone, "slug": gone.slug, "credits": told.credits, "claims": told.claims}
    fields = history.differences(before, history.look(kept))
    fields |= {f"externalid:{number}": [one, ""] for number, one in enumerate(told.dropped)}
    history.note(kept, Change.Through.MERGE, user, fields, said % words)
