"""The list of all shows: a pile of spines."""

import pytest

from geekfeed.tests.reading import count_queries, read
from shows.models import Franchise, Network, Season, Show

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


@pytest.fixture
def three(db):
    """Three shows that differ in everything that the list can be narrowed by."""
    marvel = Franchise.objects.create(name="Marvel", slug="marvel")
    netflix, fx = (Network.objects.create(name=n, slug=n.lower()) for n in ("Netflix", "FX"))
    for name, status, year, owners in (
        ("Daredevil", "returning", 2015, {"franchise": marvel, "network": netflix}),
        ("Legion", "returning", 2017, {"franchise": marvel, "network": fx}),
        ("Narcos", "ended", 2015, {"network": netflix}),
    ):
        show = Show.objects.create(name=name, slug=name.lower(), status=status, **owners)
        Season.objects.create(
            show=show, number=1, premiere_on=f"{year}-04-10", premiere_precision="day"
        )
    return marvel


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("franchise=marvel", ["Daredevil", "Legion"]),
        ("network=netflix", ["Daredevil", "Narcos"]),
        ("status=returning", ["Daredevil", "Legion"]),
        ("year=2015", ["Daredevil", "Narcos"]),
        ("franchise=marvel&network=netflix&status=returning&year=2015", ["Daredevil"]),
        ("franchise=&network=", ["Daredevil", "Legion", "Narcos"]),
        ("franchise=dc", []),
        ("network=%00", []),
        ("status=wonderful", []),
        ("year=15", []),
        ("year=0000", []),
        ("year=%D9%A2%D9%A0%D9%A1%D9%A5", []),
        ("year=99999", []),
    ],
)
def test_the_list_is_narrowed_by_what_the_address_asks_for(client, three, asked, found):
    assert read(client.get(f"{ADDRESS}?{asked}")).texts(".pile__name") == found


def test_the_form_offers_what_there_is_and_keeps_what_was_chosen(client, three):
    Network.objects.create(name="Without a show", slug="without")
    form = read(client.get(f"{ADDRESS}?network=netflix&year=2015")).one(".filters")
    offered = {field["name"]: field.texts("option") for field in form.all("select")}
    assert offered["franchise"] == ["Any", "Marvel"]
    assert offered["network"] == ["Any", "FX", "Netflix"]
    assert offered["status"][:2] == ["Any", "Rumoured"]
    assert offered["year"] == ["Any", "2017", "2016", "2015"]
    assert [option["value"] for option in form.all("option[selected]")] == ["netflix", "2015"]
    assert ("All shows", ADDRESS) in form.links()


def test_the_next_page_is_narrowed_too(client, three):
    for number in range(24):
        Show.objects.create(name=f"Show {number:02}", slug=f"show-{number}", franchise=three)
    first = read(client.get(f"{ADDRESS}?franchise=marvel"))
    second = read(client.get(ADDRESS + first.one("a[rel=next]")["href"]))
    assert second.texts(".pile__name") == ["Show 22", "Show 23"]
    assert ("Back to the first", "?franchise=marvel") in second.links(".pager")


def test_where_nothing_fits_it_says_so_and_leads_back(client, three):
    empty = read(client.get(f"{ADDRESS}?franchise=marvel&status=ended")).one(".empty")
    assert empty.one(".loud").text == "No show fits all of that."
    assert empty.links() == [("all shows", ADDRESS)]


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
    assert one <= 12
