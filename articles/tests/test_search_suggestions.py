"""/search/suggestions/: what a search may become while it is typed."""

import pytest
from django.core.management import call_command

from articles.models import SearchPlace
from articles.models.search_place import place_of
from articles.search.engine import engine
from articles.tests.test_search import HOSTILE, add_three_of_everything
from geekfeed.tests.cast import FIRST_DAY

pytestmark = pytest.mark.django_db


def offered(client, typed: str) -> dict[str, list[tuple[str, str]]]:
    response = client.get("/search/suggestions/", {"q": typed})
    assert response.status_code == 200
    return {
        group["heading"]: [(item["text"], item["url"]) for item in group["items"]]
        for group in response.json()["groups"]
    }


def test_offers_names_and_headlines_that_begin_so(client, press, catalog):
    story = press.live("Jessica <b>films</b>", body="<p>Nothing.</p>")
    press.live("Not in the headline", standfirst="Jessica.", body="<p>Jessica.</p>")
    call_command("reindex", verbosity=0)
    character, show = catalog["character"], catalog["show"]
    assert offered(client, "jess") == {
        "Characters": [(character.name, character.get_absolute_url())],
        "Shows": [(show.name, show.get_absolute_url())],
        "Stories": [("Jessica <b>films</b>", story.get_absolute_url())],
    }
    assert offered(client, "films") == {"Stories": [(story.headline, story.get_absolute_url())]}


@pytest.mark.parametrize("typed", ["", " ", "j", "-", '"'])
def test_offers_nothing_for_less_than_two_letters(client, catalog, typed):
    assert offered(client, typed) == {}


def test_what_readers_may_not_see_is_not_offered(client, press):
    for make in (press.draft, press.in_review, press.scheduled, press.withdrawn):
        story = make("Zanzibar returns")
        SearchPlace.objects.create(
            article=story,
            place=place_of(story.live_at or FIRST_DAY, story.pk),
            words=engine().written(["h§zanzibar", "zanzibar"]),
        )
    assert offered(client, "zanz") == {}


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:20]))
def test_no_input_breaks_it(client, press, typed):
    offered(client, typed)


def test_may_be_kept_for_a_minute(client):
    response = client.get("/search/suggestions/?q=jess")
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.post("/search/suggestions/").status_code == 405


@pytest.mark.parametrize("times", [1, 3])
def test_takes_the_same_queries_whatever_it_finds(
    client, press, catalog, filming, olv, django_assert_num_queries, times
):
    add_three_of_everything(press, catalog, filming, olv, times)
    call_command("reindex", verbosity=0)
    with django_assert_num_queries(8):
        found = offered(client, "jessica")
    assert len(found["Stories"]) == times
