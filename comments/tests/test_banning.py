"""Who may not comment, and how somebody comes to be among them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from comments import banned, banning, keeping, moderation, posting, reporting
from comments.banned import Banned
from comments.models import Act, Ban, Comment
from comments.posting import Words
from comments.rights import Refused
from comments.tests.talk import browser_of, person, say, send
from geekfeed.tests.reading import parse

BECAUSE = "A moderator has given this reason: Spam"
TOLD = f"You cannot comment here. {BECAUSE}"


@pytest.fixture
def story(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def zed(db):
    return person("Zed", email="zed@mail.spam.example")


def is_banned(somebody, network=None) -> bool:
    return banned.under(somebody, network) is not None


def test_a_banned_person_says_likes_reports_and_changes_nothing(story, zed):
    made, others = say(story, "Before.", zed), say(story, "By another one.")
    banning.ban("person", str(zed.pk), None, "Spam")
    attempts = [
        lambda: posting.post(story, zed, Words("After.")),
        lambda: posting.edit(made, zed, Words("Changed.")),
        lambda: posting.like(others, zed),
        lambda: reporting.report(others, "spam", by=zed),
    ]
    for attempt in attempts:
        with pytest.raises(Banned) as refusal:
            attempt()
        assert (str(refusal.value), refusal.value.status) == (TOLD, 403)
    posting.delete(made, zed)  # what is theirs stays theirs
    assert is_banned(person("Tom")) is False


def test_what_is_held_is_not_changed_by_whoever_is_banned(story, zed, settings):
    settings.COMMENTS_HOLD_FIRST = True
    made = posting.post(story, zed, Words("Before."))
    assert made.state == "held"
    banning.ban("person", str(zed.pk), None)
    with pytest.raises(Banned):
        posting.edit(made, zed, Words("Changed."))


@pytest.mark.parametrize(
    ("what", "is_in"),
    [
        ("zed@mail.spam.example", True),
        (" ZED@mail.spam.example", True),
        ("@mail.spam.example", True),
        ("@spam.example", True),
        ("@example", None),
        ("@pam.example", False),
        ("ed@mail.spam.example", False),
    ],
)
def test_an_address_is_banned_by_itself_or_with_its_host(zed, what, is_in):
    if is_in is None:
        with pytest.raises(Refused, match="Give an address like"):
            banning.ban("email", what, None)
    else:
        banning.ban("email", what, None)
        assert is_banned(zed) is is_in


@pytest.mark.parametrize(
    ("typed", "kept", "inside", "outside"),
    [
        ("203.0.113.7", "203.0.113.7/32", "203.0.113.7", "203.0.113.8"),
        ("203.0.113.7/24", "203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
        ("::ffff:203.0.113.7", "203.0.113.7/32", "203.0.113.7", "203.0.113.8"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1"),
        ("2001:db8::/32", "2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1"),
        ("203.0.113.7", "203.0.113.7/32", "::ffff:203.0.113.7", "::203.0.113.7"),
    ],
)
def test_a_network_is_banned_with_all_that_is_in_it(db, typed, kept, inside, outside):
    assert banning.ban("network", typed, None).what == kept
    assert [is_banned(None, one) for one in (inside, outside)] == [True, False]


@pytest.mark.parametrize(
    ("kind", "what", "words"),
    [
        ("person", "0", "no such commenter"),
        ("person", "x", "no such commenter"),
        ("person", "9" * 30, "no such commenter"),
        ("email", "nobody", "Give an address"),
        ("email", "", "Give an address"),
        ("network", "here", "Give a network address"),
        ("network", "0.0.0.0/0", "too wide"),
        ("network", "2001::/15", "too wide"),
        ("network", "::ffff:0:0/96", "too wide"),
    ],
)
def test_what_names_nobody_is_refused(db, kind, what, words):
    with pytest.raises(Refused, match=words):
        banning.ban(kind, what, None)
    assert not Ban.objects.exists()


def test_the_newsroom_is_banned_as_a_person_only(zed, editor):
    ed = person("Ed", user=editor, email="ed@spam.example")
    banning.ban("email", "@spam.example", None)
    banning.ban("network", "203.0.113.7", None)
    assert [is_banned(one, "203.0.113.7") for one in (zed, ed)] == [True, False]
    banning.ban("person", str(ed.pk), None)
    assert is_banned(ed, "203.0.113.7") is True


def test_an_address_of_the_newsroom_s_is_not_put_on_the_list(editor):
    type(editor).objects.filter(pk=editor.pk).update(email="Ed@News.example")
    with pytest.raises(Refused, match=r"in the newsroom\. They can only be banned as a person"):
        banning.ban("email", "ed@news.EXAMPLE", None)
    type(editor).objects.filter(pk=editor.pk).update(email="ed@bücher.example")
    with pytest.raises(Refused, match="in the newsroom"):
        banning.ban("email", "ed@xn--bcher-kva.example", None)
    type(editor).objects.filter(pk=editor.pk).update(email="Ed@News.example")
    assert not Ban.objects.exists()
    type(editor).objects.filter(pk=editor.pk).update(is_active=False)  # who has left is a reader
    assert banning.ban("email", "ed@news.example", None).what == "ed@news.example"


def test_a_ban_ends_at_its_moment(zed):
    made = banning.ban("person", str(zed.pk), None, until=timezone.now() + timedelta(days=1))
    assert is_banned(zed) is True
    Ban.objects.filter(pk=made.pk).update(until=timezone.now())
    assert is_banned(zed) is False
    with pytest.raises(Refused, match="still to come"):
        banning.ban("person", str(zed.pk), None, until=timezone.now())


def test_a_household_is_banned_for_as_long_as_we_keep_its_address(db):
    month = timezone.now() + timedelta(days=30)
    for what, until, is_cut in (
        ("203.0.113.7", None, True),
        ("203.0.113.8", month + timedelta(days=9), True),
        ("2001:db8::1", None, True),
        ("203.0.113.0/24", None, False),
    ):
        made = banning.ban("network", what, None, until=until)
        assert made.until is None if not is_cut else abs(made.until - month) < timedelta(minutes=1)
    soon = timezone.now() + timedelta(days=2)
    assert banning.ban("network", "203.0.113.9", None, until=soon).until == soon
    Ban.objects.filter(what="203.0.113.9/32").update(until=timezone.now() - timedelta(seconds=1))
    keeping.drop_networks()
    assert not Ban.objects.filter(what="203.0.113.9/32").exists()
    assert Ban.objects.count() == 4


def test_banned_again_is_banned_by_the_later_ban(zed, editor):
    banning.ban("person", str(zed.pk), None, "Spam", until=timezone.now() + timedelta(days=1))
    banning.ban("person", str(zed.pk), editor, "More spam", about=zed)
    ban = Ban.objects.get()
    assert (ban.why, ban.until, ban.user, ban.about) == ("More spam", None, editor, zed)


def test_bans_are_the_editors_and_no_address_is_in_what_was_done(zed, editor, writer):
    with pytest.raises(Refused, match="Only editors"):
        banning.ban("email", zed.email, writer)
    made = banning.ban("email", zed.email, editor, "Spam", about=zed)
    with pytest.raises(Refused, match="Only editors"):
        banning.lift(made, writer)
    banning.lift(made, editor)
    with pytest.raises(Refused, match="already"):
        banning.lift(made, editor)
    assert is_banned(zed) is False
    acts = Act.objects.order_by("pk").values_list("verb", "why", "user", "commenter")
    assert list(acts) == [
        ("ban", "E-mail address: Spam", editor.pk, zed.pk),
        ("unban", "E-mail address", editor.pk, zed.pk),
    ]


def test_all_that_somebody_said_goes_as_far_as_time_allows(story, zed, editor, writer, monkeypatch):
    for number in range(3):
        say(story, f"Number {number}.", zed)
    say(story, "By another one.")
    taken_back = say(story, "Taken back.", zed)
    posting.delete(taken_back, zed)
    with pytest.raises(Refused, match="Only editors"):
        moderation.remove_all(zed, writer)
    monkeypatch.setattr(moderation, "AT_ONCE", 2)
    assert moderation.remove_all(zed, editor, "Spam") == (2, 1)
    assert moderation.remove_all(zed, editor, "Spam") == (1, 0)
    states = Comment.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["removed"] * 3 + ["shown", "deleted"]
    story.refresh_from_db()
    assert story.comment_count == 1


def test_the_network_of_their_last_comment_is_known_for_as_long_as_it_is_kept(story, zed):
    assert banning.latest_network(zed) is None
    for number in (1, 2):
        posting.post(story, zed, Words(f"From {number}."), network=f"203.0.113.{number}")
    assert banning.latest_network(zed) == "203.0.113.2"


def test_one_query_says_whether_somebody_is_banned(zed, django_assert_num_queries):
    for number in range(3):
        banning.ban("network", f"203.0.113.{number}", None)
    with django_assert_num_queries(1):
        assert is_banned(zed, "203.0.113.2") is True
    with django_assert_num_queries(0):
        assert is_banned(None) is False


# -- On the pages ----------------------------------------------------------------------------------


def test_a_banned_address_is_not_written_to_and_whoever_gave_it_is_not_told(
    story, client, mailoutbox, django_capture_on_commit_callbacks
):
    banning.ban("email", "@spam.example", None, "Spam")
    statuses = []
    for host in ("spam.example", "example.com"):
        who = {"name": "Zed", "email": f"zed@{host}"}
        with django_capture_on_commit_callbacks(execute=True):
            for address, typed in (
                (f"/comments/on/{story.pk}/", {"text": "Hello & goodbye."}),
                ("/comments/hello/", {}),
            ):
                statuses.append(send(client, address, **typed, **who).status_code)
    assert statuses == [302, 200, 302, 200]
    assert [letter.to for letter in mailoutbox] == [["zed@example.com"]] * 2


def test_a_stranger_from_a_banned_network_is_told_so_and_until_when(story, client):
    banning.ban("network", "127.0.0.1", None, "Spam")
    Ban.objects.update(until=datetime(2099, 4, 10, 13, tzinfo=UTC))
    told = f"You cannot comment here until 10 April 2099, 09:00. {BECAUSE}"
    who = {"name": "Zed", "email": "zed@spam.example"}
    for address, typed in (
        (f"/comments/on/{story.pk}/", {"text": "Hello & goodbye."}),
        ("/comments/hello/", {}),
    ):
        answer = send(client, address, **typed, **who)
        assert (answer.status_code, parse(answer.content.decode()).texts(".form__error")) == (
            403,
            [told],
        )
    assert not Comment.objects.exists()


def test_a_network_that_is_banned_likes_and_changes_nothing(story, zed):
    mine, other = say(story, "Mine.", zed), say(story, "By another one.")
    banning.ban("network", "127.0.0.1", None, "Spam")
    browser = browser_of(zed)
    assert send(browser, f"/comments/{other.pk}/like/").status_code == 403
    assert send(browser, f"/comments/{mine.pk}/edit/", text="Changed.").status_code == 403
    assert send(browser, f"/comments/{other.pk}/report/", reason="spam").status_code == 403


def test_nobody_bans_themselves_or_lifts_their_own_ban(editor):
    me = person("Ed", user=editor)
    with pytest.raises(Refused, match="cannot ban yourself"):
        banning.ban("person", str(me.pk), editor)
    made = banning.ban("person", str(me.pk), None)
    with pytest.raises(Refused, match="ask another editor"):
        banning.lift(made, editor)


@pytest.mark.parametrize(
    "typed",
    ["zed@ｓpam.example", "zed@spam.exam\u00adple", "ZED@SPAM.EXAMPLE", "zed@spam。example"],
)
def test_an_address_is_the_same_however_its_host_is_written(db, typed):
    assert posting.stranger("Zed", typed).email == "zed@spam.example"


def test_a_host_is_banned_in_its_own_letters_and_as_it_is_looked_up(db):
    banning.ban("email", "@münchen.example", None)
    assert is_banned(posting.stranger("A", "a@xn--mnchen-3ya.example"))
    assert is_banned(posting.stranger("B", "b@münchen.example"))


def test_a_ban_that_comes_before_the_letter_is_answered_holds(story, zed):
    stranger = posting.stranger("Tom", "tom@example.com")
    made = posting.post(story, stranger, Words("Hello."), is_known=False, network="203.0.113.7")
    banning.ban("network", "203.0.113.7", None, "Spam")
    with pytest.raises(Banned):
        posting.confirm(made)
    made.refresh_from_db()
    assert made.state == "unconfirmed"
