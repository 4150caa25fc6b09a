"""The names of the catalog by their words. `migrate` writes the rows when it is done
(articles/search/upgrade.py)."""

import articles.models.search_name
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_edition'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.PositiveSmallIntegerField(choices=[(1, 'show'), (2, 'person'), (3, 'character'), (4, 'location'), (5, 'source')])),
                ('number', models.BigIntegerField()),
                ('text', articles.models.search_name.BytewiseField(max_length=200)),
            ],
            options={
                'verbose_name': 'search name',
                'verbose_name_plural': 'search names',
                'default_permissions': (),
                'indexes': [models.Index(fields=['kind', 'text', 'number'], name='search_name_walk')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number', 'text'), name='search_name_once'), models.CheckConstraint(condition=models.Q(('kind__in', [1, 2, 3, 4, 5])), name='search_name_kind_is_known')],
            },
        ),
    ]
