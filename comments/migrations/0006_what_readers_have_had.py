"""Which comments readers have had: where one of them is removed, a line says so."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def remember(apps, schema_editor):
    """All that is shown or was taken away, and of what is held what a moderator has held or
    decided about before."""
    Comment = apps.get_model("comments", "Comment")
    Act = apps.get_model("comments", "Act")
    decided = Act.objects.filter(
        comment=OuterRef("pk"), verb__in=["approve", "hold", "remove", "restore"]
    )
    Comment.objects.filter(
        Q(state__in=["shown", "removed", "deleted"]) | Q(Exists(decided), state="held")
    ).update(was_shown=True)


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0005_bans_lists_and_limits"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="was_shown",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Readers have had it: where a moderator removes it, a line says so.",
            ),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=True),
    ]
