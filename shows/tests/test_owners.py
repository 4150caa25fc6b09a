"""The pages of franchises and networks."""

import pytest

from geekfeed.tests.reading import count_queries, read
from shows.models import Franchise, Network, Season, Show, ViewingStep

FRANCHISE, NETWORK = "/franchises/marvel-netflix/", "/networks/netflix/"


@pytest.fixture
def owned(jessica_jones, season_2):
    """Jessica Jones with both owners, and a second show of theirs."""
    franchise = Franchise.objects.create(
        name="Marvel/Netflix", slug="marvel-netflix", description="Four heroes."
    )
    network = Network.objects.create(
        name="Netflix", slug="netflix", country="US", homepage="https://netflix.example/"
    )
    luke_cage = Show.objects.create(name="Luke Cage", slug="luke-cage")
    Show.objects.update(franchise=franchise, network=network)
    return {"franchise": franchise, "network": network, "luke_cage": luke_cage}


@pytest.mark.parametrize(
    ("address", "label", "name"),
    [(FRANCHISE, "Franchise", "Marvel/Netflix"), (NETWORK, "Network US", "Netflix")],
)
def test_the_head_says_whose_shows_these_are(client, owned, address, label, name):
    page = read(client.get(address))
    assert (page.one("h1").text, page.one(".pagehead .label").text) == (name, label)
    assert page.texts(".pile__name") == ["Jessica Jones", "Luke Cage"]


def test_shows_of_others_are_not_listed(client, owned):
    Show.objects.create(name="Legion", slug="legion")
    assert read(client.get(NETWORK)).texts(".pile__name") == ["Jessica Jones", "Luke Cage"]


def test_a_network_has_its_official_page_and_its_spines_do_not_repeat_its_name(client, owned):
    page = read(client.get(NETWORK))
    assert ("Official page", "https://netflix.example/") in page.links(".pagehead")
    assert page.texts(".pile__facts span") == ["1 season", "No season yet"]


def test_a_franchise_says_in_which_order_to_watch(client, owned, jessica_jones, season_2):
    cage = Season.objects.create(show=owned["luke_cage"], number=1)
    for position, season in ((2, season_2), (1, cage)):
        ViewingStep.objects.create(
            franchise=owned["franchise"], season=season, position=position, note=f"Step {position}"
        )
    order = read(client.get(FRANCHISE)).one(".order")
    assert order.links() == [
        ("Luke Cage Season 1", "/shows/luke-cage/season-1/"),
        ("Jessica Jones Season 2", "/shows/jessica-jones/season-2/"),
    ]
    assert order.texts("p") == ["Step 1", "Step 2"]


@pytest.mark.parametrize("address", [FRANCHISE, NETWORK])
def test_the_newest_story_of_each_show_is_there_once(client, press, owned, jessica_jones, address):
    press.live("Old", about=[jessica_jones])
    press.live("New of Jones", about=[jessica_jones])
    both = press.live("New of both", about=[jessica_jones, owned["luke_cage"]])
    page = read(client.get(address))
    assert page.texts(".panels h3") == ["New of both"]
    press.withdrawn("Gone", about=[jessica_jones])
    press.draft("Not yet", about=[jessica_jones])
    press.live("Newest of Cage", about=[owned["luke_cage"]])
    assert read(client.get(address)).texts(".panels h3") == ["Newest of Cage", both.headline]


@pytest.mark.parametrize("address", [FRANCHISE, NETWORK])
def test_more_shows_than_fit_are_on_the_next_page_without_the_rest(client, owned, address):
    for number in range(23):
        Show.objects.create(
            name=f"Show {number:02}",
            slug=f"show-{number}",
            franchise=owned["franchise"],
            network=owned["network"],
        )
    first = read(client.get(address))
    second = read(client.get(address + first.one("a[rel=next]")["href"]))
    assert second.texts(".pile__name") == ["Show 22"]
    assert second.all(".order") == second.all(".panels") == []


@pytest.mark.parametrize(
    ("model", "address"), [(Franchise, "/franchises/x/"), (Network, "/networks/x/")]
)
def test_without_shows_it_says_so(client, db, model, address):
    model.objects.create(name="X", slug="x")
    page = read(client.get(address))
    assert page.texts(".empty .loud") == ["No show of theirs is in the catalog yet."]


@pytest.mark.parametrize("address", [FRANCHISE, NETWORK])
def test_three_of_everything_cost_what_one_costs(client, press, owned, address):
    def more(*numbers):
        for n in numbers:
            show = Show.objects.create(
                name=f"Show {n}",
                slug=f"show-{n}",
                franchise=owned["franchise"],
                network=owned["network"],
            )
            season = Season.objects.create(show=show, number=1)
            ViewingStep.objects.create(franchise=owned["franchise"], season=season, position=n)
            press.live(about=[show])

    more(1)
    one = count_queries(client, address)
    more(2, 3)
    assert count_queries(client, address) == one
    assert one <= 9
