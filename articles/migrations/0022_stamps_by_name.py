"""The edition's stamp becomes one of several, each under its name."""

import uuid

from django.db import migrations, models


def carry_over(apps, schema_editor):
    before = apps.get_model("articles", "Edition").objects.order_by("pk").first()
    apps.get_model("articles", "Stamp").objects.create(
        name="edition", stamp=before.stamp if before else uuid.uuid4()
    )


def carry_back(apps, schema_editor):
    stamp = apps.get_model("articles", "Stamp").objects.filter(name="edition").first()
    if stamp:
        apps.get_model("articles", "Edition").objects.create(pk=1, stamp=stamp.stamp)


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_a_storys_spoiler_horizon")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=100, primary_key=True, serialize=False, verbose_name="name"
                    ),
                ),
                ("stamp", models.UUIDField(default=uuid.uuid4, verbose_name="stamp")),
            ],
            options={
                "verbose_name": "stamp",
                "verbose_name_plural": "stamps",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.DeleteModel(name="Edition"),
    ]
