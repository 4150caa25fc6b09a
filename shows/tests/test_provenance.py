"""On whose word the catalog says what it says, as the pages of a show and a season tell it."""

from datetime import date, timedelta

import pytest

from articles import adopting, workflow
from articles.models import Claim
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import count_queries, read
from shows import provenance
from shows.models import Season, Show

SHOW = "/shows/jessica-jones/"
SEASON = "/shows/jessica-jones/season-2/"
MARCH = {"date_on": date(2018, 3, 1), "date_precision": "month"}


@pytest.fixture
def tell(press, season_2, olv, mcuexchange):
    """A live story with one claim; returns the claim."""

    def told(kind="premiere", at=0, **facts):
        about = {"says": f"It is {kind}", "kind": kind, "show": season_2.show, "season": season_2}
        when = MARCH if kind == "premiere" else {}
        when_told = FIRST_DAY + timedelta(days=at)
        claims = [about | when | facts]
        return press.live(at=when_told, sources=[[olv, mcuexchange]], claims=claims).claims.get()

    return told


def words(client, address):
    return read(client.get(address)).texts(".word")


def test_an_adopted_premiere_is_shown_with_the_claim_that_it_rests_on(client, tell, editor):
    claim = tell()
    assert words(client, SEASON) == words(client, SHOW) == []
    adopting.adopt(claim, editor, "premiere")
    line = "On Location Vacations via MCUExchange · Reported 10 April 2017"
    assert words(client, SEASON) == [line]
    assert words(client, SHOW) == [line, line]  # beside the season, and in the file
    page = read(client.get(SEASON))
    assert page.links(".word") == [
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("MCUExchange", "/sources/mcuexchange/"),
        ("Reported 10 April 2017", claim.get_absolute_url()),
    ]


def test_an_adopted_status_is_shown_with_its_claim(client, tell, editor):
    adopting.adopt(tell("filming_began"), editor, "status")
    row = [div for div in read(client.get(SHOW)).all(".factbox .facts div") if div.all(".word")]
    assert [one.text for one in row] == [
        "NowIn productionOn Location Vacations via MCUExchange · Reported 10 April 2017"
    ]


def test_our_own_reporting_is_named(client, tell, editor):
    adopting.adopt(tell(citation=None), editor, "premiere")
    assert words(client, SEASON) == ["Our own reporting · Reported 10 April 2017"]


def overtaken(claim, adoption, editor):
    Season.objects.update(premiere_on=date(2018, 3, 8), premiere_precision="day")


def undone(claim, adoption, editor):
    adopting.undo(adoption, editor)


def withdrawn(claim, adoption, editor):
    workflow.withdraw(claim.article, editor)


def rewritten(claim, adoption, editor):
    Claim.objects.update(date_precision="year", date_on=date(2018, 1, 1))


def turned_to_a_denial(claim, adoption, editor):
    Claim.objects.update(standing="denied")


def taken_out(claim, adoption, editor):
    Claim.objects.all().delete()


@pytest.mark.parametrize(
    "happens", [overtaken, undone, withdrawn, rewritten, turned_to_a_denial, taken_out]
)
def test_what_does_not_bear_it_out_any_more_is_not_named(client, tell, editor, happens):
    claim = tell()
    happens(claim, adopting.adopt(claim, editor, "premiere"), editor)
    assert words(client, SEASON) == words(client, SHOW) == []


def test_a_claim_that_was_denied_since_is_not_named(client, tell, editor):
    adopting.adopt(tell(), editor, "premiere")
    denial = tell(at=1, standing="denied")
    assert words(client, SEASON) == []
    workflow.withdraw(denial.article, editor)
    assert len(words(client, SEASON)) == 1


def test_a_status_that_went_on_is_not_named(client, tell, editor):
    adopting.adopt(tell("filming_began"), editor, "status")
    Show.objects.update(status="on_hiatus")
    assert words(client, SHOW) == []


def test_where_two_claims_were_taken_over_the_one_that_the_catalog_repeats_is_named(
    client, tell, editor, season_2
):
    adopting.adopt(tell(), editor, "premiere")
    april = {"date_on": date(2018, 4, 1)}
    adoption = adopting.adopt(tell(at=1, **april), editor, "premiere")
    assert words(client, SEASON)[0].endswith(" 11 April 2017")
    adopting.undo(adoption, editor)
    assert words(client, SEASON)[0].endswith(" 10 April 2017")


def test_a_later_season_that_is_announced_brings_the_show_back(season_2):
    claim = Claim(kind="announced", show=season_2.show, season=season_2)
    assert provenance.status_told(claim) == Show.Status.RETURNING
    claim.season = Season(show=season_2.show, number=1)
    assert provenance.status_told(claim) == Show.Status.ANNOUNCED
    assert provenance.status_told(Claim(kind="score", show=season_2.show)) is None


def test_three_adoptions_cost_what_one_costs(client, tell, editor, season_2):
    def more(*numbers):
        for number in numbers:
            season = Season.objects.create(show=season_2.show, number=number)
            adopting.adopt(tell(season=season, at=number), editor, "premiere")

    adopting.adopt(tell(), editor, "premiere")
    more(3)
    one = [count_queries(client, address) for address in (SHOW, SEASON)]
    more(4, 5)
    assert [count_queries(client, address) for address in (SHOW, SEASON)] == one
    assert one[0] <= 15
    assert one[1] <= 16
