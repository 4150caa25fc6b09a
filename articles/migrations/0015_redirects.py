import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_where_a_story_was_first_published'),
    ]

    operations = [
        migrations.CreateModel(
            name='Redirect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text='Of this site, where there is no page any more: /2009/02/old-story/', max_length=400, unique=True, validators=[django.core.validators.RegexValidator('\\A/(?!/)[^\\s?#\\\\]*/\\Z', "Begin and end with a slash, without the site's name: /2009/02/old-story/")], verbose_name='address')),
                ('to', models.CharField(max_length=400, validators=[django.core.validators.RegexValidator('\\A(/(?!/)[^\\s\\\\]*|https?://[^\\s\\\\]+)\\Z', 'Give an address of this site, /tv/, or a whole one: https://news.example/')], verbose_name='leads to')),
                ('with_below', models.BooleanField(default=False, help_text='/old/feed/ leads to /new/feed/, if /old/ leads to /new/.', verbose_name='and all below it')),
                ('hits', models.PositiveBigIntegerField(default=0, editable=False, verbose_name='followed')),
                ('hit_at', models.DateTimeField(editable=False, null=True, verbose_name='last followed')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='since')),
            ],
            options={
                'verbose_name': 'redirect',
                'verbose_name_plural': 'redirects',
                'ordering': ['-at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='redirect',
            index=models.Index(fields=['-at', '-id'], name='redirect_newest'),
        ),
        migrations.AddIndex(
            model_name='redirect',
            index=models.Index(fields=['to'], name='redirect_to'),
        ),
        migrations.AddConstraint(
            model_name='redirect',
            constraint=models.CheckConstraint(condition=models.Q(('path__endswith', '/'), ('path__startswith', '/'), models.Q(('to', ''), _negated=True)), name='redirect_is_one'),
        ),
        migrations.AddConstraint(
            model_name='redirect',
            constraint=models.CheckConstraint(condition=models.Q(('path', models.F('to')), _negated=True), name='redirect_leads_elsewhere'),
        ),
    ]
