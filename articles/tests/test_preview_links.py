"""Preview links: one story as it is typed, for whoever has the address, as long as it works."""

import io
import logging
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import preview_links, rehearsal, workflow
from articles.admin import preview as pages
from articles.models import Article, Note, PreviewLink, RelatedStory
from articles.tests.desk import at_desk, opened, said
from articles.tests.test_preview import type_into
from authors.models import User
from geekfeed.tests.cast import Press
from geekfeed.tests.reading import count_queries, read

WEEK = timedelta(days=7)
UNKNOWN = "x" * 43


def public(token: str) -> str:
    return f"/preview/{token}/"


def desk_page(story: Article) -> str:
    return reverse("admin:articles_article_preview_links", args=[story.pk])


def revoking(story: Article, link: PreviewLink) -> str:
    return reverse("admin:articles_article_revoke_preview_link", args=[story.pk, link.pk])


def linked(story: Article, maker: User, whom: str = "Melissa") -> str:
    """The address of a new link."""
    return public(preview_links.make(story, maker, whom, WEEK).token)


# -- What a link opens -------------------------------------------------------------------------


def test_whoever_has_the_address_reads_the_draft(client, press, editor):
    story = press.draft("A draft")
    type_into(story, editor, headline="As it is typed")
    page = read(client.get(linked(story, editor)))
    assert page.texts("h1") == ["As it is typed"]
    assert page.one(".previewed").text == "Preview of a draft. Not public."


def test_it_is_never_kept_never_found_and_leaves_no_cookie(client, press, editor):
    response = client.get(linked(press.draft(), editor))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["Vary"] == "Accept-Encoding"
    assert client.cookies == {}


def test_it_loads_nothing_from_elsewhere(client, press, editor):
    page = read(client.get(linked(press.draft(), editor)))
    loaded = [link["href"] for link in page.all("link")] + [
        image["src"] for image in page.all("img")
    ]
    assert [address for address in loaded if not address.startswith("/")] == []
    assert page.all("script") == page.all("iframe") == page.all("base") == []
    assert page.all("main form") == []


def test_the_page_does_not_say_its_own_address(client, press, editor):
    address = linked(press.draft(), editor)
    assert address.split("/")[2] not in client.get(address).content.decode()


def test_it_shows_nothing_else_of_the_story(client, press, editor, writer):
    """Not what was said of it, not what it was before, no other draft."""
    hidden = [getattr(press, state)("Zanzibar") for state in ("draft", "scheduled", "withdrawn")]
    story = press.draft("A draft", next_up=hidden[0])
    type_into(story, editor, headline="Zanzibar, as it was")
    workflow.submit(Article.objects.get(pk=story.pk), None, why="Zanzibar, why")
    workflow.send_back(Article.objects.get(pk=story.pk), editor, why="Zanzibar, sent back")
    type_into(story, editor, headline="As it is")
    Note.objects.create(article=story, text="Zanzibar, noted", user=writer)
    for other in hidden:
        RelatedStory.objects.create(article=story, related=other)
    live = press.live("A live one")
    Article.objects.filter(pk=story.pk).update(planned_for=timezone.now())
    text = client.get(linked(story, editor, whom="Zanzibar")).content.decode()
    assert "Zanzibar" not in text
    assert live.headline in text


def test_head_is_answered_and_nothing_is_taken(press, editor):
    strict = Client(enforce_csrf_checks=True)
    address = linked(press.draft(), editor)
    assert strict.head(address).status_code == 200
    assert strict.head(address).content == b""
    answers = {getattr(strict, method)(address).status_code for method in ("post", "put", "delete")}
    assert answers == {405}


def test_changes_to_a_live_story_are_shown_until_they_are_out(client, press, editor):
    story = press.live("As it was")
    address = linked(story, editor)
    type_into(story, editor, headline="As it will be")
    assert read(client.get(address)).texts("h1") == ["As it will be"]
    assert read(client.get(story.get_absolute_url())).texts("h1") == ["As it was"]
    workflow.publish(Article.objects.get(pk=story.pk), editor)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, story.get_absolute_url())
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_once_the_story_is_live_the_link_leads_there(client, press, editor):
    story = press.draft()
    address = linked(story, editor)
    workflow.publish(story, editor)
    assert client.get(address)["Location"] == story.get_absolute_url()


def test_a_scheduled_story_is_shown_until_its_moment(client, press, editor, monkeypatch):
    story = press.scheduled("Tomorrow")
    address = linked(story, editor)
    assert read(client.get(address)).texts("h1") == ["Tomorrow"]
    monkeypatch.setattr(timezone, "now", lambda: story.live_at)
    assert client.get(address)["Location"] == story.get_absolute_url()


def test_it_opens_for_an_account_as_for_anybody(press, editor, other_writer):
    """Its holder may be signed in, and may not even be somebody who could see the story."""
    assert at_desk(other_writer).get(linked(press.draft("A"), editor)).status_code == 200


# -- What a link does not open -----------------------------------------------------------------


def expired(story: Article, maker: User) -> str:
    link = preview_links.make(story, maker, "Melissa", -timedelta(seconds=1))
    return public(link.token)


def revoked(story: Article, maker: User) -> str:
    link = preview_links.make(story, maker, "Melissa", WEEK)
    assert preview_links.revoke(story, link.pk)
    return public(link.token)


def of_a_withdrawn_story(story: Article, maker: User) -> str:
    address = linked(story, maker)
    workflow.publish(story, None)
    workflow.withdraw(story, None)
    return address


def of_a_deleted_story(story: Article, maker: User) -> str:
    address = linked(story, maker)
    story.delete()
    return address


def of_a_closed_account(story: Article, maker: User) -> str:
    User.objects.filter(pk=maker.pk).update(is_active=False)
    return linked(story, maker)


def of_a_deleted_account(story: Article, maker: User) -> str:
    address = linked(story, maker)
    maker.delete()
    return address


def of_an_account_that_left_the_desk(story: Article, maker: User) -> str:
    User.objects.filter(pk=maker.pk).update(is_staff=False)
    return linked(story, maker)


def of_an_account_in_no_group(story: Article, maker: User) -> str:
    maker.groups.clear()
    return linked(story, maker)


def of_somebody_elses_story_now(story: Article, maker: User) -> str:
    Article.objects.filter(pk=story.pk).update(created_by=None)
    return linked(story, maker)


DEAD = [
    expired,
    revoked,
    of_a_withdrawn_story,
    of_a_deleted_story,
    of_a_closed_account,
    of_a_deleted_account,
    of_an_account_that_left_the_desk,
    of_an_account_in_no_group,
    of_somebody_elses_story_now,
]


@pytest.mark.parametrize("dead", DEAD, ids=lambda make: make.__name__)
def test_a_link_that_does_not_work_answers_like_one_that_never_was(client, press, writer, dead):
    address = dead(press.draft("Zanzibar", created_by=writer), writer)
    answer, unknown = client.get(address), client.get(public(UNKNOWN))
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert answer.content == unknown.content
    assert dict(answer.items()) == dict(unknown.items())
    assert client.cookies == {}


def test_the_same_link_worked_before(client, press, writer):
    """Each of the above is dead by what is done to it, and by nothing else."""
    assert client.get(linked(press.draft(created_by=writer), writer)).status_code == 200


def test_a_story_that_is_restored_is_shown_again(client, press, editor):
    story = press.draft("Back again")
    address = of_a_withdrawn_story(story, editor)
    workflow.restore(story, None)
    assert read(client.get(address)).texts("h1") == ["Back again"]


@pytest.mark.parametrize(
    "token", ["x", "x" * 42, "x" * 44, "x" * 10_000, "%00" * 43, "é" * 43, "..", "x" * 42 + "%0A"]
)
def test_what_cannot_be_a_token_is_a_404(client, db, token):
    assert client.get(public(token)).status_code == 404


def test_a_token_cannot_be_guessed(press, editor):
    links = [preview_links.make(press.draft(), editor, "x", WEEK).token for _ in range(3)]
    assert len(set(links)) == 3
    assert all(re.fullmatch(r"[-\w]{43}", token, re.ASCII) for token in links)


def test_an_unknown_token_costs_one_question_of_its_own(client, db, django_assert_num_queries):
    """The other one is that of every page that is not there: whether a redirect leads on."""
    client.get(public(UNKNOWN))
    with django_assert_num_queries(2):
        client.get(public(UNKNOWN))


def test_a_flood_of_requests_for_a_draft_takes_no_right_to_write(
    client, press, editor, monkeypatch
):
    monkeypatch.setattr(rehearsal, "rehearse", None)
    story = press.draft("A draft")
    type_into(story, editor, headline="Typed further")
    assert client.get(linked(story, editor)).status_code == 200


@pytest.mark.parametrize("token", ["known", "unknown", "posted"])
def test_no_line_of_the_log_has_the_token(press, editor, token):
    """Whoever may read the log may not for that reason read the draft."""
    handler = logging.getLogger("django").handlers[0]
    address = public(UNKNOWN) if token == "unknown" else linked(press.draft(), editor)
    lines = io.StringIO()
    stream, handler.stream = handler.stream, lines
    try:
        strict = Client(enforce_csrf_checks=True)
        strict.post(address) if token == "posted" else strict.get(address)
        logging.getLogger("django.request").warning("Slow: %s", f"https://x.example{address}?a=b")
    finally:
        handler.stream = stream
    assert "/preview/…/" in lines.getvalue()
    assert address.split("/")[2] not in lines.getvalue()


# -- The desk's page ---------------------------------------------------------------------------


def test_a_link_is_made_for_somebody_until_a_day(press, editor, monkeypatch):
    story = press.draft("A draft")
    now = timezone.make_aware(datetime(2017, 4, 10, 14, 5))
    page = at_desk(editor).post(
        desk_page(story), {"whom": " Melissa ", "lasts": "week"}, follow=False
    )
    link = PreviewLink.objects.get()
    assert (link.article, link.whom, link.created_by) == (story, "Melissa", editor)
    assert link.expires_at - link.created_at == pytest.approx(WEEK, abs=timedelta(seconds=5))
    assert (page.status_code, page["Location"]) == (302, desk_page(story))
    PreviewLink.objects.update(created_at=now, expires_at=timezone.now() + WEEK)
    listed = read(at_desk(editor).get(desk_page(story)))
    line = listed.one(".links li")
    assert line.one("h3").text == "Melissa"
    assert line.one(".help").text.startswith("Made by editor on 10 April, 14:05. Works until ")
    field = line.one("input[readonly]")
    assert field["value"] == django_settings.SITE_URL + public(link.token)
    assert line.one("button[data-copies]")["data-copies"] == field["id"]
    assert field["id"] == line.one("label")["for"]


def test_it_says_that_it_is_ready_and_until_when(press, editor):
    page = at_desk(editor).post(
        desk_page(press.draft()), {"whom": "Melissa", "lasts": "day"}, follow=True
    )
    until = timezone.localtime(PreviewLink.objects.get().expires_at)
    assert said(page) == (
        f"The link for “Melissa” is ready. It works until {until:%A} {until.day} {until:%B, %H:%M}."
    )


@pytest.mark.parametrize(("lasts", "days"), [("day", 1), ("week", 7), ("month", 30)])
def test_it_lasts_as_long_as_was_asked_for(press, editor, lasts, days):
    at_desk(editor).post(desk_page(press.draft()), {"whom": "Melissa", "lasts": lasts})
    link = PreviewLink.objects.get()
    assert round((link.expires_at - link.created_at) / timedelta(days=1), 3) == days


def test_a_week_is_offered_first(press, editor):
    assert opened(at_desk(editor), desk_page(press.draft()))["lasts"] == ["week"]


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"whom": "", "lasts": "week"}, "Say whom it is for, so that it can be found."),
        ({"whom": "   ", "lasts": "week"}, "Say whom it is for, so that it can be found."),
        (
            {"whom": "x" * 121, "lasts": "week"},
            "Ensure this value has at most 120 characters (it has 121).",
        ),
        ({"whom": "\x00", "lasts": "week"}, "Null characters are not allowed."),
        (
            {"whom": "Melissa", "lasts": "year"},
            "Select a valid choice. year is not one of the available choices.",
        ),
        ({"whom": "Melissa"}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(press, editor, sent, complaint):
    response = at_desk(editor).post(desk_page(press.draft()), sent)
    assert response.status_code == 400
    response.status_code = 200
    assert read(response).texts(".errorlist li") == [complaint]
    assert not PreviewLink.objects.exists()


def test_a_revoked_link_works_no_more_and_stays_in_the_list(client, press, editor):
    story = press.draft()
    link = preview_links.make(story, editor, "Melissa", WEEK)
    page = at_desk(editor).post(revoking(story, link), follow=True)
    assert said(page) == "The link is revoked. Whoever opens it finds nothing there."
    assert client.get(public(link.token)).status_code == 404
    listed = read(page)
    assert listed.texts(".links--spent h3") == ["Melissa"]
    assert "Revoked on" in listed.one(".links--spent .help").text
    assert listed.all("input[readonly]") == []
    again = at_desk(editor).post(revoking(story, link), follow=True)
    assert said(again) == "It had been revoked already."


def test_links_that_do_not_work_do_not_show_their_addresses(press, editor):
    story = press.draft()
    tokens = [
        preview_links.make(story, editor, "Late", -timedelta(days=1)).token,
        preview_links.make(story, editor, "Revoked", WEEK).token,
    ]
    preview_links.revoke(story, PreviewLink.objects.get(whom="Revoked").pk)
    text = at_desk(editor).get(desk_page(story)).content.decode()
    assert [token in text for token in tokens] == [False, False]
    assert "Ran out on" in text


def test_a_link_of_a_closed_account_is_said_to_open_nothing(press, editor, writer):
    story = press.draft()
    preview_links.make(story, writer, "Melissa", WEEK)
    writer.is_active = False
    writer.save()
    line = read(at_desk(editor).get(desk_page(story))).one(".links li")
    assert line.one("strong").text == "It opens nothing: the account that made it is closed."


def test_whoever_made_one_is_named_also_when_gone(press, editor, writer):
    story = press.draft()
    writer.first_name, writer.last_name = "Tomasz", "O'Brandt"
    writer.save()
    preview_links.make(story, writer, "Melissa", WEEK)
    preview_links.make(story, writer, "Late", -WEEK)

    def makers() -> list[str]:
        lines = read(at_desk(editor).get(desk_page(story))).texts(".links .help")
        return [re.match(r"Made by (.*?)(?: on|\.)", line)[1] for line in lines]

    assert makers() == ["Tomasz O'Brandt"] * 2
    writer.delete()
    assert makers() == ["an account that is gone"] * 2


def test_a_link_of_another_story_cannot_be_revoked_through_ones_own(press, writer, editor):
    mine, other = press.draft(created_by=writer), press.draft()
    link = preview_links.make(other, editor, "Melissa", WEEK)
    assert at_desk(writer).post(revoking(mine, link)).status_code == 404
    assert PreviewLink.objects.get().works


def test_revoking_is_never_a_link_that_is_followed(press, editor):
    story = press.draft()
    link = preview_links.make(story, editor, "Melissa", WEEK)
    assert at_desk(editor).get(revoking(story, link)).status_code == 405
    assert PreviewLink.objects.get().works


def test_those_who_may_change_a_story_may_show_it(press, writer, other_writer, editor):
    story = press.draft(created_by=writer)
    link = preview_links.make(story, editor, "Melissa", WEEK)

    def answers(user: User) -> tuple[int, int, int]:
        desk = at_desk(user)
        return (
            desk.get(desk_page(story)).status_code,
            desk.post(desk_page(story), {"whom": "x", "lasts": "day"}).status_code,
            desk.post(revoking(story, link)).status_code,
        )

    assert {user.username: answers(user) for user in (writer, other_writer, editor)} == {
        "writer": (200, 302, 302),
        "other": (404, 404, 404),
        "editor": (200, 302, 302),
    }


def test_a_writer_shows_nothing_that_is_in_review(press, writer, editor):
    story = press.in_review(created_by=writer)
    assert at_desk(writer).get(desk_page(story)).status_code == 403
    assert at_desk(editor).get(desk_page(story)).status_code == 200


def test_another_writers_live_story_is_not_ones_own_to_show(press, other_writer):
    assert at_desk(other_writer).get(desk_page(press.live())).status_code == 404


def test_readers_are_sent_to_the_door(client, press):
    response = client.get(desk_page(press.draft()))
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_the_page_is_not_kept_and_its_address_stays_here(press, editor):
    response = at_desk(editor).get(desk_page(press.draft()))
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_it_costs_the_same_with_one_link_and_with_three(press, editor, writer):
    story = press.draft()
    costs = []
    for maker in (editor, writer, editor):
        preview_links.make(story, maker, "Melissa", WEEK)
        preview_links.make(story, maker, "Late", -WEEK)
        costs.append(count_queries(at_desk(editor), desk_page(story)))
    assert costs == [costs[0]] * 3


def test_opening_a_link_costs_the_same_with_one_row_and_with_three(client, press: Press, editor):
    costs = []
    for many in (1, 3):
        story = press.draft(topics=[f"Topic {n}" for n in range(many)])
        for _ in range(many):
            address = linked(story, editor)
        costs.append(count_queries(client, address))
    assert costs[0] == costs[1]


def test_what_is_long_gone_is_not_listed_without_end(press, editor, monkeypatch):
    monkeypatch.setattr(pages, "SPENT", 2)
    story = press.draft()
    for number in range(4):
        preview_links.make(story, editor, f"Late {number}", -WEEK)
    listed: Any = read(at_desk(editor).get(desk_page(story)))
    assert listed.texts(".links--spent h3") == ["Late 3", "Late 2"]
