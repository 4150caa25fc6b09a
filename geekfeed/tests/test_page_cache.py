"""Whole pages are kept for whoever brings nothing of their own, and none that is not true any more
is ever given to anybody."""

import gzip
import threading
import time
from datetime import timedelta

import brotli
import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection, connections
from django.db.models import F
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from articles import edition, one_record, pending, workflow
from articles.models import Article, Correction, FrontPageSlot
from geekfeed import page_cache
from geekfeed.lib.shared_page import holds_until, rests_on
from geekfeed.page_cache import PageCache
from geekfeed.tests.addresses import public_patterns
from geekfeed.tests.reading import read
from geekfeed.tests.test_house import LADDER
from shows.models import Episode, Person, Season, Show

# Rooms whose tables have stamps of their own, which they renew themselves.
THEIR_OWN_STAMPS = {"comments"}
# Addresses of what is never kept, and why.
NOT_SHARED = {
    "health": "it says how this process is",
    "favicon": "it leads on",
    "preview": "it is for whoever has the link",
    "desk-calendar": "it is for whoever has the link",
    "comment-write": "it takes what somebody types",
    "comment-edit": "it takes what somebody types",
    "comment-report": "it takes what somebody types",
    "comment-delete": "it is for whoever wrote the comment",
    "comment-like": "it takes what somebody does",
    "comment-reported": "it is for whoever has just reported something",
    "comment-sent": "it is for whoever has just sent it",
    "comment-confirm": "it is for whoever has the link",
    "comment-hello": "it is for whoever asks",
    "comment-known": "it is for whoever has the link",
    "comment-goodbye": "it takes what somebody does",
    "comment-letters": "it is for whoever has the link",
    "seen": "it takes what somebody has seen",
    "search": "there are as many of them as there are words",
    "search-suggestions": "there are as many of them as there are words",
    "offline": "it is asked for by service workers, once for each version",
}
# No pages: they say themselves for how long they are good.
FILES = (
    {"site-card", "article-card", "show-card", "rendition", "manifest", "service-worker"}
    | {"stylesheet", "script", "show-colours", "speculation-rules", "robots", "indexnow-key"}
    | {"site-calendar", "show-calendar", "franchise-calendar"}
    | {"sitemap", "news-sitemap", "sitemap-lists", "sitemap-month", "sitemap-kind"}
)


@pytest.fixture(autouse=True)
def hall(settings):
    settings.PAGE_CACHE = True


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def story(press, jessica_jones):
    return press.live("A story", about=[jessica_jones])


def queries_of(client: Client, path: str, **options) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, **options).status_code == 200
    return len(asked)


def is_kept(client: Client, path: str, **options) -> bool:
    return queries_of(client, path, **options) == 1


def keep(client: Client, path: str, **options) -> None:
    """As it is after two visits."""
    for _ in range(2):
        client.get(path, **options)
    assert is_kept(client, path, **options)


# -- What is kept --------------------------------------------------------------------------------


def test_the_third_visit_costs_one_query(client, story):
    path = story.get_absolute_url()
    assert [is_kept(client, path) for _ in range(4)] == [False, False, True, True]


def test_a_kept_page_is_the_page_with_all_its_headers(client, story, settings):
    settings.COMMENTS = "closed"  # a form says when it was made
    path = story.get_absolute_url()
    first = client.get(path)
    keep(client, path)
    kept = client.get(path)
    assert kept.content == first.content
    # It has a name by which browsers ask for it again.
    assert dict(kept.headers) == dict(first.headers) | {"ETag": kept["ETag"]}
    assert "default-src" in kept["Content-Security-Policy"]


def test_every_page_for_readers_is_kept_or_there_is_a_reason(db):
    names = {
        pattern.name
        for pattern in public_patterns(get_resolver().url_patterns)
        if not getattr(pattern.callback, "is_shared", False)
        and not pattern.name.startswith("styleguide")  # with DEBUG only
    }
    feeds = {name for name in names if "feed" in name}
    assert names - feeds == NOT_SHARED.keys() | FILES


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_it_goes_out_as_whoever_asks_takes_it(client, story, settings, accepted, encoding, unpack):
    settings.COMMENTS = "closed"  # a form says when it was made
    path, asked = story.get_absolute_url(), {"headers": {"accept-encoding": accepted}}
    plain = client.get(path)
    keep(client, path, **asked)
    answer = client.get(path, **asked)
    assert unpack(answer.content) == plain.content
    assert answer.get("Content-Encoding") == encoding
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["Vary"] == "Accept-Encoding"


def test_whoever_has_it_already_is_told_so(client, story, settings):
    settings.COMMENTS = "closed"  # a form says when its page was made
    path = story.get_absolute_url()
    keep(client, path)
    name = client.get(path)["ETag"]
    answer = client.get(path, headers={"if-none-match": name})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", name)
    for other in ("br", "gzip"):
        asked = {"accept-encoding": other}
        keep(client, path, headers=asked)
        assert client.get(path, headers=asked | {"if-none-match": name}).status_code == 304
    assert client.get(path, headers={"if-none-match": '"another"'}).status_code == 200


def test_a_head_is_answered_by_what_is_kept_and_keeps_nothing(client, story):
    path = story.get_absolute_url()
    for _ in range(3):
        bare = client.head(path)
    assert not is_kept(client, path)
    keep(client, path)
    with CaptureQueriesContext(connection) as asked:
        kept = client.head(path)
    assert (len(asked), kept.content, kept["Content-Length"]) == (1, b"", bare["Content-Length"])


# -- What has changed ----------------------------------------------------------------------------


def headline(client, path: str) -> list[str]:
    return read(client.get(path)).texts("h1")


def test_an_edited_story_is_shown_as_it_is_now(client, story, editor, committed):
    path = story.get_absolute_url()
    keep(client, path)
    was = pending.pending(story)
    typed = was | {"fields": was["fields"] | {"headline": ["Another headline"]}}
    with committed():
        pending.keep(story, editor, typed, was)
    assert is_kept(client, path)
    with committed():
        workflow.publish(Article.objects.get(pk=story.pk), editor)
    assert headline(client, path) == ["Another headline"]
    keep(client, path)


def test_what_a_verb_did_is_shown_before_anybody_was_told(client, press, story, editor):
    """As when the process is killed after the commit."""
    keep(client, "/")
    press.live("Later")
    assert "Later" in client.get("/").text
    keep(client, "/")
    workflow.withdraw(Article.objects.get(pk=story.pk), editor, "It was wrong.")
    assert "A story" not in client.get("/").text
    assert client.get(story.get_absolute_url()).status_code == 410


def test_a_correction_a_withdrawal_and_a_return_are_shown_at_once(
    client, press, story, editor, committed
):
    press.live("Another")
    path = story.get_absolute_url()

    def fresh():
        return Article.objects.get(pk=story.pk)

    keep(client, path)
    with committed():
        workflow.correct(fresh(), editor, Correction.Kind.CORRECTION, "It was a Tuesday.")
    assert "It was a Tuesday." in client.get(path).text
    keep(client, path)
    with committed():
        workflow.withdraw(fresh(), editor, "It was wrong.")
    assert client.get(path).status_code == 410
    with committed():
        workflow.restore(fresh(), editor)
        workflow.publish(fresh(), editor)
    assert headline(client, path) == ["A story"]
    keep(client, path)


def test_a_story_that_gets_another_address_is_not_at_the_former_one(
    client, story, editor, committed
):
    path = story.get_absolute_url()
    keep(client, path)
    with committed():
        Article.objects.filter(pk=story.pk).update(slug="another")
    assert client.get(path).status_code == 404
    keep(client, Article.objects.get(pk=story.pk).get_absolute_url())


def test_a_show_that_is_renamed_or_changed_many_at_once_is_shown_so(
    client, story, jessica_jones, committed
):
    path = jessica_jones.get_absolute_url()
    keep(client, path)
    with committed():
        jessica_jones.name = "Alias"
        jessica_jones.save()
    assert headline(client, path) == ["Alias"]
    keep(client, path)
    with committed():
        Show.objects.update(tagline="Said of many at once")
    assert "Said of many at once" in client.get(path).text
    keep(client, path)
    with committed():
        Episode.objects.bulk_create(
            [Episode(season=Season.objects.create(show=jessica_jones, number=1), number=1)]
        )
    assert not is_kept(client, path)


def test_records_that_are_merged_are_one_at_once(client, story, editor, committed):
    gone = Person.objects.create(name="K. Ritter", slug="k-ritter")
    kept = Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")
    editor.is_superuser = True
    editor.save()
    keep(client, gone.get_absolute_url())
    with committed():
        one_record.merge(gone, kept, editor)
    assert client.get(gone.get_absolute_url()).status_code == 301


def test_the_menu_is_that_of_the_edition_in_every_process(client, story, tv, committed):
    def menu():
        return {"TV", "Television"} & {*read(client.get("/")).texts("nav a")}

    other = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "o"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "op"},
    }
    keep(client, "/")
    with override_settings(CACHES=other):
        keep(client, "/")
        assert menu() == {"TV"}
    with committed():
        tv.name = "Television"
        tv.save()
    with override_settings(CACHES=other):  # nobody has told this process
        keep(client, "/")
        assert menu() == {"Television"}
    keep(client, "/")
    assert menu() == {"Television"}


def test_what_another_page_rests_on_leaves_a_page_as_it_is(client, press, story, committed):
    """A room above lets a story's page rest on a stamp of its own."""
    made = []

    def page(request):
        made.append(request.path)
        request.rests_on = set()
        rests_on(request, f"comments:{request.path[1:]}")
        return HttpResponse(f"{request.path} {len(made)}")

    hall = PageCache(page)

    def visit(path):
        return hall(RequestFactory().get(path))

    for _ in range(3):
        visit("/1"), visit("/2")
    assert made == ["/1", "/2"] * 2
    with committed():
        edition.renew("comments:1")
    visit("/1"), visit("/2"), visit("/1"), visit("/2")
    assert made == ["/1", "/2"] * 2 + ["/1"]


def test_what_a_page_rests_on_only_now_was_not_asked_before_it_was_made(press, story, committed):
    names = ["comments:1"]

    def page(request):
        request.rests_on = {*names}
        if len(names) == 2:  # somebody writes while the page is made
            with committed():
                edition.renew("comments:2")
        return HttpResponse("old" if len(names) == 2 else "page")

    hall = PageCache(page)

    def visit():
        return hall(RequestFactory().get("/")).content

    visit(), visit()
    names.append("comments:2")
    with committed():
        edition.renew("comments:1")
    assert visit() == b"old"
    names[1:] = ["comments:2", "comments:3"]
    assert visit() == b"page"


MODELS = [
    model
    for room in sorted({room for rung in LADDER for room in rung} - {"geekfeed", "geekfeed.lib"})
    if room not in THEIR_OWN_STAMPS
    for model in apps.get_app_config(room).get_models(include_auto_created=True)
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_whatever_is_written_to_a_table_that_pages_show_is_a_new_edition(
    model, press, story, committed
):
    """A new model is one that pages show until articles/edition.py says otherwise."""
    field = next(field.name for field in model._meta.concrete_fields if not field.primary_key)
    before = edition.current()
    with committed():
        model._base_manager.filter(pk__isnull=False).update(**{field: F(field)})
    assert (edition.current() != before) == edition.is_shown(model)


def test_what_pages_do_not_show_is_there():
    known = {(model._meta.app_label, model._meta.object_name) for model in MODELS}
    assert {(room, name) for room, names in edition.UNSEEN.items() for name in names} <= known


# -- The clock -----------------------------------------------------------------------------------


def test_a_scheduled_story_appears_at_its_moment(client, press, story, monkeypatch):
    later = press.scheduled("On time")
    moment = Article.objects.get(pk=later.pk).live_at
    monkeypatch.setattr(timezone, "now", lambda: moment - timedelta(seconds=1))
    keep(client, "/")
    assert "On time" not in client.get("/").text
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert "On time" in client.get("/").text


def test_a_story_leaves_its_place_at_its_moment(client, press, story, monkeypatch):
    press.live("The newest")
    until = timezone.now() + timedelta(minutes=1)
    FrontPageSlot.objects.create(article=story, position=1, until=until)
    keep(client, "/")
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert not is_kept(client, "/")


def test_a_new_day_and_a_long_while_make_a_page_anew(client, story, monkeypatch):
    keep(client, "/")
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + page_cache.LONGEST)
    assert not is_kept(client, "/")
    keep(client, "/")
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert not is_kept(client, "/")


def test_a_page_may_say_until_when_it_holds(press, story, monkeypatch):
    made, now = [], timezone.now()

    def page(request):
        made.append(1)
        request.rests_on = set()
        for minutes in (2, 1, 3):
            holds_until(request, now + timedelta(minutes=minutes))
        return HttpResponse("page")

    hall = PageCache(page)
    for _ in range(3):
        hall(RequestFactory().get("/"))
    assert len(made) == 2
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=1))
    hall(RequestFactory().get("/"))
    assert len(made) == 3


# -- For whom ------------------------------------------------------------------------------------


def test_whoever_is_signed_in_gets_pages_of_their_own_and_leaves_none(client, story, editor):
    path = story.get_absolute_url()
    theirs = Client()
    theirs.force_login(editor)
    assert [is_kept(theirs, path) for _ in range(4)] == [False] * 4
    assert theirs.get(path)["Cache-Control"] == "private"
    assert not is_kept(client, path)
    keep(client, path)
    assert not is_kept(theirs, path)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "commenter"])
def test_a_cookie_by_which_somebody_is_known_brings_no_kept_page(client, story, name):
    keep(client, "/")
    known = Client()
    known.cookies[name] = "x"
    assert [is_kept(known, "/") for _ in range(3)] == [False] * 3


def test_a_kept_page_is_made_for_somebody_of_whom_nothing_is_known(press, story):
    asked = []

    def page(request):
        asked.append(request.COOKIES)
        request.rests_on = set()
        return HttpResponse("page")

    hall, cookie = PageCache(page), "visits=7; seen=1.2.3"
    for _ in range(3):
        hall(RequestFactory().get("/", headers={"cookie": cookie}))
    assert asked == [{"visits": "7", "seen": "1.2.3"}, {"seen": "1.2.3"}]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404},
        {"status": 301},
        {"headers": {"Cache-Control": "private"}},
        {"headers": {"Cache-Control": "no-store"}},
        {"headers": {"Vary": "User-Agent"}},
        {"headers": {"Content-Encoding": "gzip"}},
        {"cookie": True},
        {"undeclared": True},
    ],
    ids=str,
)
def test_what_is_not_for_everybody_is_not_kept(press, story, answer):
    made = []

    def page(request):
        made.append(1)
        said = {name: answer[name] for name in answer.keys() & {"status", "headers"}}
        response = HttpResponse("page", **said)
        if "cookie" in answer:
            response.set_cookie("name", "theirs")
        if "undeclared" not in answer:
            request.rests_on = set()
        return response

    hall = PageCache(page)
    for _ in range(4):
        hall(RequestFactory().get("/"))
    assert len(made) == 4


def test_what_stops_being_for_everybody_is_kept_no_more(client, story, committed, monkeypatch):
    made = []

    def page(request):
        made.append(1)
        request.rests_on = set()
        return HttpResponse("page", status=200 if len(made) < 3 else 404)

    hall = PageCache(page)

    def visit():
        return hall(RequestFactory().get("/")).status_code

    assert [visit() for _ in range(3)] == [200, 200, 200]
    with committed():
        Show.objects.update(tagline="Another")
    assert [visit() for _ in range(3)] == [404, 404, 404]


@pytest.mark.parametrize(
    "path", ["/?x=1", "/?after=x&y=", "/search/?q=a", "/preview/x/", "/admin/"]
)
def test_addresses_that_anybody_can_make_up_leave_nothing(client, story, path):
    for _ in range(3):
        client.get(path)
    assert len(caches["pages"]._cache) == 0


def test_posts_and_credentials_pass_by(client, story):
    keep(client, "/")
    assert client.post("/").status_code == 405
    assert not is_kept(client, "/", headers={"authorization": "Basic x"})


def test_what_a_page_follows_from_keeps_pages_apart(client, story, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]

    def options(host="one.example", encoding="br", secure=False, seen=""):
        told = {"headers": {"host": host, "accept-encoding": encoding, "cookie": seen}}
        return told | {"secure": secure}

    first = options()
    others = [
        options(host="two.example"),
        options(encoding="gzip"),
        options(secure=True),
        options(seen="seen=1.2.3"),
    ]
    keep(client, "/", **first)
    assert [is_kept(client, "/", **other) for other in others] == [False] * 4
    for other in others:
        keep(client, "/", **other)
    assert is_kept(client, "/", **first)
    assert client.get("/", **options(host="evil.example")).status_code == 400


def test_a_seen_cookie_that_was_not_written_here_brings_no_kept_page(client, story):
    for value in ("<script>", "1." * 2000):
        cookie = {"headers": {"cookie": f"seen={value}"}}
        assert [is_kept(client, "/", **cookie) for _ in range(3)] == [False] * 3


def test_it_can_be_switched_off(story, settings):
    settings.PAGE_CACHE = False
    client = Client()
    assert [is_kept(client, "/") for _ in range(3)] == [False] * 3


def test_an_empty_site_keeps_nothing(client, db):
    assert [client.get("/").status_code for _ in range(3)] == [200] * 3


# -- Many at once --------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_who_ask_at_once_one_makes_the_page(press, story):
    made = []

    def page(request):
        made.append(1)
        time.sleep(0.2)
        request.rests_on = set()
        return HttpResponse("page")

    hall, answers = PageCache(page), []
    hall(RequestFactory().get("/"))
    together = threading.Barrier(5)

    def visit():
        try:
            together.wait()
            answers.append(hall(RequestFactory().get("/")).content)
        finally:
            connections.close_all()

    readers = [threading.Thread(target=visit) for _ in range(5)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert answers == [b"page"] * 5
    assert len(made) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_committed_is_a_new_edition(press, story, jessica_jones):
    before = edition.current()
    made = Show.objects.create(name="Luke Cage", slug="luke-cage")
    after = edition.current()
    assert made.pk
    Show.objects.filter(pk=made.pk).delete()
    assert len({before, after, edition.current()}) == 3
