"""Work out for the claims that are there already what later ones made of them. Sources get their
records, which are counted from this, by `manage.py settle_claims` or with their next story."""

from collections import defaultdict
from types import SimpleNamespace

from django.db import migrations
from django.utils import timezone

from geekfeed.lib.dates import PreciseDate
from shows import ledger, outcomes

MOST = 600
COLUMNS = (
    "pk", "key", "kind", "standing", "says", "date_on", "date_precision", "live_at", "article_id",
    "show_id", "season_id", "person_id", "character_id", "location_id", "citation_id",
)  # fmt: skip


def work_out(apps, schema_editor):
    database = schema_editor.connection.alias
    Claim, Citation, Via, Outcome = (
        apps.get_model("articles", name) for name in ("Claim", "Citation", "Via", "Outcome")
    )
    origins = dict(Citation.objects.using(database).values_list("pk", "tag_id"))
    hops = defaultdict(list)
    for citation, source in (
        Via.objects.using(database).order_by("position").values_list("citation_id", "source_id")
    ):
        hops[citation].append(source)
    facts = defaultdict(list)
    rows = Claim.objects.using(database).filter(live_at__isnull=False).order_by("-live_at", "-pk")
    for row in rows.values(*COLUMNS).iterator():
        cited = row["citation_id"]
        claim = SimpleNamespace(
            **row,
            date=PreciseDate(row["date_on"], row["date_precision"]) if row["date_on"] else None,
            chain_ids=(origins[cited], *hops[cited]) if cited else (),
            answers_id=None,
            answer="",
        )
        claim.fact = ledger.fact_key(claim)
        facts[claim.fact].append(claim)
    told = [Claim(pk=c.pk, fact=c.fact) for group in facts.values() for c in group]
    Claim.objects.using(database).bulk_update(told, ["fact"], batch_size=500)
    again, turned, now = [], [], timezone.now()
    for group in facts.values():
        if len(group) > 1:
            group = group[:MOST]
            repeated = outcomes.repeats(claim for claim in group if claim.live_at <= now)
            again += [Claim(pk=c.pk, repeats=True) for c in group if c.key in repeated]
            turned += rows_of(outcomes.turns(group), Outcome)
    Claim.objects.using(database).bulk_update(again, ["repeats"], batch_size=500)
    Outcome.objects.using(database).bulk_create(turned, batch_size=500)


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


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_the_ledger")]

    operations = [migrations.RunPython(work_out, migrations.RunPython.noop)]
