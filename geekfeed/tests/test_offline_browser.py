"""Reading without a network, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from articles import workflow
from articles.tests.desk import at_desk
from geekfeed.offline.views import MOST

KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    kept.push(...requests.map(({ url }) => url.replace(location.origin, "")));
  }
  return kept;
}"""
NO_NETWORK = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")


@pytest.fixture
def reader(new_page, live_server, press):
    """Somebody whose browser has the worker."""
    page = new_page(service_workers="allow", expected_errors=(*NO_NETWORK, "status of 410"))
    page.goto(live_server.url + "/shows/")
    wait_until_kept(page, "/shows/")  # which is the last thing that it does to begin with
    return page


def wait_until(page: Page, question: str) -> None:
    """Until what the page says to it, in time, is true."""
    page.evaluate(f"""async () => {{
      for (let turn = 0; turn < 500; turn++) {{
        if (await ({question})()) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }}
      throw new Error("It has not come about.");
    }}""")


def wait_until_kept(page: Page, address: str) -> None:
    wait_until(page, f"async () => (await ({KEPT})()).includes('{address}')")


def wait_until_forgotten(page: Page, address: str) -> None:
    wait_until(page, f"async () => !(await ({KEPT})()).includes('{address}')")


def read(page: Page, live_server, address: str) -> None:
    page.goto(live_server.url + address)
    wait_until_kept(page, address)


def test_a_page_that_was_read_is_read_again_and_says_that_it_is_not_today_s(
    reader, live_server, press
):
    address = press.live("Out yesterday").get_absolute_url()
    strip = reader.get_by_text("This is the page as you last read it")
    read(reader, live_server, address)
    expect(strip).to_be_hidden()
    reader.context.set_offline(True)
    reader.goto(live_server.url + address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Out yesterday")
    expect(strip).to_be_visible()


def test_any_other_page_is_the_one_that_says_so_in_the_site_s_dress(
    reader, live_server, press, olv
):
    address = press.live("Out yesterday", sources=[[olv]]).get_absolute_url()
    read(reader, live_server, address)
    read(reader, live_server, "/sources/on-location-vacations/record/")
    read(reader, live_server, "/offline/")
    reader.context.set_offline(True)
    reader.goto(live_server.url + "/sources/")
    expect(reader.get_by_text("Nothing can be confirmed from here.")).to_be_visible()
    expect(reader.locator(".kept-pages a")).to_have_text(
        ["Track record of On Location Vacations", "Out yesterday", "Shows"]
    )
    loaded = "document.fonts.ready.then(() => document.fonts.check('16px Anybody'))"
    assert reader.evaluate(loaded) is True
    face = reader.locator(".loud").evaluate("(words) => getComputedStyle(words).fontFamily")
    assert face.startswith("Anybody")
    reader.context.set_offline(False)
    reader.get_by_role("link", name="Try again").click()
    expect(reader).to_have_title("Sources · GeekFeed")


def test_a_withdrawn_story_is_withdrawn_at_once_and_forgotten(reader, live_server, press):
    story = press.live("Too good to be true")
    address = story.get_absolute_url()
    read(reader, live_server, address)
    workflow.withdraw(story, None, "It was not.")
    assert reader.goto(live_server.url + address).status == 410
    wait_until_forgotten(reader, address)
    reader.context.set_offline(True)
    reader.goto(live_server.url + address)
    expect(reader).to_have_title("No connection · GeekFeed")


def test_only_the_latest_pages_are_kept(reader, live_server, press):
    stories = [press.live(f"Story {number}").get_absolute_url() for number in range(MOST)]
    for address in stories:
        read(reader, live_server, address)
    wait_until_forgotten(reader, "/shows/")
    kept = [address for address in reader.evaluate(KEPT) if address.startswith("/20")]
    assert kept == stories


def test_nothing_of_the_desk_nor_of_anybody_signed_in_is_kept(reader, live_server, press, editor):
    story = press.live("For all to read")
    before = reader.evaluate(KEPT)
    session = at_desk(editor).cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": live_server.url}
    reader.context.add_cookies([cookie])
    for address in ("/admin/", f"/admin/articles/article/{story.pk}/preview/", "/search/?q=read"):
        reader.goto(live_server.url + address)
    reader.goto(live_server.url + story.get_absolute_url())
    # What comes next is kept after all of these would have been.
    reader.context.clear_cookies()
    read(reader, live_server, "/authors/")
    assert sorted(set(reader.evaluate(KEPT)) - set(before)) == ["/authors/"]


def test_switched_off_the_worker_leaves_with_all_that_it_kept(reader, live_server, settings):
    settings.OFFLINE_READING = False
    # An hour later: the browser asks again, as what it has of the worker is not fresh any more.
    reader.evaluate(
        "navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' })"
    )
    wait_until(reader, "async () => !(await navigator.serviceWorker.getRegistration())")
    assert reader.evaluate(KEPT) == []
    reader.goto(live_server.url + "/shows/")
    assert reader.evaluate("navigator.serviceWorker.getRegistration()") is None
