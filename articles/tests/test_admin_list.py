"""The list of stories: what it says, what it finds, and what it costs."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.admin import listing
from articles.models import Article
from articles.tests.desk import at_desk, form_of
from authors.models import Author
from shows.models import Season, Show
from sources.models import Source

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(editor):
    return at_desk(editor)


def headlines(page) -> list[str]:
    return [story.headline for story in page.context["cl"].result_list]


def queries(client, address) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_a_row_says_all_about_its_story(desk, press, jessica_jones, lunn):
    press.live("Out", about=[jessica_jones])
    page = desk.get(LIST).content.decode()
    assert '<span class="state live">Live</span>' in page
    assert 'data-show="jessica-jones">Jessica Jones</span>' in page
    for words in ("Out", "TV", "Marguerite Lunn", "since 10 Apr 2017"):
        assert words in page


def test_the_list_costs_the_same_for_one_story_and_for_three(desk, press, filming, olv):
    claim = filming()

    def story():
        press.live(about=[claim["season"]], sources=[[olv]], claims=[claim], topics=["x"])

    story()
    cache.clear()
    desk.get(LIST)  # fills the caches that every page has
    one = queries(desk, LIST)
    story()
    story()
    assert len(queries(desk, LIST)) == len(one)


def test_the_list_for_a_writer_costs_the_same_too(writer, press, jessica_jones):
    desk = at_desk(writer)
    press.draft(about=[jessica_jones], created_by=writer)
    desk.get(LIST)
    one = queries(desk, LIST)
    press.draft(about=[jessica_jones], created_by=writer)
    press.live(about=[jessica_jones])
    assert len(queries(desk, LIST)) == len(one)


def test_the_form_costs_the_same_for_one_row_and_for_three(desk, press, filming):
    claim = filming()
    shows = [Show.objects.create(name=word, slug=word) for word in ("one", "two", "three")]
    seasons = [Season.objects.create(show=show, number=1) for show in shows]
    sources = [Source.objects.create(name=show.name, slug=show.slug) for show in shows]
    others = [press.live() for _ in shows]

    def story(rows):
        made = press.draft(
            about=seasons[:rows],
            sources=[[source, *sources] for source in sources[:rows]],
            claims=[claim] * rows,
            topics=["x", "y", "z"][:rows],
        )
        for number in range(rows):
            made.related_links.create(related=others[number], position=number)
            made.corrections.create(text="A slip")
            author = Author.objects.create(name="A", slug=f"a-{made.pk}-{number}")
            made.bylines.create(author=author, position=number + 1)
        return form_of(made)

    one, three = story(1), story(3)
    desk.get(one)  # fills the caches that every page has
    assert len(queries(desk, three)) == len(queries(desk, one))


def test_no_row_is_counted_beyond_the_pages(desk, press, monkeypatch):
    monkeypatch.setattr(listing, "MOST", 3)
    monkeypatch.setattr("articles.admin.ArticleAdmin.list_per_page", 2)
    for number in range(5):
        press.draft(f"Story {number}")
    page = desk.get(LIST)
    assert headlines(page) == ["Story 4", "Story 3"]
    assert b"The 3 changed last." in page.content
    page = desk.get(LIST + page.context["cl"].older)
    assert headlines(page) == ["Story 2"]
    assert page.context["cl"].older == ""
    counts = [sql for sql in queries(desk, LIST) if "COUNT(*)" in sql]
    assert len(counts) == 1
    assert "LIMIT 3" in counts[0]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("draft", ["A draft"]),
        ("in_review", ["In review"]),
        ("scheduled", ["Scheduled"]),
        ("live", ["Live"]),
        ("withdrawn", ["Withdrawn"]),
        ("mine", ["In review"]),
        ("nonsense", ["A draft", "In review", "Live", "Scheduled", "Withdrawn"]),
    ],
)
def test_stories_are_found_by_their_state(desk, editor, press, state, found):
    press.draft("A draft")
    press.in_review("In review", created_by=editor)
    press.scheduled("Scheduled")
    press.live("Live")
    press.withdrawn("Withdrawn")
    assert sorted(headlines(desk.get(LIST, {"state": state}))) == found


def test_a_scheduled_story_is_live_by_the_clock(desk, press):
    story = press.draft("Due")
    workflow.schedule(story, None, timezone.now() + timedelta(hours=1))
    Article.objects.update(live_at=timezone.now() - timedelta(minutes=1))
    assert headlines(desk.get(LIST, {"state": "live"})) == ["Due"]
    assert headlines(desk.get(LIST, {"state": "scheduled"})) == []
    assert b'class="state live">Live' in desk.get(LIST).content


def test_stories_are_found_by_show_section_and_headline(desk, press, jessica_jones, tv):
    daredevil = Show.objects.create(name="Daredevil", slug="daredevil")
    press.draft("Both", about=[jessica_jones, daredevil])
    press.draft("One", about=[daredevil])
    assert headlines(desk.get(LIST, {"show": jessica_jones.pk})) == ["Both"]
    assert sorted(headlines(desk.get(LIST, {"show": daredevil.pk}))) == ["Both", "One"]
    assert len(headlines(desk.get(LIST, {"show": "x"}))) == 2
    assert len(headlines(desk.get(LIST, {"section__id__exact": tv.pk}))) == 2
    assert headlines(desk.get(LIST, {"q": "bot"})) == ["Both"]
    assert b"No story is like that." in desk.get(LIST, {"q": "zzz"}).content


def test_a_byline_makes_a_story_mine(writer, press, lunn):
    lunn.user = writer
    lunn.save()
    press.draft("Mine by name")
    assert headlines(at_desk(writer).get(LIST, {"state": "mine"})) == ["Mine by name"]
