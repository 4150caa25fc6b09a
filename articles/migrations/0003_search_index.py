"""The table of what the search knows, and the database's own full-text index behind it."""

import django.db.models.deletion
from django.db import migrations, models

# Weights as PostgreSQL names them, A the heaviest.
WEIGHTS = {"headline": "A", "standfirst": "B", "about": "B", "body": "C"}
COLUMNS = ", ".join(WEIGHTS)

# PostgreSQL's parser would take "season-2" for a negative number and "mcuexchange.com" for one
# word. With spaces in their place it sees the words that articles/search/query.py sees.
JOINTS = "-_./:@+&<>%#=?~*'’‘"


def vector(column, weight):
    """Words without accents, so that "Elodie" finds "Élodie"."""
    plain = rf"regexp_replace(normalize({column}, NFKD), U&'[\0300-\036F]', '', 'g')"
    joints, spaces = JOINTS.replace("'", "''"), " " * len(JOINTS)
    words = f"to_tsvector('english', translate({plain}, '{joints}', '{spaces}'))"
    return f"setweight({words}, '{weight}')"


POSTGRESQL = [
    f"""ALTER TABLE articles_searchentry ADD COLUMN document tsvector NOT NULL
        GENERATED ALWAYS AS ({" || ".join(vector(*pair) for pair in WEIGHTS.items())}) STORED""",
    # Stories are written seldom and searched often. With a list of pending changes before the
    # index, PostgreSQL may rather read every story: 70 ms at 20,000 of them, instead of 1.
    """CREATE INDEX search_words ON articles_searchentry USING gin (document)
       WITH (fastupdate = off)""",
]

NEW = ", ".join(f"new.{column}" for column in WEIGHTS)
OLD = ", ".join(f"old.{column}" for column in WEIGHTS)
ADD = f"INSERT INTO articles_searchwords (rowid, {COLUMNS}) VALUES (new.article_id, {NEW});"  # noqa: S608
TAKE = f"""INSERT INTO articles_searchwords (articles_searchwords, rowid, {COLUMNS})
           VALUES ('delete', old.article_id, {OLD});"""  # noqa: S608

SQLITE = [
    f"""CREATE VIRTUAL TABLE articles_searchwords USING fts5 (
        {COLUMNS}, content='articles_searchentry', content_rowid='article_id', prefix='3 4',
        tokenize='porter unicode61 remove_diacritics 2')""",
    f"CREATE TRIGGER search_words_add AFTER INSERT ON articles_searchentry BEGIN {ADD} END",
    f"CREATE TRIGGER search_words_take AFTER DELETE ON articles_searchentry BEGIN {TAKE} END",
    f"""CREATE TRIGGER search_words_change AFTER UPDATE ON articles_searchentry
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
            schema_editor.execute(f"DROP TRIGGER search_words_{trigger}", params=None)
        schema_editor.execute("DROP TABLE articles_searchwords", params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_writers_and_editors")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("headline", models.TextField()),
                ("standfirst", models.TextField()),
                (
                    "about",
                    models.TextField(
                        help_text="Whom it is by, what it is about and from, by all their names; its claims."
                    ),
                ),
                ("body", models.TextField()),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
