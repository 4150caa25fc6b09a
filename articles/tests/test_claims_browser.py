"""Taking a claim over with one click, in a browser; and two who click at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from articles import adopting
from articles.models import Adoption, Claim
from articles.tests.desk import at_desk
from geekfeed.tests.cast import account

MARCH = {"date_on": date(2018, 3, 1), "date_precision": "month"}


@pytest.fixture
def claim(live_server, press, season_2, olv, mcuexchange):
    told = {"says": "Season 2 premieres", "kind": "premiere"} | MARCH
    about = {"show": season_2.show, "season": season_2}
    return press.live(sources=[[olv, mcuexchange]], claims=[told | about]).claims.get()


@pytest.fixture
def desk(live_server, new_page, editor):
    page = new_page(viewport={"width": 1280, "height": 800})
    session = at_desk(editor).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def test_one_click_puts_it_on_the_season_s_page_and_one_takes_it_back(
    desk, claim, live_server, season_2
):
    season = live_server.url + season_2.get_absolute_url()
    desk.goto(season)
    before = desk.locator(".hero__facts").inner_text()
    desk.goto(live_server.url + reverse("admin:articles_claim_changelist"))
    desk.get_by_role("link", name="Season 2 premieres").click()
    desk.get_by_role("button", name="Adopt").click()
    expect(desk.locator(".messagelist")).to_contain_text("The catalog says so now.")
    here = desk.url
    desk.goto(season)
    expect(desk.locator(".hero__facts time").first).to_have_text("Mar 2018")
    expect(desk.locator(".hero .word")).to_contain_text("On Location Vacations via MCUExchange")
    desk.goto(here)
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator(".messagelist")).to_contain_text("Undone.")
    desk.goto(season)
    assert desk.locator(".hero__facts").inner_text() == before
    expect(desk.locator(".word")).to_have_count(0)


def test_the_way_back_stands_beside_the_words(desk, claim, live_server, season_2):
    desk.goto(live_server.url + reverse("admin:articles_claim_page", args=[claim.key]))
    desk.get_by_role("button", name="Adopt").click()
    desk.locator(".messagelist").get_by_role("button", name="Undo").click()
    expect(desk.locator(".messagelist")).to_contain_text("Undone.")
    season_2.refresh_from_db()
    assert season_2.premiere is None


def test_two_editors_who_click_at_the_same_moment_make_one_adoption(browser, claim, editor):
    """On a database in a file, as SQLite is used, or on a server."""
    chief = account("chief", "Editors")
    seen = adopting.offers(Claim.objects.with_records().get())[0].seen
    address = reverse("admin:articles_claim_adopt", args=[claim.key])
    desks = [at_desk(one) for one in (editor, chief, editor, chief)]

    def click(desk):
        try:
            return desk.post(address, {"field": "premiere", "seen": seen}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(click, desks))
    assert answers == [302, 302, 302, 302]
    assert Adoption.objects.count() == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_scrolls_sideways(desk, claim, live_server, editor, width):
    adopting.adopt(claim, editor, "premiere")
    desk.set_viewport_size({"width": width, "height": 800})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for name in ("changelist", "page", "correct", "adopted"):
        numbers = [claim.key] if name in ("page", "correct") else []
        desk.goto(live_server.url + reverse(f"admin:articles_claim_{name}", args=numbers))
        assert desk.evaluate(wide) <= 0, name
