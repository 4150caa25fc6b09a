"""Work out anew, for the claims that are there already, which fact each is about, what later ones
made of it and how the reports of each source turned out: castings and places are the same fact in
whatever words now, and claims count by when they were told."""

from collections import Counter, defaultdict
from datetime import timedelta
from statistics import median
from types import SimpleNamespace

from django.db import migrations
from django.utils import timezone

from geekfeed.lib.dates import PreciseDate
from shows import ledger, outcomes

MOST = 600  # claims of a fact that are judged
AT_ONCE = 1000  # rows in one statement
COLUMNS = (
    "pk", "key", "kind", "standing", "says", "date_on", "date_precision", "live_at", "told_at",
    "article_id", "show_id", "season_id", "person_id", "character_id", "location_id",
    "citation_id", "answers_id", "answer", "fact",
)  # fmt: skip
RECORD = ("came_true", "denied", "superseded", "still_open", "lead_days")


def work_out(apps, schema_editor):
    database = schema_editor.connection.alias
    tables = {
        name: apps.get_model("articles", name).objects.using(database)
        for name in ("Claim", "Citation", "Via", "Outcome", "TrackRecord")
    }
    now = timezone.now()
    name_facts(tables["Claim"])
    tables["Outcome"].all().delete()
    tables["Claim"].filter(repeats=True).update(repeats=False)
    for facts in batches(joined_facts(tables["Claim"])):
        judge(tables, facts, now)
    count(tables, now)


# -- Facts -------------------------------------------------------------------------------------


def name_facts(claims):
    """Of what is out or was out once."""
    told = claims.filter(told_at__isnull=False) | claims.exclude(fact="")
    changed = []
    for row in told.order_by("pk").values(*COLUMNS).iterator(chunk_size=AT_ONCE):
        fact = ledger.fact_key(SimpleNamespace(**row))
        if fact != row["fact"]:
            changed.append(claims.model(pk=row["pk"], fact=fact))
        if len(changed) == AT_ONCE:
            claims.bulk_update(changed, ["fact"])
            changed = []
    claims.bulk_update(changed, ["fact"])


def joined_facts(claims):
    """The facts about which there may be something to say, those that answers join side by side: of
    what is out or about to be."""
    out = claims.filter(live_at__isnull=False).order_by()
    counts = Counter()
    for fact in out.values_list("fact", flat=True).iterator(chunk_size=AT_ONCE):
        counts[fact] += 1
    answers = list(out.filter(answers__isnull=False).values_list("fact", "answers_id"))
    answered = dict(
        out.filter(key__in=out.filter(answers__isnull=False).values("answers_id")).values_list(
            "key", "fact"
        )
    )
    neighbours = defaultdict(set)
    for fact, key in answers:
        if key in answered:
            neighbours[fact].add(answered[key])
            neighbours[answered[key]].add(fact)
    found, seen = [], set()
    for fact in sorted(counts):
        if fact in seen or (counts[fact] == 1 and fact not in neighbours):
            continue
        together, ahead = [], [fact]
        while ahead:
            if (one := ahead.pop()) not in seen:
                seen.add(one)
                together.append(one)
                ahead += neighbours.get(one, ())
        found.append(together)
    return found


def batches(groups):
    batch = []
    for group in groups:
        batch += group
        if len(batch) >= 100:
            yield batch
            batch = []
    if batch:
        yield batch


# -- What became of them -----------------------------------------------------------------------


def judge(tables, facts, now):
    rows = tables["Claim"].filter(live_at__isnull=False, fact__in=facts)
    origins, hops = chains(tables, list(rows.values_list("citation_id", flat=True)))
    by_fact = defaultdict(list)
    for row in rows.order_by("-told_at", "-key").values(*COLUMNS):
        if len(by_fact[row["fact"]]) < MOST:
            by_fact[row["fact"]].append(claim_of(row, origins, hops, now))
    claims = [claim for group in by_fact.values() for claim in group]
    again = outcomes.repeats(claim for claim in claims if claim.live_at <= now)
    tables["Claim"].filter(pk__in=[c.pk for c in claims if c.key in again]).update(repeats=True)
    turned = rows_of(outcomes.turns(claims), tables["Outcome"].model)
    tables["Outcome"].bulk_create(turned, batch_size=AT_ONCE)


def chains(tables, citations):
    """Citation → its origin, and → the hops after it."""
    numbers = sorted(set(citations) - {None})
    origins, hops = {}, defaultdict(list)
    for at in range(0, len(numbers), AT_ONCE):
        some = numbers[at : at + AT_ONCE]
        origins |= dict(tables["Citation"].filter(pk__in=some).values_list("pk", "tag_id"))
        passed_on = tables["Via"].filter(citation__in=some).order_by("position", "pk")
        for citation, source in passed_on.values_list("citation_id", "source_id"):
            hops[citation].append(source)
    return origins, hops


def claim_of(row, origins, hops, now):
    cited = row["citation_id"]
    return SimpleNamespace(
        **row,
        date=PreciseDate(row["date_on"], row["date_precision"]) if row["date_on"] else None,
        chain_ids=(origins[cited], *hops[cited]) if cited else (),
        counts_from=max(row["told_at"], row["live_at"]) if row["live_at"] > now else row["told_at"],
    )


def rows_of(turns, outcome):
    by_claim = defaultdict(list)
    for turn in turns:
        by_claim[turn.claim.pk].append(turn)
    return [
        outcome(
            claim_id=number,
            verdict=turn.verdict,
            by_id=turn.by.pk,
            at=turn.at,
            until=after.at if after else None,
        )
        for number, course in by_claim.items()
        for turn, after in zip(course, [*course[1:], None], strict=True)
        if turn.verdict
    ]


# -- What it says of sources -------------------------------------------------------------------


def count(tables, now):
    """Each report once, as far as readers may see it; none of what was official when it was told."""
    kept = {record.pk: record for record in tables["TrackRecord"]}
    out = tables["Claim"].filter(live_at__isnull=False).exclude(live_at__gt=now)
    reports = out.filter(
        repeats=False,
        standing__in=["rumoured", "reported"],
        citation__isnull=False,
    )
    counts, days = defaultdict(Counter), defaultdict(list)
    batch = []
    columns = ("pk", "citation__tag_id", "told_at")
    for row in reports.order_by("pk").values_list(*columns).iterator(chunk_size=AT_ONCE):
        batch.append(row)
        if len(batch) == AT_ONCE:
            add(tables["Outcome"], batch, now, counts, days)
            batch = []
    add(tables["Outcome"], batch, now, counts, days)
    records = [record_of(tables, source, counts[source], days[source]) for source in counts]
    tables["TrackRecord"].exclude(pk__in=list(counts)).delete()
    new = [record for record in records if record.pk not in kept]
    tables["TrackRecord"].bulk_create(new, batch_size=AT_ONCE)
    changed = [record for record in records if record.pk in kept]
    tables["TrackRecord"].bulk_update(changed, RECORD, batch_size=AT_ONCE)


def add(kept, reports, now, counts, days):
    rows = kept.filter(claim__in=[number for number, _source, _told in reports])
    ahead = kept.filter(at__gt=now) | kept.filter(by__live_at__gt=now)
    rows = rows.exclude(pk__in=ahead.values("pk")).exclude(until__lte=now)
    current = {claim: told for claim, *told in rows.values_list("claim", "verdict", "at")}
    for number, source, told_at in reports:
        verdict, at = current.get(number, ("", None))
        counts[source][verdict] += 1
        if verdict == "confirmed":
            days[source].append((at - told_at) / timedelta(days=1))


def record_of(tables, source, counts, days):
    settled = {
        "came_true": counts["confirmed"],
        "denied": counts["denied"],
        "superseded": counts["superseded"],
    }
    return tables["TrackRecord"].model(
        source_id=source,
        **settled,
        still_open=counts.total() - sum(settled.values()),
        lead_days=median(days) if days else None,
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_when_claims_were_told")]

    operations = [migrations.RunPython(work_out, migrations.RunPython.noop)]
