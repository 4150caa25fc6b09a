"""Who is at a story, who holds it, and how it changes hands."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import presence
from articles.admin.presence import initials_of
from articles.models import Presence
from articles.tests.desk import at_desk
from authors.models import User

SIGNED_IN = "/admin/articles/article/signed-in/"


@pytest.fixture
def story(press, writer):
    return press.draft(created_by=writer)


def named(people) -> list[str]:
    return [one.user.username for one in people]


def away(story, user, **ago: float) -> None:
    """They were last seen so long ago."""
    moment = timezone.now() - timedelta(**ago)
    Presence.objects.filter(article=story, user=user).update(seen_at=moment)


def holding(story) -> str | None:
    held = presence.holder(story)
    return held.user.username if held else None


def ask(user, story, **sent):
    page = at_desk(user).post(reverse("admin:articles_article_presence", args=[story.pk]), sent)
    assert page.status_code == 200, page
    return page.json()


def take_over(user, story, **sent):
    return at_desk(user).post(reverse("admin:articles_article_take_over", args=[story.pk]), sent)


# -- Being here ----------------------------------------------------------------------------------


def test_who_was_seen_within_a_minute_is_here(story, writer, editor):
    presence.see(story, writer)
    presence.see(story, editor)
    assert named(presence.others(story, writer)) == ["editor"]
    away(story, editor, seconds=61)
    assert named(presence.others(story, writer)) == []


def test_people_are_at_one_story_and_not_at_another(story, press, writer, editor):
    presence.see(press.draft(), editor)
    assert named(presence.others(story, writer)) == []


def test_two_windows_of_one_person_are_one_presence(story, writer):
    presence.see(story, writer)
    first = Presence.objects.get()
    presence.see(story, writer)
    assert Presence.objects.get().since == first.since
    assert named(presence.others(story, writer)) == []


def test_who_comes_back_after_a_while_is_here_anew(story, writer):
    presence.see(story, writer)
    hours_ago = timezone.now() - timedelta(hours=5)
    Presence.objects.update(since=hours_ago, seen_at=hours_ago)
    presence.see(story, writer)
    assert Presence.objects.get().since > hours_ago


def test_what_is_older_than_a_day_goes_when_somebody_comes(story, press, writer, editor):
    presence.see(story, writer)
    away(story, writer, hours=25)
    presence.see(press.draft(), editor)
    assert named(Presence.objects.all()) == ["editor"]


# -- Holding -------------------------------------------------------------------------------------


def test_who_only_looks_holds_nothing(story, writer):
    presence.see(story, writer)
    assert holding(story) is None


def test_the_first_who_types_holds_the_story(story, writer, editor):
    presence.hold(story, writer)
    presence.hold(story, editor)
    assert holding(story) == "writer"


def test_typing_on_does_not_begin_the_hold_anew(story, writer):
    presence.hold(story, writer)
    since = presence.holder(story).held_since
    presence.hold(story, writer)
    assert presence.holder(story).held_since == since


def test_a_holder_who_has_gone_for_ninety_seconds_holds_nothing(story, writer, editor):
    presence.hold(story, writer)
    away(story, writer, seconds=89)
    presence.hold(story, editor)
    assert holding(story) == "writer"
    away(story, writer, seconds=91)
    assert holding(story) is None
    presence.hold(story, editor)
    assert holding(story) == "editor"


def test_a_lid_that_is_opened_again_does_not_hold_by_itself(story, writer):
    presence.hold(story, writer)
    away(story, writer, minutes=10)
    presence.see(story, writer)
    assert holding(story) is None


def test_taking_over_leaves_one_holder_and_its_message(story, writer, editor):
    presence.hold(story, writer)
    presence.take_over(story, editor, "  Fixing the date,\ntwo minutes. ")
    held = presence.holder(story)
    assert (held.user, held.taken_from) == (editor, writer)
    assert held.message == "Fixing the date, two minutes."
    presence.take_over(story, writer)
    held = presence.holder(story)
    assert (held.user, held.taken_from, held.message) == (writer, editor, "")
    assert Presence.objects.filter(holds=True).count() == 1


def test_taking_over_what_nobody_holds_is_holding_it(story, writer):
    presence.take_over(story, writer, "Why not")
    held = presence.holder(story)
    assert (held.user, held.taken_from, held.message) == (writer, None, "")


def test_nothing_is_taken_from_who_has_gone(story, writer, editor):
    presence.hold(story, writer)
    away(story, writer, minutes=5)
    presence.take_over(story, editor, "Hello?")
    held = presence.holder(story)
    assert (held.user, held.taken_from, held.message) == (editor, None, "")


def test_a_message_fits_its_column_whatever_is_sent(story, writer, editor):
    presence.hold(story, writer)
    presence.take_over(story, editor, "\x00é" * 5000)
    assert presence.holder(story).message == "é" * 200


def test_who_is_faster_holds_it_when_two_begin_at_once(story, writer, editor, monkeypatch):
    presence.see(story, writer)
    presence.see(story, editor)
    take = presence._take
    monkeypatch.setattr(presence, "_take", lambda *a: take(story, editor, a[2]) and take(*a))
    presence.hold(story, writer)
    assert holding(story) == "editor"


def test_who_takes_over_later_has_it_when_two_do_at_once(story, writer, editor, monkeypatch):
    presence.see(story, editor)
    take, turns = presence._take, iter([True])

    def faster(*told, **more):
        if next(turns, False):
            take(story, editor, told[2])
        return take(*told, **more)

    monkeypatch.setattr(presence, "_take", faster)
    presence.take_over(story, writer, "Mine")
    held = presence.holder(story)
    assert (held.user, held.taken_from, held.message) == (writer, editor, "Mine")


# -- At the desk ---------------------------------------------------------------------------------


def test_the_page_is_told_who_is_here_and_who_writes(story, writer, editor):
    editor.first_name, editor.last_name = "Dee", "Okafor"
    editor.save()
    ask(editor, story, typing="1")
    told = ask(writer, story)
    now = f"{timezone.localtime():%H:%M}"
    dee = {"name": "Dee Okafor", "initials": "DO", "since": now}
    assert told["others"] == [dee]
    assert told["holder"] == {
        "name": "Dee Okafor",
        "since": now,
        "is_me": False,
        "took_over": False,
        "message": "",
    }
    assert ask(editor, story)["holder"]["is_me"] is True


def test_only_who_lost_the_story_reads_the_message(story, writer, editor, press):
    ask(writer, story, typing="1")
    page = take_over(editor, story, message="Fixing the date")
    assert page.json()["holder"]["is_me"] is True
    told = ask(writer, story)["holder"]
    assert (told["took_over"], told["message"]) == (True, "Fixing the date")
    assert ask(editor, story)["holder"]["message"] == ""


def test_the_page_learns_that_somebody_else_changed_the_story(story, writer, editor):
    told = ask(writer, story)
    assert told["changed"] is False
    assert ask(writer, story, stamp=told["stamp"])["changed"] is False
    story.headline = "Another"
    story.save()
    later = ask(writer, story, stamp=told["stamp"])
    assert later["changed"] is True
    assert ask(writer, story, stamp=later["stamp"])["changed"] is False


def test_presence_costs_the_same_for_one_person_and_for_three(
    story, writer, editor, django_assert_max_num_queries, django_assert_num_queries
):
    client = at_desk(editor)
    address = reverse("admin:articles_article_presence", args=[story.pk])
    client.post(address)
    with django_assert_max_num_queries(8) as one:
        client.post(address)
    for name in ("a", "b"):
        presence.see(story, User.objects.create_user(name))
    presence.hold(story, writer)
    with django_assert_num_queries(len(one.captured_queries)):
        client.post(address)


def test_somebody_else_s_draft_is_not_there(story, other_writer):
    address = reverse("admin:articles_article_presence", args=[story.pk])
    assert at_desk(other_writer).post(address).status_code == 404
    assert take_over(other_writer, story).status_code == 404
    assert not Presence.objects.exists()


def test_who_may_only_look_is_seen_and_cannot_hold(press, writer):
    story = press.in_review(created_by=writer)
    assert ask(writer, story)["holder"] is None
    address = reverse("admin:articles_article_presence", args=[story.pk])
    assert at_desk(writer).post(address, {"typing": "1"}).status_code == 403
    assert take_over(writer, story).status_code == 403
    assert holding(story) is None
    assert named(presence.here(story)) == ["writer"]


@pytest.mark.parametrize("name", ["presence", "take_over"])
def test_presence_is_posted_by_who_is_signed_in(story, writer, name):
    address = reverse(f"admin:articles_article_{name}", args=[story.pk])
    assert at_desk(writer).get(address).status_code == 405
    assert Client().post(address).status_code == 302
    nowhere = reverse(f"admin:articles_article_{name}", args=[10**30])
    assert at_desk(writer).post(nowhere).status_code == 404


def test_initials_are_those_of_the_first_and_the_last_name():
    assert initials_of(User(username="writer")) == "W"
    assert initials_of(User(first_name="Dee", last_name="van Okafor")) == "DO"


# -- Signing in again ----------------------------------------------------------------------------


def test_the_window_in_which_one_signed_in_again_says_so(writer):
    page = at_desk(writer).get(SIGNED_IN, headers={"accept": "text/html"})
    assert "You are signed in again" in page.content.decode()


def test_a_script_learns_who_is_signed_in_and_gets_their_token(writer):
    told = at_desk(writer).get(SIGNED_IN, headers={"accept": "application/json"})
    assert told.json()["user"] == writer.pk
    assert len(told.json()["csrf"]) == 64
    assert "no-store" in told["Cache-Control"]


def test_who_is_not_signed_in_is_led_to_sign_in(writer):
    told = Client().get(SIGNED_IN, headers={"accept": "application/json"})
    assert (told.status_code, told.json()["login"]) == (401, "/admin/login/")
    page = Client().get(SIGNED_IN, headers={"accept": "text/html"})
    assert page["Location"] == f"/admin/login/?next={SIGNED_IN}"
    reader = User.objects.create_user("reader")
    assert at_desk(reader).get(SIGNED_IN).status_code == 302
