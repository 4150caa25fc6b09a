"""The production board's page: which shows are on it, where everything leads, what it costs."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import count_queries, read
from shows.models import Episode, Franchise, Network, Season, Show
from shows.views import board

ADDRESS = "/production/"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Monday 10 April 2017, at noon."""
    now = FIRST_DAY + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def tell(press, olv):
    """A live claim about a step of a season, or of a show."""

    def told(about, kind, when="", standing="reported", **facts):
        season = about if isinstance(about, Season) else None
        claim = {
            "show": season.show if season else about,
            "season": season,
            "kind": kind,
            "says": kind,
            "standing": standing,
        }
        if when:
            date = PreciseDate.parse(when)
            claim |= {"date_on": date.day, "date_precision": date.precision}
        at = FIRST_DAY - timedelta(days=1) + timedelta(minutes=press.made)
        story = press.live(sources=[[olv]], claims=[claim], at=at, **facts)
        return story.claims.get()

    return told


def premiered(show, number, when):
    season = Season(show=show, number=number)
    season.premiere = PreciseDate.parse(when)
    season.save()
    return season


def marks(page):
    return [(mark["data-what"], mark["data-standing"], mark["href"]) for mark in page.all(MARKS)]


MARKS = ".board__mark"


def test_every_mark_leads_to_its_claim_or_to_the_season_where_the_catalog_alone_says_so(
    client, tell, season_2
):
    premiered(season_2.show, 1, "2015-11-20")
    renewed = tell(season_2, "renewed", "2016-01", "confirmed")
    began = tell(season_2, "filming_began", "2017-04-10")
    out = tell(season_2, "premiere", "2018", "confirmed")
    page = read(client.get(ADDRESS))
    assert sorted(marks(page)) == sorted(
        [
            ("diamond", "confirmed", "/shows/jessica-jones/season-1/"),
            ("ring", "confirmed", renewed.get_absolute_url()),
            ("bar", "reported", began.get_absolute_url()),
            ("diamond", "confirmed", out.get_absolute_url()),
        ]
    )
    bar = page.one("a[data-what=bar]")
    assert bar.one("title").text == (
        "Jessica Jones, season 2: filming began, 10 April 2017 (reported)"
    )
    assert page.links(".board__show") == []
    assert [(a.text, a["href"]) for a in page.all("a.board__show")] == [
        ("Jessica Jones", "/shows/jessica-jones/")
    ]


def test_the_same_is_said_in_words_with_its_sources(client, tell, season_2):
    premiered(season_2.show, 1, "2015-11-20")
    began = tell(season_2, "filming_began", "2017-04-10")
    tell(season_2, "premiere", "", "denied")
    words = read(client.get(ADDRESS)).one(".board-list")
    assert words.links("h3") == [("Jessica Jones", "/shows/jessica-jones/")]
    assert words.links("h4") == [
        ("Season 2", "/shows/jessica-jones/season-2/"),
        ("Season 1", "/shows/jessica-jones/season-1/"),
    ]
    assert words.texts("dt") == ["Filming began", "Premiere", "Premiere"]
    assert words.texts("dd") == [
        "10 April 2017 Reported On Location Vacations",
        "No date, told 9 April 2017 Denied On Location Vacations",
        "20 November 2015 From our catalog",
    ]
    assert words.texts("dt s") == ["Premiere"]
    assert ("10 April 2017", began.get_absolute_url()) in words.links("dd")
    assert [patch["data-standing"] for patch in words.all(".patch")] == [
        "reported",
        "denied",
        "confirmed",
    ]


def test_a_denied_step_is_said_and_not_drawn(client, tell, season_2):
    tell(season_2, "renewed", "2016-01", "confirmed")
    tell(season_2, "premiere", "2017", "denied")
    page = read(client.get(ADDRESS))
    assert [what for what, _ink, _href in marks(page)] == ["ring"]
    assert page.texts(".board-list dt") == ["Renewed", "Premiere"]


def test_a_show_of_which_all_is_denied_is_not_there(client, tell, season_2):
    tell(season_2, "premiere", "2017", "denied")
    assert read(client.get(ADDRESS)).one(".empty .loud").text == "Nothing is on the board yet."


def test_today_is_marked_and_six_years_are_shown(client, tell, season_2):
    tell(season_2, "filming_began", "2017-04-10")
    page = read(client.get(ADDRESS))
    assert page.texts(".board__year") == ["2014", "2015", "2016", "2017", "2018", "2019"]
    assert page.one(".board__today").text == "10 April 2017"
    # Its line lies below marks and words, and strikes none of them out.
    drawn = [one["class"] for one in page.all(".board__chart [class]")]
    assert drawn.index("board__now") < drawn.index("board__mark")
    assert page.one(".pagehead .label").text == "Monday 10 April 2017"


def test_only_shows_of_which_something_happens_in_those_years_are_there_the_newest_first(
    client, tell, season_2
):
    def show(name):
        return Show.objects.create(name=name, slug=name.lower())

    old, later, first_shown = show("Old"), show("Later"), show("Shown")
    premiered(old, 1, "2013-12-31")
    premiered(later, 1, "2020-01-01")
    show("Empty")
    season = Season.objects.create(show=first_shown, number=1)
    Episode.objects.create(season=season, number=2, aired_on=date(2014, 1, 8))
    Episode.objects.create(season=season, number=1, aired_on=date(2014, 1, 1))
    first_shown.seasons.keep_first_days()
    premiered(show("Last"), 1, "2019-12-31")
    tell(season_2, "filming_began", "2017-04-10")
    tell(show("Undated"), "cancelled")
    page = read(client.get(ADDRESS))
    assert page.texts(".board-list h3") == ["Last", "Jessica Jones", "Undated", "Shown"]
    assert [a.text for a in page.all("a.board__show")] == page.texts(".board-list h3")
    words = "Shown Season 1 Premiere 1 January 2014 From our catalog"
    assert page.texts(".board-list li")[3] == words


def test_other_years_are_asked_for_by_the_first(client, tell, season_2):
    tell(season_2, "filming_began", "2017-04-10")
    premiered(season_2.show, 1, "2012-11-20")
    page = read(client.get(f"{ADDRESS}?from=2011"))
    assert page.texts(".board__year") == ["2011", "2012", "2013", "2014", "2015", "2016"]
    assert page.all(".board__today") == []
    # Today is none of them: the head says which years these are, and so do the ways to others.
    assert page.one(".pagehead .label").text == "2011 to 2016"
    assert page.one(".board-years__shown").text == "2011 to 2016"
    assert page.texts(".board-list h4") == ["Season 1"]
    assert page.links(".board-years") == [
        ("2008 to 2013", "?from=2008"),
        ("2014 to 2019", "?from=2014"),
    ]


@pytest.mark.parametrize(
    "year", ["", "x", "17", "02017", "2017 ", "٢٠١٧", "1889", "2196", "9999", "%00", "2017.0"]
)
def test_what_is_no_year_of_our_times_is_a_404(client, db, year):
    assert client.get(f"{ADDRESS}?from={year}").status_code == 404


@pytest.mark.parametrize(("year", "links"), [("1890", 1), ("2195", 1), ("2017", 2)])
def test_the_first_and_the_last_years_lead_no_further(client, db, year, links):
    page = read(client.get(f"{ADDRESS}?from={year}"))
    assert len(page.links(".board-years")) == links


def test_where_all_has_happened_before_the_board_shows_when_it_last_did(
    client, tell, season_2, monkeypatch
):
    tell(season_2, "filming_began", "2017-04-10")
    premiered(season_2.show, 3, "2018")
    later = FIRST_DAY + timedelta(days=3650)
    monkeypatch.setattr(timezone, "now", lambda: later)
    page = read(client.get(ADDRESS))
    assert page.texts(".board__year") == ["2014", "2015", "2016", "2017", "2018", "2019"]
    assert page.texts(".board-list h4") == ["Season 3", "Season 2"]


def test_a_board_that_looks_back_has_a_second_page_too(client, db, monkeypatch):
    monkeypatch.setattr(board, "SHOWS", 1)
    for name in ("one", "two"):
        premiered(Show.objects.create(name=name, slug=name), 1, "2009")
    page = read(client.get(ADDRESS))
    assert page.texts(".board-list h3") == ["two"]
    second = read(client.get(ADDRESS + page.one("a[rel=next]")["href"]))
    assert second.texts(".board-list h3") == ["one"]


def test_an_empty_board_says_what_will_stand_on_it(client, db):
    page = read(client.get(ADDRESS))
    assert page.one(".empty .loud").text == "Nothing is on the board yet."
    assert (page.all(".board"), page.all(".board-list"), page.all(".legends")) == ([], [], [])


def test_years_without_anything_lead_to_the_whole_board(client, tell, season_2):
    tell(season_2, "filming_began", "2017-04-10")
    empty = read(client.get(f"{ADDRESS}?from=1950")).one(".empty")
    assert empty.one(".loud").text == "Nothing on record from 1950 to 1955."
    assert empty.links() == [("The whole board", ADDRESS)]


@pytest.fixture
def universe(tell):
    """Three shows of two franchises on two networks, all of which film."""
    marvel, other = (Franchise.objects.create(name=n, slug=n.lower()) for n in ("Marvel", "DC"))
    netflix, hulu = (Network.objects.create(name=n, slug=n.lower()) for n in ("Netflix", "Hulu"))
    for name, franchise, network in (
        ("Jones", marvel, netflix),
        ("Runaways", marvel, hulu),
        ("Titans", other, netflix),
    ):
        show = Show.objects.create(
            name=name, slug=name.lower(), franchise=franchise, network=network
        )
        tell(Season.objects.create(show=show, number=1), "filming_began", "2017-02")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Jones", "Runaways", "Titans"]),
        ("?franchise=marvel", ["Jones", "Runaways"]),
        ("?network=netflix", ["Jones", "Titans"]),
        ("?franchise=marvel&network=netflix", ["Jones"]),
        ("?franchise=dc&network=hulu", []),
        ("?franchise=&network=", ["Jones", "Runaways", "Titans"]),
    ],
)
def test_the_board_can_be_narrowed_by_franchise_and_network(client, universe, query, names):
    page = read(client.get(f"{ADDRESS}{query}"))
    assert sorted(page.texts(".board-list h3")) == names


def test_what_it_is_narrowed_by_survives_in_every_address(client, universe, monkeypatch):
    monkeypatch.setattr(board, "SHOWS", 1)
    page = read(client.get(f"{ADDRESS}?franchise=marvel&from=2015"))
    assert [option["value"] for option in page.all("option[selected]")] == ["marvel"]
    assert page.one("input[name=from]")["value"] == "2015"
    assert [href for _words, href in page.links(".board-years")] == [
        "?franchise=marvel&from=2012",
        "?franchise=marvel&from=2018",
    ]
    following = page.one("a[rel=next]")["href"]
    assert following.startswith("?franchise=marvel&from=2015&after=")
    second = read(client.get(ADDRESS + following))
    assert second.texts(".board-list h3") == ["Jones"]
    assert second.one(".pager").links() == [("Back to the first", "?franchise=marvel&from=2015")]


@pytest.mark.parametrize("query", ["franchise=x", "network=marvel", "franchise=%00", "network=é"])
def test_there_is_no_board_of_what_is_not_there(client, universe, query):
    assert client.get(f"{ADDRESS}?{query}").status_code == 404


def test_with_one_franchise_and_one_network_there_is_nothing_to_choose(client, tell, season_2):
    Franchise.objects.create(name="Marvel", slug="marvel")
    tell(season_2, "filming_began", "2017-02")
    assert read(client.get(ADDRESS)).all("form.board-choices") == []


def test_many_shows_come_page_by_page_each_once(client, db, monkeypatch):
    monkeypatch.setattr(board, "SHOWS", 2)
    for number in range(5):
        show = Show.objects.create(name=f"Show {number}", slug=f"show-{number}")
        premiered(show, 1, "2016-05-01" if number < 3 else "2016-06-01")
    found, address = [], ADDRESS
    while address:
        page = read(client.get(address))
        assert len(page.all("a.board__show")) <= 2
        found += page.texts(".board-list h3")
        following = page.all("a[rel=next]")
        address = ADDRESS + following[0]["href"] if following else None
    assert found == ["Show 4", "Show 3", "Show 2", "Show 1", "Show 0"]


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_what_readers_may_not_see_is_not_on_the_board(client, press, season_2, state):
    claim = {"show": season_2.show, "season": season_2, "kind": "renewed", "says": "It is renewed"}
    getattr(press, state)(claims=[claim])
    assert read(client.get(ADDRESS)).all(".board") == []


def test_a_story_that_is_withdrawn_takes_its_mark_from_the_board(client, tell, season_2, editor):
    premiered(season_2.show, 1, "2015-11-20")
    claim = tell(season_2, "filming_began", "2017-04-10")
    assert len(marks(read(client.get(ADDRESS)))) == 2
    workflow.withdraw(claim.article, editor)
    page = read(client.get(ADDRESS))
    assert [what for what, _ink, _href in marks(page)] == ["diamond"]
    assert claim.get_absolute_url() not in client.get(ADDRESS).content.decode()


def test_three_shows_cost_what_one_costs(client, tell, olv, press):
    def more(*numbers):
        for number in numbers:
            show = Show.objects.create(name=f"Show {number}", slug=f"show-{number}")
            for season in (1, 2):
                made = premiered(show, season, f"201{season + 5}")
                Episode.objects.create(season=made, number=1, aired_on=date(2016, 1, 1))
                for kind in ("renewed", "filming_began", "premiere"):
                    tell(made, kind, "2016")

    more(1)
    one = count_queries(client, ADDRESS)
    more(2, 3)
    assert count_queries(client, ADDRESS) == one
    assert one <= 8


def test_the_chart_is_a_group_of_links_that_each_have_a_name(client, tell, season_2):
    tell(season_2, "filming_began", "2017-04-10")
    page = read(client.get(ADDRESS))
    chart = page.one("svg.board__chart")
    assert (chart["role"], chart["aria-label"]) == ("group", "Chart, 2014 to 2019")
    assert "aria-hidden" not in chart
    assert all(mark.one("title").text for mark in page.all(MARKS))
    assert page.links(".board-skip") == [("Skip the chart: the same, in words", "#words")]
    assert page.one("#words")["tabindex"] == "-1"


def test_the_page_is_in_the_menus(client, db):
    page = read(client.get("/"))
    assert ("Production", ADDRESS) in page.links(".masthead__nav")
    assert ("Production board", ADDRESS) in page.links(".footer")


def test_a_show_s_own_page_has_its_chart(client, tell, season_2):
    claim = tell(season_2, "filming_began", "2017-04-10")
    section = read(client.get("/shows/jessica-jones/")).one("section[aria-labelledby=production]")
    assert [mark["href"] for mark in section.all(MARKS)] == [claim.get_absolute_url()]
    assert section.all("a.board__show") == []
    assert section.links(".section__head") == [("All shows on the production board", ADDRESS)]


def test_a_show_without_anything_in_time_has_none(client, season_2):
    assert read(client.get("/shows/jessica-jones/")).all(".board") == []
