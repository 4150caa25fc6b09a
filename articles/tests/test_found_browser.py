"""What only a browser can show of what is found in the text: a click adds rows that are kept."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, WorkingCopy
from articles.tests.desk import ADD, all_is_kept, at_desk, form_of
from shows.models import Season
from sources.models import Domain, Source

NOBODY = {"others": [], "holder": None, "changed": False}


@pytest.fixture
def newsroom(catalog, olv, mcuexchange):
    """The catalog, and a source with a domain."""
    crush = Source.objects.create(name="ScreenCrush", slug="screencrush")
    Domain.objects.create(source=crush, name="screencrush.com")
    return crush


@pytest.fixture
def story(press, writer, newsroom) -> Article:
    return press.draft("It Rains", created_by=writer, body="<p>It rains.</p>")


@pytest.fixture
def opened(live_server, new_page):
    def open_page(address: str, user, **options) -> Page:
        page = new_page(**options)
        session = at_desk(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        # It writes every few seconds, and the tests' database has one writer that does not wait.
        page.route("**/presence/", lambda route: route.fulfill(json=NOBODY))
        page.goto(live_server.url + address)
        if options.get("java_script_enabled", True):
            page.locator(".cke_wysiwyg_div").wait_for()
        return page

    return open_page


def write(page: Page, html: str) -> None:
    """Put it into the text, as a paste does."""
    page.evaluate(
        "(html) => { const [editor] = Object.values(CKEDITOR.instances);"
        " editor.focus(); editor.insertHtml(html); }",
        html,
    )


def proposal(page: Page, label: str):
    return page.locator("#found li:visible", has=page.locator("b", has_text=re.compile(label)))


def told(page: Page, kind: str):
    return page.locator(f"#{kind}-group .inline-related:visible .what")


def rows(story: Article, prefix: str) -> list[dict]:
    return WorkingCopy.objects.get(article=story).state["rows"][prefix]


FILMING = (
    "<p>Season 2 of Jessica Jones began filming on April 10, 2017, according to On Location "
    "Vacations (via MCUExchange).</p>"
)


# Readings take a second, and how many run at once is counted.
SLOWLY = """() => {
  const send = window.fetch;
  let running = 0;
  window.most = 0;
  window.fetch = async (address, options) => {
    if (!String(address).endsWith("/found/")) return send(address, options);
    window.most = Math.max(window.most, ++running);
    await new Promise((done) => setTimeout(done, 1200));
    return send(address, options).finally(() => (running -= 1));
  };
}"""


def test_a_pasted_link_is_cited_by_one_click_and_kept(opened, story, writer, newsroom):
    page = opened(form_of(story), writer)
    expect(page.locator("#found .found")).to_have_count(0)
    write(page, '<p>There is <a href="https://screencrush.com/jj/">more of it</a>.</p>')
    line = proposal(page, "ScreenCrush")
    expect(line).to_contain_text("screencrush.com, a link you pasted")
    line.get_by_role("button", name="Cite ScreenCrush").click()
    expect(page.locator("#found .found")).to_be_hidden()
    expect(told(page, "citations")).to_have_text(["ScreenCrush"])
    expect(page.locator("#found-says")).to_have_text("Added: ScreenCrush")
    expect(page.locator(".cke_wysiwyg_div")).to_be_focused()
    all_is_kept(page)  # autosave does it by itself
    [row] = rows(story, "citations")
    assert (row["tag"], row["url"]) == ([str(newsroom.pk)], ["https://screencrush.com/jj/"])
    page.reload()
    page.locator(".cke_wysiwyg_div").wait_for()
    expect(told(page, "citations")).to_have_text(["ScreenCrush"])
    expect(page.locator("#found .found")).to_have_count(0)


def test_all_is_added_at_once_and_a_claim_rests_on_its_source(
    opened, story, writer, olv, mcuexchange, catalog
):
    page = opened(form_of(story), writer)
    write(page, FILMING)
    expect(proposal(page, "Season 2 began filming")).to_be_visible()
    page.locator("#found li:visible button").first.focus()
    page.keyboard.press("Control+k")
    page.keyboard.press("a")
    expect(page.locator("#found .found")).to_be_hidden(timeout=10_000)
    page.evaluate("desk.keep.now()")
    all_is_kept(page)
    [citation] = rows(story, "citations")
    assert (citation["tag"], citation["via"]) == ([str(olv.pk)], [str(mcuexchange.pk)])
    [claim] = rows(story, "claims")
    show, season = catalog["show"], catalog["season"]
    assert claim["rests_on"] == [citation["key"]]
    assert (claim["says"], claim["standing"]) == (["Season 2 began filming"], ["reported"])
    assert (claim["date_on"], claim["date_precision"]) == (["2017-04-10"], ["day"])
    [about] = rows(story, "coverage")
    assert (about["show"], about["season"]) == ([str(show.pk)], [str(season.pk)])
    assert {cell for row in rows(story, "mentions") for cell in row if any(row[cell])} >= {
        "show",
        "season",
    }
    expect(page.locator("#checklist")).not_to_contain_text("rests on no source")


def test_a_claim_brings_its_source_and_a_row_that_is_removed_is_proposed_again(
    opened, story, writer
):
    page = opened(form_of(story), writer)
    write(page, FILMING)
    proposal(page, "Season 2 began filming").get_by_role("button", name="Claim").click()
    expect(told(page, "claims")).to_have_text(["Season 2 began filming"])
    expect(told(page, "citations")).to_have_text(["On Location Vacations via MCUExchange"])
    expect(proposal(page, "On Location Vacations")).to_have_count(0)
    # What the story is about comes in by a click of its own.
    expect(page.locator("#coverage-group .inline-related:not(.empty-form)")).to_have_count(0)
    about = page.get_by_role("button", name="About Jessica Jones, season 2")
    expect(about).to_be_visible()
    expect(page.locator("#found button:focus")).to_have_count(1)
    # Worded otherwise it is still the same one.
    page.locator("#claims-0 summary").click()
    page.fill("#id_claims-0-date_on", "2017-04-11")
    with page.expect_response("**/found/"):
        page.evaluate("desk.keep.now()")
    expect(proposal(page, "Season 2 began filming")).to_have_count(0)
    page.locator("#claims-0 .inline-deletelink").click()
    expect(proposal(page, "Season 2 began filming")).to_have_count(1)


def test_a_source_that_nobody_has_recorded_is_added_and_cited(opened, story, writer):
    page = opened(form_of(story), writer)
    write(page, '<p><a href="https://www.dailyplanet.com/jj/">More of it</a>.</p>')
    line = proposal(page, "dailyplanet.com")
    line.get_by_label("Its name").fill("Daily Planet")
    line.get_by_label("Its name").press("Enter")
    expect(told(page, "citations")).to_have_text(["Daily Planet"])
    page.evaluate("desk.keep.now()")
    all_is_kept(page)
    source = Source.objects.get(name="Daily Planet")
    assert [domain.name for domain in source.domains.all()] == ["dailyplanet.com"]
    assert [row["tag"] for row in rows(story, "citations")] == [[str(source.pk)]]


def test_what_cannot_be_recorded_stays_and_says_so(opened, story, writer):
    page = opened(form_of(story), writer, expected_errors=("status of 500",))
    page.route("**/found/source/", lambda route: route.fulfill(status=500, body=""))
    write(page, '<p><a href="https://www.dailyplanet.com/jj/">More of it</a>.</p>')
    proposal(page, "dailyplanet.com").get_by_role("button", name="Add and cite").click()
    expect(page.locator("#found-says")).to_contain_text("dailyplanet.com could not be added.")
    expect(proposal(page, "dailyplanet.com")).to_have_count(1)
    expect(told(page, "citations")).to_have_count(0)


def test_an_ambiguous_name_waits_for_a_choice(opened, story, writer, catalog):
    page = opened(form_of(story), writer)
    write(page, "<p>Nobody understands why Jessica Jones drinks.</p>")
    line = proposal(page, "Jessica Jones")
    expect(line.locator("[data-adds]")).to_have_text(["Show", "Character"])
    expect(page.locator("[data-add-all]")).to_be_hidden()
    line.get_by_role("button", name="Character").click()
    page.locator("#card-mentions summary").click()
    chip = page.locator("#mentions-group .inline-related:visible")
    expect(chip.locator(".told")).to_have_text("Jessica Jonescharacter")
    page.evaluate("desk.keep.now()")
    all_is_kept(page)
    [row] = rows(story, "mentions")
    assert {cell: row[cell] for cell in row if cell != "key" and any(row[cell])} == {
        "character": [str(catalog["character"].pk)]
    }


def test_what_is_put_aside_stays_so_for_this_story(opened, story, writer, live_server):
    page = opened(form_of(story), writer)
    write(page, '<p><a href="https://screencrush.com/jj/">More of it</a>.</p>')
    expect(proposal(page, "ScreenCrush")).to_have_count(1)
    page.get_by_role("button", name="Not these").click()
    expect(page.locator("#found li:visible")).to_have_count(0)
    page.evaluate("desk.keep.now()")
    all_is_kept(page)
    page.reload()
    page.locator(".cke_wysiwyg_div").wait_for()
    expect(page.locator("#found li:visible")).to_have_count(0)
    write(page, "<p>Krysten Ritter is in it.</p>")
    expect(proposal(page, "Krysten Ritter")).to_have_count(1)
    expect(proposal(page, "ScreenCrush")).to_have_count(0)
    page.goto(live_server.url + ADD)
    page.locator(".cke_wysiwyg_div").wait_for()
    write(page, '<p><a href="https://screencrush.com/jj/">More of it</a>.</p>')
    expect(proposal(page, "ScreenCrush")).to_have_count(1)


def test_one_is_put_aside_and_all_that_was_can_be_seen_again(opened, story, writer):
    page = opened(form_of(story), writer)
    write(page, '<p><a href="https://screencrush.com/jj/">More</a> of Krysten Ritter.</p>')
    back = page.locator("[data-show-aside]")
    expect(proposal(page, "ScreenCrush")).to_have_count(1)
    expect(back).to_be_hidden()
    page.get_by_role("button", name="Not this: ScreenCrush").click()
    expect(proposal(page, "ScreenCrush")).to_have_count(0)
    expect(proposal(page, "Krysten Ritter").get_by_role("button").first).to_be_focused()
    expect(back).to_have_text("1 put aside: show it")
    page.get_by_role("button", name="Not these").click()
    expect(page.locator("#found li:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="Not these")).to_be_hidden()
    expect(back).to_have_text("2 put aside: show them")
    back.click()
    expect(page.locator("#found li:visible")).to_have_count(2)
    expect(back).to_be_hidden()
    proposal(page, "ScreenCrush").get_by_role("button", name="Cite ScreenCrush").click()
    expect(told(page, "citations")).to_have_text(["ScreenCrush"])
    expect(back).to_be_hidden()


def test_a_source_s_name_comes_from_its_link_and_can_be_changed(opened, story, writer):
    page = opened(form_of(story), writer)
    link = '<a href="https://www.dailyplanet.com/jj/">The Daily Planet</a>'
    write(page, f"<p>More at {link}.</p>")
    name = proposal(page, "The Daily Planet").get_by_label("Its name")
    expect(name).to_have_value("The Daily Planet")
    name.fill("Daily Planet")
    page.locator("[data-add-all]").click()
    expect(told(page, "citations")).to_have_text(["Daily Planet"])


def test_the_newest_text_is_read_and_one_request_is_on_its_way(opened, story, writer):
    page = opened(form_of(story), writer)
    page.evaluate(SLOWLY)
    write(page, '<p><a href="https://screencrush.com/jj/">More of it</a>.</p>')
    page.wait_for_timeout(1000)
    write(page, "<p>Also, Krysten Ritter is in it.</p>")
    expect(proposal(page, "Krysten Ritter")).to_have_count(1, timeout=10_000)
    assert page.evaluate("window.most") == 1


def test_a_chip_goes_and_a_name_is_looked_up_by_keyboard_alone(
    opened, story, writer, catalog, press
):
    story.mentions.create(person=catalog["person"])
    page = opened(form_of(story), writer, viewport={"width": 768, "height": 900})
    page.locator("#card-mentions summary").click()
    chips = page.locator("#mentions-group .inline-related:visible")
    expect(chips.locator(".told")).to_have_text(["Krysten Ritterperson"])
    chips.get_by_role("button", name="Remove").press("Enter")
    expect(chips).to_have_count(0)
    box = page.get_by_role("combobox", name="Link a name")
    expect(box).to_be_focused()
    page.keyboard.type("jones 2")
    expect(page.locator("#name-box-list li")).to_have_text(["Jessica Jones, season 2 season"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(chips.locator(".told")).to_have_text(["Jessica Jones, season 2season"])
    page.evaluate("desk.keep.now()")
    all_is_kept(page)
    [row] = rows(story, "mentions")
    assert (row["season"], row["person"]) == ([str(catalog["season"].pk)], [""])
    box.fill("ritter")
    page.locator("#name-box-list li").click()
    expect(chips.locator(".told")).to_have_text(
        ["Krysten Ritterperson", "Jessica Jones, season 2season"]
    )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


# -- Earlier claims --------------------------------------------------------------------------------


@pytest.fixture
def rumour(press, filming, olv) -> Article:
    claim = filming(says="Season 2 premieres", kind="premiere", date_on="2017-01-01")
    about = {"person": None, "character": None, "location": None, "date_precision": "year"}
    return press.live("A Rumour", sources=[[olv]], claims=[claim | about])


def test_an_earlier_claim_is_chosen_and_denied(opened, press, writer, rumour, catalog):
    told_by = rumour.claims.get()
    mine = {
        "says": "Season 2 does not premiere this year",
        "kind": "premiere",
        "show": catalog["show"],
        "season": catalog["season"],
    }
    story = press.draft("Not This Year", created_by=writer, claims=[mine])
    page = opened(form_of(story), writer)
    page.locator("#claims-0 summary").click()
    earlier = page.locator("#id_claims-0-answers")
    earlier.focus()
    expect(earlier.locator("option")).to_have_text(
        [
            "None: this is news",
            "Season 2 premieres, 2017 · reported by On Location Vacations · 10 April 2017 · "
            "Still open",
        ]
    )
    earlier.select_option(str(told_by.key))
    page.locator("#id_claims-0-answer").select_option("denies")
    expect(page.locator("#claims-0").get_by_label("Denied")).to_be_checked()
    expect(page.locator("#claims-0 .fitted")).to_have_text(
        "Now marked as denied, as that goes with it."
    )
    expect(page.locator("#claims-0 .settles")).to_have_text("Denies: Season 2 premieres, 2017")
    page.evaluate("desk.keep.now()")
    all_is_kept(page)
    [row] = rows(story, "claims")
    assert (row["answers"], row["answer"], row["standing"]) == (
        [str(told_by.key)],
        ["denies"],
        ["denied"],
    )
    page.reload()
    expect(page.locator("#claims-0 .settles")).to_contain_text("Denies: ")
    page.locator("#claims-0 summary").click()
    page.locator("#id_claims-0-answers").select_option("")
    expect(page.locator("#id_claims-0-answer")).to_have_value("")
    expect(page.locator("#claims-0 .settles")).to_be_hidden()


def test_what_is_denied_settles_an_open_claim_by_one_click(opened, story, writer, rumour):
    page = opened(form_of(story), writer)
    write(page, "<p>Season 2 of Jessica Jones will not premiere in 2017.</p>")
    settles = proposal(page, "Settles: “Season 2 premieres, 2017”")
    settles.locator("[data-adds]").click()
    expect(told(page, "claims")).to_have_count(1)
    page.evaluate("desk.keep.now()")
    all_is_kept(page)
    [row] = rows(story, "claims")
    key = str(rumour.claims.get().key)
    assert (row["answers"], row["answer"], row["standing"]) == ([key], ["denies"], ["denied"])
    expect(page.locator("#claims-0 .settles")).to_have_text("Denies: Season 2 premieres, 2017")
    assert json.loads(page.input_value("input[name=base]"))["rows"]["claims"] == [row]


def test_without_script_the_card_is_a_list(opened, press, writer, newsroom):
    assert Season.objects.exists()
    story = press.draft("Filming", created_by=writer, body=FILMING)
    page = opened(form_of(story), writer, java_script_enabled=False)
    card = page.locator("#found")
    expect(card.get_by_role("button")).to_have_count(0)
    expect(card).to_contain_text("Season 2 began filming, 10 April 2017")
    expect(card).to_contain_text("Add what you want of it in the cards below.")
