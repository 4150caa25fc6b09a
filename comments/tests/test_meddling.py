"""What somebody can neither learn of others, nor change behind a moderator's back."""

import pytest
from django.test import Client

from articles.tests.desk import at_desk
from comments import banned, banning, moderation, posting, privacy
from comments.letters import token_of
from comments.models import Comment
from comments.posting import Words
from comments.rights import Refused
from comments.tests.desk import QUEUE
from comments.tests.talk import browser_of, person, say, send
from geekfeed.tests.reading import parse, read


@pytest.fixture
def story(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def ada(db):
    return person("Ada", email="ada@example.com")


def test_nobody_learns_whose_words_stand_on_the_page_by_saying_them_again(story, ada, client):
    say(story, "Four shows, one street.", ada)
    places = []
    for email in ("ada@example.com", "eve@example.com"):
        who = {"name": "Guess", "email": email}
        answer = send(client, f"/comments/on/{story.pk}/", text="Four shows, one street.", **who)
        places.append(answer["Location"].split(":")[0].rpartition("/")[0])
    assert places == ["/comments/sent", "/comments/sent"]


def test_what_was_said_before_it_was_confirmed_again_is_said_once(story, ada):
    once = say(story, "Four shows, one street.", ada)
    again = posting.post(story, ada, Words("Four shows, one street."), is_known=False)
    assert again.state == "unconfirmed"
    assert posting.confirm(again) == once
    assert list(Comment.objects.all()) == [once]
    story.refresh_from_db()
    assert story.comment_count == 1


def test_nothing_is_added_to_a_thread_that_was_closed_before_the_letter_was_answered(story, ada):
    thread = say(story, "A thread.", ada)
    stranger = posting.stranger("Tom", "tom@example.com")
    answer = posting.post(story, stranger, Words("Late."), answers=thread, is_known=False)
    moderation.lock(thread, None)
    with pytest.raises(Refused, match="closed this thread"):
        posting.confirm(Comment.objects.get(pk=answer.pk))


def test_what_a_moderator_has_decided_about_is_not_changed_any_more(story, ada):
    made = say(story, "It was her.", ada)
    made = moderation.cover(made, None)
    with pytest.raises(Refused, match="A moderator has decided"):
        posting.edit(made, ada, Words("It was her."))
    made.refresh_from_db()
    assert made.is_spoiler


def test_a_closed_thread_gives_out_no_form_for_an_answer(story, ada):
    thread = say(story, "A thread.", ada)
    answer = say(story, "An answer.", ada, answers=thread)
    moderation.lock(thread, None)
    for comment in (thread, answer):
        page = Client().get(f"/comments/on/{story.pk}/?answers={comment.pk}")
        told = parse(page.content.decode())
        assert (page.status_code, told.all("main textarea")) == (409, [])
        assert told.one("#refused").text == (
            "A moderator has closed this thread. Nothing can be added to it."
        )


def test_nobody_is_offered_to_change_what_a_moderator_has_decided_about(story, ada):
    decided, free = say(story, "It was her.", ada), say(story, "It was him.", ada)
    moderation.cover(decided, None)
    page = read(browser_of(ada).get(story.get_absolute_url()))
    offered = {
        one["id"]: [link for link in one.texts(".comment__acts a") if link in ("Edit", "Delete")]
        for one in page.all(".comments .comment")
    }
    assert offered == {
        f"comment-{decided.pk}": ["Delete"],
        f"comment-{free.pk}": ["Edit", "Delete"],
    }
    answer = browser_of(ada).get(f"/comments/{decided.pk}/edit/")
    told = parse(answer.content.decode())
    assert (answer.status_code, told.all("main textarea")) == (409, [])
    assert told.one("#refused").text == (
        "A moderator has decided about this comment. Answer it instead."
    )


def test_whoever_waits_for_a_moderator_may_change_and_delete_it_and_nobody_else(story, ada):
    moderation.decide(story, None, "held")
    browser = browser_of(ada)
    answer = send(browser, f"/comments/on/{story.pk}/", text="Kind words.")
    made = Comment.objects.get()
    acts = [("Edit", f"/comments/{made.pk}/edit/"), ("Delete", f"/comments/{made.pk}/delete/")]
    assert read(browser.get(answer["Location"])).links(".comment__acts") == acts
    stranger = read(Client().get(answer["Location"]))
    assert stranger.all(".comment__acts") == []
    assert stranger.one("#sent").text == "A moderator looks at it first."
    moderation.cover(made, None)
    assert read(browser.get(answer["Location"])).links(".comment__acts") == acts[1:]


def test_the_link_of_a_letter_that_was_followed_leads_to_the_comment(story, client):
    stranger = posting.stranger("Tom", "tom@example.com")
    made = posting.post(story, stranger, Words("Late."), is_known=False)
    link = f"/comments/confirm/{token_of(made)}/"
    send(client, link)
    again = Client().get(link)
    there = f"{story.get_absolute_url()}#comment-{made.pk}"
    assert (again.status_code, again["Location"], dict(again.cookies)) == (302, there, {})


def test_what_was_changed_since_a_moderator_read_it_is_not_approved(story, ada, editor):
    moderation.decide(story, None, "held")
    made = posting.post(story, ada, Words("Kind words."))
    desk = at_desk(editor)
    seen = read(desk.get(QUEUE)).one("[name=seen]")["value"]
    posting.edit(made, ada, Words("Unkind words."))
    press = {"do": f"approve:{made.pk}", "seen": seen}
    page = read(desk.post(QUEUE, press, follow=True))
    assert "Its writer has changed it meanwhile. Read it again." in page.text
    made.refresh_from_db()
    assert made.state == "held"
    press["seen"] = page.one("[name=seen]")["value"]
    desk.post(QUEUE, press)
    made.refresh_from_db()
    assert made.state == "shown"


def test_a_name_given_with_a_letter_on_its_way_is_not_changed_by_another_one(story):
    mine = posting.stranger("Tom", "tom@example.com")
    made = posting.post(story, mine, Words("Mine."), is_known=False)
    posting.stranger("Rude Word", "tom@example.com")
    assert str(posting.confirm(made).by) == "Tom"


def test_a_banned_person_is_banned_by_their_address_once_they_are_forgotten(ada):
    banning.ban("person", str(ada.pk), None)
    privacy.erase(ada)
    assert banned.under(posting.stranger("Ada again", "ada@example.com")) is not None
    assert banned.under(posting.stranger("Eve", "eve@example.com")) is None


@pytest.mark.parametrize("page", ["", "report/"])
def test_a_page_about_what_was_removed_names_nobody(story, ada, client, page):
    made = say(story, "Mean words.", ada)
    address = f"/comments/{made.pk}/{page}"
    assert "Ada" in read(client.get(address)).one("title").text
    moderation.remove(made, None)
    assert "Ada" not in client.get(address).content.decode()


def test_nothing_is_liked_where_there_are_no_comments(story, ada, settings):
    made = say(story, "Go small.", ada)
    settings.COMMENTS = "off"
    assert send(browser_of(person("Tom")), f"/comments/{made.pk}/like/").status_code == 404


def test_a_letter_s_page_shows_the_comment_as_readers_get_it(story, client):
    stranger = posting.stranger("Tom", "tom@example.com")
    made = posting.post(story, stranger, Words("It was *her*."), is_known=False)
    page = read(client.get(f"/comments/confirm/{token_of(made)}/"))
    assert page.one(".comment-text em").text == "her"


def test_nobody_is_told_of_answers_without_end(
    story, ada, mailoutbox, django_capture_on_commit_callbacks
):
    made = posting.post(story, ada, Words("Go small.", wants_answers=True))
    tom = person("Tom")
    for number in range(8):
        with django_capture_on_commit_callbacks(execute=True):
            posting.post(story, tom, Words(f"Number {number}."), answers=made)
    assert len(mailoutbox) == 6
