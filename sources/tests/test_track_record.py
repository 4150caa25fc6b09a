"""A source's track record: what it counts, what not, and the reports behind each number."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, TrackRecord
from geekfeed.tests.cast import FIRST_DAY, Press
from geekfeed.tests.reading import count_queries, read
from shows.models import Show
from sources.models import Former, Source

ADDRESS = "/sources/on-location-vacations/"
RECORD = f"{ADDRESS}record/"
OUTCOMES = ("confirmed", "denied", "superseded", "open")


def day(number: int) -> datetime:
    return FIRST_DAY + timedelta(days=number)


class Newsroom:
    """Stories that tell what sources said, and stories that settle it."""

    def __init__(self, press: Press) -> None:
        self.press, self.shows = press, 0

    def fact(self, **facts: Any) -> dict[str, Any]:
        """A claim about a fact of its own: each is about another show."""
        self.shows += 1
        show = Show.objects.create(name=f"Show {self.shows}", slug=f"show-{self.shows}")
        return {"show": show, "kind": "filming_began", "says": f"Show {self.shows} films"} | facts

    def told(self, claim: dict[str, Any], *chain: Source, at: int = 0, **facts: Any) -> Article:
        claims = [claim | {"standing": "reported"} | facts]
        return self.press.live(sources=[list(chain)] if chain else [], claims=claims, at=day(at))

    def settled(self, claim: dict[str, Any], at: int = 19, standing: str = "confirmed") -> Article:
        claims = [claim | {"standing": standing}]
        return self.press.live(f"Word on {claim['show']}", claims=claims, at=day(at))


@pytest.fixture
def newsroom(press: Press) -> Newsroom:
    return Newsroom(press)


@pytest.fixture
def eventful(newsroom: Newsroom, olv: Source, mcuexchange: Source) -> Newsroom:
    """Of On Location Vacations: two reports that came true, one each of the others, and much that
    does not count."""
    true, late, wrong, otherwise = (newsroom.fact() for _ in range(4))
    newsroom.told(true, olv, at=0)
    newsroom.told(true, olv, mcuexchange, at=1)  # the same report, told again
    newsroom.told(true, olv, at=2, standing="rumoured")  # and once more
    newsroom.told(true, mcuexchange, at=3)  # somebody else's report of the same
    newsroom.settled(true, at=19)
    newsroom.told(late, olv, at=4)
    newsroom.settled(late, at=9)
    newsroom.told(wrong, olv, at=5)
    newsroom.settled(wrong, at=6, standing="denied")
    newsroom.told(otherwise, olv, at=6, date_on=day(100).date(), date_precision="day")
    newsroom.settled(otherwise | {"date_on": day(200).date(), "date_precision": "day"}, at=8)
    newsroom.told(newsroom.fact(), olv, at=10)  # open
    newsroom.told(newsroom.fact(), olv, at=11, standing="rumoured")  # open, too
    newsroom.told(newsroom.fact(), olv, at=12, standing="confirmed")  # official from the start
    newsroom.told(newsroom.fact(), at=13)  # our own
    newsroom.press.draft(sources=[[olv]], claims=[newsroom.fact(standing="reported")])
    newsroom.press.withdrawn(sources=[[olv]], claims=[newsroom.fact(standing="reported")])
    newsroom.press.scheduled(sources=[[olv]], claims=[newsroom.fact(standing="reported")])
    return newsroom


def figures(page: Any) -> dict[str, str]:
    box = page.one(".figures")
    return dict(zip(box.texts("dt"), box.texts("dd"), strict=True))


def test_the_figures_say_how_their_reports_turned_out(client, eventful):
    assert figures(read(client.get(ADDRESS))) == {
        "came true": "2",
        "denied": "1",
        "came out otherwise": "1",
        "still open": "2",
        "days ahead of the official word, typically": "12",  # the median of 19 and 5
    }


def test_every_figure_is_the_number_of_reports_behind_it(client, eventful):
    page = read(client.get(ADDRESS))
    numbers = {link["href"]: link.text for link in page.all(".figures a")}
    assert set(numbers) == {f"{RECORD}?outcome={outcome}" for outcome in OUTCOMES}
    for address, number in numbers.items():
        behind = read(client.get(address))
        if number != "12":
            assert len(behind.all(".claims tbody tr")) == int(number), address
    counts = dict.fromkeys(OUTCOMES, 0)
    for outcome in OUTCOMES:
        behind = read(client.get(f"{RECORD}?outcome={outcome}"))
        counts[outcome] = len(behind.all(".claims tbody tr"))
        assert behind.one(".choices [aria-current=page] b").text == str(counts[outcome])
    assert counts == {"confirmed": 2, "denied": 1, "superseded": 1, "open": 2}
    everything = read(client.get(RECORD))
    assert len(everything.all(".claims tbody tr")) == 6
    assert everything.texts(".choices a") == [
        "All 6",
        "Came true 2",
        "Denied 1",
        "Came out otherwise 1",
        "Still open 2",
    ]


def test_the_record_is_a_patch_for_each_report_oldest_first_and_can_be_heard(client, eventful):
    patches = read(client.get(ADDRESS)).all(".record li .patch")
    assert [patch["data-outcome"] for patch in patches] == [
        "confirmed",
        "confirmed",
        "denied",
        "superseded",
        "open",
        "open",
    ]
    assert [patch["data-standing"] for patch in patches[-2:]] == ["reported", "rumoured"]
    assert patches[2]["aria-label"] == "Denied: Show 3 films"
    assert {patch["role"] for patch in patches} == {"img"}


def test_a_report_says_when_it_was_told_when_it_was_settled_and_by_which_story(
    client, newsroom, olv, mcuexchange
):
    claim = newsroom.fact()
    told = newsroom.told(claim, olv, mcuexchange)
    settler = newsroom.settled(claim)
    row = read(client.get(f"{RECORD}?outcome=confirmed")).one(".claims tbody tr")
    assert row.texts("td") == [
        "Show 1 films",
        "Show 1",
        "10 April 2017, via MCUExchange",
        "29 April 2017, Word on Show 119 days ahead",
        "Came true",
    ]
    assert row.links() == [
        ("Show 1 films", told.get_absolute_url()),
        ("Show 1", "/shows/show-1/"),
        ("MCUExchange", "/sources/mcuexchange/"),
        ("Word on Show 1", settler.get_absolute_url()),
    ]


def test_what_is_reported_again_by_others_is_still_open(client, newsroom, olv, mcuexchange):
    claim = newsroom.fact()
    newsroom.told(claim, olv, standing="rumoured")
    newsroom.told(claim, mcuexchange, at=1)
    row = read(client.get(f"{RECORD}?outcome=open")).one(".claims tbody tr")
    assert row.texts("td")[3:] == ["Not yet", "Still open"]


def test_how_often_they_are_right_is_said_from_ten_settled_reports_on(client, newsroom, olv):
    for number in range(9):
        claim = newsroom.fact()
        newsroom.told(claim, olv, at=number)
        newsroom.settled(claim, at=20 + number)
    few = read(client.get(ADDRESS)).one(".record__rate").text
    assert few.startswith("Too little is settled yet to say how often they are right: it takes 10")
    claim = newsroom.fact()
    newsroom.told(claim, olv, at=30)
    newsroom.settled(claim, at=31, standing="denied")
    page = read(client.get(ADDRESS))
    assert page.one(".record__rate").text.startswith("Right 9 of 10 times.")
    assert "%" not in page.one("main").text


def test_a_confirmation_on_the_same_day_is_less_than_a_day_ahead(client, press, newsroom, olv):
    claim = newsroom.fact()
    newsroom.told(claim, olv)
    press.live(claims=[claim | {"standing": "confirmed"}], at=FIRST_DAY + timedelta(hours=3))
    assert figures(read(client.get(ADDRESS)))["day ahead of the official word, typically"] == "<1"
    assert "the same day" in read(client.get(RECORD)).texts(".claims td")[3]


def test_a_story_that_is_withdrawn_takes_its_word_back(client, newsroom, olv):
    claim = newsroom.fact()
    newsroom.told(claim, olv)
    settler = newsroom.settled(claim)
    workflow.withdraw(settler, None)
    page = read(client.get(ADDRESS))
    assert (figures(page)["came true"], figures(page)["still open"]) == ("0", "1")
    assert read(client.get(f"{RECORD}?outcome=confirmed")).texts(".empty .loud") == [
        "None of their reports turned out like that."
    ]


def test_what_a_scheduled_story_will_settle_is_open_until_then(client, press, newsroom, olv):
    claim = newsroom.fact()
    newsroom.told(claim, olv)
    story = press.draft("Soon to be known", claims=[claim | {"standing": "confirmed"}])
    workflow.schedule(story, None, timezone.now() + timedelta(days=1))
    page = client.get(RECORD)
    assert "Soon to be known" not in page.content.decode()
    assert read(page).texts(".claims td")[3:] == ["Not yet", "Still open"]


def test_a_source_that_told_nothing_has_an_empty_record(client, press, olv):
    press.live(sources=[[olv]])
    page = read(client.get(ADDRESS))
    assert page.all(".figures") == page.all(".record") == []
    assert page.one("section[aria-labelledby=track] .note").text == (
        "They have told nothing yet that could turn out one way or the other."
    )
    assert read(client.get(RECORD)).one(".empty .loud").text == "No reports yet."


def test_the_list_has_each_record_in_a_line(client, eventful):
    entries = read(client.get("/sources/")).all(".directory li")
    lines = {entry.one("h2").text: entry.texts(".note")[0] for entry in entries}
    assert lines == {
        "MCUExchange": "1 came true · typically 16 days ahead",
        "On Location Vacations": (
            "2 came true · 1 denied · 1 came out otherwise · 2 still open · typically 12 days ahead"
        ),
    }


def test_reports_are_listed_page_by_page_and_each_once(client, newsroom, olv):
    for number in range(43):
        newsroom.told(newsroom.fact(), olv, at=number)
    first = read(client.get(f"{RECORD}?outcome=open"))
    following = first.one("a[rel=next]")["href"]
    second = read(client.get(RECORD + following))
    told = [page.texts(".claims tbody td")[::5] for page in (first, second)]
    assert [len(rows) for rows in told] == [40, 3]
    assert [*told[0], *told[1]] == [f"Show {number} films" for number in range(43, 0, -1)]
    assert second.one(".choices [aria-current=page]").text == "Still open 43"


def test_a_long_strip_is_cut_and_says_so(client, newsroom, olv, monkeypatch):
    monkeypatch.setattr("sources.views.PATCHES_SHOWN", 2)
    for number in range(3):
        newsroom.told(newsroom.fact(), olv, at=number)
    page = read(client.get(ADDRESS))
    assert [patch["title"] for patch in page.all(".record .patch")] == [
        "Still open: Show 2 films",
        "Still open: Show 3 films",
    ]
    assert page.one("#track").text == "Track record: the newest 2 of 3 reports, oldest first"


@pytest.mark.parametrize("outcome", ["true", "CONFIRMED", "reported", "%00"])
def test_an_outcome_that_there_is_not_is_no_page(client, press, olv, outcome):
    press.live(sources=[[olv]])
    assert client.get(f"{RECORD}?outcome={outcome}").status_code == 404


def test_the_record_of_a_source_that_only_drafts_name_is_unknown(client, press, olv):
    press.draft(sources=[[olv]])
    assert client.get(RECORD).status_code == 404


# -- Former addresses --------------------------------------------------------------------------


@pytest.mark.parametrize("rest", ["", "record/", "record/?outcome=open"])
def test_a_former_address_leads_to_the_present_one_for_good(client, press, olv, rest):
    press.live(sources=[[olv]])
    Former.objects.create(source=olv, name="OLV", slug="olv")
    answer = client.get(f"/sources/olv/{rest}")
    assert (answer.status_code, answer["Location"]) == (301, ADDRESS + rest)


def test_of_many_former_addresses_each_leads_there_in_one_step(client, press, olv):
    press.live(sources=[[olv]])
    for slug in ("first", "second", "third"):
        Former.objects.create(source=olv, name=slug, slug=slug)
    olv.slug = "fourth"
    olv.save()
    Former.objects.create(source=olv, name="OLV", slug="on-location-vacations")
    for slug in ("first", "second", "third", "on-location-vacations"):
        assert client.get(f"/sources/{slug}/")["Location"] == "/sources/fourth/"
    assert client.get("/sources/fourth/").status_code == 200


def test_an_address_that_a_source_took_back_is_its_page(client, press, olv):
    press.live(sources=[[olv]])
    Former.objects.create(source=olv, name="OLV", slug=olv.slug)
    assert client.get(ADDRESS).status_code == 200


def test_a_former_address_of_a_source_that_only_drafts_name_is_unknown(client, press, olv):
    press.draft(sources=[[olv]])
    Former.objects.create(source=olv, name="OLV", slug="olv")
    assert client.get("/sources/olv/").status_code == 404
    assert client.get("/sources/olv/record/").status_code == 404


@pytest.mark.parametrize("address", [RECORD, f"{RECORD}?outcome=confirmed", ADDRESS, "/sources/"])
def test_three_of_everything_cost_what_one_costs(client, newsroom, olv, mcuexchange, address):
    def more(*numbers: int) -> None:
        for number in numbers:
            claim = newsroom.fact()
            newsroom.told(claim, olv, mcuexchange, at=number)
            newsroom.press.live(
                sources=[[mcuexchange, olv]], claims=[claim | {"standing": "confirmed"}], at=day(9)
            )

    more(1)
    one = count_queries(client, address)
    more(2, 3)
    three = count_queries(client, address)
    expected = {RECORD: 5, f"{RECORD}?outcome=confirmed": 5, ADDRESS: 7, "/sources/": 1}
    assert (one, three) == (expected[address], expected[address])


def test_whoever_decides_is_not_rated_in_the_list(client, eventful, olv):
    olv.kind = "official"
    olv.save()
    entries = read(client.get("/sources/")).all(".directory li")
    lines = {entry.one("h2").text: entry.texts(".note")[0] for entry in entries}
    assert lines["On Location Vacations"] == "Official: the studio itself"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there.")
def test_the_reports_of_a_source_are_found_by_its_citations(olv):
    """However many claims others are cited for."""
    plan = olv.citations.reports().newest_first().explain()
    assert "articles_claim USING INDEX claim_citation_newest (citation_id=?" in plan


def test_settling_what_three_sources_said_asks_as_often_as_what_one_said(press, newsroom):
    def asked_for(sources: int) -> int:
        claim = newsroom.fact()
        for number in range(sources):
            name = f"source-{newsroom.shows}-{number}"
            newsroom.told(claim, Source.objects.create(name=name, slug=name), at=number)
        story = press.draft(claims=[claim | {"standing": "confirmed"}])
        with CaptureQueriesContext(connection) as queries:
            workflow.publish(story, None, at=day(9))
        return len(queries)

    asked_for(1)  # what is kept for all stories is there
    assert asked_for(3) == asked_for(1)
    counts = TrackRecord.objects.order_by("source").values_list("came_true", "lead_days")
    assert list(counts) == [(1, 9), (1, 9), (1, 8), (1, 7), (1, 9)]
