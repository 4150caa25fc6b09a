"""Claims get a time of their own. What is out, or about to be, was told with its story; what has been
withdrawn when its story first went out."""

from datetime import datetime

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F
from django.utils import timezone

AT_ONCE = 1000
SAID = (
    "kind", "standing", "date_on", "date_precision", "show_id", "season_id", "person_id",
    "character_id", "location_id",
)  # fmt: skip


def date_claims(apps, schema_editor):
    database = schema_editor.connection.alias
    Claim, Revision, Telling = (
        apps.get_model("articles", name) for name in ("Claim", "Revision", "Telling")
    )
    claims = Claim.objects.using(database)
    claims.filter(live_at__isnull=False).update(told_at=F("live_at"))
    away = claims.filter(live_at=None).exclude(fact="").order_by()
    for story, month in list(away.values_list("article", "article__month").distinct()):
        published = Revision.objects.using(database).filter(article=story, verb="publish")
        first = published.order_by("version").values_list("at", flat=True).first()
        if first is not None:
            away.filter(article=story).update(told_at=_in_month(first, month))
    told = claims.filter(told_at__isnull=False).order_by("pk")
    new = []
    for row in told.values("key", "article_id", "told_at", *SAID).iterator(chunk_size=AT_ONCE):
        said = {name: row[name] for name in SAID}
        said["date_on"] = row["date_on"].isoformat() if row["date_on"] else None
        new.append(
            Telling(article_id=row["article_id"], key=row["key"], at=row["told_at"], said=said)
        )
        if len(new) == AT_ONCE:
            Telling.objects.using(database).bulk_create(new)
            new = []
    Telling.objects.using(database).bulk_create(new)


def _in_month(moment, month):
    """When a story was published as of long ago, its address knows the month, and nobody the day."""
    local = timezone.localtime(moment)
    if month is None or (local.year, local.month) == (month.year, month.month):
        return moment
    return timezone.make_aware(datetime(month.year, month.month, 1))


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_milestones'),
    ]

    operations = [
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('at', models.DateTimeField(verbose_name='told')),
                ('said', models.JSONField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellings', to='articles.article')),
            ],
            options={
                'verbose_name': 'telling',
                'verbose_name_plural': 'tellings',
                'ordering': ['at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_show_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_season_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_person_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_character_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_location_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_citation_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_fact_newest',
        ),
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_standing_newest',
        ),
        migrations.AddField(
            model_name='claim',
            name='told_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='When readers were first told what it says now. Empty: they never were.', null=True, verbose_name='told'),
        ),
        migrations.RunPython(date_claims, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['show', 'told_at', 'id'], name='claim_show_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['season', 'told_at', 'id'], name='claim_season_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['person', 'told_at', 'id'], name='claim_person_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['character', 'told_at', 'id'], name='claim_character_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['location', 'told_at', 'id'], name='claim_location_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['citation', 'told_at', 'id'], name='claim_citation_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['-told_at', '-id'], name='claim_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['fact', 'told_at', 'id'], name='claim_fact_newest'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['standing', '-told_at', '-id'], name='claim_standing_newest'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('live_at__isnull', True), ('told_at__isnull', False), _connector='OR'), name='claim_was_told_if_live'),
        ),
    ]
