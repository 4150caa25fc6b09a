"""Editors look after the conversation."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_editors(apps, schema_editor):
    using = schema_editor.connection.alias
    create_permissions(installed.get_app_config("comments"), verbosity=0, using=using, apps=apps)
    editors = apps.get_model("auth", "Group").objects.using(using).filter(name="Editors").first()
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    if editors:
        editors.permissions.add(*permissions.filter(content_type__app_label="comments"))


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0001_initial"),
        ("articles", "0002_writers_and_editors"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(let_editors, migrations.RunPython.noop)]
