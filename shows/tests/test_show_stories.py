"""A show's stories, chosen by season and by kind: what is offered, what stays in the address."""

import pytest

from articles.models import Section
from geekfeed.tests.reading import count_queries, read
from shows.models import Season, Show

ADDRESS = "/shows/jessica-jones/stories/"


@pytest.fixture
def comics(db):
    return Section.objects.create(name="Comics", slug="comics", position=2)


@pytest.fixture
def covered(press, jessica_jones, comics):
    """Seasons 1 to 3 of a show: TV and Comics about the first, TV about the second, none live about
    the third."""
    first, second, third = (
        Season.objects.create(show=jessica_jones, number=number) for number in (1, 2, 3)
    )
    press.live("First on TV", about=[first])
    press.live("First in Comics", about=[first], section=comics)
    press.live("Second on TV", about=[second])
    press.live("The show on TV", about=[jessica_jones])
    press.draft("Third on TV", about=[third])
    press.withdrawn("Third once on TV", about=[third])
    return jessica_jones


def headlines(client, query):
    return set(read(client.get(ADDRESS + query)).texts("article h3"))


def choices(client, query=""):
    return [nav.links() for nav in read(client.get(ADDRESS + query)).all("nav.choices")]


def current(client, query):
    page = read(client.get(ADDRESS + query))
    return [link.text for link in page.all(".choices a[aria-current=page]")]


def test_stories_are_chosen_by_season_by_section_or_by_both(client, covered):
    assert len(headlines(client, "")) == 4
    assert headlines(client, "?season=1") == {"First on TV", "First in Comics"}
    assert headlines(client, "?section=tv") == {"First on TV", "Second on TV", "The show on TV"}
    assert headlines(client, "?season=1&section=tv") == {"First on TV"}


def test_only_what_has_live_stories_is_offered(client, covered):
    assert choices(client) == [
        [
            ("All seasons", ADDRESS),
            ("Season 1", f"{ADDRESS}?season=1"),
            ("Season 2", f"{ADDRESS}?season=2"),
        ],
        [
            ("All kinds", ADDRESS),
            ("TV", f"{ADDRESS}?section=tv"),
            ("Comics", f"{ADDRESS}?section=comics"),
        ],
    ]


def test_what_is_offered_goes_with_what_was_chosen(client, covered):
    assert choices(client, "?section=comics") == [
        [
            ("All seasons", f"{ADDRESS}?section=comics"),
            ("Season 1", f"{ADDRESS}?season=1&section=comics"),
        ],
        [
            ("All kinds", ADDRESS),
            ("TV", f"{ADDRESS}?section=tv"),
            ("Comics", f"{ADDRESS}?section=comics"),
        ],
    ]
    assert choices(client, "?season=2")[0][1] == ("Season 1", f"{ADDRESS}?season=1")
    assert current(client, "") == ["All seasons", "All kinds"]
    assert current(client, "?season=1&section=comics") == ["Season 1", "Comics"]


def test_the_menu_of_the_site_stays_what_it_is(client, covered):
    assert ("TV", "/tv/") in read(client.get(ADDRESS)).links("nav")


def test_a_choice_survives_the_way_to_older_stories_and_back(client, press, covered):
    season = covered.seasons.get(number=1)
    for number in range(23):
        press.live(f"Story {number}", about=[season])
    asked = "?season=1&section=tv"
    page = read(client.get(ADDRESS + asked))
    assert len(page.all("article")) == 20
    (older,) = page.all("a[rel=next]")
    assert older["href"].startswith(f"{asked}&after=")
    last = read(client.get(ADDRESS + older["href"]))
    assert len(last.all("article")) == 4
    assert ("Back to the newest", asked) in last.links(".pager")


def test_the_page_is_named_after_the_choice_and_is_not_the_list_s_own_address(client, covered):
    page = read(client.get(f"{ADDRESS}?season=1&section=comics"))
    assert page.one("title").text == "Stories about Jessica Jones, season 1: Comics · GeekFeed"
    assert page.links(".pagehead .label") == [
        ("Jessica Jones", "/shows/jessica-jones/"),
        ("Season 1", "/shows/jessica-jones/season-1/"),
    ]
    assert page.all("link[rel=canonical]") == []
    assert len(read(client.get(ADDRESS)).all("link[rel=canonical]")) == 1


def test_a_season_without_live_stories_leads_to_all_of_them(client, covered):
    page = read(client.get(f"{ADDRESS}?season=3"))
    assert page.texts(".empty .loud") == ["No such story is out at the moment."]
    assert page.links(".empty") == [("all stories", ADDRESS)]
    assert current(client, "?season=3") == ["Season 3"]


def test_a_kind_that_has_no_story_with_that_season_is_an_empty_page(client, covered):
    page = read(client.get(f"{ADDRESS}?season=2&section=comics"))
    assert page.texts("article") == []
    assert page.texts(".empty .loud") == ["No such story is out at the moment."]


@pytest.mark.parametrize(
    "query",
    [
        "?season=9",
        "?season=0",
        "?season=01",
        "?season=-1",
        "?season=one",
        "?season=١",
        "?season=" + "9" * 5000,
        "?season=1%00",
        "?season=1&season=2",
        "?section=nothing",
        "?section=%00",
        "?section=tv%27",
        "?section=" + "x" * 5000,
        "?section=tv&section=comics",
        "?season=1&after=x",
    ],
)
def test_what_cannot_be_is_no_page(client, covered, query):
    assert client.get(ADDRESS + query).status_code == 404


def test_an_empty_choice_asks_for_nothing(client, covered):
    assert len(headlines(client, "?season=&section=")) == 4


def test_a_season_of_another_show_is_none_of_this_one(client, covered):
    other = Show.objects.create(name="Daredevil", slug="daredevil")
    Season.objects.create(show=other, number=7)
    assert client.get(f"{ADDRESS}?season=7").status_code == 404


def test_a_season_is_offered_from_its_first_live_story_on(client, press, covered):
    press.live("Third at last", about=[covered.seasons.get(number=3)])
    assert ("Season 3", f"{ADDRESS}?season=3") in choices(client)[0]


def test_a_show_with_one_kind_of_story_about_no_season_offers_no_choice(
    client, press, jessica_jones
):
    press.live(about=[jessica_jones])
    assert choices(client) == []


@pytest.mark.parametrize("query", ["", "?season=1", "?section=tv", "?season=1&section=tv"])
def test_more_stories_seasons_and_kinds_cost_no_more_queries(
    client, press, jessica_jones, tv, query
):
    def more(*numbers):
        for number in numbers:
            season = Season.objects.get_or_create(show=jessica_jones, number=number)[0]
            section = Section.objects.create(name=f"Kind {number}", slug=f"kind-{number}")
            press.live(about=[season])
            press.live(about=[season], section=section)

    more(1)
    one = count_queries(client, ADDRESS + query)
    more(2, 3)
    assert count_queries(client, ADDRESS + query) == one
    assert one <= 5
