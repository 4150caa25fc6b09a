"""What can be pressed on the pages of the catalog is large enough for a finger."""

import pytest

from geekfeed.lib.dates import PreciseDate
from shows.models import Character, Credit, Episode, Person

# WCAG 2.2, 2.5.8: 24 pixels each way, and nothing else on top of them.
TOO_SMALL = """links => {
    const boxes = links.map((link) => [link.textContent, link.getBoundingClientRect()]);
    const covers = ([, a], [, b]) => a.left < b.right && b.left < a.right
        && a.top + 0.5 < b.bottom && b.top + 0.5 < a.bottom;
    return boxes.filter((one, n) => one[1].height < 24 || one[1].width < 24
        || boxes.some((other, m) => m !== n && covers(one, other))).map(([words]) => words);
}"""


@pytest.fixture
def covered(press, season_2, olv, mcuexchange):
    """A season with an episode, a small cast and a step of its production."""
    show = season_2.show
    episode = Episode.objects.create(season=season_2, number=1, title="AKA Start at the Beginning")
    for name in ("Krysten Ritter", "Rachael Taylor"):
        person = Person.objects.create(name=name, slug=name.split()[0].lower())
        part = Character.objects.create(name=f"Part of {name}", slug=f"part-of-{person.slug}")
        Credit.objects.create(person=person, show=show, season=season_2, character=part)
        for job in ("Director", "Writer"):
            facts = {"person": person, "show": show, "season": season_2, "job": job}
            Credit.objects.create(episode=episode, **facts)
    date = PreciseDate.parse("2017-04-10")
    for kind in ("filming_began", "premiere"):
        claim = {"kind": kind, "says": kind, "show": show, "season": season_2}
        claim |= {"date_on": date.day, "date_precision": date.precision}
        press.live(sources=[[olv, mcuexchange]], claims=[claim])


@pytest.mark.parametrize(
    ("address", "links", "count"),
    [
        ("/shows/jessica-jones/", ".cast a", 4),
        ("/shows/jessica-jones/season-2/", ".cast a, .episode-list a", 8),
        ("/people/krysten/", ".cast a", 1),
        ("/production/?from=2014", ".board-list dd a", 6),
    ],
)
def test_what_stands_close_together_is_pressed_one_by_one(
    new_page, live_server, covered, address, links, count
):
    page = new_page(viewport={"width": 320, "height": 900})
    page.goto(live_server.url + address)
    found = page.locator(links)
    assert found.count() == count
    assert found.evaluate_all(TOO_SMALL) == []
