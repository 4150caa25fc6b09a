"""Keep the numbers that other services gave to records that were merged away."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shows', '0004_when_seasons_begin'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(choices=[('tvmaze', 'TVmaze'), ('tmdb', 'TMDB'), ('thetvdb', 'TheTVDB'), ('imdb', 'IMDb'), ('wikidata', 'Wikidata')], max_length=10)),
                ('value', models.CharField(max_length=40)),
                ('character', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_numbers', to='shows.character')),
                ('network', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_numbers', to='shows.network')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_numbers', to='shows.person')),
            ],
            options={
                'verbose_name': 'former external id',
                'verbose_name_plural': 'former external ids',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('character__isnull', True), ('network__isnull', True), ('person__isnull', False)), models.Q(('character__isnull', False), ('network__isnull', True), ('person__isnull', True)), models.Q(('character__isnull', True), ('network__isnull', False), ('person__isnull', True)), _connector='OR'), name='former_external_id_is_one_record_s'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('service', 'value'), name='former_external_id_of_one_person'), models.UniqueConstraint(condition=models.Q(('character__isnull', False)), fields=('service', 'value'), name='former_external_id_of_one_character'), models.UniqueConstraint(condition=models.Q(('network__isnull', False)), fields=('service', 'value'), name='former_external_id_of_one_network')],
            },
        ),
    ]
