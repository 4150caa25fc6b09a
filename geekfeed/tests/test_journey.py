"""The whole way of a story, in a real browser: written, sent to review, published, read."""

from pathlib import Path

import pytest
from PIL import Image as Pixels
from playwright.sync_api import Page, expect

from articles.models import Article
from authors.models import AuthorLink
from shows.models import Season

pytestmark = pytest.mark.journey

HEADLINE = "Jessica Jones Season 2 to Begin Filming on Monday"
BODY = "The trucks roll up to West 101st Street and Broadway on Monday."
CORRECTION = "The trucks come at seven, not at six."


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", name)
    page.click("[type=submit]")
    expect(page.locator(".account")).to_contain_text(name, ignore_case=True)


def sign_out(page: Page) -> None:
    page.goto("about:blank")  # the desk's page asks who is there, and would ask as nobody
    page.context.clear_cookies()


def pick(page: Page, field: str, words: str, name: str) -> None:
    """Type into an autocompleting field and take the entry of that name."""
    page.locator(f"#id_{field} + .select2").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=name).first.click()


@pytest.fixture
def newsroom(writer, editor, lunn, tv, catalog, olv, mcuexchange):
    lunn.user = writer
    lunn.bio = "Edits television and reads call sheets for pleasure."
    lunn.save()
    AuthorLink.objects.create(author=lunn, label="Mastodon", url="https://social.example/@lunn")
    return catalog


def test_a_writer_drafts_an_editor_publishes_and_a_reader_reads(
    live_server, page: Page, newsroom, press, tmp_path: Path
):
    site = live_server.url
    before = press.live("The Defenders Has Wrapped", about=[newsroom["show"]])
    after = press.live("The Punisher Has Wrapped, Too")
    still = tmp_path / "still.png"
    Pixels.new("RGB", (1600, 900), "#701bb4").save(still)

    # The writer brings a picture in and writes the story.
    sign_in(page, site, "writer")
    page.goto(f"{site}/admin/images/image/add/")
    page.set_input_files("input[type=file]", still)
    page.fill("#id_title", "The corner")
    page.fill("#id_alt", "A violet field")
    page.fill("#id_caption", "The corner of 101st Street.")
    page.fill("#id_credit", "Marvel/Netflix")
    page.click("[name=_save]")

    page.goto(f"{site}/admin/articles/article/add/")
    page.fill("#id_headline", HEADLINE)
    page.fill("#id_standfirst", "On Location Vacations has the corner and the date.")
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type(BODY)
    page.get_by_role("button", name="Quotation").click()
    page.get_by_label("Words").fill("Antagonists, plural.")
    page.get_by_label("Who said it").fill("Melissa Rosenberg")
    page.get_by_label("Source (whom").fill("MCUExchange")
    page.get_by_label("Address of the source").fill("/sources/mcuexchange/")
    page.get_by_role("button", name="OK").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.fill("#id_topics", "filming")
    page.locator("summary", has_text="Next and related").click()
    pick(page, "next_up", "punisher", after.headline)
    page.select_option("#id_section", label="TV")
    page.locator(".chooser").first.get_by_role("button", name="Choose").click()
    page.locator(".picker__list").get_by_role("button", name="The corner").click()
    expect(page.locator(".chooser").first).to_contain_text("A violet field")
    page.get_by_role("button", name="Add a show").click()
    pick(page, "coverage-0-show", "jess", "Jessica Jones")
    page.get_by_role("button", name="Add a source").click()
    pick(page, "citations-0-tag", "On Loc", "On Location Vacations")
    pick(page, "citations-0-via", "MCU", "MCUExchange")
    page.fill("#id_citations-0-url", "https://onlocationvacations.com/")
    page.get_by_role("button", name="Add a claim").click()
    page.fill("#id_claims-0-says", "Season 2 began filming")
    page.select_option("#id_claims-0-kind", "filming_began")
    sure = page.get_by_role("group", name="How sure")
    sure.get_by_text("Reported").locator("xpath=ancestor::label").click()
    pick(page, "claims-0-show", "jess", "Jessica Jones")
    pick(page, "claims-0-season", "jess", "season 2")
    pick(page, "claims-0-location", "broad", "Broadway")
    page.fill("#id_claims-0-date_on", "2017-04-10")
    page.select_option("#id_claims-0-date_precision", "day")
    page.select_option("#id_claims-0-rests_on", label="On Location Vacations")
    page.get_by_role("button", name="Send to review").click()
    expect(page.locator(".messagelist").first).to_contain_text("Sent to review")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)

    story = Article.objects.get(headline=HEADLINE)
    desk = f"{site}/admin/articles/article/{story.pk}/change/"
    assert story.status == Article.Status.IN_REVIEW

    # The editor publishes it.
    sign_out(page)
    sign_in(page, site, "editor")
    page.goto(desk)
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messagelist").first).to_contain_text("It is live")

    # A reader finds every piece of furniture.
    sign_out(page)
    story.refresh_from_db()
    page.goto(site + story.get_absolute_url())
    expect(page.locator("h1")).to_have_text(HEADLINE)
    expect(page.locator(".opening .kicker")).to_contain_text("Jessica Jones")
    expect(page.locator(".standfirst").first).to_contain_text("has the corner and the date")
    expect(page.locator(".byline")).to_contain_text("Marguerite Lunn")
    expect(page.locator("figure figcaption").first).to_contain_text("Marvel/Netflix")
    expect(page.locator("figure img").first).to_have_attribute("alt", "A violet field")
    expect(page.locator(".prose")).to_contain_text(BODY)
    quote = page.locator(".prose blockquote")
    expect(quote.locator("p")).to_have_text("“Antagonists, plural.”")
    expect(quote.locator("footer")).to_have_text("Melissa Rosenberg, to MCUExchange")
    expect(quote.get_by_role("link", name="MCUExchange")).to_have_attribute(
        "href", "/sources/mcuexchange/"
    )
    expect(page.get_by_role("link", name="filming", exact=True).first).to_have_attribute(
        "href", "/topics/filming/"
    )
    expect(page.locator(".next")).to_contain_text("Next:")
    expect(page.locator(".next").get_by_role("link")).to_have_attribute(
        "href", after.get_absolute_url()
    )
    expect(page.locator(".claim .standing")).to_have_attribute("data-standing", "reported")
    chain = page.locator(".sources .chain, .sources li").first
    expect(chain).to_contain_text("On Location Vacations via MCUExchange")
    expect(page.locator(".factbox")).to_contain_text("10 April 2017")
    box = page.locator(".author-box")
    expect(box).to_contain_text("Edits television")
    expect(box.get_by_role("link", name="Mastodon")).to_have_attribute(
        "href", "https://social.example/@lunn"
    )
    expect(box.get_by_role("link", name="View All Posts")).to_have_attribute(
        "href", "/authors/marguerite-lunn/"
    )
    expect(box).to_contain_text("3 posts")
    expect(page.locator(".related")).to_contain_text(before.headline)

    # The catalog knows it.
    page.goto(f"{site}/shows/jessica-jones/")
    stands = page.locator(".timeline")
    expect(stands).to_contain_text("Season 2 began filming")
    expect(stands).to_contain_text("10 Apr 2017")
    expect(stands.locator(".standing")).to_have_attribute("data-standing", "reported")
    expect(stands).to_contain_text("On Location Vacations via MCUExchange")
    page.goto(f"{site}{Season.objects.get().get_absolute_url()}")
    expect(page.locator(".timeline")).to_contain_text("Season 2 began filming")
    page.goto(f"{site}/locations/west-101st-street/")
    expect(page.locator("main")).to_contain_text("Season 2 began filming")
    page.goto(f"{site}/sources/on-location-vacations/")
    expect(page.get_by_role("link", name=HEADLINE).first).to_have_attribute(
        "href", story.get_absolute_url()
    )

    # What was wrong is said where it was read.
    sign_in(page, site, "editor")
    page.goto(desk)
    page.locator("summary", has_text="Correct").click()
    page.fill("#id_correction_text", CORRECTION)
    page.get_by_role("button", name="Correct").click()
    expect(page.locator(".messagelist").first).to_contain_text("stands under the story")
    sign_out(page)
    page.goto(site + story.get_absolute_url())
    expect(page.locator("main")).to_contain_text(CORRECTION)
