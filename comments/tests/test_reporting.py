"""Readers report comments, moderators decide about them."""

import pytest
from django.test import Client

from articles.models import Article
from comments import limits, moderation, posting, reporting
from comments.models import Act, Comment, Report
from comments.rights import Refused
from comments.tests.desk import reader, say
from geekfeed.tests.reading import read

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def story(press) -> Article:
    return press.live("A story")


@pytest.fixture
def said(story) -> Comment:
    return say(story, reader("Kilgrave"), "Everybody dies.", "shown")


def again(comment: Comment) -> Comment:
    return Comment.objects.select_related("by", "story").get(pk=comment.pk)


# -- What a report does ------------------------------------------------------------------------


def test_a_report_leaves_the_comment_where_it_is_and_puts_it_into_the_queue(said):
    made = reporting.report(said, "abuse", network="192.0.2.1")
    now = again(said)
    assert (now.state, now.reported_at) == ("shown", made.at)
    assert list(Comment.objects.reported()) == [said]
    assert Act.objects.filter(verb="report").count() == 0  # it is no act of a moderator


def test_a_person_reports_a_comment_once_for_good(said):
    trish = reader()
    first = reporting.report(said, "abuse", by=trish, network="192.0.2.1")
    Report.objects.update(at=first.at.replace(year=2020))
    assert reporting.report(said, "spam", by=trish, network="192.0.2.2") == first
    assert Report.objects.count() == 1


def test_a_strangers_network_address_reports_a_comment_once_a_day(said):
    first = reporting.report(said, "abuse", network="192.0.2.1")
    assert reporting.report(said, "spam", network="192.0.2.1") == first
    other = reporting.report(said, "spam", network="192.0.2.2")
    Report.objects.filter(pk=first.pk).update(at=first.at.replace(year=2020))
    next_day = reporting.report(said, "spam", network="192.0.2.1")
    assert len({first.pk, other.pk, next_day.pk}) == 3


def test_a_person_and_a_stranger_at_the_same_network_address_are_two(said):
    reporting.report(said, "abuse", by=reader(), network="192.0.2.1")
    reporting.report(said, "abuse", network="192.0.2.1")
    assert Report.objects.count() == 2


def test_nobody_reports_everything(story):
    trish = reader()
    comments = [say(story, trish, f"Number {n}", "shown") for n in range(limits.REPORTS + 1)]
    for comment in comments[:-1]:
        reporting.report(comment, "spam", network="192.0.2.1")
    with pytest.raises(Refused):
        reporting.report(comments[-1], "spam", network="192.0.2.1")
    reporting.report(comments[-1], "spam", network="192.0.2.2")
    assert Report.objects.count() == len(comments)


@pytest.mark.parametrize("state", ["held", "removed", "deleted", "unconfirmed"])
def test_what_no_reader_has_cannot_be_reported(said, state):
    Comment.objects.update(state=state)
    with pytest.raises(Refused):
        reporting.report(said, "abuse")
    assert Report.objects.count() == 0


# -- What moderators make of it ------------------------------------------------------------------


def test_removing_settles_the_reports(said, editor):
    reporting.report(said, "abuse", network="192.0.2.1")
    moderation.remove(said, editor, "It attacks somebody")
    report = Report.objects.get()
    assert report.settled_at is not None
    assert report.settled_by == editor
    assert again(said).reported_at is None


def test_holding_does_not_settle_them_and_approving_does(said, editor):
    reporting.report(said, "abuse", network="192.0.2.1")
    moderation.hold(said, editor)
    assert Report.objects.open().count() == 1
    assert list(Comment.objects.reported()) == []  # it waits among those that are held
    moderation.approve(said, editor)
    assert (Report.objects.open().count(), again(said).reported_at) == (0, None)


def test_what_its_writer_deletes_needs_no_decision(said):
    reporting.report(said, "abuse", network="192.0.2.1")
    posting.delete(said, said.by)
    assert (Report.objects.open().count(), again(said).reported_at) == (0, None)


def test_dismissing_leaves_the_comment_and_a_trace(said, editor):
    reporting.report(said, "abuse", network="192.0.2.1")
    reporting.dismiss(said, editor)
    assert (again(said).state, again(said).reported_at) == ("shown", None)
    assert list(Act.objects.filter(user=editor).values_list("verb", "comment")) == [
        ("dismiss", said.pk)
    ]
    with pytest.raises(Refused):
        reporting.dismiss(said, editor)


def test_covering_keeps_the_words_and_settles_what_was_reported_as_a_spoiler(said, editor):
    spoiler = reporting.report(said, "spoiler", network="192.0.2.1")
    abuse = reporting.report(said, "abuse", network="192.0.2.2")
    moderation.cover(said, editor)
    now = again(said)
    assert (now.is_spoiler, now.text, now.state) == (True, "Everybody dies.", "shown")
    assert list(Report.objects.open()) == [abuse]
    assert now.reported_at == abuse.at
    assert Report.objects.get(pk=spoiler.pk).settled_by == editor
    with pytest.raises(Refused):
        moderation.cover(said, editor)


def test_a_cover_that_names_nothing_can_be_taken_off_and_one_that_does_cannot(said, editor):
    moderation.cover(said, editor)
    moderation.uncover(said, editor)
    assert again(said).is_spoiler is False
    Comment.objects.update(is_spoiler=True, spoils="1.1.0")
    with pytest.raises(Refused):
        moderation.uncover(said, editor)
    assert list(Act.objects.filter(user=editor).values_list("verb", flat=True)) == [
        "uncover",
        "cover",
    ]


def test_what_was_said_again_meanwhile_is_not_put_back_beside_it(story, editor):
    kilgrave = reader("Kilgrave")
    said = say(story, kilgrave, "Smile.", "shown")
    moderation.remove(said, editor)
    second = say(story, kilgrave, "Smile.", "shown")
    with pytest.raises(Refused):
        moderation.restore(said, editor)
    assert [again(said).state, again(second).state] == ["removed", "shown"]


# -- The page --------------------------------------------------------------------------------


def address(comment: Comment) -> str:
    return f"/comments/{comment.pk}/report/"


def test_a_stranger_reports_without_a_cookie(client, said):
    page = read(client.get(address(said)))
    assert [box["value"] for box in page.all("input[name=reason]")] == [
        "spoiler",
        "abuse",
        "spam",
        "other",
    ]
    answer = client.post(address(said), {"reason": "spoiler"}, headers=OURS)
    assert (answer.status_code, answer["Location"]) == (302, f"/comments/{said.pk}/reported/")
    assert dict(client.cookies) == {}
    report = Report.objects.get()
    assert (report.reason, report.words, report.by, report.network) == (
        "spoiler",
        "",
        None,
        "127.0.0.1",
    )
    thanks = read(client.get(answer["Location"]))
    assert thanks.one("#reported").text == "Thank you. A moderator looks at it."


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Say what is wrong with it."),
        ({"reason": "boring"}, "Choose one of these reasons."),
        ({"reason": "other"}, "Say in a few words what is wrong with it."),
        ({"reason": "other", "words": "  "}, "Say in a few words what is wrong with it."),
        ({"reason": "abuse", "words": "x" * 501}, "This is too long. Cut it to 500 signs."),
    ],
)
def test_what_is_missing_is_said(client, said, sent, error):
    answer = client.post(address(said), sent, headers=OURS)
    assert answer.status_code == 422
    answer.status_code = 200
    assert read(answer).texts(".form__error") == [error]
    assert Report.objects.count() == 0


def test_a_form_of_another_site_reports_nothing(client, said):
    answer = client.post(
        address(said), {"reason": "spam"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert (answer.status_code, Report.objects.count()) == (403, 0)


def test_what_is_gone_cannot_be_reported_any_more(client, said, editor):
    moderation.remove(said, editor)
    answer = client.post(address(said), {"reason": "spam"}, headers=OURS)
    assert (answer.status_code, Report.objects.count()) == (409, 0)
    assert read(client.get(address(said))).all("form[method=post] textarea") == []


def test_what_no_reader_sees_has_no_such_page(client, story):
    held = say(story, reader(), "Hello.", "held")
    for number in (held.pk, 10**6, 2**80):
        assert client.get(f"/comments/{number}/report/").status_code == 404


def test_the_link_stands_beside_what_others_say(client, story, said):
    page = read(client.get(f"{story.get_absolute_url()}comments/"))
    assert ("Report what Kilgrave says", address(said)) in page.links(".comment")


def test_moderators_are_led_to_the_desk_and_nobody_else(said, story, editor, writer):
    there = f"{story.get_absolute_url()}comments/"
    to_desk = ("Moderate what Kilgrave says", f"/admin/comments/comment/{said.pk}/change/")
    for user, leads in ((None, False), (writer, False), (editor, True)):
        client = Client()
        if user:
            client.force_login(user)
        assert (to_desk in read(client.get(there)).links(".comment")) is leads
    moderation.remove(said, editor)
    assert ("Moderate", to_desk[1]) in read(client.get(there)).links(".comment")
