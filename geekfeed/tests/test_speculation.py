"""Which pages browsers may fetch before they are asked for."""

from articles.tests.desk import at_desk

HEADER = "Speculation-Rules"
RULES = "/speculation-rules.json"


def test_pages_for_readers_name_the_rules(client, press):
    story = press.live()
    for address in ("/", "/shows/", "/search/?q=x", story.get_absolute_url()):
        assert client.get(address)[HEADER] == f'"{RULES}"'
    assert client.get(RULES)["Content-Type"] == "application/speculationrules+json"


def test_the_desk_previews_and_files_do_not(client, press, editor):
    desk = at_desk(editor)
    story = press.draft()
    for address in ("/admin/", f"/admin/articles/article/{story.pk}/preview/", "/preview/x/"):
        assert HEADER not in desk.get(address)
    for address in ("/feed/", "/robots.txt", "/styles/x.css"):
        assert HEADER not in client.get(address)


# What is fetched when it is pointed at long enough. The last one is: whatever was asked for before
# it has been asked for by then.
LINKS = {
    "/admin/": False,
    "/preview/x/": False,
    "/search/": False,
    "/search/?q=kilgrave": False,
    "/feed/": False,
    "/shows/jessica-jones/feed/json/": False,
    "/calendar.ics": False,
    "/sitemap.xml": False,
    "/authors/?after=x": True,
    "/production/": True,
}
LONG_ENOUGH = 350  # milliseconds
PUT_LINKS = """(addresses) => document.querySelector("main").replaceChildren(
  ...addresses.map((address) => {
    const link = document.createElement("a");
    link.href = link.textContent = address;
    const line = document.createElement("p");
    line.append(link);
    return line;
  }))"""


def test_a_browser_fetches_pages_that_are_pointed_at_and_nothing_else(new_page, live_server, press):
    page = new_page(expected_errors=("status of 404",))
    fetched = []

    def note(request):
        if "prefetch" in request.headers.get("sec-purpose", ""):
            fetched.append(request.url.removeprefix(live_server.url))

    page.on("request", note)
    page.goto(live_server.url + "/shows/", wait_until="networkidle")
    page.evaluate(PUT_LINKS, list(LINKS))
    *others, last = LINKS
    for address in others:
        page.get_by_role("link", name=address, exact=True).hover()
        page.wait_for_timeout(LONG_ENOUGH)
    with page.expect_request(lambda request: request.url.endswith(last)):
        page.get_by_role("link", name=last, exact=True).hover()
    assert fetched == [address for address, is_fetched in LINKS.items() if is_fetched]
