from datetime import UTC, datetime

from django.db import migrations, models

# What the columns before could say of a story that never closes.
LAST = datetime(9999, 1, 1, tzinfo=UTC)


def say_never(apps, schema_editor):
    rules = apps.get_model("comments", "Conversation").objects.filter(closes_at=LAST)
    rules.update(closes_at=None, never_closes=True)


def say_the_last_moment(apps, schema_editor):
    """Going back, a story that never closes stays open."""
    rules = apps.get_model("comments", "Conversation").objects.filter(never_closes=True)
    rules.update(closes_at=LAST, never_closes=False)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0022_stamps_by_name"),
        ("comments", "0006_what_readers_have_had"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="never_closes",
            field=models.BooleanField(
                default=False,
                help_text="Whatever the whole site does.",
                verbose_name="never closes by itself",
            ),
        ),
        migrations.RunPython(say_never, say_the_last_moment),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(("never_closes", False), ("closes_at", None), _connector="OR"),
                name="conversation_closes_or_never",
            ),
        ),
    ]
