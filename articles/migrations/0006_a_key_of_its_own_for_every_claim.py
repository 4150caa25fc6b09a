"""Keys of claims were unique in their story. Should two stories share one, the newer gets its own:
from here on a key names a claim on the whole site."""

import uuid

from django.db import migrations
from django.db.models import Count, Min


def give_keys(apps, schema_editor):
    claims = apps.get_model("articles", "Claim").objects.using(schema_editor.connection.alias)
    shared = (
        claims.order_by()
        .values("key")
        .annotate(claims=Count("pk"), first=Min("pk"))
        .filter(claims__gt=1)
    )
    for row in list(shared):
        for claim in claims.filter(key=row["key"]).exclude(pk=row["first"]):
            claims.filter(pk=claim.pk).update(key=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_desk_lists")]

    operations = [migrations.RunPython(give_keys, migrations.RunPython.noop)]
