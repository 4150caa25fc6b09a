"""A site that has just been installed: every page is there, or says that there is none."""

import pytest

from geekfeed import chrome


@pytest.mark.parametrize(
    "address",
    ["/", "/shows/", "/authors/", "/sources/", "/archive/", "/search/", "/search/?q=anything"],
)
def test_the_lists_of_an_empty_site_are_pages(client, db, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/tv/", "/topics/x/", "/archive/2017/04/", "/2017/04/x/"])
def test_what_is_not_there_yet_is_a_404(client, db, address):
    assert client.get(address).status_code == 404


def test_it_answers_whatever_watches_it(client, db):
    assert client.get("/health/").content == b"ok\n"


def test_robots_are_told_to_leave_the_desk_alone(client, db):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
    ]


def test_a_new_colour_is_on_the_next_page(
    client, jessica_jones, django_capture_on_commit_callbacks
):
    before = client.get("/shows/jessica-jones/")
    address = chrome.current().colours_url
    assert address in before.content.decode()
    jessica_jones.accent = "#c4161c"
    with django_capture_on_commit_callbacks(execute=True):
        jessica_jones.save()
    after = client.get("/shows/jessica-jones/").content.decode()
    assert address not in after
    assert chrome.current().colours_url in after


def test_the_frame_costs_nothing_while_it_does_not_change(client, press, django_assert_num_queries):
    client.get("/archive/")
    with django_assert_num_queries(1):
        client.get("/archive/")


def test_a_page_sets_no_cookie_and_names_what_it_may_load(client, press):
    story = press.live()
    response = client.get(story.get_absolute_url())
    assert response.cookies == {}
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
