"""The whole way of a claim, in a real browser: found in a writer's text, published by an editor,
shown with what stands about the show, and denied by another story."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.tests.desk import ADD, at_desk, form_of
from sources.models import Domain

pytestmark = pytest.mark.journey

NOBODY = {"others": [], "holder": None, "changed": False}
PAGE = "https://onlocationvacations.com/2017/04/jessica/"


@pytest.fixture
def desk_of(live_server, new_page, catalog, olv, tv, lunn, writer):
    lunn.user = writer
    lunn.save()
    Domain.objects.create(source=olv, name="onlocationvacations.com")

    def opened(user) -> Page:
        page = new_page()
        session = at_desk(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.route("**/presence/", lambda route: route.fulfill(json=NOBODY))
        return page

    return opened


def draft(page: Page, site: str, headline: str, html: str) -> Article:
    """Write it, and accept everything that is found in it."""
    page.goto(site + ADD)
    page.locator(".cke_wysiwyg_div").wait_for()
    page.fill("#id_headline", headline)
    page.select_option("#id_section", label="TV")
    page.evaluate(
        "(html) => { const [editor] = Object.values(CKEDITOR.instances);"
        " editor.focus(); editor.insertHtml(html); }",
        html,
    )
    page.locator("[data-add-all]:visible").click(timeout=15_000)
    expect(page.locator("#found .found")).to_be_hidden(timeout=15_000)
    page.evaluate("desk.keep.now()")
    page.wait_for_url("**/change/")
    return Article.objects.order_by("pk").last()


def publish(page: Page, site: str, story: Article) -> None:
    page.goto(site + form_of(story))
    page.locator(".cke_wysiwyg_div").wait_for()
    page.locator("#steps button[value=publish]").click()
    expect(page.locator("#state")).to_have_text("Live")
    assert Article.objects.live().filter(pk=story.pk).exists()


def test_a_claim_goes_from_the_text_to_the_timeline_and_is_denied(
    live_server, new_page, desk_of, writer, editor
):
    site = live_server.url
    writing, editing, reading = desk_of(writer), desk_of(editor), new_page()

    reading.goto(f"{site}/shows/jessica-jones/season-2/")
    expect(reading.locator("main")).not_to_contain_text("Season 2 premieres")
    text = (
        f'<p><a href="{PAGE}">On Location Vacations</a> reports that Jessica Jones season 2 will '
        "premiere in 2017.</p>"
    )
    first = draft(writing, site, "A Season This Year", text)
    publish(editing, site, first)
    [claim] = Article.objects.get(pk=first.pk).claims.all()
    assert (claim.standing, claim.citation.url) == ("reported", PAGE)
    reading.goto(f"{site}/shows/jessica-jones/season-2/")
    expect(reading.locator("main")).to_contain_text("Season 2 premieres")
    expect(reading.locator("main")).to_contain_text("On Location Vacations")
    expect(reading.locator("main .standing[data-standing=reported]").first).to_be_visible()

    second = draft(
        writing,
        site,
        "No Season This Year",
        "<p>Jessica Jones season 2 will not premiere in 2017.</p>",
    )
    publish(editing, site, second)
    [denial] = Article.objects.get(pk=second.pk).claims.all()
    assert (denial.standing, denial.answer, denial.answers_id) == ("denied", "denies", claim.key)
    [outcome] = claim.outcomes.live()
    assert (outcome.verdict, outcome.by) == ("denied", denial)
    reading.goto(f"{site}/shows/jessica-jones/season-2/")
    expect(reading.locator("main [data-standing=denied]").first).to_be_visible()
    reading.goto(site + Article.objects.get(pk=first.pk).get_absolute_url())
    notice = reading.locator(".since li")
    expect(notice).to_have_count(1)
    expect(notice.locator(".since__says")).to_contain_text("Since denied:")
    expect(notice.locator(".since__story a")).to_have_text("No Season This Year")
