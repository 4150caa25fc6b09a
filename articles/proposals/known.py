"""What has to be looked up before anything is proposed: how records are called, how sources have
done, and which earlier claims are still open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q

from articles.models import Claim, Outcome
from articles.reading import Found, FoundClaim, Named
from articles.renumbered import MERGED
from articles.state import State
from articles.typed import RECORDS, claim_of, numbers
from geekfeed.lib.dates import PreciseDate
from shows import ledger
from shows.ledger import Kind, Standing
from shows.models import Character, FormerAddress, Location, Person, Season, Show
from shows.outcomes import STRUCK, Verdict
from sources.models import Source

MODELS = {
    "show": Show,
    "season": Season,
    "person": Person,
    "character": Character,
    "location": Location,
}
MOST_EARLIER = 60  # open claims that are looked at


@dataclass
class Known:
    """`names`: kind and number → how choosers call the record. `records`: number of a source → what
    stands beside it. `today`: number that a source once had → the one it has. `seasons`:
    number → the number of its show. `earlier`: open claims of other stories, the newest first.
    `stands`: what was found and the catalog, or a confirmed claim of a live story, has already.
    """

    names: dict[tuple[str, int], str] = field(default_factory=dict)
    records: dict[int, str] = field(default_factory=dict)
    today: dict[int, int] = field(default_factory=dict)
    seasons: dict[int, int] = field(default_factory=dict)
    earlier: list[Claim] = field(default_factory=list)
    stands: set[FoundClaim] = field(default_factory=set)
    may_add_sources: bool = True


def look_up(state: State, found: Found, user: AbstractBaseUser, exclude: int | None) -> Known:
    """A number of queries that does not grow with the text: one for each kind of record that is
    named, and one for earlier claims. `exclude` is the number of the story itself."""
    known = Known(may_add_sources=user.has_perm("sources.add_source"))
    wanted: dict[str, set[int]] = {kind: set() for kind in (*MODELS, "source")}
    for named in _named(found):
        if named.number is not None:
            wanted[named.kind].add(named.number)
    for claim in found.claims:
        for kind in MODELS:
            wanted[kind].update({getattr(claim, kind)} - {None})
    for row in state["rows"].get("claims", []):
        for kind in ("show", "season"):
            wanted[kind].update(numbers(row, kind))
    for row in state["rows"].get("citations", []):
        wanted["source"].update(numbers(row, "tag"), numbers(row, "via"))
    premieres: dict[int, PreciseDate | None] = {}
    for kind, model in MODELS.items():
        if kind in MERGED:
            found_of_kind = FormerAddress.objects.numbered(model, wanted[kind])
        else:
            related = model.objects.select_related("show") if kind == "season" else model.objects
            found_of_kind = related.in_bulk(wanted[kind])
        for number, record in found_of_kind.items():
            known.names[kind, number] = str(record)
            if kind == "season":
                known.seasons[number] = record.show_id
                premieres[number] = record.premiere
    sources = Source.objects.with_record().numbered(wanted["source"])
    for number, source in sources.items():
        known.names["source", number] = source.name
        known.today[number] = source.pk
        known.records[number] = source.beside
    known.earlier = _earlier(state, found, exclude)
    known.stands = _standing(found, premieres, exclude)
    return known


def as_claim(found: FoundClaim) -> Claim:
    """The claim that it would be, not saved."""
    about = {f"{name}_id": getattr(found, name) for name in RECORDS}
    claim = Claim(says=found.says, kind=found.kind, standing=found.standing, **about)
    claim.date = found.date
    return claim


def _named(found: Found) -> Iterable[Named]:
    for citation in found.citations:
        yield citation.origin
        yield from citation.via
    for name in found.names:
        yield from name.candidates


def _standing(
    found: Found, premieres: dict[int, PreciseDate | None], exclude: int | None
) -> set[FoundClaim]:
    """What says nothing new: the season's premiere as the catalog has it, and what live stories
    have as confirmed, with the same date."""
    told = {
        claim: ledger.fact_key(as_claim(claim))
        for claim in found.claims
        if claim.standing != Standing.DENIED
    }
    if not told:
        return set()
    turned = Outcome.objects.live().filter(claim=OuterRef("pk"))
    is_confirmed = Q(standing=Standing.CONFIRMED) | Exists(turned.filter(verdict=Verdict.CONFIRMED))
    confirmed = (
        Claim.objects.live()
        .filter(is_confirmed, ~Exists(turned.filter(verdict__in=STRUCK)), fact__in=told.values())
        .exclude(article=exclude)
        .values_list("fact", "date_on", "date_precision")
        .distinct()
    )
    dates: dict[str, set[PreciseDate | None]] = {}
    for fact, day, precision in confirmed:
        dates.setdefault(fact, set()).add(PreciseDate(day, precision) if day else None)
    for claim, fact in told.items():
        if claim.kind == Kind.PREMIERE and (premiere := premieres.get(claim.season or 0)):
            dates.setdefault(fact, set()).add(premiere)
    return {claim for claim, fact in told.items() if _is_among(claim.date, dates.get(fact, set()))}


def _is_among(date: PreciseDate | None, dates: set[PreciseDate | None]) -> bool:
    """Without a date, it is what is known of the fact at all."""
    return bool(dates) if date is None else date in dates


def _earlier(state: State, found: Found, exclude: int | None) -> list[Claim]:
    told: list[Any] = [claim_of(row) for row in state["rows"].get("claims", [])]
    told += [as_claim(claim) for claim in found.claims]
    facts = {ledger.fact_key(claim) for claim in told if claim.standing in ledger.OFFICIAL}
    if not facts:
        return []
    settled = Outcome.objects.live().filter(claim=OuterRef("pk")).exclude(verdict=Verdict.REPORTED)
    return list(
        Claim.objects.live()
        .unofficial()
        .filter(~Exists(settled), fact__in=facts)
        .exclude(article=exclude)
        .select_related("article")
        .defer("article__body")
        .newest_first()[:MOST_EARLIER]
    )
