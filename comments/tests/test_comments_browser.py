"""Comments as a reader meets them in a browser, with and without scripts."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail, signing
from playwright.sync_api import Page, expect

from articles.models import Article
from comments import banning, moderation, people, posting, traps
from comments.models import Comment, Commenter
from comments.posting import Words
from geekfeed.tests.axe import violations
from geekfeed.tests.focus import tab_to

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

POST = "Post comment"
OFFLINE = "There is no connection. What you typed stays here: send it again in a while."
MAIL = (
    "Look into your mail. We have written to the address that you gave. Follow the link in the "
    "letter, and your comment is posted. It is kept for seven days."
)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody here is taken for a program, quick as they are."""
    monkeypatch.setattr(traps, "QUICKEST", 0)


@pytest.fixture
def story(press, jessica_jones, settings) -> Article:
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("A crew in the street", about=[jessica_jones])


@pytest.fixture
def priya(db) -> Commenter:
    person = posting.stranger("Priya R.", "priya@x.example")
    posting.make_known(person)
    person.refresh_from_db()
    return person


@pytest.fixture
def opened(new_page, live_server, story) -> Callable[..., Page]:
    """The story's page, as `person` (None: somebody whom we do not know)."""

    def open_story(person: Commenter | None = None, at: str = "", **options: Any) -> Page:
        page = new_page(**options)
        if person:
            value = signing.dumps([person.pk, person.key], salt=people.SALT)
            cookie = {"name": people.COOKIE, "value": value, "url": live_server.url}
            page.context.add_cookies([cookie])
        page.goto(live_server.url + story.get_absolute_url() + at)
        return page

    return open_story


def said(page: Page) -> list[str]:
    """What stands on the page, with its depth."""
    return page.locator(".comment-text").evaluate_all(
        "all => all.map(one => (one.closest('ol ol') ? '> ' : '') + one.innerText)"
    )


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def status(page: Page) -> Any:
    return page.locator(".talk__status")


def test_without_a_script_a_stranger_comments_and_says_yes_to_the_letter(opened, live_server):
    page = opened(java_script_enabled=False)
    page.get_by_label("Name", exact=True).fill("Odile")
    page.get_by_label("E-mail").fill("odile@x.example")
    page.get_by_label("Comment", exact=True).fill("I was there.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("I was there.")
    page.get_by_role("button", name=POST).click()
    expect(page.get_by_role("heading", name="Look into your mail.")).to_be_visible()
    page.goto(letter(live_server))
    page.get_by_role("button", name="Yes, post it").click()
    expect(page.locator(".comment-text")).to_have_text("I was there.")
    assert page.url.endswith(f"#comment-{Comment.objects.get().pk}")

    page.get_by_role("link", name="Reply").click()
    page.get_by_label("Comment", exact=True).fill("And again.")
    page.get_by_role("button", name=POST).click()
    assert said(page) == ["I was there.", "> And again."]
    page.get_by_role("link", name="Edit").last.click()
    page.get_by_label("Comment", exact=True).fill("And once more.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Delete").last.click()
    page.get_by_role("button", name="Delete it").click()
    assert said(page) == ["I was there."]


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_is_quicker_than_people_is_asked_to_send_it_again(
    opened, monkeypatch, priya, scripts
):
    monkeypatch.setattr(traps, "QUICKEST", 3600)
    expected = ("status of 422",)
    page = opened(priya, java_script_enabled=scripts, expected_errors=expected)
    page.get_by_label("Comment", exact=True).fill("I was there.")
    page.get_by_role("button", name=POST).click()
    caught = "This was sent faster than people type. Look at it, and send it again."
    expect(page.locator(".say .form__error")).to_have_text(caught)
    expect(page.get_by_label("Comment", exact=True)).to_have_value("I was there.")
    monkeypatch.setattr(traps, "QUICKEST", 0)
    page.get_by_role("button", name=POST).click()
    expect(page.locator(".comment-text")).to_have_text("I was there.")


def letter(live_server: Any) -> str:
    path = re.search(r"/comments/confirm/\S+", mail.outbox[-1].body)[0]
    return live_server.url + path


def test_a_stranger_is_told_where_to_look_and_is_not_asked_twice_who_they_are(opened):
    page = opened()
    page.get_by_label("Name", exact=True).fill("Odile")
    page.get_by_label("E-mail").fill("odile@x.example")
    page.get_by_label("Comment", exact=True).fill("I was there.")
    page.get_by_role("button", name=POST).click()
    expect(status(page)).to_have_text(MAIL)
    expect(status(page)).to_be_focused()
    expect(page.get_by_label("Name", exact=True)).to_be_hidden()
    expect(page.locator(".say__as")).to_contain_text("As Odile.")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("")
    page.get_by_label("Comment", exact=True).fill("Twice.")
    page.get_by_role("button", name=POST).click()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("")
    rows = Comment.objects.order_by("pk").values_list("text", "by__email", "state")
    expect(status(page)).to_have_text(MAIL)
    assert list(rows) == [
        ("I was there.", "odile@x.example", "unconfirmed"),
        ("Twice.", "odile@x.example", "unconfirmed"),
    ]
    page.get_by_role("button", name="Not you?").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()


def test_a_comment_appears_where_it_belongs_by_the_keyboard_alone(opened, priya, story):
    page = opened(priya)
    tab_to(page, "Write one")
    page.keyboard.press("Enter")
    page.get_by_label("Comment", exact=True).focus()
    page.keyboard.type("First.")
    tab_to(page, POST)
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Your comment is posted.")
    first = Comment.objects.get()
    assert focused(page) == f"comment-{first.pk}"
    expect(page.locator("#talk")).to_have_text("1 comment")

    tab_to(page, "Reply to Priya R.")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Comment", exact=True)).to_be_focused()
    expect(page.locator(".say__title")).to_have_text("Reply to Priya R.")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Reply to Priya R."
    expect(page.locator(".say__title")).to_have_text("Say something")
    page.keyboard.press("Enter")
    page.keyboard.type("Second.")
    tab_to(page, POST)
    page.keyboard.press("Enter")
    expect(page.locator("#talk")).to_have_text("2 comments")
    second = Comment.objects.get(thread=first)
    assert focused(page) == f"comment-{second.pk}"
    assert said(page) == ["First.", "> Second."]
    page.reload()
    assert said(page) == ["First.", "> Second."]


def test_what_is_held_is_said_to_be_looked_at(opened, priya, story):
    moderation.decide(story, None, "held")
    page = opened(priya)
    page.get_by_label("Comment", exact=True).fill("Hold me.")
    page.get_by_role("button", name=POST).click()
    expect(status(page)).to_have_text(
        "A moderator looks at it first. Your comment appears under the story as soon as it is "
        "approved."
    )
    assert said(page) == []


def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(opened, priya):
    page = opened(priya, expected_errors=("status of 422",))
    page.get_by_label("Comment", exact=True).fill("Look at this.")
    page.get_by_text("Of which episode?").click()
    page.get_by_label("Episode", exact=True).fill("3")
    page.get_by_role("button", name=POST).click()
    season = page.get_by_label("Season", exact=True)
    expect(season).to_be_focused()
    expect(season).to_have_accessible_description("Name the season, too.")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Look at this.")
    assert not Comment.objects.exists()


def test_without_a_connection_the_words_stay_and_that_is_said(opened, priya):
    page = opened(priya, expected_errors=("ERR_INTERNET_DISCONNECTED",))
    page.context.set_offline(True)
    page.get_by_label("Comment", exact=True).fill("Out here.")
    page.get_by_role("button", name=POST).click()
    expect(status(page)).to_have_text(OFFLINE)
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Out here.")
    page.context.set_offline(False)
    page.get_by_role("button", name=POST).click()
    expect(status(page)).to_have_text("Your comment is posted.")
    assert said(page) == ["Out here."]


def test_what_is_pressed_twice_is_posted_once(opened, priya):
    page = opened(priya)
    page.get_by_label("Comment", exact=True).fill("Once.")
    page.evaluate("""() => {
        const button = document.querySelector(".say .button");
        button.click();
        button.click();
    }""")
    expect(status(page)).to_have_text("Your comment is posted.")
    assert Comment.objects.count() == 1
    assert said(page) == ["Once."]


def test_a_preview_stands_in_the_form_and_posts_nothing(opened, priya):
    page = opened(priya)
    page.get_by_label("Comment", exact=True).fill("It is **sure**.")
    page.get_by_role("button", name="Preview").click()
    preview = page.locator(".talk__preview")
    expect(preview).to_be_focused()
    expect(preview.locator("strong")).to_have_text("sure")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("It is **sure**.")
    assert not Comment.objects.exists()


def test_a_like_is_counted_where_it_is_given_and_remembered(opened, priya, story):
    other = posting.stranger("Odile", "odile@x.example")
    posting.post(story, other, Words("Like me."))
    page = opened(priya)
    button = page.get_by_role("button", name="Like")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button.locator("b")).to_have_text("1")
    expect(button).to_be_focused()
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert Comment.objects.get().likes == 0


def test_a_stranger_who_likes_is_asked_who_they_are(opened, priya, story):
    posting.post(story, priya, Words("Like me."))
    page = opened()
    page.get_by_role("button", name="Like").click()
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()


def test_a_like_that_is_refused_says_so_beside_its_button(opened, priya, story, editor):
    odile = posting.stranger("Odile", "odile@x.example")
    first, second = (posting.post(story, odile, Words(text)) for text in ("Like me.", "And me."))
    banning.ban("person", str(priya.pk), editor, about=priya, why="Enough.")
    page = opened(priya, expected_errors=("status of 403",))
    page.locator(f"#comment-{first.pk}").get_by_role("button", name="Like").click()
    expect(page.locator(f"#comment-{first.pk} [role=status]")).to_contain_text("Enough.")
    page.locator(f"#comment-{second.pk}").get_by_role("button", name="Like").click()
    expect(page.locator(f"#comment-{second.pk} [role=status]")).to_contain_text("Enough.")
    expect(status(page)).to_have_count(1)
    page.get_by_label("Comment", exact=True).fill("Me too.")
    page.get_by_role("button", name=POST).click()
    expect(page.locator(".talk__say .form__error")).to_contain_text("Enough.")
    expect(page.locator(".talk__say [role=status]")).to_have_text("")


def test_a_draft_survives_a_reload_apart_for_each_comment_that_is_answered(opened, priya, story):
    posting.post(story, priya, Words("Answer me."))
    page = opened(priya)
    text = page.get_by_label("Comment", exact=True)
    text.fill("Not yet.")
    reply = page.get_by_role("link", name="Reply")
    reply.click()
    expect(text).to_have_value("")
    text.fill("An answer, not yet.")
    page.reload()
    expect(text).to_have_value("Not yet.")
    reply.click()
    expect(text).to_have_value("An answer, not yet.")
    page.get_by_role("button", name=POST).click()
    expect(status(page)).to_have_text("Your comment is posted.")
    page.reload()
    expect(text).to_have_value("Not yet.")
    page.get_by_role("link", name="Reply").first.click()
    expect(text).to_have_value("")
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('comment draft'))"
    assert len(page.evaluate(kept)) == 1
    page.keyboard.press("Escape")
    text.fill("")
    assert page.evaluate(kept) == []


def test_a_draft_is_kept_for_a_month(opened, priya, story):
    page = opened(priya)
    page.get_by_label("Comment", exact=True).fill("Old.")
    page.evaluate("""() => {
        const [name] = Object.keys(localStorage).filter((name) => name.startsWith("comment draft"));
        const draft = JSON.parse(localStorage.getItem(name));
        draft.at -= 31 * 24 * 3600 * 1000;
        localStorage.setItem(name, JSON.stringify(draft));
    }""")
    page.reload()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("")


def test_whoever_is_sent_to_a_comment_that_is_elsewhere_is_shown_the_way(opened, priya, story):
    made = [posting.post(story, priya, Words(f"Number {n}.")) for n in range(21)]
    page = opened(priya, at=f"#comment-{made[-1].pk}")
    door = page.get_by_role("link", name="The comment that you were sent to")
    expect(door).to_be_focused()
    door.click()
    page.wait_for_url(f"**/comments/{made[-1].pk}/")
    assert said(page) == ["Number 20."]


@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_is_too_wide(opened, priya, story, live_server, light):
    first = posting.post(story, priya, Words("First ||covered|| words."))
    posting.post(story, priya, Words("Aaargh" * 60, is_spoiler=True), answers=first)
    page = opened(priya, color_scheme=light, viewport={"width": 320, "height": 800})
    page.get_by_role("link", name="Reply").first.click()
    broken = {"reply": violations(page)}
    for address in (
        first.get_absolute_url(),
        f"{story.get_absolute_url()}comments/",
        f"/comments/on/{story.pk}/?answers={first.pk}",
        f"/comments/{first.pk}/edit/",
        f"/comments/{first.pk}/delete/",
        "/comments/hello/",
    ):
        page.goto(live_server.url + address)
        broken[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address
    assert {where: rules for where, rules in broken.items() if rules} == {}


def test_a_story_s_page_has_little_script(opened, priya, live_server):
    page = opened(priya)
    sources = page.locator("script[src]").evaluate_all("all => [...new Set(all.map(x => x.src))]")
    weight = sum(len(gzip.compress(page.request.get(source).body())) for source in sources)
    assert weight < 15_000
