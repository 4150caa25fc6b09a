"""A site that has just been installed: every page is there, or says that there is none. And what
every page brings along.
"""

from base64 import b64encode
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone
from PIL import Image as Pixels

import articles.views
import authors.views
import shows.standing
import shows.views.board
import shows.views.catalog
import shows.views.owners
import shows.views.shows
import shows.views.stories
import sources.views
from articles import front_page, workflow
from authors.models import Author, User
from geekfeed import chrome, demo, stylesheet
from geekfeed.lib.paging import Listing, paginate
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import read
from geekfeed.tests.test_bad_input import pages
from geekfeed.views import server_error
from images.models import Image
from shows.models import Franchise, Network, Season, Show


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/shows/",
        "/production/",
        "/authors/",
        "/sources/",
        "/archive/",
        "/corrections/",
        "/rumours/",
        "/calendar/",
        "/calendar.ics",
        "/feed/",
        "/feed/atom/",
        "/feed/json/",
        "/sitemap.xml",
        "/news-sitemap.xml",
        "/robots.txt",
        "/search/",
        "/search/?q=anything",
        "/comments/hello/",
    ],
)
def test_the_lists_of_an_empty_site_are_pages(client, db, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/tv/",
        "/topics/x/",
        "/archive/2017/04/",
        "/2017/04/x/",
        "/2017/04/x/comments/",
        "/comments/1/",
        "/comments/on/1/",
    ],
)
def test_what_is_not_there_yet_is_a_404(client, db, address):
    assert client.get(address).status_code == 404


def test_it_answers_whatever_watches_it(client, db):
    assert client.get("/health/").content == b"ok\n"


def test_a_new_colour_is_on_the_next_page(
    client, jessica_jones, django_capture_on_commit_callbacks
):
    before = client.get("/shows/jessica-jones/")
    address = chrome.current().stylesheet
    assert address in before.content.decode()
    jessica_jones.accent = "#c4161c"
    with django_capture_on_commit_callbacks(execute=True):
        jessica_jones.save()
    after = client.get("/shows/jessica-jones/").content.decode()
    assert address not in after
    assert chrome.current().stylesheet in after


def test_colours_are_kept_for_good_only_under_the_address_that_names_them(
    client, jessica_jones, django_capture_on_commit_callbacks
):
    former = chrome.current().stylesheet
    assert client.get(former)["Cache-Control"] == "public, max-age=31536000, immutable"
    with django_capture_on_commit_callbacks(execute=True):
        Show.objects.get().delete()
    for address in (former, "/styles/anything.css"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=60"
        assert answer.content.decode() == stylesheet.text(chrome.current().colours)


def test_only_the_first_page_of_a_list_names_a_canonical_address(
    client, press, filming, olv, mcuexchange, monkeypatch, settings
):
    """Each list with one row on a page, so that each has a second page."""
    paginated = (
        articles.views,
        authors.views,
        shows.standing,
        shows.views.catalog,
        shows.views.owners,
        shows.views.stories,
        shows.views.shows,
        sources.views,
    )
    for module in paginated:
        monkeypatch.setattr(module, "paginate", lambda *a, **k: paginate(*a, **k | {"size": 1}))
    rows, order = front_page.LATEST.rows, front_page.LATEST.order
    monkeypatch.setattr(front_page, "LATEST", Listing(rows, order=order, size=1))
    monkeypatch.setattr(shows.views.board, "SHOWS", 1)
    claim = filming()
    rumour = claim | {"kind": "other", "standing": "rumoured"}
    named = [claim["person"], claim["character"], claim["location"]]
    facts = {"about": [claim["season"]], "topics": ["filming"], "names": named}
    made = [
        press.live(
            sources=[[olv], [mcuexchange]],
            claims=[claim, rumour | {"says": f"Rumour {n}"}],
            at=FIRST_DAY,
            **facts,
        )
        for n in range(10)
    ]
    press.live(sources=[[olv]], claims=[filming(kind="premiere")])  # of ten, a second report
    for text in ("One.", "Two."):
        workflow.correct(made[0], None, "correction", text)
    luke_cage = Show.objects.create(name="Luke Cage", slug="luke-cage")
    Show.objects.update(
        franchise=Franchise.objects.create(name="Marvel", slug="marvel-netflix"),
        network=Network.objects.create(name="Netflix", slug="netflix"),
    )
    for show in (claim["show"], luke_cage):
        Season.objects.create(
            show=show, number=5, premiere_on=timezone.localdate(), premiere_precision="day"
        )
    made[0].bylines.create(author=Author.objects.create(name="Dee Okafor", slug="dee-okafor"))
    for address in pages(made[0]):
        first = client.get(address)
        named = [link["href"] for link in read(first).all("link[rel=canonical]")]
        assert named == [settings.SITE_URL + address]
        second = read(client.get(address, {"after": first.context["page"].next_token}))
        assert second.all("link[rel=canonical]") == [], address


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
    assert policy["style-src"] == "'self'"
    (inline,) = [script for script in read(response).all("script") if not script.attributes]
    (words,) = inline.children
    digest = b64encode(sha256(words.encode()).digest()).decode()
    assert policy["script-src"] == f"'self' 'sha256-{digest}'"


def test_the_page_that_asks_nothing_of_a_failed_site_has_the_site_s_name(settings, rf):
    settings.SITE_NAME = "The Daily Panel"
    page = server_error(rf.get("/")).content.decode()
    assert "<title>Something broke · The Daily Panel</title>" in page
    assert "GeekFeed" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begun_with", "named"),
    [
        ("tv", "sections"),
        ("olv", "sources"),
        ("lunn", "authors"),
        ("jessica_jones", "shows"),
        ("writer", "accounts"),
    ],
)
def test_the_demo_stays_out_of_a_site_that_has_begun(db, settings, request, begun_with, named):
    request.getfixturevalue(begun_with)
    settings.DEBUG = True
    said = StringIO()
    with pytest.raises(CommandError, match=f"^This site has {named} of its own, so the demo"):
        call_command("demo", stdout=said)
    assert said.getvalue() == "", "nothing has been drawn"


def test_an_account_keeps_its_password_whoever_loads_the_demo(db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    admin = User.objects.create_superuser("admin", password="a long sentence")
    with pytest.raises(IntegrityError):
        demo.load(draw=patch)
    assert User.objects.get() == admin
    assert User.objects.get().check_password("a long sentence")


@pytest.mark.parametrize("moment", ["while drawing", "while publishing"])
def test_a_demo_that_is_interrupted_leaves_nothing_behind(db, tmp_path, settings, moment):
    settings.MEDIA_ROOT = tmp_path / "media"
    names = iter(range(3 if moment == "while drawing" else 1000))

    def draw(name):
        if next(names, None) is None:
            raise KeyboardInterrupt
        return patch(name)

    def say(words):
        if words.startswith("Publishing"):
            assert any(tmp_path.rglob("*.webp"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.load(draw=draw, say=say)
    assert not Image.objects.exists()
    assert demo.stands_in_the_way() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def patch(name: str) -> Pixels.Image:
    return Pixels.new("RGB", (16, 9), "#701bb4")
