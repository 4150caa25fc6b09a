"""The list of all shows: a pile of spines."""

import pytest

from geekfeed.tests.reading import count_queries, read
from shows.models import Network, Season, Show

ADDRESS = "/shows/"


def test_each_show_is_a_spine_in_its_own_colour_that_leads_to_its_page(client, jessica_jones):
    jessica_jones.network = Network.objects.create(name="Netflix", slug="netflix")
    jessica_jones.status = Show.Status.IN_PRODUCTION
    jessica_jones.tagline = "A private eye."
    jessica_jones.save()
    for number in (1, 2):
        Season.objects.create(show=jessica_jones, number=number)
    spine = read(client.get(ADDRESS)).one(".pile li")
    assert spine["data-show"] == "jessica-jones"
    assert spine.one("a")["href"] == "/shows/jessica-jones/"
    assert spine.one(".pile__name").text == "Jessica Jones"
    assert spine.one(".pile__line").text == "A private eye."
    assert spine.texts(".pile__facts b") == ["In production"]
    assert spine.texts(".pile__facts span") == ["Netflix", "2 seasons"]


@pytest.mark.parametrize(("seasons", "thick"), [(0, "0"), (1, "1"), (8, "8"), (9, "8")])
def test_a_spine_is_as_thick_as_the_show_is_long_up_to_a_limit(
    client, jessica_jones, seasons, thick
):
    for number in range(1, seasons + 1):
        Season.objects.create(show=jessica_jones, number=number)
    assert read(client.get(ADDRESS)).one(".pile a")["data-seasons"] == thick


def test_a_show_of_which_only_the_name_is_known_is_listed(client, jessica_jones):
    spine = read(client.get(ADDRESS)).one(".pile li")
    assert spine.texts(".pile__facts span") == ["No season yet"]
    assert spine.all(".pile__line") == []


def test_shows_are_in_order_of_their_names_page_by_page(client, db):
    for number in range(26):
        Show.objects.create(name=f"Show {number:02}", slug=f"show-{number}")
    first = read(client.get(ADDRESS))
    assert first.texts(".pile__name") == [f"Show {number:02}" for number in range(24)]
    assert first.one("a[rel=next]").text == "More shows"
    second = read(client.get(ADDRESS + first.one("a[rel=next]")["href"]))
    assert second.texts(".pile__name") == ["Show 24", "Show 25"]
    assert ("Back to the first", ADDRESS) in second.links(".pager")


def test_without_shows_it_says_so(client, db):
    page = read(client.get(ADDRESS))
    assert page.one("h1").text == "Shows"
    assert page.one(".empty .loud").text == "There are no shows yet."


def test_the_menu_marks_the_list_as_the_page_that_is_open(client, db):
    assert read(client.get(ADDRESS)).one(".masthead__nav a[aria-current=page]").text == "Shows"


def test_three_shows_cost_what_one_costs(client, db):
    def more(*numbers):
        for n in numbers:
            network = Network.objects.create(name=f"Network {n}", slug=f"network-{n}")
            show = Show.objects.create(name=f"Show {n}", slug=f"show-{n}", network=network)
            Season.objects.create(show=show, number=1)

    more(1)
    one = count_queries(client, ADDRESS)
    more(2, 3)
    assert count_queries(client, ADDRESS) == one
    assert one <= 8
