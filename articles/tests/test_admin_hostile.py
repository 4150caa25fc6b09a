"""What an account could type into the desk's addresses and forms: a refusal, never a failure."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Topic
from articles.state import MOST_ROWS
from articles.tests.desk import ADD, opened
from shows.models import Show
from sources.models import Source

LISTS = [
    "articles_article",
    "articles_topic",
    "shows_show",
    "shows_season",
    "shows_credit",
    "shows_person",
    "sources_source",
    "authors_author",
    "images_image",
]
LOOKUPS = [
    "name__regex=(([a-z ])*)*$!",
    "description__regex=(",
    "id__in=99999999999999999999",
    "live_at__year=-1",
    "show=99999999999999999999",
    "show__id__exact=99999999999999999999",
    "section__id__exact=abc",
    "headline=a%00b",
    "name__icontains=%00",
    "q=%00",
    "p=99999999999999999999",
    "state=%00",
]
NO_NUMBERS = ["abc", "\x00", "²", "9" * 20, "1_0", "٣", "-1", "007"]
CHOOSERS = [
    "lead_image",
    "next_up",
    "bylines-0-author",
    "coverage-0-show",
    "coverage-0-season",
    "citations-0-tag",
    "citations-0-via",
]


@pytest.fixture
def desk(writer) -> Client:
    client = Client()
    client.force_login(writer)
    return client


@pytest.mark.parametrize("query", LOOKUPS)
def test_a_list_takes_what_its_filters_offer_and_nothing_else(desk, press, olv, query):
    press.draft()
    for name in LISTS:
        response = desk.get(f"{reverse(f'admin:{name}_changelist')}?{query}")
        assert response.status_code in (200, 302, 400), name


def test_a_regular_expression_never_reaches_the_database(desk, olv):
    address = reverse("admin:sources_source_changelist")
    with CaptureQueriesContext(connection) as asked:
        response = desk.get(f"{address}?description__regex=(([a-z ])*)*$!")
    assert response.status_code == 400
    assert [query["sql"] for query in asked if "regex" in query["sql"].lower()] == []


def test_a_filter_that_is_offered_filters(desk, press, tv, writer):
    mine = press.draft(created_by=writer)
    response = desk.get(f"{form_list()}?section=tv")
    assert [row.pk for row in response.context["cl"].result_list] == [mine.pk]


def chosen(story) -> list:
    """The records that a story names."""
    rows = [story.bylines, story.coverage, story.citations, story.claims, story.related_links]
    return [row for found in rows for row in found.all()]


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_no_choice(desk, press, tv, lunn, typed):
    blank = opened(desk, ADD)
    for field in CHOOSERS:
        data = blank | {"headline": ["x"], "section": [tv.pk], field: [typed]}
        response = desk.post(ADD, data, follow=True)
        assert response.status_code == 200, field
        assert not chosen(Article.objects.latest("pk")), field
    for field in ("lead_image", "next_up"):
        assert desk.get(ADD, {field: typed}).status_code == 200


def test_a_number_of_rows_is_not_taken_at_its_word(desk, press, tv):
    blank = opened(desk, ADD) | {"headline": ["x"], "section": [tv.pk]}
    for prefix in ("bylines", "coverage", "citations", "claims", "related_links"):
        many = desk.post(ADD, blank | {f"{prefix}-TOTAL_FORMS": ["2000"]}, follow=True)
        assert many.status_code == 200
        assert many.content.decode().count(f'id="{prefix}-') <= MOST_ROWS + 30
        huge = desk.post(ADD, blank | {f"{prefix}-TOTAL_FORMS": ["9" * 5000]})
        assert huge.status_code in (200, 302, 400)


@pytest.mark.parametrize("place", ["32767", "-1", "9" * 400, "first", ""])
def test_any_place_is_a_place(desk, press, tv, lunn, place):
    blank = opened(desk, ADD)
    told = {"bylines-0-author": [lunn.pk], "bylines-0-position": [place]}
    desk.post(ADD, blank | {"headline": ["x"], "section": [tv.pk]} | told)
    assert [row.position for row in Article.objects.get().bylines.all()] == [0]


def test_no_name_is_looked_for_by_a_nul(desk):
    query = {"app_label": "articles", "model_name": "coverage", "field_name": "show"}
    response = desk.get(reverse("admin:autocomplete"), query | {"term": "a\x00b"})
    assert response.status_code == 400


def test_the_history_of_a_story_is_only_read(desk, press, writer):
    story = press.draft(created_by=writer)
    address = reverse("admin:articles_article_history", args=[story.pk])
    assert desk.post(address).status_code in (200, 405)


def test_a_hidden_story_s_address_is_told_only_to_those_who_may_open_it(
    desk, press, editor, writer
):
    theirs, own = press.draft(), press.draft(created_by=writer)
    kind = ContentType.objects.get_for_model(Article).pk
    assert desk.get(f"/admin/r/{kind}/{theirs.pk}/").status_code == 404
    assert desk.get(f"/admin/r/{kind}/{own.pk}/")["Location"] == own.get_absolute_url()
    assert desk.get("/admin/r/99999/1/").status_code == 404
    pageless = ContentType.objects.get_for_model(Group).pk
    assert desk.get(f"/admin/r/{pageless}/{Group.objects.first().pk}/").status_code == 404
    assert desk.get(f"/admin/r/{kind}/x/").status_code == 404


@pytest.mark.parametrize("name", ["Élodie", "漢字", "🎬", "---", "Télérama"])
def test_a_tag_in_any_alphabet_has_a_page(client, press, name):
    source = Source.objects.create(name=name)
    press.live("A story", sources=[[source]], topics=[name])
    for tag in (source, Topic.objects.get(name=name)):
        assert tag.slug
        assert client.get(tag.get_absolute_url()).status_code == 200
    assert client.get("/sources/").status_code == 200
    assert client.get("/search/", {"q": name}).status_code == 200


def test_a_source_that_only_a_draft_rests_on_is_not_public(client, press, olv, mcuexchange):
    press.draft(sources=[[olv, mcuexchange]])
    assert client.get("/sources/on-location-vacations/").status_code == 404
    assert b"Vacations" not in client.get("/sources/").content
    assert b"/sources/on-location" not in client.get("/search/?q=location").content
    press.live(sources=[[olv, mcuexchange]])
    for source in (olv, mcuexchange):
        assert client.get(source.get_absolute_url()).status_code == 200


def test_deleting_a_show_that_stories_name_is_refused(client, press, jessica_jones, editor):
    press.live(about=[jessica_jones])
    client.force_login(editor)
    client.post(reverse("admin:shows_show_delete", args=[jessica_jones.pk]), {"post": "yes"})
    assert Show.objects.filter(pk=jessica_jones.pk).exists()


def form_list() -> str:
    return reverse("admin:articles_article_changelist")
