"""The index follows the stories; `manage.py reindex` writes it anew."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import search as ask
from articles import workflow
from articles.models import Article, SearchEntry, SearchPlace, SearchWord
from articles.models.search_place import STORIES, place_of
from articles.search import index, places, upgrade
from articles.search.engine import engine
from authors.models import Author
from geekfeed.tests.cast import FIRST_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(django_capture_on_commit_callbacks):
    """Carry out a verb, and let those who listen hear of it."""

    def told(verb, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return verb(*args, **kwargs)

    return told


def found(typed: str) -> list[str]:
    return [row.card.headline for row in ask.find_stories(ask.parse(typed)).rows]


def known(typed: str) -> int:
    """How many stories the desk's index has, whoever may see them."""
    having = engine().having(ask.parse(typed).terms, 0, 2**62)
    return Article.objects.filter(pk__in=having).count()


def test_follows_a_story_through_the_newsroom(press, editor, tell):
    story = press.draft("Kilgrave returns")
    tell(workflow.submit, story, editor)
    assert (found("kilgrave"), known("kilgrave")) == ([], 1)
    tell(workflow.publish, story, editor)
    assert found("kilgrave") == ["Kilgrave returns"]
    story.headline = "Trish returns"
    story.body = "<p>She does.</p>"
    story.save()
    tell(workflow.edit, story, editor)
    assert (found("kilgrave"), found("trish")) == ([], ["Trish returns"])
    assert known("kilgrave") == 0
    tell(workflow.withdraw, story, editor)
    assert (found("trish"), known("trish")) == ([], 1)
    tell(workflow.restore, story, editor)
    assert (found("trish"), known("trish")) == ([], 1)


def test_knows_what_readers_cannot_find_yet(press, tell):
    story = tell(press.scheduled, "Kilgrave returns")
    assert (found("kilgrave"), known("kilgrave")) == ([], 1)
    assert not SearchWord.objects.exists()
    tell(workflow.unschedule, story, None)
    assert (found("kilgrave"), known("kilgrave")) == ([], 1)


def test_the_readers_index_has_nothing_that_only_the_desk_has(press, editor, tell):
    story = press.draft("Kilgrave returns")
    tell(workflow.submit, story, editor)
    assert not SearchPlace.objects.exists()
    assert not SearchWord.objects.exists()
    tell(workflow.publish, story, editor)
    assert SearchPlace.objects.get().place == place_of(story.live_at, story.pk)
    tell(workflow.withdraw, story, editor)
    assert not SearchPlace.objects.exists()


def test_places_stand_in_the_order_of_publication(press):
    moments = [FIRST_DAY, FIRST_DAY + timedelta(seconds=1), FIRST_DAY + timedelta(days=3000)]
    places = [place_of(at, story) for at, story in zip(moments, (900, 7, 3), strict=True)]
    assert places == sorted(places)
    assert [place % STORIES for place in places] == [900, 7, 3]
    assert place_of(FIRST_DAY, 8) > place_of(FIRST_DAY, 7), "of one second, the later number"
    put_off = place_of(datetime.max.replace(tzinfo=UTC), 5)
    assert places[-1] < put_off < 2**63
    assert put_off % STORIES == 5


def test_a_story_that_is_put_forward_changes_its_place(press, editor, tell):
    story = tell(press.scheduled, "Kilgrave returns")
    tell(workflow.unschedule, story, None)
    assert not SearchPlace.objects.exists()
    tell(workflow.publish, story, editor)
    assert found("kilgrave") == ["Kilgrave returns"]


def test_migrate_writes_an_index_that_lacks_stories(press):
    press.live("Kilgrave returns")
    assert found("kilgrave") == []
    upgrade.follow(None, using="default", verbosity=0)
    assert found("kilgrave") == ["Kilgrave returns"]
    with CaptureQueriesContext(connection) as asked:
        upgrade.follow(None, using="default", verbosity=0)
    assert [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_migrate_has_nothing_to_write_on_a_site_without_stories(press, capsys):
    press.draft("Kilgrave returns")
    upgrade.follow(None, using="default")
    assert capsys.readouterr().out == ""


def test_rules_that_change_let_every_row_be_written_anew(press, monkeypatch):
    story = press.live("Kilgrave returns")
    index.refresh(story)
    before = SearchPlace.objects.get().digest
    monkeypatch.setattr(places, "RULES", "another")
    index.refresh(story)
    assert SearchPlace.objects.get().digest != before


def test_a_draft_is_known_once_it_is_refreshed(press):
    story = press.draft("Kilgrave returns")
    assert known("kilgrave") == 0
    index.refresh(story)
    assert (found("kilgrave"), known("kilgrave")) == ([], 1)


def test_nothing_is_written_where_no_word_has_changed(press):
    story = press.draft("Kilgrave returns")
    index.refresh(story)
    with CaptureQueriesContext(connection) as asked:
        index.refresh(story)
    assert [query["sql"] for query in asked if query["sql"].startswith("INSERT")] == []


def test_a_deleted_story_leaves_nothing(press, tell):
    story = tell(press.live, "Kilgrave returns")
    story.delete()
    assert not SearchEntry.objects.exists()
    assert known("kilgrave") == 0


def test_a_failure_is_for_the_operator_not_for_the_editor(press, tell, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(SearchEntry.objects, "bulk_create", fail)
    story = tell(press.live, "Kilgrave returns")
    assert story.is_live
    assert "Run manage.py reindex" in caplog.text
    assert found("kilgrave") == []


def test_reindex_puts_right_what_is_wrong(press, tell):
    forgotten = press.live("Kilgrave was forgotten")
    wrong = tell(press.live, "Kilgrave is right")
    SearchEntry.objects.filter(article=wrong).update(headline="Trish is wrong", body="")
    SearchPlace.objects.filter(article=wrong).update(
        words=engine().written(["trish"]), digest="wrong"
    )
    assert (known("kilgrave"), known("trish")) == (0, 1)
    assert (found("kilgrave"), found("trish")) == ([], ["Kilgrave is right"])
    output = StringIO()
    call_command("reindex", stdout=output)
    assert output.getvalue() == "The search knows 2 stories and 0 records of the catalog.\n"
    assert found("kilgrave") == ["Kilgrave is right", "Kilgrave was forgotten"]
    assert (known("kilgrave"), known("trish"), found("trish")) == (2, 0, [])
    assert forgotten.search_entry.headline == "Kilgrave was forgotten"


def test_reindex_twice_changes_nothing(press):
    press.live("Kilgrave returns", topics=["villains"])
    call_command("reindex", verbosity=0)
    before = list(SearchEntry.objects.values())
    call_command("reindex", verbosity=0)
    assert list(SearchEntry.objects.values()) == before
    assert found("kilgrave villains") == ["Kilgrave returns"]
    assert known("kilgrave") == 1


def test_reindex_learns_names_that_have_changed(press, lunn):
    press.live("Kilgrave returns")
    call_command("reindex", verbosity=0)
    Author.objects.filter(pk=lunn.pk).update(name="Ada Moss")
    assert (found("lunn"), found("moss")) == (["Kilgrave returns"], [])
    call_command("reindex", verbosity=0)
    assert (found("lunn"), found("moss")) == ([], ["Kilgrave returns"])


def test_reindex_goes_in_batches_and_says_how_far_it_is(press, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    for number in range(5):
        press.live(f"Kilgrave {number}")
    said = []
    assert index.rebuild(lambda *progress: said.append(progress)) == 5
    assert said == [(2, 5), (4, 5), (5, 5)]
    assert len(found("kilgrave")) == 5


@pytest.mark.parametrize("stories", [1, 3])
def test_a_batch_takes_the_same_queries_whatever_is_in_it(
    press, filming, olv, mcuexchange, django_assert_max_num_queries, stories
):
    for _ in range(stories):
        claim = filming()
        press.live(
            about=[claim["season"]],
            sources=[[olv, mcuexchange]],
            claims=[claim, claim],
            topics=["filming", "permits"],
        )
    # SQLite puts each of its two indexes in order for itself.
    queries = 19 + (connection.vendor == "sqlite")
    with django_assert_max_num_queries(queries) as asked:
        index.rebuild()
    assert len(asked) == queries


def words_known() -> set[str]:
    return set(SearchWord.objects.values_list("word", flat=True))


def test_the_words_of_what_was_due_are_taken_in_when_it_is_announced(press, tell):
    story = tell(press.scheduled, "Kilgrave returns")
    Article.objects.filter(pk=story.pk).update(live_at=timezone.now())
    assert "kilgrave" not in words_known()
    assert tell(workflow.publish_due) == 1
    assert "kilgrave" in words_known()


def test_writing_anew_forgets_the_words_that_nothing_says_any_more(press, tell):
    tell(press.live, "Kilgrave returns")
    tell(press.scheduled, "Sigourney returns")
    SearchWord.objects.bulk_create(places.word_rows(["sigourney", "malus"]))
    index.rebuild()
    assert words_known() & {"kilgrave", "sigourney", "malus"} == {"kilgrave"}


def test_a_story_of_any_length_is_taken_in(press, tell):
    words = " ".join(f"word{number}" for number in range(40_000))
    tell(press.live, "Kilgrave returns", body=f"<p>{words} {'x' * 5_000}</p>")
    assert found("word1000") == ["Kilgrave returns"]


def test_reads_what_readers_read(press, tell):
    body = '<p>One &amp; <a href="https://x.example/">two</a></p><h2>Three</h2><p>four</p>'
    tell(press.live, "H", standfirst="S", body=body)
    entry = SearchEntry.objects.get()
    assert (entry.headline, entry.standfirst, entry.about, entry.body) == (
        "H",
        "S",
        "Marguerite Lunn",
        "One & two Three. four",
    )


def test_another_database_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "oracle")
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL and SQLite"):
        engine()
