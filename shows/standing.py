"""What stands about a record, as its page shows it. Stories and claims are reached through related
managers only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Model, Q, Subquery
from django.http import HttpRequest

from geekfeed.lib.among import Among
from geekfeed.lib.composed import Composed
from geekfeed.lib.dates import PreciseDate
from geekfeed.lib.paging import Page, paginate
from shows import ledger
from shows.ledger import Fact, Kind, Standing
from shows.models import Season, Show

CLAIMS_READ = 600  # the newest ones; what only older ones say is not judged any more
FACTS_SHOWN = 60
STORIES_SHOWN = 6


class Timeline(NamedTuple):
    """What a page shows of what stands: the facts that were told last, how many there are beside
    them (`at_least`: or more), and who says where a season films, the surest first."""

    facts: list[Fact]
    older: int
    at_least: bool
    placing: list[Any]


def judged(claims: Any) -> list[Fact]:
    """What stands about a show, by the newest claims about it. Their records are not read yet."""
    return ledger.stand(_newest(claims).for_ledger())


def judged_season(season: Season) -> list[Fact]:
    """What stands about a season: the facts of its show of which some claim names it.

    A claim that names the show alone may deny, confirm or replace one about the season. Judged by
    the season's own claims, that one would stand on its page and not on the show's.
    """
    of_show, of_season = (
        Q(Among("pk", Subquery(_newest(claims).values("pk"))))
        for claims in (season.show.claims, season.claims)
    )
    told = season.show.claims.filter(of_show | of_season)
    return [
        fact
        for fact in ledger.stand(told.for_ledger())
        if any(claim.season_id == season.pk for claim in (*fact.claims, *fact.against))
    ]


def _newest(claims: Any) -> Any:
    return claims.live().newest_first()[:CLAIMS_READ]


def adopted_facts(adoptions: Any) -> list[Any]:
    """What the catalog has from claims that readers may see, newest first."""
    return list(adoptions.live().undisputed().with_claim())


def timeline(facts: list[Fact]) -> Timeline:
    """Of what was judged. What the page says of a fact has its records now: the claim itself, what
    was said before it, and who denied that."""
    shown = ledger.latest(facts, FACTS_SHOWN)
    said = [claim for fact in shown for claim in (fact.claim, *fact.before, fact.denial) if claim]
    placing = _placing(facts)
    records = with_records((*said, *placing))
    judged_by = sum(len(fact.claims) + len(fact.against) for fact in facts)

    return Timeline(
        in_full(shown, records),
        older=len(facts) - len(shown),
        at_least=judged_by >= CLAIMS_READ,
        placing=_those(placing, records),
    )


def _placing(facts: list[Fact]) -> list[Any]:
    """Of the claims that say where a season films, for each season and place the surest one."""
    named = [
        claim
        for fact in facts
        if fact.standing != Standing.DENIED
        for claim in fact.claims
        if claim.location_id and claim.season_id
    ]
    named.sort(key=lambda claim: ledger.RANK[claim.standing], reverse=True)
    surest: dict[Any, Any] = {}
    for claim in named:
        surest.setdefault((claim.season_id, claim.location_id), claim)
    return list(surest.values())


def _whole(numbers: list[int]) -> Any:
    claims = Show._meta.get_field("claims").related_model.objects
    return claims.live().filter(pk__in=numbers).with_subjects().with_story()


WHOLE = Composed(_whole)


def with_records(claims: Iterable[Any]) -> dict[int, Any]:
    """Claims that were judged, by their numbers, with their records, their stories and their
    sources. One that was withdrawn since is not among them."""
    return {claim.pk: claim for claim in WHOLE(list({claim.pk for claim in claims}))}


def in_full(facts: Iterable[Fact], records: Mapping[int, Any]) -> list[Fact]:
    """The facts with their claims as they were read, as far as they were."""
    return [
        replace(
            fact,
            claim=records[fact.claim.pk],
            against=_those(fact.against, records),
            gone=_those(fact.gone, records),
        )
        for fact in facts
        if fact.claim.pk in records
    ]


def _those(claims: Iterable[Any], records: Mapping[int, Any]) -> list[Any]:
    return [records[claim.pk] for claim in claims if claim.pk in records]


@dataclass(frozen=True)
class Recorded:
    """A premiere that the catalog records, and how many of a timeline's facts come before it."""

    date: PreciseDate
    place: int


def recorded(premiere: PreciseDate | None, facts: list[Fact]) -> Recorded | None:
    """The point of a season's timeline that no story has to claim; None where one of these facts
    says the same, or there is nothing to say."""
    if premiere is None or any(
        fact.claim.kind == Kind.PREMIERE
        and fact.date == premiere
        and fact.standing != Standing.DENIED
        for fact in facts
    ):
        return None
    return Recorded(premiere, sum(fact.when <= premiere.last_day for fact in facts))


def claims_about(request: HttpRequest, record: Model) -> dict[str, Any]:
    """What stories say about a record, newest first, with the stories that say it."""
    claims = record.claims.live().with_subjects().with_story().with_verdict()
    return {"page": paginate(claims, request, order=("-told_at", "-pk"))}


def stories_naming(record: Model) -> dict[str, Any]:
    """The newest stories whose text leads to the record's page, and how many there are."""
    named = record.mentions.live()
    newest = list(named.newest_first().for_cards()[:STORIES_SHOWN])
    return {
        "stories": Page(newest, is_first=True, next_token=None),
        "story_count": named.count(),
    }
