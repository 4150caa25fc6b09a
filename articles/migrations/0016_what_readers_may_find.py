"""The readers' own search index: one row for each story that is live or will be by the clock.

The tables are made empty. `migrate` fills them when it is done (articles/search/upgrade.py).
"""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.search_place

POSTGRESQL = [
    # Written seldom and searched often, as the desk's index.
    """CREATE INDEX search_places ON articles_searchplace USING gin (words)
       WITH (fastupdate = off)""",
]

ADD = "INSERT INTO articles_searchtokens (rowid, words) VALUES (new.place, new.words);"
TAKE = """INSERT INTO articles_searchtokens (articles_searchtokens, rowid, words)
          VALUES ('delete', old.place, old.words);"""

SQLITE = [
    # The words come taken apart (articles/search/words.py): spaces are all that is left to find.
    """CREATE VIRTUAL TABLE articles_searchtokens USING fts5 (
        words, content='articles_searchplace', content_rowid='place', prefix='3 5',
        tokenize='ascii')""",
    f"CREATE TRIGGER search_places_add AFTER INSERT ON articles_searchplace BEGIN {ADD} END",
    f"CREATE TRIGGER search_places_take AFTER DELETE ON articles_searchplace BEGIN {TAKE} END",
    f"""CREATE TRIGGER search_places_change AFTER UPDATE ON articles_searchplace
        BEGIN {TAKE} {ADD} END""",
]


def make_index(apps, schema_editor):
    statements = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    """The triggers write into the table that goes. PostgreSQL's index goes with its own table."""
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("add", "take", "change"):
            schema_editor.execute(f"DROP TRIGGER search_places_{trigger}", params=None)
        schema_editor.execute("DROP TABLE articles_searchtokens", params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_redirects")]

    operations = [
        migrations.CreateModel(
            name="SearchPlace",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_place",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("place", models.BigIntegerField(unique=True)),
                ("words", articles.models.search_place.IndexedField()),
                (
                    "digest",
                    models.CharField(
                        help_text="Of the words: whether they changed.", max_length=32
                    ),
                ),
            ],
            options={
                "verbose_name": "search place",
                "verbose_name_plural": "search places",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    models.CharField(
                        help_text="Folded.", max_length=60, primary_key=True, serialize=False
                    ),
                ),
                ("beginning", models.CharField(db_index=True, max_length=2)),
                ("ending", models.CharField(db_index=True, max_length=3)),
            ],
            options={
                "verbose_name": "search word",
                "verbose_name_plural": "search words",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
