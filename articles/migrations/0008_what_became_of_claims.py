"""What later claims made of earlier ones was worked out here for the claims that were there already.
It is worked out by when they were told, which 0010 knows: 0011 does it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_the_ledger")]

    operations = []
