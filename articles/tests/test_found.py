"""Found in your text: what the desk answers, to whom, and what it costs."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.utils import timezone

from articles.models import Claim, TrackRecord
from articles.reading import catalog
from articles.tests.desk import at_desk, form_of
from geekfeed.lib.vocabulary import TooMuch
from shows.models import Character, Location, Person, Season, Show
from sources.models import Domain, Source

FOUND = "/admin/articles/article/found/"
SOURCE = "/admin/articles/article/found/source/"
NAMES = "/admin/articles/article/names/"
EARLIER = "/admin/articles/article/earlier/"
BODY = (
    "<p>Season 2 of Jessica Jones began filming on April 10, 2017, according to On Location "
    'Vacations. <a href="https://screencrush.com/a/">More</a> about Krysten Ritter.</p>'
)


def card(user, **fields) -> str:
    page = at_desk(user).post(FOUND, fields)
    assert page.status_code == 200, page
    return page.content.decode().strip()


def labels(page: str) -> list[str]:
    return [unescape(label) for label in re.findall(r'data-label="([^"]*)"', page)]


def test_the_card_says_what_was_found_and_how_the_source_has_done(writer, catalog, olv):
    TrackRecord.objects.create(source=olv, came_true=11, denied=2, still_open=4)
    page = card(writer, headline="Filming", body=BODY)
    assert labels(page) == [
        "On Location Vacations",
        "screencrush.com",
        "Jessica Jones, season 2",
        "Season 2 began filming, 10 April 2017",
        "Jessica Jones, season 2",
        "Jessica Jones",
        "Krysten Ritter",
    ]
    assert "As origin: right 11 of 13 times" in page
    assert 'data-standing="reported"' in page


@pytest.mark.parametrize(
    ("facts", "beside"),
    [
        ({}, "1 settled so far, 1 came true"),
        ({"kind": "official"}, "Official: the studio itself"),
    ],
)
def test_what_stands_beside_a_source_is_what_its_chooser_says(writer, olv, facts, beside):
    TrackRecord.objects.create(source=olv, came_true=1)
    Source.objects.filter(pk=olv.pk).update(**facts)
    page = card(writer, body="<p>On Location Vacations reports a fire.</p>")
    assert re.findall(r"<small>([^<]*)</small>", page)[1:] == [beside]


def test_nothing_found_is_no_card(writer):
    assert card(writer, headline="", body="<p>It rains.</p>") == ""


def test_the_page_has_the_card_from_the_beginning_and_words_for_who_has_no_script(
    writer, press, catalog, olv
):
    story = press.draft(created_by=writer, body=BODY)
    page = at_desk(writer).get(form_of(story)).content.decode()
    assert "Found in your text" in page
    shown = page[page.index('<section class="card found"') :]
    shown = shown[: shown.index("</section>")]
    buttons = re.findall(r"<button[^>]*>", shown)
    assert buttons
    for button in buttons:
        assert "hidden" in button or "data-add-all" in button or "data-not-these" in button
    assert '<p class="all" hidden>' in shown
    assert "Add what you want of it in the cards below." in shown


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"headline": ["a", "b"], "body": "<p>" * 500},
        {"story": "9" * 40, "body": "\x00"},
        {"story": "x", "coverage-TOTAL_FORMS": "1", "coverage-0-show": "9" * 30},
        {"claims-TOTAL_FORMS": "1", "claims-0-says": "x", "claims-0-date_on": "2017-99-99"},
        {"citations-TOTAL_FORMS": "1", "citations-0-tag": "-1", "citations-0-url": "http://["},
        {"body": '<a href="https://[">x</a> <a href="javascript:alert(1)">y</a>'},
        {"headline": "x" * 30_000},
    ],
)
def test_whatever_is_sent_is_answered(writer, catalog, fields):
    assert at_desk(writer).post(FOUND, fields).status_code == 200


def test_a_text_that_no_story_can_have_proposes_nothing(writer, monkeypatch):
    def too_much(post):
        raise TooMuch("Too long.")

    monkeypatch.setattr("articles.state.pack", too_much)
    assert card(writer, body=BODY) == ""


def test_hostile_words_are_words(writer, olv):
    evil = '"><script>alert(1)</script>'
    Source.objects.filter(pk=olv.pk).update(name=f"Evil {evil} News")
    Person.objects.create(name=f"Eve {evil}", slug="eve")
    page = card(writer, body=f"<p>&quot;&gt;&lt;script&gt; Eve {evil} is here.</p>", headline=evil)
    assert "<script" not in page
    body = '<p><a href="https://evil.example/&quot;onclick=&quot;x">x</a></p>'
    for added in re.findall(r'data-adds="([^"]*)"', card(writer, body=body)):
        assert json.loads(unescape(added))["kind"] == "citations"


def test_only_who_writes_is_answered(client, db, django_user_model):
    assert client.post(FOUND).status_code == 302
    nobody = django_user_model.objects.create_user("nobody", is_staff=True)
    for address in (FOUND, SOURCE):
        assert at_desk(nobody).post(address).status_code == 403
    for address in (NAMES, EARLIER):
        assert at_desk(nobody).get(address).status_code == 403
    assert at_desk(nobody).get(FOUND).status_code == 405


PREMIERED = "<p>Season 2 of Jessica Jones will premiere on March 8, 2018.</p>"


@pytest.mark.parametrize(
    ("date", "precision", "has_it"),
    [("2018-03-08", "day", True), ("2018-03-01", "month", False), (None, "", False)],
)
def test_what_the_catalog_has_is_offered_apart_from_the_rest(
    writer, catalog, date, precision, has_it
):
    Season.objects.update(premiere_on=date, premiere_precision=precision)
    page = card(writer, body=PREMIERED)
    assert "Season 2 premieres, 8 March 2018" in labels(page)
    assert ("The catalog has this." in page) == has_it


@pytest.mark.parametrize(
    ("standing", "on", "live", "has_it"),
    [
        ("confirmed", "2018-03-08", True, True),
        ("reported", "2018-03-08", True, False),
        ("confirmed", "2018-03-09", True, False),
        ("confirmed", "2018-03-08", False, False),
    ],
)
def test_what_a_live_story_has_as_confirmed_is_no_news(
    writer, press, catalog, standing, on, live, has_it
):
    about = {"show": catalog["show"], "season": catalog["season"], "standing": standing}
    told = {"says": "Season 2 premieres", "kind": "premiere", "date_precision": "day"}
    make = press.live if live else press.draft
    make("Told Before", claims=[told | about | {"date_on": on}])
    assert ("The catalog has this." in card(writer, body=PREMIERED)) == has_it


@pytest.mark.parametrize("count", [1, 3])
def test_the_card_costs_the_same_however_much_is_found(
    writer, press, olv, django_assert_num_queries, count
):
    words = []
    for n in range(count):
        show = Show.objects.create(name=f"Zorro Part {n}", slug=f"zorro-{n}")
        Season.objects.create(show=show, number=2)
        Person.objects.create(name=f"Ada Vantongeren{n}", slug=f"ada-{n}")
        Character.objects.create(name=f"Bo Vantongeren{n}", slug=f"bo-{n}")
        Location.objects.create(name=f"Corner Plaza {n}", slug=f"corner-{n}")
        source = Source.objects.create(name=f"Gotham Gazette {n}", slug=f"gazette-{n}")
        Domain.objects.create(source=source, name=f"gazette{n}.example.com")
        season = show.seasons.get()
        early = {"says": "Season 2 began filming", "kind": "filming_began"}
        press.live(sources=[[olv]], claims=[early | {"show": show, "season": season}])
        words.append(
            f"<p>Season 2 of Zorro Part {n} will not premiere in 2017. Netflix confirmed that "
            f"Zorro Part {n} season 2 has begun filming. Ada Vantongeren{n}, Bo Vantongeren{n} "
            f"and Corner Plaza {n} are in it, according to Gotham Gazette {n}. "
            f'<a href="https://gazette{n}.example.com/1">More</a>, '
            f'<a href="https://unknown{n}.com/1">more</a>.</p>'
        )
    Source.objects.create(name="Netflix", slug="netflix", kind="official")
    catalog_now = catalog.current()
    assert catalog_now is catalog.current()
    desk = at_desk(writer)
    desk.post(FOUND)
    with django_assert_num_queries(13):
        page = desk.post(FOUND, {"body": "".join(words)}).content.decode()
    assert len(re.findall("data-proposal=", page)) >= 7 * count
    assert len(re.findall("<b>Settles:", page)) == count


# -- Recording a source ------------------------------------------------------------------------


def test_a_source_is_recorded_once_and_noted(writer, db):
    desk, asked = at_desk(writer), {"name": "ScreenCrush", "domain": "screencrush.com"}
    first, again = (desk.post(SOURCE, asked).json() for _turn in range(2))
    source = Source.objects.get()
    assert first == again == {"id": source.pk, "name": "ScreenCrush"}
    [entry] = LogEntry.objects.all()
    assert (entry.user, entry.object_id) == (writer, str(source.pk))


@pytest.mark.parametrize("sent", [{}, {"name": "\x00"}, {"name": "A", "domain": "x.com"}])
def test_what_is_no_source_is_refused_with_words(writer, sent):
    answer = at_desk(writer).post(SOURCE, sent)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert not Source.objects.exists()


def test_who_may_not_add_sources_adds_none_and_is_told_whom_to_ask(writer, catalog):
    permissions = writer.groups.get().permissions
    permissions.remove(permissions.get(codename="add_source"))
    assert at_desk(writer).post(SOURCE, {"name": "ScreenCrush"}).status_code == 403
    page = card(writer, body=BODY)
    assert "Ask an editor to add it." in page
    assert "Add and cite" not in page
    assert not Source.objects.exists()


# -- Names of every kind -----------------------------------------------------------------------


def names(user, typed) -> list[tuple[str, str]]:
    found = at_desk(user).get(NAMES, {"q": typed}).json()["found"]
    return [(line["kind"], line["name"]) for line in found]


def test_names_of_every_kind_are_found_by_one_box(writer, catalog, olv):
    Source.objects.filter(pk=olv.pk).update(aliases="Jessica's Locations")
    assert names(writer, "jess") == [
        ("show", "Jessica Jones"),
        ("character", "Jessica Jones"),
        ("source", "On Location Vacations"),
    ]
    assert names(writer, "jones 2") == [("season", "Jessica Jones, season 2")]
    assert names(writer, "season JONES") == [("season", "Jessica Jones, season 2")]
    assert names(writer, "jones 3") == []
    assert names(writer, "broadway") == [("location", "Broadway & W 101st St")]
    assert names(writer, "ritter") == [("person", "Krysten Ritter")]


@pytest.mark.parametrize("typed", ["", " ", "\x00", "%", "9" * 50, "²", "'", "a " * 500])
def test_whatever_is_typed_into_the_box_is_answered(writer, catalog, typed):
    assert at_desk(writer).get(NAMES, {"q": typed}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_box_costs_the_same_however_many_fit(
    writer, jessica_jones, django_assert_num_queries, count
):
    desk = at_desk(writer)
    for n in range(count):
        Season.objects.create(show=jessica_jones, number=n + 1)
        Person.objects.create(name=f"Jessica {n}", slug=f"jessica-{n}")
    desk.get(NAMES)
    with django_assert_num_queries(10):
        desk.get(NAMES, {"q": "season jessica"})


# -- Earlier claims ----------------------------------------------------------------------------


def told(user, **asked) -> list[str]:
    return [line["label"] for line in at_desk(user).get(EARLIER, asked).json()["claims"]]


@pytest.fixture
def premiere(filming):
    def made(**facts):
        about = filming(says="Season 2 premieres", kind="premiere", location=None)
        return about | {"person": None, "character": None} | facts

    return made


def test_earlier_claims_are_told_with_whose_word_it_was_and_what_became_of_it(
    writer, press, premiere, olv
):
    claim = premiere()
    early = {"date_on": "2017-01-01", "date_precision": "year"}
    press.live("One", sources=[[olv]], claims=[claim | early])
    about = {"show": claim["show"].pk, "season": claim["season"].pk}
    assert told(writer, **about) == [
        "Season 2 premieres, 2017 · reported by On Location Vacations · 10 April 2017 · Still open"
    ]
    press.live("Two", claims=[claim | {"standing": "denied"}])
    assert told(writer, **about) == [
        "Season 2 premieres · denied by us · 10 April 2017",
        "Season 2 premieres, 2017 · reported by On Location Vacations · 10 April 2017 · "
        "Since denied",
    ]


def test_only_what_readers_may_see_of_other_stories_and_no_repeats(writer, press, premiere, olv):
    claim = premiere()
    own = press.live("Own", sources=[[olv]], claims=[claim])
    press.live("Again", sources=[[olv]], claims=[claim])
    press.draft("Draft", claims=[claim | {"says": "Zanzibar"}])
    press.scheduled("Tomorrow", claims=[claim | {"says": "Zanzibar"}])
    press.withdrawn("Gone", claims=[claim | {"says": "Zanzibar"}])
    assert len(told(writer, season=claim["season"].pk)) == 1
    assert told(writer, season=claim["season"].pk, exclude=own.pk) == []


def test_other_seasons_of_the_show_are_other_news(writer, press, premiere):
    claim = premiere()
    third = Season.objects.create(show=claim["show"], number=3)
    press.live(claims=[claim | {"season": third, "says": "Season 3 premieres"}])
    press.live(claims=[claim | {"season": None, "says": "The series premieres"}])
    about = {"show": claim["show"].pk, "season": claim["season"].pk}
    assert [line.partition(" ·")[0] for line in told(writer, **about)] == ["The series premieres"]
    assert len(told(writer, show=claim["show"].pk)) == 2


@pytest.mark.parametrize(
    "asked", [{}, {"show": "x"}, {"show": "9" * 40, "exclude": "-"}, {"person": "\x00"}]
)
def test_whatever_is_asked_of_earlier_claims_is_answered(writer, asked):
    assert told(writer, **asked) == []


@pytest.mark.parametrize("count", [1, 3])
def test_earlier_claims_cost_the_same_however_many_there_are(
    writer, press, filming, olv, django_assert_num_queries, count
):
    claim = filming()
    for n in range(count):
        press.live(sources=[[olv]], claims=[claim | {"kind": "other", "says": f"Claim {n}"}])
    about = {name: claim[name].pk for name in ("show", "season", "person", "character", "location")}
    desk = at_desk(writer)
    desk.get(EARLIER)
    with django_assert_num_queries(10):
        assert len(desk.get(EARLIER, about).json()["claims"]) == count


def test_not_more_than_thirty_are_told_the_newest_first(writer, press, premiere):
    claim = premiere()
    story = press.live()
    moment = timezone.now() - timedelta(days=1)
    Claim.objects.bulk_create(
        Claim(
            **claim | {"kind": "other", "says": f"Claim {n}"},
            article=story,
            live_at=moment + timedelta(minutes=n),
            told_at=moment + timedelta(minutes=n),
        )
        for n in range(40)
    )
    found = told(writer, season=claim["season"].pk)
    assert (len(found), found[0].partition(" ·")[0]) == (30, "Claim 39")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there.")
def test_what_it_may_settle_is_found_by_the_facts(db):
    """However many claims there are about others."""
    plan = Claim.objects.live().unofficial().filter(fact__in=["a", "b", "c"]).explain()
    assert "articles_claim USING INDEX claim_fact_newest (fact=?" in plan
