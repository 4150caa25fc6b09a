"""The desk's front page: whose turn it is, what goes out, what has changed, and what it costs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles import adopting, newsroom, state, turns, workflow
from articles.models import Article, Revision, Section, WorkingCopy
from articles.tests.desk import at_desk
from authors.models import Author, User
from geekfeed.tests.cast import FIRST_DAY, account
from geekfeed.tests.reading import Element, count_queries, read
from shows.models import Season

DESK = "/admin/"
LIST = "/admin/articles/article/"
DAYS = timedelta(days=1)


@pytest.fixture
def writer(writer) -> User:
    return named(writer, "Tomasz Brandt")


@pytest.fixture
def editor(editor) -> User:
    return named(editor, "Dee Okafor")


@pytest.fixture
def chief(db) -> User:
    return named(account("chief", "Editors"), "Marguerite Lunn")


@pytest.fixture
def noon(monkeypatch) -> datetime:
    """It is twelve o'clock, so that today has hours before and after."""
    moment = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


def named(user: User, name: str) -> User:
    user.first_name, user.last_name = name.split()
    user.save()
    return user


def desk(user: User) -> Element:
    return read(at_desk(user).get(DESK))


def lines(page: Element, of: str) -> list[str]:
    """The headlines of a list."""
    return [
        item.all("a")[0].text for item in page.all(f"[aria-labelledby={of}] li") if item.all("a")
    ]


def told(page: Element, of: str) -> list[str]:
    """What stands under each headline."""
    return page.texts(f"[aria-labelledby={of}] li small")


def step(page: Element) -> tuple[str, str, str]:
    """Its headline, and where its button leads."""
    box = page.one(".onestep")
    button = box.one("a.default")
    return box.one("h2").text, button.text, button["href"]


def page_of(story: Article, page: str = "change") -> str:
    return f"{LIST}{story.pk}/{page}/"


def change(story: Article, user: User, headline: str = "", status: str = "open") -> Article:
    """Changes to a live story that have come so far."""
    WorkingCopy.objects.create(
        article=story,
        state=state.read(story),
        base=state.read(story),
        editor=user,
        headline=headline or story.headline,
    )
    story = Article.objects.get(pk=story.pk)
    if status == "in_review":
        workflow.submit(story, user)
    return Article.objects.get(pk=story.pk)


def schedule_changes(story: Article, at: datetime) -> None:
    copies = WorkingCopy.objects.filter(article=story)
    copies.update(status="scheduled", go_out_at=at)


def sent(story: Article, **ago: float) -> None:
    Revision.objects.filter(article=story, verb="submit").update(
        at=timezone.now() - timedelta(**ago)
    )


def touched(story: Article, **ago: float) -> None:
    Article.objects.filter(pk=story.pk).update(changed_at=timezone.now() - timedelta(**ago))


# -- Waiting for you ---------------------------------------------------------------------------


def test_editors_are_waited_for_oldest_first_and_not_by_themselves(press, writer, editor, chief):
    newer, older = press.draft("Newer", created_by=writer), press.draft("Older", created_by=writer)
    workflow.submit(older, writer, why="Two sources.")
    workflow.submit(newer, writer)
    sent(older, hours=3)
    workflow.submit(press.draft("My own"), editor)
    changed = change(press.live("Changed", created_by=writer), writer, status="in_review")
    sent(changed, hours=2)
    page = desk(editor)
    assert lines(page, "waiting") == ["Older", "Changed", "Newer"]
    assert page.one("[aria-labelledby=waiting] .count").text == "3"
    assert told(page, "waiting") == [
        "In review Tomasz Brandt sent 3 hours ago Two sources.",
        "Live, changes in review Tomasz Brandt sent 2 hours ago",
        "In review Tomasz Brandt sent just now",
    ]
    shapes = [mark["class"] for mark in page.all("[aria-labelledby=waiting] .state")]
    assert shapes == ["state in_review", "state changes_in_review", "state in_review"]
    assert page.links("[aria-labelledby=waiting] li")[:2] == [
        ("Older", page_of(older, "review")),
        ("Review", page_of(older, "review")),
    ]
    assert lines(desk(chief), "waiting") == ["Older", "Changed", "Newer", "My own"]


def test_what_nobody_has_sent_waits_too(press, editor):
    press.in_review("From elsewhere")
    page = desk(editor)
    assert lines(page, "waiting") == ["From elsewhere"]
    assert told(page, "waiting") == ["In review Marguerite Lunn sent just now"]


def test_of_many_the_oldest_are_shown(press, writer, editor):
    for number in range(23):
        sent_in = press.draft(f"Story {number}") if number % 2 else None
        if sent_in:
            workflow.submit(sent_in, None)
            touched(sent_in, hours=100 - number)
        else:
            sent_in = change(press.live(f"Story {number}"), writer, status="open")
            workflow.submit(sent_in, None)
            saved_at = timezone.now() - timedelta(hours=100 - number)
            WorkingCopy.objects.filter(article=sent_in).update(saved_at=saved_at)
        sent(sent_in, hours=100 - number)
    assert lines(desk(editor), "waiting") == [f"Story {number}" for number in range(6)]


def test_what_was_taken_back_or_has_gone_out_waits_no_more(press, writer, editor):
    workflow.take_back(press.in_review(created_by=writer), writer)
    workflow.publish(press.in_review(created_by=writer), editor)
    assert lines(desk(editor), "waiting") == []


def test_a_list_shows_six_and_counts_no_further_than_twenty(press, writer, editor):
    for _ in range(6):
        press.in_review()
    page = desk(editor)
    assert (len(lines(page, "waiting")), page.one(".count").text) == (6, "6")
    for _ in range(14):
        press.in_review()
    assert desk(editor).one(".count").text == "20"
    press.in_review()
    page = desk(editor)
    assert (len(lines(page, "waiting")), page.one(".count").text) == (6, "20+")
    assert ("All in review", f"{LIST}?state=in_review") in page.links("[aria-labelledby=waiting]")


def test_writers_are_waited_for_with_what_came_back_and_why(press, writer, editor, other_writer):
    story = press.draft("Mine", created_by=writer)
    theirs = press.draft("Theirs", created_by=other_writer)
    for one in (story, theirs):
        workflow.submit(one, None)
        workflow.send_back(one, editor, why=f"Needs {'a second source ' * 8}")
    changed = change(press.live("Changed", created_by=writer), writer, status="in_review")
    workflow.send_back(changed, editor, why="Which one?")
    page = desk(writer)
    assert lines(page, "waiting") == ["Mine", "Changed"]
    words = "Needs " + "a second source " * 5
    assert told(page, "waiting") == [
        f"Sent back Note from Dee Okafor: {words}…",
        "Sent back Note from Dee Okafor: Which one?",
    ]
    assert lines(page, "yours") == []


def test_what_came_back_waits_until_it_is_sent_again(press, writer, editor):
    story = press.in_review("Mine", created_by=writer)
    workflow.send_back(story, editor, why="No.")
    workflow.submit(story, writer)
    page = desk(writer)
    assert (lines(page, "waiting"), lines(page, "yours")) == ([], ["Mine"])


def test_a_story_that_came_back_once_and_is_a_draft_again_was_not_sent_back(press, writer, editor):
    story = press.in_review("Mine", created_by=writer)
    workflow.send_back(story, editor, why="No.")
    for verb in (workflow.publish, workflow.withdraw, workflow.restore):
        verb(story, editor)
    assert lines(desk(writer), "waiting") == []


# -- Yours -------------------------------------------------------------------------------------


def test_yours_are_drafts_what_is_on_its_way_and_changes(press, writer, editor, jessica_jones):
    press.live("Live", created_by=writer)
    press.withdrawn("Gone", created_by=writer)
    press.draft("Somebody else’s")
    stories = [
        press.draft("Draft", created_by=writer, about=[jessica_jones]),
        press.in_review("In review", created_by=writer),
        press.scheduled("Scheduled", created_by=writer),
        change(press.live("Changed", created_by=writer), writer, "Changed again"),
        change(press.live("By an editor", created_by=writer), editor),
    ]
    page = desk(writer)
    assert set(lines(page, "yours")) == {
        "Draft",
        "In review",
        "Scheduled",
        "Changed again",
        "By an editor",
    }
    by_headline = dict(zip(lines(page, "yours"), told(page, "yours"), strict=True))
    saved = f"{timezone.localtime():%H:}"
    assert by_headline["Draft"].startswith(f"Draft Jessica Jones saved {saved}")
    moment = timezone.localtime(stories[2].live_at)
    assert by_headline["Scheduled"] == f"Scheduled, {moment:%a} {moment.day} {moment:%b, %H:%M}"
    assert by_headline["Changed again"].startswith(f"Live, changes saved {saved}")
    assert lines(desk(editor), "yours") == ["By an editor"]


def test_a_byline_makes_a_story_yours(press, writer, lunn):
    lunn.user = writer
    lunn.save()
    press.draft("By name")
    change(press.live("Live by name"), account("third", "Editors"))
    assert set(lines(desk(writer), "yours")) == {"By name", "Live by name"}


def test_what_was_touched_last_comes_first(press, writer):
    for hours, name in ((3, "Older"), (1, "Newer"), (2, "Between")):
        touched(press.draft(name, created_by=writer), hours=hours)
    assert lines(desk(writer), "yours") == ["Newer", "Between", "Older"]


def test_words_that_are_only_kept_count_as_touched(press, writer):
    story = press.draft("Kept", created_by=writer)
    WorkingCopy.objects.create(article=story, state={}, editor=writer, headline="")
    touched(story, days=20)
    page = desk(writer)
    assert (lines(page, "yours"), lines(page, "quiet")) == (["Kept"], [])


def test_a_story_without_a_headline_has_a_name(press, writer):
    story = press.draft(created_by=writer)
    Article.objects.update(headline="", slug=None)
    page = desk(writer)
    assert page.links("[aria-labelledby=yours] li")[0] == ("Without a headline", page_of(story))


# -- Gone quiet --------------------------------------------------------------------------------


def test_drafts_that_nobody_touches_go_quiet(press, writer, editor):
    writer.email = "tomasz@news.example"
    writer.save()
    for days, name in ((23, "Old"), (13, "Fresh"), (15, "Quiet")):
        touched(press.draft(name, created_by=writer), days=days, minutes=5)
    own = press.draft("My own", created_by=editor)
    touched(own, days=30, minutes=5)
    page = desk(editor)
    assert lines(page, "quiet") == ["Quiet", "Old", "My own"]
    assert told(page, "quiet")[0] == "Draft Marguerite Lunn untouched for 15 days"
    assert page.links("[aria-labelledby=quiet] li")[1::2] == [
        ("Ask Tomasz", "mailto:tomasz@news.example?subject=Quiet"),
        ("Ask Tomasz", "mailto:tomasz@news.example?subject=Old"),
        ("Open", page_of(own)),
    ]
    assert lines(page, "yours") == []
    assert lines(desk(writer), "quiet") == ["Quiet", "Old"]


# -- What goes out -----------------------------------------------------------------------------


def plan(story: Article, at: datetime, status: str = "draft") -> Article:
    Article.objects.filter(pk=story.pk).update(planned_for=at, status=status)
    return story


def test_the_strip_tells_what_is_scheduled_from_what_is_planned(press, noon, editor, jessica_jones):
    scheduled = press.draft("Scheduled", about=[jessica_jones])
    workflow.schedule(scheduled, None, noon + timedelta(hours=1))
    planned = plan(press.draft("Planned"), noon + 2 * DAYS)
    schedule_changes(change(press.live("Changed"), editor), noon + 3 * DAYS)
    held = press.draft("Held", embargo_until=noon + 4 * DAYS)
    workflow.schedule(held, None, noon + 4 * DAYS)
    plan(press.draft("Next week"), noon + 7 * DAYS)
    page = desk(editor)
    days = page.all(".strip li")
    assert len(days) == 7
    assert days[0].one("h2").text == "Today"
    assert [day.one("h2 time")["datetime"] for day in days[1:]] == [
        (noon.date() + n * DAYS).isoformat() for n in range(1, 7)
    ]
    slips = {n: day.one(".slip") for n, day in enumerate(days) if day.all(".slip")}
    assert {n: (slip["class"], slip.text) for n, slip in slips.items()} == {
        0: ("slip scheduled", "13:00 Scheduled, scheduled"),
        2: ("slip planned", "12:00 Planned, planned, draft"),
        3: ("slip changes", "12:00 Changed, changes scheduled"),
        4: ("slip scheduled", "12:00 HeldEmbargo, scheduled"),
    }
    assert (slips[0]["href"], slips[0]["data-show"]) == (page_of(scheduled), "jessica-jones")
    assert slips[2]["href"] == page_of(planned)


def test_a_day_of_the_strip_shows_three_and_says_how_many_more(press, noon, editor):
    for n in range(12):
        plan(press.draft(f"Story {n}"), noon + DAYS + timedelta(minutes=n))
    page = desk(editor)
    assert page.texts(".strip .slip .t") == [f"12:0{n} Story {n}" for n in range(3)]
    more = page.one(".strip .more")
    assert more.text.startswith("and 9 more")
    assert more["href"].endswith(f"calendar/?day={noon.date() + DAYS}")


def test_what_is_out_already_is_not_counted_among_what_is_to_come(press, noon, editor):
    for minute in range(12):
        press.live(at=noon - timedelta(minutes=minute + 1))
    plan(press.draft("Planned"), noon + timedelta(hours=1))
    page = desk(editor)
    assert page.texts(".strip .slip .t") == ["13:00 Planned"]
    assert page.all(".strip .more") == []


def test_today_has_what_is_out_now_and_what_is_to_come(press, noon, editor):
    press.live("Out", at=noon - timedelta(hours=2))
    press.live("Yesterday", at=noon - DAYS)
    plan(press.draft("Missed"), noon - timedelta(hours=1))
    plan(press.draft("Planned"), noon + timedelta(hours=2), "in_review")
    workflow.schedule(press.draft("Scheduled"), None, noon + timedelta(hours=1))
    held = press.draft("Held", embargo_until=noon + timedelta(hours=3))
    workflow.schedule(held, None, noon + timedelta(hours=3))
    schedule_changes(change(press.live("Changed"), editor), noon + timedelta(hours=4))
    page = desk(editor)
    assert page.texts("[aria-labelledby=today] li") == [
        "10:00 Out Live",
        "11:00 Missed Planned. Not approved yet",
        "12:00 now",
        "13:00 Scheduled Scheduled",
        "14:00 Planned Planned. Not approved yet",
        "15:00 Held Scheduled embargo until 15:00",
        "16:00 Changed Changes scheduled",
    ]


def test_a_day_without_stories_says_so(editor):
    page = desk(editor)
    assert page.one("[aria-labelledby=today] p").text == (
        "Nothing is out yet today, and nothing is planned."
    )


# -- Changed lately ----------------------------------------------------------------------------


def test_what_was_done_is_told_in_words_and_each_story_once(press, writer, editor):
    workflow.submit(press.draft("Sent", created_by=writer), writer)
    story = press.in_review("Sent back", created_by=writer)
    workflow.send_back(story, editor, why="No.")
    workflow.publish(press.draft("Out"), None)
    changed = change(press.live("Changed", created_by=writer), writer, status="in_review")
    workflow.publish(changed, editor)
    workflow.withdraw(press.live("Withdrawn"), editor)
    page = desk(editor)
    assert list(zip(lines(page, "lately"), told(page, "lately"), strict=True)) == [
        ("Withdrawn", "You withdrew it"),
        ("Changed", "You published changes"),
        ("Out", "Published on time"),
        ("Sent back", "You sent it back"),
        ("Sent", "Tomasz Brandt sent it to review"),
    ]
    assert page.links("[aria-labelledby=lately] li")[0][1] == page_of(
        Article.objects.get(headline="Withdrawn")
    )


def test_what_is_older_than_today_has_its_day(press, noon, editor):
    workflow.submit(press.draft("Sent"), editor)
    Revision.objects.update(at=noon - 3 * DAYS)
    day = noon - 3 * DAYS
    assert desk(editor).one("[aria-labelledby=lately] time").text == f"{day.day} {day:%b}"


def test_verbs_without_words_of_their_own_are_a_change(press, editor):
    workflow.submit(press.draft("Sent"), editor)
    Revision.objects.update(verb="invented")
    assert told(desk(editor), "lately") == ["You changed it"]


# -- What became of claims ---------------------------------------------------------------------


def test_writers_are_told_what_became_of_their_claims_and_editors_of_all(
    press, filming, writer, editor, other_writer, noon
):
    rumour = filming(kind="other", says="It snows", standing="rumoured")
    mine = press.live("Mine", created_by=writer, claims=[rumour])
    theirs = press.live("Theirs", created_by=other_writer, claims=[rumour | {"says": "It rains"}])
    first = press.live(
        "It Rains",
        claims=[rumour | {"says": "It rains", "standing": "confirmed"}],
        at=noon - 2 * DAYS,
    )
    second = press.live(
        "It Does Not", claims=[rumour | {"standing": "denied"}], at=noon - timedelta(hours=1)
    )
    page = desk(editor)
    assert page.one("#became").text == "What became of claims"
    assert page.links("[aria-labelledby=became] li") == [
        ("It snows", page_of(mine)),
        ("It Does Not", second.claims.get().get_absolute_url()),
        ("It rains", page_of(theirs)),
        ("It Rains", first.claims.get().get_absolute_url()),
    ]
    assert told(page, "became") == [
        "Jessica JonesSince denied: It Does Not",
        "Jessica JonesSince confirmed: It Rains",
    ]
    day = noon - 2 * DAYS
    assert page.texts("[aria-labelledby=became] time") == ["11:00", f"{day.day} {day:%b}"]
    own = desk(writer)
    assert own.one("#became").text == "What became of your claims"
    assert lines(own, "became") == ["It snows"]


def test_what_became_of_claims_is_news_for_a_fortnight(press, filming, editor, noon):
    press.live(claims=[filming(standing="rumoured")])
    press.live(claims=[filming(standing="confirmed")], at=noon - 14 * DAYS - timedelta(minutes=1))
    assert desk(editor).all("#became") == []
    press.live(claims=[filming(kind="other", standing="rumoured")])
    press.live(claims=[filming(kind="other", standing="confirmed")], at=noon - 14 * DAYS)
    assert lines(desk(editor), "became") == ["Season 2 began filming"]


def test_editors_are_told_what_the_catalog_has_from_claims_that_do_not_stand_any_more(
    press, filming, writer, editor
):
    spring = {"kind": "premiere", "date_on": date(2018, 3, 1), "date_precision": "month"}
    story = press.live(claims=[filming(**spring)])
    adopting.adopt(story.claims.get(), editor, "premiere")
    assert desk(editor).all("#fallen") == []
    workflow.withdraw(story, editor)
    page = desk(editor)
    assert lines(page, "fallen") == ["Premiere: March 2018"]
    assert told(page, "fallen") == ["Jessica Jones, season 2Its story is not live any more."]
    assert desk(writer).all("#fallen") == []
    Season.objects.update(premiere_on=None, premiere_precision="")
    assert desk(editor).all("#fallen") == []


def test_what_a_hidden_story_would_settle_is_not_told(press, filming, writer, editor):
    press.live(created_by=writer, claims=[filming(standing="rumoured")])
    press.scheduled(claims=[filming(standing="denied")])
    press.withdrawn(claims=[filming(standing="confirmed")])
    for user in (writer, editor):
        assert desk(user).all("#became") == []


def test_six_of_them_are_shown_the_newest_first(press, filming, editor, noon):
    for n in range(7):
        claim = filming(kind="other", says=f"Claim {n}", standing="rumoured")
        press.live(claims=[claim])
        press.live(claims=[claim | {"standing": "confirmed"}], at=noon - timedelta(hours=9 - n))
    assert lines(desk(editor), "became") == [f"Claim {n}" for n in (6, 5, 4, 3, 2, 1)]


# -- Your next step ----------------------------------------------------------------------------


def test_an_editor_reviews_first_what_is_planned_first(press, writer, editor):
    waiting = press.draft("Waiting longest")
    workflow.submit(waiting, None)
    assert step(desk(editor)) == ("Waiting longest", "Review it", page_of(waiting, "review"))
    planned = press.draft("Planned", planned_for=timezone.now() + DAYS, created_by=writer)
    workflow.submit(planned, writer)
    page = desk(editor)
    assert step(page) == ("Planned", "Review it", page_of(planned, "review"))
    moment = timezone.localtime(planned.planned_for)
    assert page.all(".onestep p")[1].text == (
        f"Tomasz Brandt sent it just now. It is planned for {moment:%A} {moment.day} "
        f"{moment:%B, %H:%M}. Nothing stops it."
    )


def test_it_says_how_much_stops_what_is_to_be_reviewed(press, editor):
    story = press.in_review("Empty", body="")
    story.bylines.all().delete()
    page = desk(editor)
    assert page.one(".onestep .alarm").text == "2 things stop it from going out."


def test_a_writer_reads_the_note_before_going_on(press, writer, editor):
    draft = press.draft("Draft", created_by=writer)
    assert step(desk(writer)) == ("Draft", "Go on writing", page_of(draft))
    story = press.in_review("Came back", created_by=writer)
    workflow.send_back(story, editor, why="Needs a second source.")
    page = desk(writer)
    assert step(page) == ("Came back", "Read the note", page_of(story))
    assert page.one(".onestep q").text == "Needs a second source."


def test_every_page_has_one_filled_button(press, writer, editor):
    press.in_review(created_by=writer)
    press.draft(created_by=writer)
    for user in (writer, editor):
        assert len(desk(user).all("a.default")) == 1


# -- Nobody here yet ---------------------------------------------------------------------------


def test_a_new_newsroom_begins_with_a_section(editor):
    page = desk(editor)
    assert step(page) == (
        "Make the first section",
        "Make a section",
        "/admin/articles/section/add/",
    )
    assert page.one("[aria-labelledby=nothing] h2").text == "A new newsroom"


def test_then_comes_the_first_story(editor, writer, tv):
    for user in (editor, writer):
        assert step(desk(user)) == ("Write the first story", "Begin", f"{LIST}add/")


def test_when_all_is_done_it_says_so(press, editor, writer):
    press.live(at=FIRST_DAY)
    page = desk(writer)
    assert step(page)[0] == "Write a story"
    assert page.one("[aria-labelledby=nothing] h2").text == "All done"


def test_an_account_without_a_role_is_told_whom_to_ask(press):
    press.in_review("Hidden")
    page = desk(account("nobody"))
    assert page.texts("main h2") == ["You have no role yet"]
    assert "Hidden" not in page.text
    assert page.all(".apps") == []


def test_who_may_only_look_is_not_asked_to_write(press, db):
    user = account("looker")
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    press.live()
    page = desk(user)
    assert step(page) == ("Nothing waits for you", "Look at the stories", LIST)
    assert "Write a story" not in page.text


# -- Who sees what -----------------------------------------------------------------------------


def test_a_writer_sees_nothing_of_other_people_s_hidden_stories(press, other_writer, writer, noon):
    facts = {"created_by": writer, "planned_for": noon + timedelta(hours=1)}
    touched(press.draft("Secret draft", **facts), days=20)
    workflow.submit(press.draft("Secret in review", **facts), writer)
    workflow.schedule(press.draft("Secret scheduled", **facts), None, noon + DAYS)
    press.withdrawn("Secret withdrawn")
    for status in ("in_review", "open"):
        live = press.live("Everybody’s", at=noon - timedelta(hours=1), created_by=writer)
        change(live, writer, "Secret changes", status)
    live = change(press.live("Read by all", created_by=writer), writer, "Secret later")
    schedule_changes(live, noon + timedelta(hours=2))
    page = desk(other_writer)
    assert "Secret" not in page.text
    assert lines(page, "today") == ["Everybody’s", "Everybody’s"]
    assert set(told(page, "lately")) == {"Published on time"}


def test_what_a_writer_may_not_open_is_no_link(press, writer):
    page = desk(writer)
    addresses = {address for _words, address in page.links()}
    assert "/admin/articles/frontpageslot/" not in addresses
    assert "/admin/authors/user/" not in addresses
    assert f"{LIST}calendar/" in addresses


def test_every_link_leads_somewhere(press, writer, editor, jessica_jones, noon):
    workflow.submit(press.draft(created_by=writer, about=[jessica_jones]), writer)
    plan(press.draft(created_by=writer), noon + DAYS)
    press.live(at=noon - timedelta(hours=1))
    for user in (writer, editor, User.objects.create_superuser("root", password="x")):
        client = at_desk(user)
        page = read(client.get(DESK))
        for _words, address in page.links("#menu") + page.links("main"):
            assert client.get(address, follow=True).status_code == 200, address


# -- Frame -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "evening"), (5, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")],
)
def test_people_are_greeted_by_the_newsroom_s_clock(hour, words):
    assert newsroom.greeting(datetime(2017, 4, 11, hour)) == f"Good {words}"


def test_it_says_who_is_here_and_what_day_it_is(editor, noon):
    page = desk(editor)
    assert page.one(".hello p").text.endswith(", Dee")
    assert page.texts("h1") == [f"{noon:%A} {noon.day} {noon:%B}"]
    assert page.one(".who").text == "DO"
    assert page.one("#menu [aria-current]").text == "Desk"


def test_an_account_without_a_name_has_initials_all_the_same(other_writer):
    page = desk(other_writer)
    assert page.one(".hello p").text.endswith(", other")
    assert page.one(".who").text == "ot"


def test_a_room_s_own_page_is_still_the_list_of_what_is_in_it(editor):
    page = read(at_desk(editor).get("/admin/shows/"))
    assert page.all(".onestep") == []
    assert ("Shows", "/admin/shows/show/") in page.links("main")
    assert page.one("#menu [aria-current]").text == "Catalog"


def test_of_many_changes_those_that_were_typed_last_are_in_hand(press, writer):
    stories = [change(press.live(created_by=writer), writer) for _ in range(turns.COUNTED + 2)]
    for age, story in enumerate(stories):  # saved the other way round than they were begun
        saved_at = timezone.now() - timedelta(hours=age)
        WorkingCopy.objects.filter(article=story).update(saved_at=saved_at)
    in_hand = set(turns.in_hand(writer, waiting_too=False))
    assert in_hand == set(stories[: turns.COUNTED + 1])


# -- What it costs -----------------------------------------------------------------------------


def fill(press: Any, user: User, other: User, subject: Callable[..., dict], many: int) -> None:
    """So many of everything that the page shows to this account."""
    now = timezone.now()
    facts = {"about": [subject()["show"]], "created_by": user}
    for n in range(many):
        workflow.submit(press.draft(created_by=other, about=facts["about"]), other)
        came_back = press.in_review(**facts)
        workflow.send_back(came_back, None, why="No.")
        press.draft(**facts)
        press.in_review(**facts)
        press.scheduled(**facts)
        touched(press.draft(**facts), days=20 + n)
        plan(press.draft(embargo_until=now + DAYS, **facts), now + timedelta(minutes=5))
        press.live(at=now, **facts)
        change(press.live(at=now, **facts), user)
        change(press.live(at=now, created_by=other), other, status="in_review")
        schedule_changes(change(press.live(**facts), user), now + DAYS)
        says = f"Claim {n} of {many}"
        claim = subject(kind="other", says=says, standing="rumoured")
        press.live(claims=[claim], **facts)
        press.live(claims=[claim | {"standing": "confirmed"}], at=now, created_by=other)


@pytest.mark.parametrize("who", ["writer", "editor"])
def test_it_costs_the_same_for_one_of_everything_and_for_three(
    request, press, other_writer, filming, who
):
    user = request.getfixturevalue(who)
    Author.objects.filter(name="Marguerite Lunn").update(user=None)
    fill(press, user, other_writer, filming, 1)
    client = at_desk(user)
    one = count_queries(client, DESK)
    fill(press, user, other_writer, filming, 3)
    assert count_queries(client, DESK) == one
    assert len(lines(desk(user), "became")) == 4


def test_nothing_is_counted(press, editor, writer, django_assert_num_queries):
    press.in_review(created_by=writer)
    client = at_desk(editor)
    client.get(DESK)
    with django_assert_num_queries(count_queries(client, DESK)) as captured:
        client.get(DESK)
    counts = [q["sql"] for q in captured.captured_queries if q["sql"].startswith("SELECT COUNT")]
    assert counts == []


def test_a_section_makes_no_difference_to_what_it_costs(editor):
    client = at_desk(editor)
    one = count_queries(client, DESK)
    Section.objects.create(name="TV", slug="tv")
    assert count_queries(client, DESK) == one
