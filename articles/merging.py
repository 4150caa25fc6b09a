"""Two records of one source become one: stories, claims and the track record follow.

What was typed and what the history keeps name a source by its number and are left as they are; the
number leads to the one that stays from then on (`Source.objects.numbered`, articles/renumbered.py).
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from articles import outcomes
from articles.chains import in_one, woven
from articles.models import Article, Citation, Claim, Mention, Via
from articles.ranks import AT_ONCE, close_ranks
from articles.rights import Refused, User, is_editor
from articles.search import index
from geekfeed.lib.batches import batches
from sources import renaming
from sources.models import Domain, Former, Source

NEEDED = ("sources.change_source", "sources.delete_source")


@dataclass(frozen=True)
class Moves:
    """What a merger moves, in numbers: stories that rest on the source, what they claim on its
    word, the reports of others that came through it, links of its name. `twice`: pages that stories
    name for both, which become one citation each."""

    stories: int
    live: int
    claims: int
    passed_on: int
    mentions: int
    twice: int
    domains: list[str]
    names: list[str]


def may_merge(user: User) -> bool:
    return is_editor(user) and (user is None or user.has_perms(NEEDED))


def moves(gone: Source, kept: Source) -> Moves:
    """What would move. Asks the database the same few questions whatever there is."""
    stories = Article.objects.filter(pk__in=stories_of(gone).values("pk"))
    return Moves(
        stories=stories.count(),
        live=stories.live().count(),
        claims=Claim.objects.filter(citation__in=_citations_of(gone)).count(),
        passed_on=gone.passed_on.count(),
        mentions=gone.mentions.count(),
        twice=_twins_of(gone, kept).count(),
        domains=[domain.name for domain in gone.domains.all()],
        names=[name for name in gone.names if name not in kept.names],
    )


@transaction.atomic
def merge(gone: Source, kept: Source, user: User) -> None:
    """`gone` was another record of `kept` all along: everything that names it names `kept` from
    now on, its address leads there, and it is no more. Raises Refused."""
    if not may_merge(user):
        raise Refused(_("Only editors who may delete sources can merge them. Ask one of them."))
    if gone.pk == kept.pk:
        raise Refused(_("That is the same source. Choose the other one."))
    # Stories before sources, as the verbs do: whoever writes into one of them is waited for.
    _lock_stories(gone)
    # And what their claims speak of before sources, as whoever settles claims does.
    outcomes.hold_facts(_facts(_concerned(gone, kept)))
    gone, kept = _locked(gone, kept)
    stories = _lock_stories(gone)
    concerned = _concerned(gone, kept)
    facts = _facts(concerned)
    _move_citations(gone, kept, concerned)
    _move_mentions(gone, kept)
    _take_over(gone, kept)
    number = gone.pk
    gone.delete()
    renaming.lead_on(kept, gone.name, gone.slug, number)
    outcomes.settle_facts(facts, [kept.pk])
    _log(user, number, gone, kept)
    transaction.on_commit(partial(index.follow_all, stories))


# -- What is looked at -------------------------------------------------------------------------


def _citations_of(gone: Source) -> QuerySet[Citation]:
    """Those that name it as the origin, by their numbers."""
    return Citation.objects.filter(tag=gone).order_by().values("pk")


def _twins_of(gone: Source, kept: Source) -> QuerySet[Citation]:
    """Citations of `kept` where the same story names `gone` for the same page."""
    same_page = Citation.objects.filter(
        tag=gone, content_object=OuterRef("content_object"), url=OuterRef("url")
    )
    return Citation.objects.filter(Exists(same_page), tag=kept)


def _concerned(gone: Source, kept: Source) -> QuerySet[Citation]:
    """Every citation that is another one afterwards."""
    hop = Via.objects.filter(citation=OuterRef("pk"), source=gone)
    twin = _twins_of(gone, kept).order_by().values("pk")
    return Citation.objects.filter(Q(tag=gone) | Exists(hop) | Q(pk__in=twin)).order_by()


def _facts(citations: QuerySet[Citation]) -> set[str]:
    """What is claimed on their word."""
    claims = Claim.objects.filter(citation__in=citations.values("pk"))
    return set(claims.values_list("fact", flat=True))


def stories_of(gone: Source) -> QuerySet[Article]:
    """The stories that name it in any way, whoever may read them."""
    own = {"article": OuterRef("pk")}
    return Article.objects.filter(
        Exists(Citation.objects.filter(content_object=OuterRef("pk"), tag=gone))
        | Exists(Via.objects.filter(citation__content_object=OuterRef("pk"), source=gone))
        | Exists(Mention.objects.filter(**own, source=gone))
    )


def _lock_stories(gone: Source) -> list[int]:
    """Their numbers. They are nobody else's until the transaction ends."""
    stories = stories_of(gone).select_for_update().order_by("pk")
    return list(stories.values_list("pk", flat=True))


def _locked(gone: Source, kept: Source) -> tuple[Source, Source]:
    """Both as they are now. Nobody can cite one of them until the transaction ends."""
    rows = Source.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    for source in (gone, kept):
        if source.pk not in found:
            raise Refused(
                _("“%(source)s” is not there any more. Look at the list of sources again.")
                % {"source": source}
            )
    return found[gone.pk], found[kept.pk]


# -- What moves --------------------------------------------------------------------------------


def _move_citations(gone: Source, kept: Source, concerned: QuerySet[Citation]) -> None:
    """Origins and hops. Where a story names both for one page, the two citations become one."""
    citations = list(concerned.order_by("position", "pk"))
    hops = _hops_of(concerned)
    pages = {_page(one): one for one in citations if one.tag_id == kept.pk}
    leaving = [one for one in citations if one.tag_id == gone.pk and _page(one) in pages]
    joined = {pages[_page(one)].pk: one for one in leaving}
    anew: dict[Citation, list[int]] = {}
    for one in citations:
        if one.tag_id == gone.pk and _page(one) in pages:
            continue
        other = joined.get(one.pk)
        chains = [hops[row.pk] for row in (one, other) if row]
        told = [[kept.pk if hop == gone.pk else hop for hop in chain] for chain in chains]
        chain = woven(kept.pk if one.tag_id == gone.pk else one.tag_id, *told)
        if chain != told[0]:
            anew[one] = chain
    _join(leaving, pages)
    _replace_hops(anew)
    Via.objects.filter(source=gone).update(source=kept)
    Citation.objects.filter(tag=gone).update(tag=kept)
    close_ranks(Citation, {one.content_object_id for one in leaving})


def _page(citation: Citation) -> tuple[int, str]:
    return (citation.content_object_id, citation.url)


def _hops_of(citations: QuerySet[Citation]) -> dict[int, list[int]]:
    """Citation → the sources of its hops in their order, all by their numbers."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Via.objects.filter(citation__in=citations.values("pk")).order_by("position", "pk")
    for citation, source in rows.values_list("citation_id", "source_id"):
        found[citation].append(source)
    return found


def _join(leaving: list[Citation], pages: dict[tuple[int, str], Citation]) -> None:
    """What rests on the ones that leave rests on their twins; what they say is said there."""
    into = {one.pk: pages[_page(one)] for one in leaving}
    for batch in batches(list(into), AT_ONCE):
        claims = list(Claim.objects.filter(citation__in=batch).only("citation"))
        for claim in claims:
            claim.citation_id = into[claim.citation_id].pk
        Claim.objects.bulk_update(claims, ["citation"])
    for one in leaving:
        twin = into[one.pk]
        twin.note = in_one(twin.note, one.note)
        twin.position = min(twin.position, one.position)
    Citation.objects.bulk_update(into.values(), ["note", "position"], batch_size=AT_ONCE)
    for batch in batches(list(into), AT_ONCE):
        Citation.objects.filter(pk__in=batch).delete()


def _replace_hops(anew: dict[Citation, list[int]]) -> None:
    for batch in batches(list(anew), AT_ONCE):
        Via.objects.filter(citation__in=batch).delete()
    Via.objects.bulk_create(
        [
            Via(citation=one, source_id=hop, position=place, live_at=one.live_at)
            for one, chain in anew.items()
            for place, hop in enumerate(chain)
        ],
        batch_size=AT_ONCE,
    )


def _move_mentions(gone: Source, kept: Source) -> None:
    """A story links each source once."""
    has_both = Mention.objects.filter(source=kept, article=OuterRef("article"))
    leaving = Mention.objects.filter(Exists(has_both), source=gone)
    stories = set(leaving.values_list("article", flat=True))
    leaving.delete()
    Mention.objects.filter(source=gone).update(source=kept)
    close_ranks(Mention, stories)


def _take_over(gone: Source, kept: Source) -> None:
    """Domains, and the names that text is matched by; what only the other record says of itself.
    Former addresses lead on to where they lead now, and not from there to a third one."""
    Domain.objects.filter(source=gone).update(source=kept)
    Former.objects.filter(source=gone).update(source=kept)
    renaming.call_also(kept, *gone.names)
    kept.homepage = kept.homepage or gone.homepage
    kept.description = kept.description or gone.description
    kept.save(update_fields=["aliases", "homepage", "description"])


def _log(user: User, number: int, gone: Source, kept: Source) -> None:
    if user is None:
        return
    said = f"merge: {gone.name} ({gone.slug}) → {kept.name} ({kept.slug})"
    LogEntry.objects.log_actions(user.pk, [kept], CHANGE, change_message=said)
    gone.pk = number  # for the log: it has none any more
    LogEntry.objects.log_actions(user.pk, [gone], DELETION, change_message=said)
