"""Work out the steps of productions from the claims that readers have already, so that a site shows
its board as soon as it is upgraded."""

from collections import Counter, defaultdict
from types import SimpleNamespace

from django.db import migrations
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from geekfeed.lib.dates import PreciseDate
from shows import ledger, production

MOST = 600
COLUMNS = (
    "pk", "key", "kind", "standing", "says", "date_on", "date_precision", "live_at", "told_at",
    "article_id", "show_id", "season_id", "person_id", "character_id", "location_id", "citation_id",
    "answers_id", "answer", "fact", "position",
)  # fmt: skip


def work_out(apps, schema_editor):
    database = schema_editor.connection.alias
    Claim, Citation, Via, Milestone = (
        apps.get_model("articles", name).objects.using(database)
        for name in ("Claim", "Citation", "Via", "Milestone")
    )
    now = timezone.now()
    told = Claim.filter(live_at__lte=now)
    answered = Exists(told.filter(answers=OuterRef("key")))
    steps = told.filter(kind__in=ledger.SINGLE)
    for show in steps.order_by("show").values_list("show", flat=True).distinct():
        if show is None:
            continue
        rows = told.filter(
            Q(show=show, kind__in=ledger.SINGLE)
            | Q(show=show, answers__isnull=False)
            | Q(show=show) & Q(answered)
            | Q(answers__show=show)
        )
        rows = _newest_of_each(rows.order_by("-live_at", "-pk").values(*COLUMNS).iterator())
        chains = _chains(Citation, Via, {row["citation_id"] for row in rows} - {None})
        claims = [_claim(row, chains) for row in rows]
        Milestone.bulk_create(
            Milestone.model(
                **step._asdict(),
                claim_id=fact.claim.key,
                standing=str(fact.standing),
                date_on=fact.claim.date_on,
                date_precision=fact.claim.date_precision,
                since=fact.since,
                changed_at=now,
            )
            for step, fact in production.steps(ledger.stand(claims)).items()
            if step.show_id == show
        )


def _newest_of_each(rows):
    counts, kept = Counter(), []
    for row in rows:
        counts[row["fact"]] += 1
        if counts[row["fact"]] <= MOST:
            kept.append(row)
    return kept


def _chains(citations, vias, cited):
    chains = defaultdict(tuple)
    for at in range(0, len(cited), 500):
        some = sorted(cited)[at : at + 500]
        for citation, source in citations.filter(pk__in=some).values_list("pk", "tag_id"):
            chains[citation] = (source,)
        hops = vias.filter(citation__in=some).order_by("position", "pk")
        for citation, source in hops.values_list("citation_id", "source_id"):
            chains[citation] += (source,)
    return chains


def _claim(row, chains):
    date = PreciseDate(row["date_on"], row["date_precision"]) if row["date_on"] else None
    return SimpleNamespace(**row, date=date, chain_ids=chains[row["citation_id"]])


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_what_became_of_claims_anew")]

    operations = [migrations.RunPython(work_out, migrations.RunPython.noop)]
