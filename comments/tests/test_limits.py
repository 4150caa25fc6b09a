"""How much one person, and one network, may do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from comments import limits, listing, network, posting
from comments.letters import token_of
from comments.limits import TooOften
from comments.models import Comment, Tally
from comments.posting import Words
from comments.tests.talk import browser_of, person, say, send

NOON = datetime(2017, 4, 12, 12, 0, 10, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is put on."""
    now = [NOON]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def put_on(**time: int) -> None:
        now[0] += timedelta(**time)

    return put_on


@pytest.fixture
def lavish(settings):
    """Nobody comes near the limits of networks."""
    settings.COMMENTS_FROM_NETWORK_A_MINUTE = 0


def times(work, *told) -> int:
    """How often it is done before it is too often."""
    for count in range(500):
        try:
            work(*told)
        except TooOften:
            return count
    return 500


def test_a_person_comments_four_times_a_minute_and_ten_times_as_often_in_an_hour(db, clock):
    priya = person()
    assert [times(limits.ask_to_post, priya, None) for _again in range(2)] == [4, 0]
    said = []
    for _minute in range(10):
        clock(minutes=1)
        said.append(times(limits.ask_to_post, priya, None))
    assert said == [4] * 9 + [0]
    clock(hours=1)
    assert times(limits.ask_to_post, priya, None) == 4


def test_what_is_too_often_says_when_it_is_not_any_more(db, clock, settings):
    settings.COMMENTS_A_MINUTE = 1
    priya = person()
    limits.ask_to_post(priya, None)
    with pytest.raises(TooOften, match="Try again in a minute") as error:
        limits.ask_to_post(priya, None)
    assert (error.value.status, error.value.seconds) == (429, 51)
    for _minute in range(9):
        clock(minutes=1)
        limits.ask_to_post(priya, None)
    clock(minutes=1)
    with pytest.raises(TooOften, match="Try again in 50 minutes") as error:
        limits.ask_to_post(priya, None)
    assert error.value.seconds == 49 * 60 + 51


def test_people_do_not_use_up_what_others_may(db, clock, lavish):
    priya, tom = person("Priya"), person("Tom")
    assert [times(limits.ask_to_post, one, "203.0.113.7") for one in (priya, tom)] == [4, 4]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_a_network_is_what_one_household_has(db, clock, one, other, is_same):
    assert times(limits.ask_to_post, None, one) == 20
    assert times(limits.ask_to_post, None, other) == (0 if is_same else 20)


def test_what_is_refused_to_a_network_is_not_counted_for_a_person(db, clock, settings):
    settings.COMMENTS_FROM_NETWORK_A_MINUTE = 1
    priya = person()
    assert times(limits.ask_to_post, priya, "203.0.113.7") == 1
    assert times(limits.ask_to_post, priya, "203.0.113.7") == 0
    assert times(limits.ask_to_post, priya, None) == 3


def test_a_limit_of_nothing_is_none(db, clock, settings):
    settings.COMMENTS_A_MINUTE = settings.COMMENTS_FROM_NETWORK_A_MINUTE = 0
    assert times(limits.ask_to_post, person(), "203.0.113.7") == 500


def test_the_newsroom_has_no_limits(db, clock, editor):
    ed = person("Ed", user=editor)
    assert times(limits.ask_to_post, ed, "203.0.113.7") == 500
    assert times(limits.ask_to_act, ed) == 500
    assert not Tally.objects.exists()


def test_an_address_is_written_to_three_times_an_hour(db, clock, lavish):
    assert times(limits.ask_for_letter, "tom@example.com", "203.0.113.7") == 3
    assert times(limits.ask_for_letter, "tom+1@example.com", "203.0.113.99") == 0
    assert times(limits.ask_for_letter, "ada@example.com", "203.0.113.7") == 3
    clock(hours=1)
    assert times(limits.ask_for_letter, "tom@example.com", "203.0.113.7") == 3


def test_nobody_s_address_can_be_read_from_what_is_counted(db, clock):
    limits.ask_to_post(person(), "203.0.113.7")
    limits.ask_for_letter("tom@example.com", "203.0.113.7")
    rows = list(Tally.objects.values_list("key", flat=True))
    assert [len(key) for key in rows] == [32] * 7
    assert not [key for key in rows if "203" in key and "113" in key]


def test_what_is_over_is_forgotten(db, clock):
    limits.ask_to_post(person(), None)
    assert Tally.objects.count() == 2
    clock(minutes=2)
    assert limits.drop_old() == 1
    clock(hours=1)
    assert (limits.drop_old(), Tally.objects.count()) == (1, 0)


# -- On the pages ----------------------------------------------------------------------------------


@pytest.fixture
def story(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


def test_whoever_says_too_much_gets_it_back_and_is_told_when(story, settings):
    settings.COMMENTS_A_MINUTE = 1
    client, address = browser_of(person()), f"/comments/on/{story.pk}/"
    assert send(client, address, text="One.").status_code == 302
    answer = send(client, address, text="Two & a half.")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61
    assert ">Two &amp; a half.</textarea>" in answer.content.decode()
    assert list(Comment.objects.values_list("text", flat=True)) == ["One."]


def test_a_preview_is_not_counted(story, settings):
    settings.COMMENTS_A_MINUTE = 1
    client, address = browser_of(person()), f"/comments/on/{story.pk}/"
    for _again in range(3):
        assert send(client, address, text="One.", preview="1").status_code == 200
    assert send(client, address, text="One.").status_code == 302


def test_nobody_s_mailbox_is_filled_by_strangers(story, client, mailoutbox):
    who = {"name": "Tom", "email": "tom@example.com"}
    for number in range(2):
        send(client, f"/comments/on/{story.pk}/", text=f"Number {number}.", **who)
    statuses = [send(client, "/comments/hello/", **who).status_code for _again in range(3)]
    assert statuses == [200, 429, 429]


def test_likes_have_a_limit_of_their_own(story, monkeypatch):
    monkeypatch.setattr(limits, "SMALL", 2)
    made, client = say(story, "Go small."), browser_of(person("Tom"))
    address = f"/comments/{made.pk}/like/"
    assert [send(client, address).status_code for _again in range(3)] == [302, 302, 429]
    made.refresh_from_db()
    assert made.likes == 0


def test_a_letter_that_is_not_written_is_not_counted(story, client, mailoutbox):
    listing.put("word", "casino", "refuse", None)
    who = {"name": "Tom", "email": "tom@example.com"}
    address = f"/comments/on/{story.pk}/"
    statuses = [send(client, address, text=f"Casino {n}.", **who).status_code for n in range(4)]
    assert statuses == [409] * 4
    assert send(client, address, text="Something else.", **who).status_code == 302


def test_what_no_letter_is_written_about_is_not_kept(story, client):
    who, address = {"name": "Tom", "email": "tom@example.com"}, f"/comments/on/{story.pk}/"
    statuses = [send(client, address, text=f"Number {n}.", **who).status_code for n in range(4)]
    assert (statuses, Comment.objects.count()) == ([302, 302, 302, 429], 3)


def test_a_household_reports_twenty_times_a_day(story, client, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS", 2)
    made, statuses = say(story, "Go small."), []
    for number in range(3):
        client.defaults["REMOTE_ADDR"] = f"2001:db8:1:2::{number}"
        address = f"/comments/{made.pk}/report/"
        statuses.append(send(client, address, reason="spam").status_code)
    assert (statuses, made.reports.count()) == ([302, 302, 429], 2)


def test_what_is_confirmed_counts_as_what_is_posted(story, client, settings):
    settings.COMMENTS_A_MINUTE = 1
    stranger = posting.stranger("Tom", "tom@example.com")
    waiting = [
        posting.post(story, stranger, Words(f"Number {number}."), is_known=False)
        for number in range(2)
    ]
    addresses = [f"/comments/confirm/{token_of(made)}/" for made in waiting]
    statuses = [send(client, address).status_code for address in (*addresses, addresses[0])]
    assert statuses == [302, 429, 302]  # the first one again is no new one


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("203.0.113.7:1234", "203.0.113.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("unknown", None),
    ],
)
def test_a_proxy_may_say_the_port_too(rf, settings, said, known):
    settings.BEHIND_PROXY = True
    assert network.of(rf.get("/", headers={"X-Forwarded-For": f"10.0.0.1, {said}"})) == known
