"""What stands under a story: threads with their answers, in order, page by page, at a bounded
cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from comments import moderation
from comments.models import Comment
from comments.tests.talk import OURS, person, say, send
from comments.traps import made_at
from geekfeed.tests.reading import count_queries, read
from shows.models import Episode


@pytest.fixture
def story(press, season_2):
    Episode.objects.create(season=season_2, number=1)
    return press.live("Production Starts", about=[season_2])


def page_of(client, story):
    return read(client.get(story.get_absolute_url()))


def many(story, number, thread=None):
    """Written at once, as no test has the time to post so many."""
    somebody = person()
    Comment.objects.bulk_create(
        Comment(
            story=story,
            by=somebody,
            thread=thread,
            text=f"Said {place}",
            html=f"<p>Said {place}</p>",
            digest=f"{thread and thread.pk}-{place}",
            state="shown",
            posted_at=timezone.now() + timedelta(seconds=place),
        )
        for place in range(number)
    )
    if thread:
        Comment.objects.filter(pk=thread.pk).update(replies=number)
    Article.objects.filter(pk=story.pk).update(comment_count=number)


def test_an_empty_conversation_asks_for_the_first_word(client, story):
    talk = page_of(client, story).one("#comments")
    assert talk.one("h2").text == "Comments"
    assert talk.one(".section__head a")["href"] == "#say"
    assert "Nobody has said anything yet." in talk.text


def test_threads_stand_in_the_order_in_which_they_were_said(client, story):
    first, second = say(story, "First."), say(story, "Second.")
    say(story, "An answer.", answers=first)
    talk = page_of(client, story).one("#comments")
    assert talk.one("h2").text == "3 comments"
    assert talk.texts(".comment-text") == ["First.", "An answer.", "Second."]
    assert [one["id"] for one in talk.all(".comment")] == [
        f"comment-{first.pk}",
        f"comment-{first.pk + 2}",
        f"comment-{second.pk}",
    ]


def test_what_is_pinned_stands_above_and_once(client, story):
    say(story, "First.")
    moderation.pin(say(story, "Look here."), None)
    assert page_of(client, story).texts(".comment-text") == ["Look here.", "First."]


def test_only_what_may_be_read_is_there(client, story):
    shown = say(story, "Shown.")
    for state in ("held", "unconfirmed", "removed", "deleted"):
        Comment.objects.filter(pk=say(story, f"Zanzibar {state}").pk).update(state=state)
    page = page_of(client, story)
    assert page.texts(".comment-text") == ["Shown."]
    assert page.texts(".comment--gone") == ["Removed by a moderator."]
    assert "Zanzibar" not in client.get(f"{story.get_absolute_url()}comments/").content.decode()
    assert client.get(f"/comments/{shown.pk}/").status_code == 200


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_conversation_costs_three_queries_at_most(client, story, settings, number):
    settings.COMMENTS = "off"
    bare = count_queries(client, story.get_absolute_url())
    settings.COMMENTS = "open"
    for _time in range(number):
        thread = say(story)
        say(story, answers=thread)
    # The rules, the threads, and where there are any the answers.
    assert count_queries(client, story.get_absolute_url()) - bare == (3 if number else 2)


def test_five_thousand_comments_cost_no_more_than_three(client, story):
    def costs():
        pages = (story.get_absolute_url(), f"{story.get_absolute_url()}comments/")
        return [count_queries(client, page) for page in pages]

    for _time in range(3):
        say(story, answers=say(story))
    few = costs()
    many(story, 4_000)
    many(story, 1_000, thread=Comment.objects.order_by("pk").first())
    assert costs() == few
    # Twenty threads; of the first one, which had an answer, four more.
    assert len(page_of(client, story).all(".comment")) == 20 + 3 + 4


def test_a_long_thread_shows_its_first_answers_and_leads_to_the_others(client, story):
    thread = say(story, "A thread.")
    for number in range(7):
        say(story, f"Answer {number}.", answers=thread)
    page = page_of(client, story)
    assert page.texts(".comment-text")[1:] == [f"Answer {number}." for number in range(5)]
    assert page.links(".comments__more")[0] == ("2 more answers", f"/comments/{thread.pk}/")
    own = read(client.get(f"/comments/{thread.pk}/"))
    assert own.texts(".comment-text")[1:] == [f"Answer {number}." for number in range(7)]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("oldest", ["One.", "Two.", "Three."]),
        ("newest", ["Three.", "Two.", "One."]),
        ("best", ["Two.", "Three.", "One."]),
    ],
)
def test_the_conversation_can_be_read_in_three_orders(client, story, order, said):
    for text in ("One.", "Two.", "Three."):
        made = say(story, text)
        if text == "Two.":
            Comment.objects.filter(pk=made.pk).update(likes=1)
    page = read(client.get(f"{story.get_absolute_url()}comments/?order={order}"))
    assert page.texts(".comment-text") == said


def test_the_other_orders_and_what_comes_after_are_reached_from_the_story(client, story):
    say(story, "One.")
    page = read(client.get(story.get_absolute_url()))
    assert page.all("#comments .choices") == []
    many(story, 45)
    page = read(client.get(story.get_absolute_url()))
    there = f"{story.get_absolute_url()}comments/"
    assert page.links("#comments .choices") == [
        ("Oldest", there),
        ("Newest", f"{there}?order=newest"),
        ("Best", f"{there}?order=best"),
    ]
    more = dict(page.links("#comments .comments__more"))["More comments"]
    said = [*page.texts(".comment-text"), *read(client.get(more)).texts(".comment-text")]
    in_full = list(Comment.objects.threads(story).order_by("posted_at", "pk"))
    assert said == [one.text for one in in_full][: len(said)]
    assert len(said) == 40


@pytest.mark.parametrize("order", ["oldest", "newest", "best"])
def test_a_long_conversation_is_paged_and_nothing_is_left_out_or_said_twice(client, story, order):
    many(story, 45)
    address, said = f"{story.get_absolute_url()}comments/?order={order}", []
    while address:
        page = read(client.get(address))
        said += page.texts(".comment-text")
        onward = page.all("a[rel=next]")
        address = f"{story.get_absolute_url()}comments/{onward[0]['href']}" if onward else ""
    assert sorted(said) == sorted(f"Said {number}" for number in range(45))


@pytest.mark.parametrize("query", ["?order=loudest", "?after=x", "?order=best&after=WzFd"])
def test_an_order_or_a_page_that_there_is_not_is_not_found(client, story, query):
    assert client.get(f"{story.get_absolute_url()}comments/{query}").status_code == 404


def test_a_site_without_comments_has_none_anywhere(client, story, settings):
    made = say(story, "Hello.")
    settings.COMMENTS = "off"
    assert page_of(client, story).all("#comments") == []
    for address in (f"{story.get_absolute_url()}comments/", f"/comments/{made.pk}/"):
        assert client.get(address).status_code == 404
    answer = send(client, f"/comments/on/{story.pk}/", text="Hello", name="N", email="n@x.example")
    assert (answer.status_code, Comment.objects.count()) == (404, 1)


def test_a_closed_conversation_can_be_read_and_says_that_it_is_closed(client, story):
    say(story, "Hello.")
    moderation.decide(story, None, "closed")
    talk = page_of(client, story).one("#comments")
    assert talk.texts(".comment-text") == ["Hello."]
    assert "Comments on this story are closed." in talk.text
    assert talk.all("#say") == []
    answer = send(client, f"/comments/on/{story.pk}/", text="My long thoughts.")
    assert answer.status_code == 409
    assert "My long thoughts." in answer.content.decode()  # nothing typed is lost


def test_a_comment_keeps_its_address_when_its_story_gets_another(client, story):
    made = say(story, "Hello.")
    assert read(client.get(f"/comments/{made.pk}/")).links("h1") == [
        ("Production Starts", story.get_absolute_url())
    ]
    Article.objects.filter(pk=story.pk).update(slug="it-starts")
    story.refresh_from_db()
    assert read(client.get(f"/comments/{made.pk}/")).links("h1") == [
        ("Production Starts", story.get_absolute_url())
    ]
    assert send(
        client, f"/comments/on/{story.pk}/", text="Hi.", name="Ann", email="ann@x.example"
    ).status_code in (302, 303)
    assert story.comments.count() == 2


def test_a_spoiler_is_covered_until_its_reader_has_seen_so_far(client, story, season_2):
    made = say(story, "She snaps his neck.")
    show = season_2.show_id
    Comment.objects.filter(pk=made.pk).update(is_spoiler=True, spoils=f"{show}.2.8")
    cover = page_of(client, story).one("details.spoiler")
    assert "open" not in cover
    assert cover.one("summary .spoiler__name").text == "Spoiler: Jessica Jones, season 2, episode 8"
    client.cookies["seen"] = f"{show}.2.7"
    assert "open" not in page_of(client, story).one("details.spoiler")
    client.cookies["seen"] = f"{show}.2.8"
    assert "open" in page_of(client, story).one("details.spoiler")


def test_who_the_newsroom_is_can_be_seen(client, story, editor, press):
    press.author.user = editor
    press.author.save()
    say(story, "From its author.", person("Lunn", user=editor))
    say(story, "From a reader.", person("Lunn"))
    page = page_of(client, story)
    assert page.texts(".comment__badge") == ["author"]


def test_reading_sets_no_cookie(client, story):
    say(story, "Hello.")
    for address in (story.get_absolute_url(), f"{story.get_absolute_url()}comments/"):
        assert not client.get(address).cookies


def test_a_form_of_another_site_posts_nothing(client, story):
    typed = {"text": "Hello.", "name": "Ann", "email": "ann@x.example", "made": made_at(0)}
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = client.post(f"/comments/on/{story.pk}/", typed, headers=headers)
        assert answer.status_code == 403
    assert not Comment.objects.exists()
    assert client.post(f"/comments/on/{story.pk}/", typed, headers=OURS).status_code == 302
    assert timezone.now() - Comment.objects.get().posted_at < timedelta(minutes=1)
