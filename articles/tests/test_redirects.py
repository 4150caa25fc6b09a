"""Addresses that lead on: written down by themselves or by hand, followed, counted and listed."""

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet
from django.urls import reverse

from articles import redirects, workflow
from articles.models import Redirect, Section
from articles.tests.desk import opened
from geekfeed.tests.reading import read
from geekfeed.tests.refusals import refused

ADD = "admin:articles_redirect_add"


def led(client, address: str) -> str | None:
    answer = client.get(address)
    return answer["Location"] if answer.status_code == 301 else None


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def rename(desk, record, **facts: str) -> None:
    kind = record._meta.model_name
    page = reverse(f"admin:{record._meta.app_label}_{kind}_change", args=[record.pk])
    form = opened(desk, page) | facts
    answer = desk.post(page, form)
    assert answer.status_code == 302, read(answer).texts(".errorlist")


def test_a_section_a_topic_and_an_author_that_move_lead_on_with_all_below(desk, press, client):
    press.live(topics=["filming"])
    rename(desk, press.section, slug="television")
    rename(desk, press.author, slug="m-lunn")
    rename(desk, press.section.articles.get().topics.get(), slug="cameras")
    pages = {
        "/tv/": "/television/",
        "/tv/feed/atom/": "/television/feed/atom/",
        "/topics/filming/": "/topics/cameras/",
        "/authors/marguerite-lunn/": "/authors/m-lunn/",
        "/authors/marguerite-lunn/feed/": "/authors/m-lunn/feed/",
    }
    assert {page: led(client, page) for page in pages} == pages
    assert {page: client.get(page).status_code for page in pages.values()} == dict.fromkeys(
        pages.values(), 200
    )


def test_a_topic_that_no_live_story_carries_gives_its_new_name_away_to_nobody(desk, press, client):
    draft = press.draft(topics=["codename x"])
    rename(desk, draft.topics.get(), name="Kilgrave dies", slug="kilgrave-dies")
    assert client.get("/topics/codename-x/").status_code == 404
    assert Redirect.objects.count() == 0


def test_a_topic_s_former_addresses_lead_on_though_its_stories_are_withdrawn(desk, press, client):
    story = press.live(topics=["one"])
    rename(desk, story.topics.get(), slug="two")
    workflow.withdraw(story, None)
    rename(desk, story.topics.get(), slug="three")
    press.live(topics=["one"])
    pages = ["/topics/one/", "/topics/two/"]
    assert [led(client, page) for page in pages] == ["/topics/three/"] * 2


def test_a_name_that_changes_without_its_address_leads_nowhere(desk, press):
    rename(desk, press.section, name="Television")
    assert Redirect.objects.count() == 0


def test_one_step_is_enough_however_often_a_page_moves(client, tv):
    redirects.moved("/a/", "/b/")
    redirects.moved("/b/", "/c/")
    redirects.moved("/c/", "/tv/")
    assert [led(client, page) for page in ("/a/", "/b/", "/c/")] == ["/tv/"] * 3


def test_an_address_that_is_taken_back_leads_nowhere_any_more(client, tv):
    redirects.moved("/tv/", "/television/")
    redirects.moved("/television/", "/tv/")
    assert client.get("/tv/").status_code == 200
    assert led(client, "/television/") == "/tv/"
    assert list(Redirect.objects.values_list("path", "to")) == [("/television/", "/tv/")]


def test_what_is_asked_goes_with_it_and_a_missing_slash_is_no_matter(client, tv):
    Redirect.objects.create(path="/old/", to="/tv/", with_below=True)
    Redirect.objects.create(path="/old/page/", to="https://elsewhere.example/?a=1")
    assert {
        page: led(client, page)
        for page in ("/old", "/old/?after=x&q=%22", "/old/feed/", "/old/page/?b=2", "/old/page")
    } == {
        "/old": "/tv/",
        "/old/?after=x&q=%22": "/tv/?after=x&q=%22",
        "/old/feed/": "/tv/feed/",
        "/old/page/?b=2": "https://elsewhere.example/?a=1",
        "/old/page": "https://elsewhere.example/?a=1",
    }


@pytest.mark.parametrize("below", ["//evil.example/", "/%2Fevil.example/", "///evil.example/"])
def test_what_is_asked_for_below_names_no_other_site(client, tv, below):
    Redirect.objects.create(path="/blog/", to="/", with_below=True)
    assert led(client, f"/blog{below}") == "/evil.example/"


def test_one_that_is_put_in_by_hand_leads_from_its_own_address_alone(client, tv):
    Redirect.objects.create(path="/2009/02/old/", to="/tv/")
    assert led(client, "/2009/02/old/") == "/tv/"
    assert client.get("/2009/02/old/changes/").status_code == 404


def test_a_page_that_is_there_wins(client, tv, press):
    story = press.live()
    Redirect.objects.create(path="/tv/", to="/elsewhere/")
    Redirect.objects.create(path=story.get_absolute_url(), to="/elsewhere/")
    assert client.get("/tv/").status_code == 200
    assert client.get(story.get_absolute_url()).status_code == 200


def test_only_reading_is_led_on(client, tv):
    Redirect.objects.create(path="/old/page/", to="/tv/")
    assert client.post("/old/page/").status_code == 404
    assert client.head("/old/page/").status_code == 301


def test_each_time_it_is_followed_is_counted(client, tv):
    Redirect.objects.create(path="/old/", to="/tv/")
    for _ in range(3):
        led(client, "/old/")
    redirect = Redirect.objects.get()
    assert redirect.hits == 3
    assert redirect.hit_at is not None


def test_a_reader_is_led_on_where_it_cannot_be_counted(client, tv, monkeypatch, caplog):
    Redirect.objects.create(path="/old/", to="/tv/")

    def fails(self: QuerySet, **facts: object) -> int:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(QuerySet, "update", fails)
    assert led(client, "/old/") == "/tv/"
    assert caplog.messages == ["It could not be counted that an address was followed."]


def test_it_costs_a_missing_page_one_query_and_others_none(client, tv, django_assert_num_queries):
    for number in range(3):
        Redirect.objects.create(path=f"/old/{number}/", to="/tv/", with_below=True)
    client.get("/archive/")
    with django_assert_num_queries(1):
        client.get("/archive/")
    with django_assert_num_queries(2):  # the section that is looked for, and what leads on
        client.get("/nothing/")
    with django_assert_num_queries(4):  # found, and counted between two savepoints or their like
        client.get("/old/2/below/")


@pytest.mark.parametrize(
    "page", ["/%00/", "/" + "a" * 9000 + "/", "/a/" * 200, "/%FF/", "/%0d%0aX: y/"]
)
def test_whatever_is_asked_for_is_a_plain_404(client, db, page):
    Redirect.objects.create(path="/b/", to="/c/", with_below=True)
    assert client.get(page).status_code == 404


# -- At the desk ---------------------------------------------------------------------------------


def errors(desk, **facts: str) -> list[str]:
    return read(desk.post(reverse(ADD), facts)).texts(".errorlist li")


def test_editors_add_one_and_see_how_often_each_was_followed(desk, client, tv):
    answer = desk.post(reverse(ADD), {"path": "/old/", "to": "/tv/"})
    assert answer.status_code == 302
    led(client, "/old/")
    rows = read(desk.get(reverse("admin:articles_redirect_changelist")))
    assert rows.texts("#result_list th.field-path") == ["/old/"]
    assert rows.texts("#result_list td.field-to") == ["/tv/"]
    assert rows.texts("#result_list td.field-hits") == ["1"]
    never = read(desk.get(reverse("admin:articles_redirect_changelist"), {"followed": "no"}))
    assert never.texts("#result_list th.field-path") == []


def test_what_leads_nowhere_or_in_a_ring_is_refused_in_words(desk, tv, settings):
    Redirect.objects.create(path="/a/", to="/b/")
    slashes = ["Begin and end with a slash, without the site's name: /2009/02/old-story/"]
    whole = ["Give an address of this site, /tv/, or a whole one: https://news.example/"]
    assert errors(desk, path="old", to="/tv/") == slashes
    assert errors(desk, path="//evil.example/", to="/tv/") == slashes
    assert errors(desk, path="/old/?p=1/", to="/tv/") == slashes
    assert errors(desk, path="/x/", to="//evil.example/") == whole
    assert errors(desk, path="/x/", to="javascript:alert(1)") == whole
    assert errors(desk, path="/x/", to="/x/") == ["An address cannot lead to itself."]
    assert errors(desk, path="/x/", to="/a/") == ["/a/ leads on to /b/. Lead there."]
    below = ["This lies below the address itself: it would lead on without end."]
    assert errors(desk, path="/x/", to="/x/y/", with_below="on") == below
    assert errors(desk, path="/x/", to="/%78/y/", with_below="on") == below
    assert errors(desk, path="/x/", to=f"{settings.SITE_URL}/x/y/", with_below="on") == below
    itself = ["An address cannot lead to itself."]
    assert errors(desk, path="/x/", to="/x", with_below="on") == itself
    assert errors(desk, path="/x/", to="/x/?page=2") == itself
    Redirect.objects.create(path="/e/", to="/f/g/", with_below=True)
    assert errors(desk, path="/f/", to="/e/h/", with_below="on") == [
        "/e/ leads on to /f/g/. Lead there."
    ]
    assert errors(desk, path="/f/", to="/tv/", with_below="on") == [
        "Other addresses lead here. Lead those to the new address first."
    ]
    assert desk.post(reverse(ADD), {"path": "/f/", "to": "/tv/"}).status_code == 302
    assert errors(desk, path="/x/", to="https://news.example/?x=1", with_below="on") == [
        "What lies below cannot be added to an address with “?” or “#”."
    ]
    assert errors(desk, path="/b/", to="/tv/") == [
        "Other addresses lead here. Lead those to the new address first."
    ]


def test_writers_have_no_part_in_it(client, writer):
    client.force_login(writer)
    assert client.get(reverse("admin:articles_redirect_changelist")).status_code == 403
    assert client.get(reverse(ADD)).status_code == 403


def test_the_database_holds_to_it(db):
    Redirect.objects.create(path="/a/", to="/b/")
    assert refused(lambda: Redirect.objects.create(path="/a/", to="/c/"))
    assert refused(lambda: Redirect.objects.create(path="/x/", to="/x/"))
    assert refused(lambda: Redirect.objects.create(path="x", to="/b/"))
    assert Section.objects.count() == 0
