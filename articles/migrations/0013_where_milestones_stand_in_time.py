"""Keep the day on which each step of a production is put, so that a board finds the newest of all
by an index."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate


def put_in_time(apps, schema_editor):
    rows = apps.get_model("articles", "Milestone").objects.using(schema_editor.connection.alias)
    placed = rows.exclude(Q(kind="premiere", date_on=None))
    placed.update(day=Coalesce("date_on", TruncDate("since")))


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_the_milestones_so_far")]

    operations = [
        migrations.AddField(
            model_name='milestone',
            name='day',
            field=models.DateField(help_text='The first day of its date; without a date, the one on which it was told. A premiere of which nobody has said when has none.', null=True, verbose_name='place in time'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(fields=['day', 'show'], name='milestone_by_place_in_time'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(fields=['show', 'day'], name='milestone_of_show_by_day'),
        ),
        migrations.RunPython(put_in_time, migrations.RunPython.noop),
    ]
