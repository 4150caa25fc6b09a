"""Keep the first day of each season, so that a board finds the newest of all without reading every
episode."""

from django.db import migrations, models
from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Coalesce


def find_first_days(apps, schema_editor):
    database = schema_editor.connection.alias
    Season, Episode = (
        apps.get_model("shows", name).objects.using(database) for name in ("Season", "Episode")
    )
    aired = Episode.filter(season=OuterRef("pk")).order_by().values("season")
    first = aired.annotate(first=Min("aired_on")).values("first")
    Season.update(first_aired_on=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [("shows", "0003_records_that_only_share_a_name")]

    operations = [
        migrations.AddField(
            model_name='season',
            name='first_aired_on',
            field=models.DateField(editable=False, help_text='The first day on which an episode was shown, kept with the episodes.', null=True, verbose_name='first episode'),
        ),
        migrations.AddField(
            model_name='season',
            name='begins_on',
            field=models.GeneratedField(db_persist=True, expression=Coalesce('premiere_on', 'first_aired_on'), output_field=models.DateField(null=True)),
        ),
        migrations.AddIndex(
            model_name='season',
            index=models.Index(fields=['begins_on', 'show'], name='season_by_first_day'),
        ),
        migrations.AddIndex(
            model_name='season',
            index=models.Index(fields=['show', 'begins_on'], name='season_of_show_by_first_day'),
        ),
        migrations.RunPython(find_first_days, migrations.RunPython.noop),
    ]
