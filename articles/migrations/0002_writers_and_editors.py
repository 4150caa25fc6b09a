"""The two groups of the newsroom and what each may do.

Permissions are otherwise made after all migrations; a fresh database needs them here already.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import Q

ROOMS = ["articles", "shows", "sources", "images", "authors"]

# Writers draft stories. Which of them, and until when, is for the desk to say (articles/admin).
WRITERS = {
    "articles": {
        "article": "add change view",
        "byline": "add change delete view",
        "coverage": "add change delete view",
        "citation": "add change delete view",
        "via": "add change delete view",
        "claim": "add change delete view",
        "relatedstory": "add change delete view",
        "topic": "add view",
        "correction": "view",
        "section": "view",
    },
    "shows": {
        "franchise": "view",
        "network": "view",
        "show": "view",
        "season": "view",
        "episode": "view",
        "person": "view",
        "character": "view",
        "credit": "view",
        "criticscore": "view",
        "location": "view",
        "locationuse": "view",
        "externalid": "view",
    },
    "sources": {"source": "add view", "domain": "add view"},
    "images": {"image": "add change view"},
    "authors": {"author": "view", "authorlink": "view"},
}


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    for room in ROOMS:
        create_permissions(installed.get_app_config(room), verbosity=0, using=using, apps=apps)
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)

    writers, _ = groups.get_or_create(name="Writers")
    wanted = Q()
    for room, models in WRITERS.items():
        for model, actions in models.items():
            codenames = [f"{action}_{model}" for action in actions.split()]
            wanted |= Q(content_type__app_label=room, codename__in=codenames)
    writers.permissions.add(*permissions.filter(wanted))

    # Editors may do everything but look after accounts.
    editors, _ = groups.get_or_create(name="Editors")
    accounts = Q(content_type__app_label="authors", content_type__model="user")
    editors.permissions.add(
        *permissions.filter(content_type__app_label__in=ROOMS).exclude(accounts)
    )


def drop_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=["Writers", "Editors"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("authors", "0002_initial"),
        ("images", "0001_initial"),
        ("shows", "0001_initial"),
        ("sources", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
