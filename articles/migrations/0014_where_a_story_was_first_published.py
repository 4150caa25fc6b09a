from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_where_milestones_stand_in_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='canonical_url',
            field=models.URLField(blank=True, help_text="Only for a story that is another site's: its address there. Search engines are sent there, and our maps leave it out.", max_length=500, verbose_name='first published at'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['canonical_url', 'month', 'live_at', 'edited_at'], name='article_on_maps'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('canonical_url', ''), ('canonical_url__startswith', 'https://'), ('canonical_url__startswith', 'http://'), _connector='OR'), name='article_canonical_is_a_web_address'),
        ),
    ]
