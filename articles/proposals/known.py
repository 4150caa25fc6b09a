"""What has to be looked up before anything is proposed: how records are called, how sources have
done, and which earlier claims are still open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef

from articles.models import Claim, Outcome
from articles.reading import Found, FoundClaim, Named
from articles.renumbered import MERGED
from articles.state import State
from articles.typed import RECORDS, claim_of, numbers
from shows import ledger
from shows.ledger import Standing
from shows.models import Character, FormerAddress, Location, Person, Season, Show
from shows.outcomes import OPEN, Verdict
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
    """

    names: dict[tuple[str, int], str] = field(default_factory=dict)
    records: dict[int, str] = field(default_factory=dict)
    today: dict[int, int] = field(default_factory=dict)
    seasons: dict[int, int] = field(default_factory=dict)
    earlier: list[Claim] = field(default_factory=list)
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
    sources = Source.objects.with_record().numbered(wanted["source"])
    for number, source in sources.items():
        known.names["source", number] = source.name
        known.today[number] = source.pk
        known.records[number] = source.beside
    known.earlier = _earlier(state, found, exclude)
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


def _earlier(state: State, found: Found, exclude: int | None) -> list[Claim]:
    told: list[Any] = [claim_of(row) for row in state["rows"].get("claims", [])]
    told += [as_claim(claim) for claim in found.claims]
    settling = (Standing.CONFIRMED, Standing.DENIED)
    facts = {ledger.fact_key(claim) for claim in told if claim.standing in settling}
    if not facts:
        return []
    settled = Outcome.objects.live().filter(claim=OuterRef("pk")).exclude(verdict=Verdict.REPORTED)
    return list(
        Claim.objects.live()
        .filter(~Exists(settled), fact__in=facts, standing__in=OPEN, repeats=False)
        .exclude(article=exclude)
        .select_related("article")
        .defer("article__body")
        .newest_first()[:MOST_EARLIER]
    )
