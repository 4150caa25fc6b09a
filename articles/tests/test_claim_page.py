"""A claim's own page: what it claims, what became of it, how it stands, its history, its cost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Article, Claim
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import count_queries, read

HIDDEN = ["draft", "in_review", "scheduled", "withdrawn"]
DAY = {"date_on": date(2017, 4, 10), "date_precision": "day"}


def claim_of(story: Article) -> Claim:
    return story.claims.get()


def answering(claim: Claim, answer: str) -> dict:
    return {"answers_id": claim.key, "answer": answer}


@pytest.fixture
def reported(press, filming, olv, mcuexchange) -> Claim:
    claim = filming(standing="reported", detail="On the corner.", **DAY)
    return claim_of(press.live("It Films", sources=[[olv, mcuexchange]], claims=[claim]))


@pytest.fixture
def page(client, reported):
    return lambda: read(client.get(reported.get_absolute_url()))


def test_it_says_what_is_claimed_how_surely_when_and_on_whose_word(page, reported, settings):
    page = page()
    assert page.texts("h1") == ["Season 2 began filming"]
    head = page.one(".pagehead")
    assert head.texts(".label") == ["Claim · filming began · Jessica Jones, season 2"]
    assert head.one(".standfirst").text == "On the corner."
    assert head.one(".standing")["data-standing"] == "reported"
    assert head.one(".claim__says").text == "10 April 2017"
    assert head.one(".chain").text == "On Location Vacations via MCUExchange"
    assert page.one("title").text == (
        "Reported: Season 2 began filming (Jessica Jones, season 2) · GeekFeed"
    )
    assert page.meta("description") == (
        "Reported on 10 April 2017, by On Location Vacations via MCUExchange."
    )
    address = settings.SITE_URL + reported.get_absolute_url()
    assert [link["href"] for link in page.all("link[rel=canonical]")] == [address]


def test_it_leads_to_its_story_and_to_every_record_that_it_names(page, reported):
    assert page().links(".rail dd") == [
        ("It Films", reported.article.get_absolute_url()),
        ("Jessica Jones", "/shows/jessica-jones/"),
        ("Season 2", "/shows/jessica-jones/season-2/"),
        ("Krysten Ritter", "/people/krysten-ritter/"),
        ("Jessica Jones", "/characters/jessica/"),
        ("Broadway & W 101st St", "/locations/west-101st-street/"),
    ]


def test_a_vague_date_is_as_vague_as_it_is_known(client, press, filming):
    claim = filming(date_on=date(2017, 7, 1), date_precision="quarter")
    page = read(client.get(claim_of(press.live(claims=[claim])).get_absolute_url()))
    assert page.one(".pagehead .claim__says").text == "third quarter of 2017, to the quarter"


def test_what_is_open_says_since_when(page):
    assert page().one("[aria-labelledby=became] p").text == (
        "Open since 10 April 2017: nobody has confirmed or denied it."
    )


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("denied", "It is a denial. Nothing has been claimed against it since."),
        (
            "confirmed",
            "It was confirmed when it was told, and nothing has been claimed against it since.",
        ),
    ],
)
def test_what_was_sure_when_it_was_told_says_so(client, press, filming, standing, said):
    claim = claim_of(press.live(claims=[filming(standing=standing)]))
    page = read(client.get(claim.get_absolute_url()))
    assert page.one("[aria-labelledby=became] p").text == said


def test_what_settled_it_stands_with_its_words_chain_story_and_day(
    client, press, filming, olv, reported, page
):
    denial = press.live(
        "It Does Not Film",
        sources=[[olv]],
        claims=[
            filming(standing="denied", says="Nothing films", kind="other")
            | answering(reported, "denies")
        ],
        at=FIRST_DAY + timedelta(days=2),
    )
    page = page()
    line = page.one(".since li")
    assert line.one(".since__says").text == "Since denied: Nothing films"
    assert line.texts("s") == ["Nothing films"]
    assert line.one(".standing")["data-standing"] == "denied"
    assert line.one(".chain").text == "On Location Vacations"
    assert line.one(".since__story").text == "It Does Not Film, 12 April 2017"
    assert [address for _words, address in line.links()] == [
        claim_of(denial).get_absolute_url(),
        "/sources/on-location-vacations/",
        denial.get_absolute_url(),
    ]
    assert line.all(".since__had") == []
    assert page.meta("description").endswith("via MCUExchange. Since denied.")


def test_how_it_stands_today_is_what_the_ledger_says(press, filming, page):
    later = filming(standing="confirmed", date_on=date(2017, 4, 17), date_precision="day")
    claim = claim_of(press.live("A Week Later", claims=[later]))
    fact = page().one("[aria-labelledby=stand] li")
    assert fact.one(".standing")["data-standing"] == "confirmed"
    assert fact.links(".when") == [("17 Apr 2017", claim.get_absolute_url())]
    assert fact.one(".before").text == "Before: Season 2 began filming, 10 April 2017 (reported)"


def test_its_history_has_every_claim_in_the_order_of_telling_and_what_each_did(
    press, filming, olv, reported, page
):
    days = [FIRST_DAY + timedelta(days=number) for number in range(1, 5)]
    again = press.live("Told Again", sources=[[olv]], claims=[filming(**DAY)], at=days[0])
    press.live("Another Season", claims=[filming(kind="other", says="It snows")], at=days[1])
    later = filming(says="A week later", date_on=date(2017, 4, 17), date_precision="day")
    moved = claim_of(
        press.live("Moved", claims=[later | answering(reported, "supersedes")], at=days[2])
    )
    press.live("Official", claims=[later | {"standing": "confirmed"}], at=days[3])
    lines = page().all("[aria-labelledby=history] li")
    assert [line.one(".when").text for line in lines] == [
        "10 Apr 2017this claim",
        "11 Apr 2017told",
        "13 Apr 2017told",
        "14 Apr 2017told",
    ]
    assert [line.one(".standing")["data-standing"] for line in lines] == [
        "reported",
        "reported",
        "reported",
        "confirmed",
    ]
    assert [line.texts(".note") for line in lines] == [
        ["Since superseded: A week later, 17 April 2017 (told 13 April 2017)", "It Films"],
        [
            "Since superseded: A week later, 17 April 2017 (told 13 April 2017)",
            "The same report, told again: it counts once.",
            "Told Again",
        ],
        [
            "Takes the place of: Season 2 began filming, 10 April 2017 (told 10 April 2017)",
            "Takes the place of: Season 2 began filming, 10 April 2017 (told 11 April 2017)",
            "Since confirmed: A week later, 17 April 2017 (told 14 April 2017)",
            "Moved",
        ],
        ["Bears out: A week later, 17 April 2017 (told 13 April 2017)", "Official"],
    ]
    assert lines[0].one("h3").links() == []
    assert lines[2].one("h3").links() == [("A week later", moved.get_absolute_url())]
    assert lines[1].links(".note")[-1] == ("Told Again", again.get_absolute_url())


def test_of_many_that_it_settled_three_are_named(client, press, filming):
    for number in range(5):
        press.live(f"Rumour {number}", claims=[filming(standing="rumoured")])
    claim = claim_of(press.live("Official", claims=[filming(standing="confirmed")]))
    line = read(client.get(claim.get_absolute_url())).all("[aria-labelledby=history] li")[-1]
    assert len(line.texts(".note")) == 5
    assert line.texts(".note")[3:] == ["and 2 more claims", "Official"]


def test_stories_that_go_back_to_one_origin_are_one_report(
    press, filming, olv, mcuexchange, reported, page
):
    said = page().texts("[aria-labelledby=file] dd")[-1]
    assert said == "1 independent reportin 1 story"
    press.live(sources=[[olv]], claims=[filming(**DAY)])
    press.live(claims=[filming(**DAY)])
    press.live(claims=[filming(date_on=date(2017, 4, 17), date_precision="day")])
    press.live(claims=[filming(standing="denied", date_on=date(2017, 5, 1), date_precision="day")])
    said = page().texts("[aria-labelledby=file] dd")[-1]
    assert said == "2 independent reportsin 3 stories"


# -- What readers may not see ------------------------------------------------------------------


@pytest.mark.parametrize("state", HIDDEN[:-1])
def test_a_claim_of_a_story_that_is_not_out_is_no_page(client, press, filming, state):
    story = getattr(press, state)(claims=[filming()])
    assert client.get(claim_of(story).get_absolute_url()).status_code == 404


def test_a_claim_goes_with_its_story_and_its_address_says_so(client, press, filming):
    story = press.live(claims=[filming(says="It films")])
    workflow.correct(story, None, "retraction", "It was another crew.")
    workflow.withdraw(story, None)
    gone = client.get(claim_of(story).get_absolute_url())
    assert (gone.status_code, gone.context["notice"]) == (410, "It was another crew.")
    assert "It films" not in gone.content.decode()


def test_a_claim_that_was_added_to_a_story_after_readers_had_it_last_is_unknown(
    client, press, filming
):
    story = press.withdrawn()
    story.claims.create(**filming())
    assert client.get(claim_of(story).get_absolute_url()).status_code == 404


def test_a_claim_that_nobody_made_is_no_page(client, db):
    assert client.get(reverse("claim", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("answer", ["confirms", "denies", "supersedes"])
def test_a_hidden_story_that_settles_it_shows_by_no_route(
    press, filming, reported, page, state, answer
):
    standing = {"confirms": "confirmed", "denies": "denied", "supersedes": "reported"}[answer]
    claim = filming(standing=standing, says="Zanzibar", kind="other", detail="Zanzibar")
    getattr(press, state)("Zanzibar", claims=[claim | answering(reported, answer)])
    seen = page()
    assert "Zanzibar" not in seen.text
    assert len(seen.all("[aria-labelledby=history] li")) == 1
    assert seen.all(".since") == []


@pytest.mark.parametrize("state", HIDDEN)
def test_a_hidden_claim_that_a_live_one_answers_shows_by_no_route(client, press, filming, state):
    hidden = getattr(press, state)("Zanzibar", claims=[filming(says="Zanzibar", kind="other")])
    answer = filming(standing="confirmed", says="It is so") | answering(
        claim_of(hidden), "confirms"
    )
    claim = claim_of(press.live("Live", claims=[answer]))
    page = read(client.get(claim.get_absolute_url()))
    assert "Zanzibar" not in page.text
    assert page.texts("[aria-labelledby=history] li .note") == ["Live"]


def test_what_settled_it_takes_that_back_when_it_is_withdrawn(press, filming, page):
    official = press.live("Official", claims=[filming(standing="confirmed", **DAY)])
    assert page().one(".since__says").text == (
        "Since confirmed: Season 2 began filming, 10 April 2017"
    )
    workflow.withdraw(official, None)
    assert page().all(".since") == []


def test_a_claim_is_text_whatever_is_in_it(client, press, filming):
    says = '<script>alert("1")</script> & sons'
    claim = claim_of(press.live(says, claims=[filming(says=says, kind="other", detail=says)]))
    page = read(client.get(claim.get_absolute_url()))
    assert page.texts("h1") == [says]
    assert page.one(".standfirst").text == says
    assert page.all("main script") == []


def test_every_id_is_used_once_and_every_label_points_at_one(page):
    page = page()
    ids = [element["id"] for element in page.all("[id]")]
    assert len(ids) == len(set(ids))
    assert {element["aria-labelledby"] for element in page.all("[aria-labelledby]")} <= set(ids)


# -- What it costs -----------------------------------------------------------------------------


def told(press, filming, sources, first, times):
    for number in range(times):
        press.live(sources=[sources], claims=[filming(**DAY)])
        press.live(
            sources=[sources],
            claims=[
                filming(says=f"More {first + number}", kind="other", standing="confirmed")
                | answering(Claim.objects.order_by("pk")[0], "confirms")
            ],
        )


def test_it_asks_the_database_five_times_however_long_its_history_is(
    client, press, filming, olv, mcuexchange, reported
):
    address = reported.get_absolute_url()
    told(press, filming, [olv, mcuexchange], 0, 1)
    one = count_queries(client, address)
    told(press, filming, [olv, mcuexchange], 1, 3)
    assert (one, count_queries(client, address)) == (5, 5)


def test_it_asks_once_more_for_each_step_that_answers_lead_further(
    client, press, filming, reported
):
    address, claim, costs = reported.get_absolute_url(), reported, []
    for number in range(3):
        facts = filming(says=f"Step {number}", kind="other") | answering(claim, "supersedes")
        claim = claim_of(press.live(claims=[facts]))
        costs.append(count_queries(client, address))
    assert costs == [5, 6, 7]


def test_no_text_of_a_story_is_read_for_it(client, reported):
    with CaptureQueriesContext(connection) as queries:
        client.get(reported.get_absolute_url())
    assert [query for query in queries if '"body"' in query["sql"]] == []
