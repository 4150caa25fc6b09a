"""Keeps what became of claims: worked out anew whenever what stories say changes.

The ledger's pure functions decide (shows/ledger.py, shows/outcomes.py); this writes down what they
say, in the transaction of the verb, so that pages need not judge whole facts to show one story, a
source's record, a production's steps (articles/milestones.py) or what is still open. Nothing is
told here that claims do not say: without any rows of Outcome and TrackRecord, `settle_all()` makes
the same ones again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Model, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from articles import milestones, telling
from articles.models import Article, Citation, Claim, Outcome, TrackRecord, Via
from geekfeed.lib.batches import batches
from shows import ledger, outcomes
from shows.models import Character, Location, Person, Show
from shows.outcomes import Verdict
from shows.production import Step, step_of
from sources.models import Source

# The newest claims of a fact that are judged. No fact of a real site has so many; a bound for the
# time that one verb may take.
MOST = 600
ROUNDS = 8  # how far claims that answer one another are followed
FACTS_AT_ONCE = 100  # whose claims are read together
SOURCES_AT_ONCE = 100  # whose reports are counted together
# By their columns in a claim. Locked in this order.
LOCKED = {"show_id": Show, "person_id": Person, "character_id": Character, "location_id": Location}


@dataclass
class Touched:
    """What a change to a story may change of others: the facts that it speaks of, the claims that
    it makes and that it answers, by their keys, the sources that it has them from, the records that
    they name, each by its column in a claim and its number, and the steps of productions."""

    facts: set[str] = field(default_factory=set)
    keys: set[Any] = field(default_factory=set)
    origins: set[int] = field(default_factory=set)
    records: set[tuple[str, int]] = field(default_factory=set)
    steps: set[Step] = field(default_factory=set)

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(
            self.facts | other.facts,
            self.keys | other.keys,
            self.origins | other.origins,
            self.records | other.records,
            self.steps | other.steps,
        )


def touched_by(story: Article) -> Touched:
    """By the claims that a story has in the database at this moment."""
    return _touched(Claim.objects.filter(article=story).select_related("citation"))


def _touched(claims: Iterable[Claim]) -> Touched:
    found = Touched()
    for claim in claims:
        found.facts.update({claim.fact} - {""})
        found.keys.update({claim.key, claim.answers_id} - {None})
        found.origins.update({claim.citation.tag_id} if claim.citation else ())
        found.records.update(_records(claim))
        found.steps.update({step_of(claim)} - {None})
    return found


def hold(story: Article, before: Touched | None = None) -> Touched:
    """What the story touches, `before` included, and nobody else settles until the transaction
    ends. A verb asks for it before it changes the rows of claims: who waits for somebody else must
    not be waited for."""
    touched = (before or Touched()) | touched_by(story)
    # Rows that were changed by other means than the verbs do not know what they said before.
    touched.records |= telling.records_told_of(story)
    _lock(touched.records)
    return touched


def settle(story: Article, before: Touched | None = None) -> list[Outcome]:
    """The claims of a story are out, not out any more, or other ones than before. Works out anew
    what became of every claim about the same facts, and returns what had not become of one before.
    Inside the transaction of the verb.

    `before` is what `hold` said of the story's former claims and of those that it has now.
    """
    before = before or hold(story)
    claims = list(Claim.objects.filter(article=story).select_related("citation"))
    if not (claims or before.facts):
        return []
    Outcome.objects.filter(claim__in=[claim.pk for claim in claims if not claim.live_at]).delete()
    for claim in claims:
        fact = ledger.fact_key(claim)
        if claim.live_at and claim.fact != fact:
            before.facts.update({claim.fact} - {""})
            claim.fact = fact
            Claim.objects.filter(pk=claim.pk).update(fact=fact)
    return _settle(before | _touched(claims), {claim.key for claim in claims})


def settle_facts(facts: set[str], sources: Iterable[int] = ()) -> None:
    """Work out anew what became of the claims about many facts at once, as the sources that they
    go back to are other ones than before. Inside the transaction of the verb, in a handful of
    queries for every few hundred facts.

    The records of `sources` are counted anew, and those of others for whose claims it changed
    anything.
    """
    hold_facts(facts)
    origins = set(sources)
    for batch in batches(sorted(facts - {""}), FACTS_AT_ONCE):
        claims = _newest_of_each(_about(set(batch), set(), most=None))
        changed = _write(claims).changed
        milestones.keep(claims)
        origins |= {c.citation.tag_id for c in claims if c.citation and c.pk in changed}
    keep_records(origins)


def hold_facts(facts: set[str]) -> None:
    """Nobody else settles what is claimed about these until the transaction ends. For whoever locks
    sources as well: before that."""
    found: set[tuple[str, int]] = set()
    for batch in batches(sorted(facts - {""}), FACTS_AT_ONCE):
        for claim in Claim.objects.filter(fact__in=batch).only(*LOCKED):
            found |= _records(claim)
    _lock(found)


def settle_all() -> None:
    """Work everything out anew, fact by fact."""
    unnamed = Claim.objects.live_or_scheduled().filter(fact="")
    named = [Claim(pk=claim.pk, fact=ledger.fact_key(claim)) for claim in unnamed.iterator()]
    Claim.objects.bulk_update(named, ["fact"], batch_size=500)
    out = Claim.objects.live_or_scheduled().order_by("fact").values("fact")
    # A fact that one claim speaks of settles nothing, unless that answers another one. What is
    # written of one that others spoke of, too, once, is looked at all the same.
    shared = out.annotate(claims=Count("pk")).filter(claims__gt=1)
    others = out.filter(Q(answers__isnull=False) | Q(repeats=True) | Q(outcomes__isnull=False))
    steps = out.filter(kind__in=ledger.SINGLE, show__isnull=False)
    names = sorted({row["fact"] for rows in (shared, others, steps) for row in rows})
    said: set[Step] = set()
    for facts in batches(names, FACTS_AT_ONCE):
        claims = _newest_of_each(_about(set(facts), set(), most=None))
        _write(claims)
        said |= milestones.keep(claims)
    milestones.empty_all_but(said)
    sources = Source.objects.order_by("pk").values_list("pk", flat=True)
    for numbers in batches(sources.iterator(), SOURCES_AT_ONCE):
        keep_records(numbers)


def _records(claim: Claim) -> set[tuple[str, int]]:
    return {(name, number) for name in LOCKED if (number := getattr(claim, name))}


def lock(claims: Iterable[Claim], *records: Model) -> None:
    """The records that claims are about, and others with them: see `_lock`."""
    named = {record for claim in claims for record in _records(claim)}
    columns = {model: column for column, model in LOCKED.items()}
    _lock(named | {(columns[type(one)], one.pk) for one in records if type(one) in columns})


def _lock(records: set[tuple[str, int]]) -> None:
    """Two stories about one record are settled one after the other, so that each sees the other.
    (On SQLite only one transaction writes at a time anyway.)"""
    for column, model in LOCKED.items():
        if numbers := [number for name, number in records if name == column]:
            _lock_rows(model.objects.filter(pk__in=numbers))


def _lock_rows(rows: Any) -> None:
    """Rows that merely name them need not wait."""
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _settle(touched: Touched, keys: set[Any]) -> list[Outcome]:
    """`keys` are those of the story's own claims, whatever they may have been about before."""
    claims = _about(touched.facts, touched.keys, MOST)
    new = _write(claims).new
    if touched.steps or keys:
        milestones.keep(_of_each(touched.facts, claims), touched.steps, keys)
    origins = {claim.citation.tag_id for claim in claims if claim.citation}
    keep_records(origins | touched.origins)
    return new


def _of_each(facts: set[str], claims: list[Claim]) -> list[Claim]:
    """Where these facts have more claims together than are read at once, the newest of each."""
    if len(claims) < MOST:
        return claims
    found = {claim.pk: claim for fact in facts for claim in _about({fact}, set(), MOST)}
    return list(found.values())


def told_about(claim: Claim) -> list[Claim]:
    """What readers may see about the fact that a claim is about, the claim itself included, with
    the records, the sources and the story of each."""
    told = Claim.objects.live().with_subjects().with_story().prefetch_related(None)
    found = _joined(told, {claim.fact}, {claim.key, claim.answers_id} - {None})
    hops = Via.objects.select_related("source")
    prefetch_related_objects(found, Prefetch("citation__hops", hops))
    return found


def _about(facts: set[str], keys: set[Any], most: int | None) -> list[Claim]:
    """The claims about these facts, and those about facts that are joined to them by answers. Of
    `keys` also those that are out no more: what was joined through them is not any more."""
    told = Claim.objects.live_or_scheduled().select_related("citation")
    claims = _joined(told, facts, set(keys), most)
    prefetch_related_objects(claims, "citation__hops")
    return claims


def _joined(told: Any, facts: set[str], keys: set[Any], most: int | None = MOST) -> list[Claim]:
    """Of these claims, the newest about some facts and about those that answers join to them."""
    facts = facts - {""}
    found: dict[int, Claim] = {}
    for _round in range(ROUNDS):
        joined = told.filter(Q(fact__in=facts) | Q(key__in=keys) | Q(answers__in=keys))
        new = {claim.pk: claim for claim in joined.newest_first()[:most]}
        facts_now = {claim.fact for claim in new.values()} - {""}
        keys_now = {claim.answers_id for claim in new.values()} - {None}
        keys_now |= {claim.key for claim in new.values()}
        more = keys_now - keys
        is_all = set(new) <= set(found) or not (facts_now - facts or _answers(told, more))
        found |= new
        facts, keys = facts | facts_now, keys | keys_now
        if is_all:
            break
    return list(found.values())


def _answers(told: Any, keys: set[Any]) -> bool:
    """Whether claims with these keys answer others, or are answered."""
    answers = told.filter(answers__isnull=False)
    return bool(keys) and answers.filter(Q(key__in=keys) | Q(answers__in=keys)).exists()


def _newest_of_each(claims: list[Claim]) -> list[Claim]:
    """Of each fact as many as are judged."""
    newest = sorted(claims, key=ledger.newest, reverse=True)
    counts: Counter[str] = Counter()
    kept = []
    for claim in newest:
        counts[claim.fact] += 1
        if counts[claim.fact] <= MOST:
            kept.append(claim)
    return kept


class Written(NamedTuple):
    """The rows of Outcome that say something new, and the numbers of all claims of which something
    else is said than before."""

    new: list[Outcome]
    changed: set[int]


def _write(claims: list[Claim]) -> Written:
    """Bring the rows of Outcome, and `repeats`, to what the ledger says of these claims."""
    worked_out = {(row.claim_id, row.at): row for row in _worked_out(claims)}
    stale, before = [], set()
    for row in Outcome.objects.filter(claim__in=[claim.pk for claim in claims]):
        before.add(_makes(row))
        new = worked_out.get((row.claim_id, row.at))
        if new and _says(new) == _says(row):
            del worked_out[row.claim_id, row.at]
        else:
            stale.append(row)
    if stale:
        Outcome.objects.filter(pk__in=[row.pk for row in stale]).delete()
    made = Outcome.objects.bulk_create(worked_out.values())
    turned = {row.claim_id for row in (*stale, *made)}
    # What a scheduled story will say makes nothing a repetition before it is out.
    now = timezone.now()
    again = outcomes.repeats(claim for claim in claims if claim.live_at <= now)
    for repeats in (True, False):
        changed = [c.pk for c in claims if (c.key in again) is repeats and c.repeats is not repeats]
        if changed:
            Claim.objects.filter(pk__in=changed).update(repeats=repeats)
            turned.update(changed)
    return Written([row for row in made if _makes(row) not in before], turned)


def _makes(row: Outcome) -> tuple[Any, ...]:
    """What is made of which claim by which one, whenever that begins or ends."""
    return (row.claim_id, row.verdict, row.by_id)


def _says(row: Outcome) -> tuple[Any, ...]:
    return (row.verdict, row.by_id, row.until)


def _worked_out(claims: list[Claim]) -> list[Outcome]:
    by_claim: dict[int, list[outcomes.Turn]] = {}
    for turn in outcomes.turns(claims):
        by_claim.setdefault(turn.claim.pk, []).append(turn)
    return [
        Outcome(
            claim_id=number,
            verdict=turn.verdict,
            by_id=turn.by.pk,
            at=turn.at,
            until=after.at if after else None,
        )
        for number, turns in by_claim.items()
        for turn, after in zip(turns, [*turns[1:], None], strict=True)
        if turn.verdict
    ]


# -- What it says of sources -------------------------------------------------------------------


@transaction.atomic(savepoint=False)
def keep_records(sources: Iterable[int]) -> None:
    """Count anew how the reports of these sources turned out: four queries, however many they are.

    Whoever keeps records in several steps begins with the smallest numbers.
    """
    numbers = sorted(set(sources))
    if not numbers:
        return
    _lock_rows(Source.objects.filter(pk__in=numbers))
    told = Citation.objects.filter(tag__in=numbers).reports().order_by()
    verdicts: dict[int, Counter[Verdict | None]] = defaultdict(Counter)
    days: dict[int, list[float]] = defaultdict(list)
    rows = told.values_list("citation__tag", "verdict", "told_at", "settled_at")
    for source, verdict, told_at, settled_at in rows.iterator():
        verdicts[source][verdict] += 1
        if verdict == Verdict.CONFIRMED:
            days[source].append((settled_at - told_at) / timedelta(days=1))
    TrackRecord.objects.filter(source__in=set(numbers) - verdicts.keys()).delete()
    TrackRecord.objects.bulk_create(
        [_record(source, counts, days[source]) for source, counts in verdicts.items()],
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=["came_true", "denied", "superseded", "still_open", "lead_days"],
    )


def _record(source: int, counts: Counter[Verdict | None], days: list[float]) -> TrackRecord:
    settled = {
        "came_true": counts[Verdict.CONFIRMED],
        "denied": counts[Verdict.DENIED],
        "superseded": counts[Verdict.SUPERSEDED],
    }
    return TrackRecord(
        source_id=source,
        **settled,
        still_open=counts.total() - sum(settled.values()),
        lead_days=median(days) if days else None,
    )
