"""From page to page: the browser crosses over from one to the next, where motion is welcome."""

OFTEN = 6
# Before a page is seen for the first time, it hears whether it was crossed over into.
NOTE = "addEventListener('pagereveal', (event) => { window.crossed = !!event.viewTransition; })"

SEEN = "new Promise((say) => requestAnimationFrame(() => say(window.crossed)))"


def crossings(page, live_server) -> list[bool]:
    """Whether each of some steps from page to page was a crossing."""
    page.add_init_script(NOTE)
    page.goto(f"{live_server.url}/shows/")
    seen = []
    for number in range(OFTEN):
        address = ("/sources/", "/shows/")[number % 2]
        page.locator(f"footer a[href='{address}']").click()
        page.wait_for_url(f"**{address}")
        seen.append(page.evaluate(SEEN))
    return seen


def test_one_page_crosses_over_into_the_next(new_page, live_server, db):
    # A browser that has shown the next page already breaks the crossing off, and says so.
    page = new_page(reduced_motion="no-preference", expected_errors=("Transition was",))
    assert any(crossings(page, live_server))


def test_who_wants_no_motion_gets_none(new_page, live_server, db):
    assert crossings(new_page(), live_server) == [False] * OFTEN
