"""The page of what comes, month by month."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.public_calendar import pages
from articles.tests.milestones import NOW, dated, milestone
from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.reading import count_queries, read
from shows.models import Episode, Franchise, Season, Show

PAGE = "/calendar/"


@pytest.fixture(autouse=True)
def _in_april_2017(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def told(press, catalog, olv, mcuexchange):
    def tell(kind="filming_began", when="2017-04-12", **facts):
        claim = {"says": "Season 2 is at it", "kind": kind}
        claim |= {"show": catalog["show"], "season": catalog["season"]} | dated(when) | facts
        story = press.live("The story", sources=[[olv, mcuexchange]], claims=[claim])
        return milestone(story.claims.get())

    return tell


@pytest.fixture
def starts(jessica_jones):
    """A season of Jessica Jones, or of another show, that starts then."""

    def start(written, show=jessica_jones):
        premiere = PreciseDate.parse(written)
        number = show.seasons.count() + 11
        return Season.objects.create(
            show=show,
            number=number,
            premiere_on=premiere.day,
            premiere_precision=premiere.precision,
        )

    return start


def agenda(client, address=PAGE):
    """heading → (day or period, what) of each entry."""
    found = {}
    for part in read(client.get(address)).all("section.agenda"):
        found[part.one("h2").text] = [
            (of_day.one("h3 time")["datetime"], entry.one(".agenda__what").text)
            for of_day in part.one("ol").children
            if not isinstance(of_day, str)
            for entry in of_day.all("ul li")
        ]
    return found


def pager(client, address=PAGE):
    return read(client.get(address)).links(".pager")


def test_it_says_what_comes_month_by_month_soonest_first(client, starts, told):
    starts("2017-06-02")
    starts("2017-04-20")
    starts("2017-04-10")  # yesterday
    told()
    assert agenda(client) == {
        "April 2017": [("2017-04-12", "Filming begins"), ("2017-04-20", "Premiere")],
        "June 2017": [("2017-06-02", "Premiere")],
    }


def test_today_still_comes(client, starts):
    starts("2017-04-11")
    assert agenda(client) == {"April 2017": [("2017-04-11", "Premiere")]}


def test_an_entry_says_how_sure_it_is_and_on_whose_word(client, told):
    row = told()
    entry = read(client.get(PAGE)).one(".agenda ul li")
    assert entry["data-show"] == "jessica-jones"
    assert entry.one(".standing")["data-standing"] == "reported"
    assert entry.one(".chain").text == "On Location Vacations via MCUExchange"
    assert entry.links() == [
        ("Jessica Jones, season 2", "/shows/jessica-jones/season-2/"),
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("MCUExchange", "/sources/mcuexchange/"),
        ("The story: The story", row.claim.article.get_absolute_url()),
    ]


def test_what_is_denied_is_struck_out(client, told):
    told(standing="denied")
    entry = read(client.get(PAGE)).one(".agenda ul li")
    assert entry.one("s").text == "Filming begins"
    assert entry.one(".standing").text == "Denied"


def test_what_nobody_says_any_more_is_not_there(client, told):
    row = told()
    row.claim = None
    row.save()
    assert agenda(client) == {}


def test_what_the_catalog_records_says_so(client, starts):
    starts("2017-04-20")
    entry = read(client.get(PAGE)).one(".agenda ul li")
    assert entry.one(".agenda__word").text == "From our catalog"


def test_a_premiere_on_record_names_the_story_that_confirms_its_date(client, told, season_2):
    season_2.premiere = PreciseDate.parse("2017-04-20")
    season_2.save()
    row = told("premiere", "2017-04-20", standing="confirmed")
    entry = read(client.get(PAGE)).one(".agenda ul li")
    assert entry.one(".agenda__word").text == (
        "From our catalog On Location Vacations via MCUExchange The story: The story"
    )
    assert entry.links()[-1] == ("The story: The story", row.claim.article.get_absolute_url())


@pytest.mark.parametrize(
    ("when", "standing"), [("2017-04-21", "confirmed"), ("2017-04-20", "rumoured")]
)
def test_one_that_says_another_date_or_is_less_sure_is_not_named(
    client, told, season_2, when, standing
):
    season_2.premiere = PreciseDate.parse("2017-04-20")
    season_2.save()
    told("premiere", when, standing=standing)
    entry = read(client.get(PAGE)).one(".agenda ul li")
    assert entry.one(".agenda__word").text == "From our catalog"


def test_what_has_no_day_is_listed_by_its_period(client, starts, told):
    for written in ("2018", "2017-Q2", "2017-05", "2017", "2016", "2017-03"):
        starts(written)
    told("premiere", "2018", standing="rumoured")
    assert agenda(client) == {
        "Some time in": [
            ("2017-05", "Premiere"),
            ("2017", "Premiere"),  # HTML has no quarters
            ("2017", "Premiere"),
            ("2018", "Premiere"),
            ("2018", "Premiere"),
        ]
    }
    periods = read(client.get(PAGE)).texts(".agenda__period")
    assert periods == ["May 2017", "Q2 2017", "2017", "2018"]


def test_a_month_has_all_its_days_and_periods(client, starts):
    for written in ("2017-03-31", "2017-04-02", "2017-04-30", "2017-05-01", "2017-Q2", "2017"):
        starts(written)
    assert agenda(client, "/calendar/?month=2017-04") == {
        "Day by day": [("2017-04-02", "Premiere"), ("2017-04-30", "Premiere")],
        "Some time in": [("2017", "Premiere"), ("2017", "Premiere")],
    }


def test_months_lead_to_the_nearest_with_anything_in_them(client, starts):
    for written in ("2016-12", "2017-04-02", "2017-04-20", "2019-10-04"):
        starts(written)
    assert pager(client) == [
        ("Back to April 2017", "?month=2017-04"),
        ("October 2019", "?month=2019-10"),
    ]
    assert pager(client, "/calendar/?month=2017-04") == [
        ("December 2016", "?month=2016-12"),
        ("October 2019", "?month=2019-10"),
        ("What comes", "/calendar/"),
    ]
    assert pager(client, "/calendar/?month=2016-12") == [
        ("April 2017", "?month=2017-04"),
        ("What comes", "/calendar/"),
    ]


def test_a_month_has_its_neighbours_at_its_head_the_earlier_one_first(client, starts):
    for written in ("2016-12", "2017-04-02", "2019-10-04"):
        starts(written)
    assert read(client.get("/calendar/?month=2017-04")).links(".neighbours") == [
        ("December 2016", "?month=2016-12"),
        ("October 2019", "?month=2019-10"),
    ]
    assert read(client.get(PAGE)).all(".neighbours") == []


def test_a_month_is_a_grid_of_whole_weeks_that_leads_to_the_days_of_the_list(
    client, starts, jessica_jones
):
    cage = Show.objects.create(name="Luke Cage", slug="luke-cage")
    for written, show in (
        ("2017-04-20", jessica_jones),
        ("2017-04-20", cage),
        ("2017-04-20", cage),
        ("2017-04-30", cage),
        ("2017-04", cage),
    ):
        starts(written, show)
    shown = read(client.get("/calendar/?month=2017-04"))
    grid = shown.one(".month")
    assert grid.one("caption").text == "April 2017"
    assert [abbr["title"] for abbr in grid.all("th abbr")][::6] == ["Monday", "Sunday"]
    weeks = [[cell.text for cell in week.all("td")] for week in grid.all("tbody tr")]
    assert weeks[0] == ["", "", "", "", "", "1", "2"]
    assert weeks[3] == ["17", "18", "19", "20 April, 3 dates", "21", "22", "23"]
    assert weeks[4][6] == "30 April, 1 date"
    stripes = [[i["data-show"] for i in link.all("i")] for link in grid.all("a")]
    assert stripes == [["jessica-jones", "luke-cage"], ["luke-cage"]]
    days = [f"#{heading['id']}" for heading in shown.all(".agenda h3[id]")]
    assert [link["href"] for link in grid.all("a")] == days
    assert [cell.text for cell in grid.all("td[aria-current=date]")] == ["11"]


def test_what_is_denied_has_no_stripe(client, told):
    told(standing="denied")
    assert read(client.get(PAGE)).one(".month a").all("i") == []


def test_what_comes_has_the_grids_of_the_next_months(client, starts):
    for written in ("2017-04-20", "2017-06-04", "2017-07-04", "2017-12-05"):
        starts(written)
    found = read(client.get(PAGE)).texts(".month caption")
    assert found == ["April 2017", "June 2017", "July 2017"]


@pytest.mark.parametrize(
    "month",
    ["", "2017", "2017-13", "2017-4", "0000-01", "9999-12", "x", "%00", "2017-04-01", "2017-05"],
)
def test_a_month_in_which_nothing_is_is_no_page(client, starts, month):
    starts("2017-04-20")
    starts("2017")  # reaches into May
    assert client.get(f"/calendar/?month={month}").status_code == 404


def test_a_premiere_that_the_catalog_has_elsewhere_makes_no_month(client, told, season_2):
    told("premiere", "2017-05-05")
    season_2.premiere = PreciseDate(date(2017, 6, 6))
    season_2.save()
    assert client.get("/calendar/?month=2017-05").status_code == 404
    assert agenda(client) == {"June 2017": [("2017-06-06", "Premiere")]}


def test_many_dates_end_with_a_whole_month(client, starts, monkeypatch):
    monkeypatch.setattr(pages, "MOST", 3)
    for written in ("2017-04-20", "2017-05-04", "2017-06-01", "2017-06-02", "2017-06-03"):
        starts(written)
    assert list(agenda(client)) == ["April 2017", "May 2017"]
    assert pager(client) == [("June 2017", "?month=2017-06")]


def test_a_month_that_is_too_full_says_so(client, starts, monkeypatch):
    monkeypatch.setattr(pages, "MOST", 2)
    monkeypatch.setattr(pages, "MOST_IN_A_MONTH", 2)
    for day in (20, 21, 22):
        starts(f"2017-04-{day}")
    shown = read(client.get("/calendar/?month=2017-04"))
    assert len(shown.all(".agenda ul li")) == 2
    assert "There is more in this month than one page can show." in shown.one("#main").text
    assert list(agenda(client)) == ["April 2017"]


def test_a_franchise_s_calendar_keeps_to_its_shows(client, starts, jessica_jones, settings):
    franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    cage = Show.objects.create(name="Luke Cage", slug="luke-cage", franchise=franchise)
    starts("2017-04-20")
    starts("2017-05-04")
    starts("2017-05-05", show=cage)
    assert agenda(client, "/calendar/?franchise=marvel") == {
        "May 2017": [("2017-05-05", "Premiere")]
    }
    shown = read(client.get("/calendar/?month=2017-05&franchise=marvel"))
    assert shown.links(".choices") == [
        ("All shows", "?month=2017-05"),
        ("Marvel", "?month=2017-05&franchise=marvel"),
    ]
    assert shown.links(".pager") == [("What comes", "/calendar/?franchise=marvel")]
    assert shown.one(".follow input")["value"] == (
        f"{settings.SITE_URL}/franchises/marvel/calendar.ics"
    )
    assert client.get("/calendar/?month=2017-04&franchise=marvel").status_code == 404


@pytest.mark.parametrize("slug", ["nothing", "%00", "a" * 5000, "é", "'"])
def test_a_franchise_that_is_not_there_is_a_404(client, jessica_jones, slug):
    assert client.get(f"/calendar/?franchise={slug}").status_code == 404


def test_an_empty_calendar_says_so(client, db):
    shown = read(client.get(PAGE))
    assert shown.one(".empty .loud").text == "Nothing is announced at the moment."
    assert shown.links(".empty") == [("All shows", "/shows/")]
    assert shown.all(".pager") == []


def test_what_is_over_can_still_be_found_from_an_empty_calendar(client, starts):
    starts("2015-11-20")
    assert pager(client) == [("Back to November 2015", "?month=2015-11")]


def test_each_month_names_its_own_address(client, starts, settings):
    starts("2017-05-04")
    for address, named in {
        PAGE: PAGE,
        "/calendar/?month=2017-05": "/calendar/?month=2017-05",
        "/calendar/?utm_source=x": PAGE,
    }.items():
        link = read(client.get(address)).one("link[rel=canonical]")
        assert link["href"] == settings.SITE_URL + named


def test_the_footer_leads_here(client, db):
    assert ("Premiere calendar", PAGE) in read(client.get("/")).links(".footer")


@pytest.mark.parametrize("address", [PAGE, "/calendar/?month=2017-04"])
def test_the_page_costs_the_same_for_one_and_for_three(
    client, press, starts, jessica_jones, olv, mcuexchange, address
):
    jessica_jones.franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    jessica_jones.save()

    def more():
        of = starts("2017-04-20")
        Episode.objects.create(season=of, number=1, title="One", aired_on=date(2017, 4, 27))
        claim = {"says": "It", "kind": "filming_began", "show": jessica_jones, "season": of}
        story = press.live(sources=[[olv, mcuexchange]], claims=[claim | dated("2017-04-12")])
        milestone(story.claims.get())

    more()
    one = count_queries(client, address)
    more()
    more()
    assert count_queries(client, address) == one


def test_what_is_years_ahead_has_a_month_of_its_own(client, starts):
    day = (NOW + timedelta(days=900)).date()
    starts(day.isoformat())
    assert agenda(client) == {}
    assert pager(client) == [(f"{day:%B %Y}", f"?month={day:%Y-%m}")]
