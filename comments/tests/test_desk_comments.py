"""The desk's pages about comments."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from articles.tests.desk import at_desk, form_of, said
from comments import moderation, posting, reporting
from comments.admin.queues import PAGE, QUEUES
from comments.models import Act, Comment, Conversation
from comments.tests.desk import QUEUE, ago, page_of, reader, say
from comments.waiting import COUNTED
from geekfeed.tests.reading import Element, read


@pytest.fixture
def story(press, jessica_jones) -> Article:
    return press.live("A story", about=[jessica_jones])


@pytest.fixture
def desk(editor) -> Client:
    return at_desk(editor)


def words(page: Element) -> list[str]:
    return page.texts(".queue .said")


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


# -- The queues --------------------------------------------------------------------------------


def test_an_empty_desk_says_so(desk):
    for name, queue in QUEUES.items():
        page = read(desk.get(f"{QUEUE}?queue={name}"))
        assert page.one("#content-main .nothing").text == str(queue.nothing)


def test_each_queue_has_its_own_in_its_own_order(desk, story):
    trish = reader()
    for state in ("held", "shown", "removed"):
        for age in (5, 1):
            say(story, trish, f"{state} {age} days ago", state, posted_at=ago(days=age))
    say(story, trish, "deleted", "deleted")
    say(story, trish, "unconfirmed", "unconfirmed")
    late = say(story, trish, "reported second", "shown", posted_at=ago(days=9))
    first = say(story, trish, "reported first", "shown", posted_at=ago(days=8))
    for comment in (first, late):
        reporting.report(comment, "abuse", network=f"192.0.2.{comment.pk}")
    found = {name: words(read(desk.get(f"{QUEUE}?queue={name}"))) for name in QUEUES}
    assert found == {
        "held": ["held 5 days ago", "held 1 days ago"],
        "reported": ["reported first", "reported second"],
        "new": ["shown 1 days ago"],
        "approved": [
            "shown 1 days ago",
            "shown 5 days ago",
            "reported first",
            "reported second",
        ],
        "removed": ["removed 1 days ago", "removed 5 days ago"],
    }
    assert words(read(desk.get(QUEUE))) == found["held"]


def test_new_begins_with_yesterday(desk, story):
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    begin = (begin - timedelta(hours=12)).replace(hour=0)
    trish = reader()
    say(story, trish, "yesterday", "shown", posted_at=begin)
    say(story, trish, "before", "shown", posted_at=begin - timedelta(microseconds=1))
    assert words(read(desk.get(f"{QUEUE}?queue=new"))) == ["yesterday"]


def test_a_row_says_all_that_helps_to_decide(desk, story):
    say(story, reader("Kilgrave"), "Come here.", "removed")
    trish = say(story, reader("Trish"), "He is *back*.", "shown")
    held = say(story, reader("Kilgrave"), "I am\n\n> back", "held", answers=trish)
    Comment.objects.filter(pk=held.pk).update(held_because="Looks like trouble.")
    row = read(desk.get(QUEUE)).one(f"#row-{held.pk}")
    assert row.one(".said__who .name").text == "Kilgrave"
    assert row.one(".record").text.endswith(", 0 shown, 1 removed")
    assert row.links(".said__where")[0] == ("A story", story.get_absolute_url())
    assert row.one(".said__to").text.startswith("in reply to Trish: He is ")
    assert row.texts(".said blockquote") == ["back"]
    assert row.texts(".because") == ["Held. Looks like trouble."]


def test_a_row_says_who_took_it_off_the_page_and_why(desk, story, editor):
    removed, held = (say(story, reader(), text, "shown") for text in ("Buy signs.", "Hm."))
    moderation.hold(removed, editor, "Wait.")
    moderation.remove(removed, editor, "It advertises something")
    moderation.hold(held, editor)
    rows = read(desk.get(f"{QUEUE}?queue=removed")).all(".queue .because")
    assert [row.text.partition(",")[0] for row in rows] == [
        "Removed. It advertises something editor"
    ]
    rows = read(desk.get(QUEUE)).all(".queue .because")
    assert [row.text.partition(",")[0] for row in rows] == ["Held. editor"]


def test_covers_are_open(desk, story, jessica_jones):
    say(story, reader(), "He dies.", "held", is_spoiler=True, spoils=f"{jessica_jones.pk}.1.13")
    cover = read(desk.get(QUEUE)).one(".queue .said details")
    assert "open" in cover
    assert "He dies." in cover.text


def test_a_queue_has_pages(desk, story):
    trish = reader()
    for number in range(PAGE + 2):
        say(story, trish, f"Number {number}", "held", posted_at=ago(minutes=100 - number))
    first = read(desk.get(QUEUE))
    assert words(first) == [f"Number {number}" for number in range(PAGE)]
    second = read(desk.get(QUEUE + first.one("a[rel=next]")["href"].replace("&amp;", "&")))
    assert words(second) == [f"Number {PAGE}", f"Number {PAGE + 1}"]


def test_whoever_decides_the_last_of_a_page_is_led_to_the_first_one(desk, story):
    trish = reader()
    for number in range(PAGE + 1):
        say(story, trish, f"Number {number}", "held", posted_at=ago(minutes=100 - number))
    address = QUEUE + read(desk.get(QUEUE)).one("a[rel=next]")["href"]
    last = Comment.objects.get(text=f"Number {PAGE}")
    answer = desk.post(address, {"do": f"approve:{last.pk}"})
    assert answer["Location"] == f"{QUEUE}?queue=held"


def test_a_queue_can_be_that_of_one_story(desk, story, press):
    other = press.live("Another")
    say(other, reader(), "There.", "held")
    say(story, reader(), "Here.", "held")
    assert words(read(desk.get(f"{QUEUE}?story={story.pk}"))) == ["Here."]


@pytest.mark.parametrize(
    "query", ["queue=nonsense", "story=x", "story=0", "after=x", f"story={2**70}"]
)
def test_nonsense_is_no_queue(desk, query):
    assert desk.get(f"{QUEUE}?{query}").status_code == 404


@pytest.mark.parametrize("name", list(QUEUES))
def test_a_queue_costs_the_same_with_one_comment_and_with_three(desk, story, press, name):
    state = {"held": "held", "removed": "removed"}.get(name, "shown")

    def more(number: int) -> None:
        under = press.live(f"Story of {number}", about=[story.coverage.get().show])
        first = say(
            under, reader(f"First {number}"), f"First {number}", "shown", posted_at=ago(days=30)
        )
        made = say(under, reader(f"Reader {number}"), f"Said {number}", "shown", answers=first)
        if name == "reported":
            reporting.report(made, "abuse", by=reader(f"Reporter {number}"))
        Comment.objects.filter(pk=made.pk).update(state=state)

    more(1)
    one = queries(desk, f"{QUEUE}?queue={name}")
    more(2)
    more(3)
    assert queries(desk, f"{QUEUE}?queue={name}") == one


# -- What is pressed ------------------------------------------------------------------------------


def test_one_press_approves(desk, story, editor):
    held = say(story, reader(), "Hello.", "held")
    page = desk.post(QUEUE, {"do": f"approve:{held.pk}", "then": "17"})
    assert page["Location"] == f"{QUEUE}#row-17"
    assert said(desk.get(QUEUE)) == "Approved: readers have it."
    assert Comment.objects.get().state == "shown"
    act = Act.objects.moderation().get()
    assert (act.verb, act.user, act.why) == ("approve", editor, "")


def test_removing_says_why(desk, story):
    held = say(story, reader(), "Hello.", "held")
    desk.post(QUEUE, {"do": f"remove:{held.pk}:spam", "reason": "abuse"})
    assert Act.objects.moderation().get().why == "It advertises something"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (
            {"reason": "abuse", "why": " Names\n names. "},
            "It attacks or insults somebody: Names names.",
        ),
        ({"reason": "other", "why": "A rule of ours"}, "A rule of ours"),
        ({"reason": "other"}, ""),
        ({"reason": "nonsense"}, ""),
    ],
)
def test_the_reason_is_one_of_ours_and_words(desk, story, sent, why):
    held = say(story, reader(), "Hello.", "held")
    desk.post(page_of(held), {"do": "remove"} | sent)
    assert Act.objects.moderation().get().why == why


def test_several_go_through_and_it_is_said_why_others_did_not(desk, story):
    trish = reader()
    held = [say(story, trish, f"Held {n}", "held") for n in range(3)]
    gone = say(story, trish, "Gone by now", "removed")
    numbers = [*(comment.pk for comment in held), gone.pk, 10**9]
    page = desk.post(QUEUE, {"do": "approve", "comment": numbers}, follow=True)
    assert said(page) == (
        "3 approved: readers have them. "
        "Not “Gone by now”: The comment is “Removed by a moderator” by now; that cannot be done "
        "with it. "
        "1 comment is not there, or not yours to moderate."
    )
    assert Comment.objects.filter(state="shown").count() == 3
    story.refresh_from_db()
    assert story.comment_count == 3


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"do": "nonsense"},
        {"do": "approve"},
        {"do": "approve:x"},
        {"do": "approve", "comment": ["x"]},
        {"do": f"approve:{'9' * 30}"},
    ],
)
def test_a_press_that_means_nothing_does_nothing(desk, story, sent):
    say(story, reader(), "Hello.", "held")
    page = desk.post(QUEUE, sent, follow=True)
    assert said(page).startswith("Nothing was changed: ")
    assert Comment.objects.get().state == "held"


def test_a_comment_that_somebody_else_decided_meanwhile_is_left(desk, story):
    held = say(story, reader(), "Hello.", "held")
    moderation.remove(held, None)
    page = desk.post(page_of(held), {"do": "approve"}, follow=True)
    assert said(page).startswith("Not “Hello.”: The comment is “Removed by a moderator” by now")


# -- A comment ------------------------------------------------------------------------------------


def pressable(page: Element) -> list[str]:
    return [button["value"] for button in page.all(".storybar button[name=do]")]


def test_each_state_offers_what_can_be_done_with_it(desk, story):
    trish = reader()
    made = say(story, trish, "Hello.", "held")
    found = {}
    for state in ("held", "shown", "removed", "deleted"):
        Comment.objects.update(state=state)
        found[state] = pressable(read(desk.get(page_of(made))))
    assert found == {
        "held": ["cover", "approve"],
        "shown": ["hold", "cover", "pin", "lock"],
        "removed": ["restore"],
        "deleted": [],
    }
    Comment.objects.update(state="shown", is_spoiler=True)
    moderation.pin(made, None)
    moderation.lock(made, None)
    reporting.report(made, "abuse", network="192.0.2.1")
    page = read(desk.get(page_of(made)))
    assert pressable(page) == ["hold", "uncover", "unpin", "unlock", "dismiss"]
    assert len(page.all("#remove")) == 1


def test_an_answer_closes_the_thread_that_it_is_in_and_is_not_pinned(desk, story):
    first = say(story, reader(), "First.", "shown")
    answer = say(story, reader("Malcolm"), "Second.", "shown", answers=first)
    desk.post(page_of(answer), {"do": "lock"})
    page = read(desk.get(page_of(answer)))
    assert Comment.objects.get(pk=first.pk).is_locked is True
    assert pressable(page) == ["hold", "cover", "unlock"]


def test_a_comment_stands_among_what_was_said_around_it(desk, story):
    first = say(story, reader("First"), "Begun.", "shown", posted_at=ago(minutes=60))
    answers = [
        say(
            story,
            reader(f"Reader {n}"),
            f"Said {n}",
            "shown",
            answers=first,
            posted_at=ago(minutes=50 - n),
        )
        for n in range(12)
    ]
    Comment.objects.filter(pk=answers[5].pk).update(state="held")
    page = read(desk.get(page_of(answers[6])))
    assert page.texts(".around .said") == [
        "Begun.",
        *(f"Said {number}" for number in range(1, 12)),
    ]
    assert page.texts(".around .this .said") == ["Said 6"]
    beginning = read(desk.get(page_of(first)))
    assert beginning.texts(".around .said") == ["Begun.", *(f"Said {n}" for n in range(5))]


def test_its_page_tells_of_its_writer_its_reports_and_what_was_done(desk, story, editor):
    kilgrave = reader("Kilgrave")
    say(story, kilgrave, "Before.", "removed")
    made = say(story, kilgrave, "Smile.", "shown")
    reporting.report(made, "other", "He does it again", by=reader("Malcolm"))
    moderation.hold(made, editor, "Look at this")
    page = read(desk.get(page_of(made)))
    assert page.one("#rail .because").text.startswith("Malcolm reports: Something else: He does it")
    facts = [(row.one("dt").text, row.one("dd").text) for row in page.all("#rail .whom div")]
    assert facts[0] == ("E-mail", "kilgrave@example.com")
    assert facts[2:] == [
        ("Shown", "0"),
        ("Held", "1"),
        ("Removed", "1"),
        ("Deleted by themselves", "0"),
    ]
    assert page.texts("#rail .history a") == ["Before."]
    done = [(one.one(".person").text, one.one("div").text) for one in page.all(".trail li")]
    assert done == [("editor", "held Look at this"), ("Kilgrave", "posted")]


def test_a_comment_costs_the_same_in_a_short_thread_and_in_a_long_one(desk, story):
    first = say(story, reader("First"), "Begun.", "shown")
    made = say(story, reader(), "Here.", "shown", answers=first)
    say(story, reader(), "Said before.", "shown")
    reporting.report(made, "abuse", by=reader("Malcolm"))
    moderation.hold(made, None)
    one = queries(desk, page_of(made))
    for n in range(3):
        say(story, reader(f"Reader {n}"), f"Said {n}", "shown", answers=first)
        say(story, reader(), f"And {n}", "shown")
        moderation.approve(made, None)
        reporting.report(made, "abuse", by=reader(f"Reader {n}"))
        moderation.hold(made, None)
    assert queries(desk, page_of(made)) == one


def test_what_is_not_there_has_no_page(desk, story):
    unconfirmed = posting.post(story, reader("Nobody"), posting.Words("Hi."), is_known=False)
    for number in (unconfirmed.pk, 10**9, 2**80):
        for method in (desk.get, desk.post):
            assert method(f"{QUEUE}{number}/change/").status_code == 404
    for page in ("by", "on"):
        assert desk.get(f"{QUEUE}{page}/{2**80}/").status_code == 404


# -- Whoever comments, what was done ---------------------------------------------------------------


def test_a_commenter_has_all_that_they_said(desk, story, editor):
    kilgrave = reader("Kilgrave")
    for n, state in enumerate(("shown", "held", "removed", "deleted")):
        say(story, kilgrave, f"Said {n}", state, posted_at=ago(days=n))
    moderation.approve(Comment.objects.get(state="held"), editor)
    say(story, reader("Malcolm"), "Not his.", "shown")
    page = read(desk.get(f"{QUEUE}by/{kilgrave.pk}/"))
    assert words(page) == ["Said 0", "Said 1", "Said 2", "Said 3"]
    assert page.texts(".trail li div") == ["approved: Said 1 A story"]


def test_a_commenter_costs_the_same_with_one_comment_and_with_three(desk, story, editor):
    trish = reader()
    moderation.hold(say(story, trish, "Said", "shown"), editor)
    address = f"{QUEUE}by/{trish.pk}/"
    one = queries(desk, address)
    for n in range(2):
        moderation.hold(say(story, trish, f"Said {n}", "shown"), editor)
    assert queries(desk, address) == one


def test_the_acts_say_who_did_what_and_can_be_narrowed_down(desk, story, editor):
    made = say(story, reader("Kilgrave"), "Smile.", "shown")
    moderation.hold(made, editor, "Look at it")
    moderation.approve(made, None)
    moderation.decide(story, editor, "closed")
    acts = read(desk.get(f"{QUEUE}acts/"))
    told = [(one.one(".person").text, one.one("div").text) for one in acts.all(".lines li")]
    assert told == [
        ("editor", "decided who may comment A story Closed: what was said stays, nothing is added"),
        ("The site", "approved: Smile. Kilgrave A story"),
        ("editor", "held: Smile. Kilgrave A story Look at it"),
    ]
    for query, count in (
        (f"who={editor.pk}", 2),
        ("verb=approve", 1),
        (f"verb=hold&who={editor.pk}", 1),
        ("verb=post", 3),  # that is no act of a moderator, so it narrows nothing down
        ("who=x", 3),
    ):
        assert len(read(desk.get(f"{QUEUE}acts/?{query}")).all(".lines li")) == count, query


def test_the_acts_cost_the_same_with_one_and_with_three(desk, story, editor):
    def more(number: int) -> None:
        made = say(story, reader(f"Reader {number}"), f"Said {number}", "shown")
        moderation.hold(made, editor)

    more(1)
    one = queries(desk, f"{QUEUE}acts/")
    more(2)
    more(3)
    assert queries(desk, f"{QUEUE}acts/") == one


# -- A story's rules -------------------------------------------------------------------------------


def rules_of(story: Article) -> str:
    return f"{QUEUE}on/{story.pk}/"


def test_a_story_can_have_rules_of_its_own(desk, story, editor):
    page = read(desk.get(rules_of(story)))
    assert [box["value"] for box in page.all("input[name=policy]") if "checked" in box] == [""]
    desk.post(rules_of(story), {"policy": "held", "days": "30"})
    rules = Conversation.objects.get(story=story)
    assert (rules.policy, rules.closes_at) == ("held", story.live_at + timedelta(days=30))
    page = read(desk.get(rules_of(story)))
    assert [box["value"] for box in page.all("input[name=policy]") if "checked" in box] == ["held"]
    assert page.one("input[name=days]")["value"] == "30"
    assert Act.objects.moderation().get().verb == "decide"


def test_a_moment_that_nobody_touched_stays(desk, story):
    moment = story.live_at + timedelta(days=30, hours=5)
    Conversation.objects.create(story=story, policy="open", closes_at=moment)
    desk.post(rules_of(story), {"policy": "held", "days": "30"})
    assert Conversation.objects.get().closes_at == moment
    desk.post(rules_of(story), {"policy": "held", "days": ""})
    assert Conversation.objects.get().closes_at is None


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"policy": "nonsense"}, "Choose one of these."),
        ({"policy": "open", "days": "soon"}, "Give a number of days, or leave it empty."),
        ({"policy": "open", "days": "-1"}, "Ensure this value is greater than or equal to 0."),
    ],
)
def test_rules_that_mean_nothing_are_not_kept(desk, story, sent, error):
    page = read(desk.post(rules_of(story), sent))
    assert page.texts(".errorlist li") == [error]
    assert Conversation.objects.count() == 0


def told(page: Element) -> list[str]:
    """What holds now, and what can be done about it."""
    return page.texts(".rules .now")


OVER = "To open it again, give more days below, or 0 for never."


def test_a_story_can_stay_open_whatever_the_site_does(desk, story, settings):
    settings.COMMENTS_CLOSE_AFTER = 30
    saved = desk.post(rules_of(story), {"policy": "open", "days": "0"}, follow=True)
    assert said(saved) == "Saved. It holds from now on."
    rules = Conversation.objects.get(story=story)
    assert (rules.closes_at, rules.never_closes) == (None, True)
    assert told(read(saved)) == [
        "Comments on this story appear at once now, as far as nothing holds them.",
        "It does not close by itself.",
    ]
    assert read(saved).one("input[name=days]")["value"] == "0"
    # What nobody touched stays; empty is the site's again.
    desk.post(rules_of(story), {"policy": "held", "days": "0"})
    assert Conversation.objects.get().never_closes
    desk.post(rules_of(story), {"policy": "held", "days": ""})
    rules = Conversation.objects.get()
    assert (rules.closes_at, rules.never_closes) == (None, False)
    desk.post(rules_of(story), {"policy": "held", "days": "0"})
    desk.post(rules_of(story), {"policy": "held", "days": "3"})
    rules = Conversation.objects.get()
    assert (rules.closes_at, rules.never_closes) == (story.live_at + timedelta(days=3), False)


def test_an_old_story_says_since_when_it_is_closed_and_how_to_open_it(desk, press, settings):
    settings.COMMENTS_CLOSE_AFTER = 30
    story = press.live("Old", at=datetime(2017, 4, 10, 12, tzinfo=UTC))
    saved = desk.post(rules_of(story), {"policy": "open", "days": ""}, follow=True)
    assert said(saved) == (
        "Saved. Its days are over, so nothing can be added: give more, or 0 for never."
    )
    since = "Closed since 10 May 2017, 30 days after it came out."
    assert told(read(saved)) == ["Nothing can be added now.", f"{since} {OVER}"]
    moment = datetime(2017, 4, 11, 17, tzinfo=UTC)  # after no whole number of days
    Conversation.objects.update(closes_at=moment)
    assert told(read(desk.get(rules_of(story))))[1] == f"Closed since 11 April 2017. {OVER}"
    # What is closed by choice is not opened by days.
    desk.post(rules_of(story), {"policy": "closed", "days": "1"})
    assert told(read(desk.get(rules_of(story)))) == ["Nothing can be added now."]


def test_a_new_story_says_when_it_closes_by_itself(desk, press, settings):
    settings.COMMENTS_CLOSE_AFTER = 1
    now = timezone.now()
    story = press.live("New", at=now - timedelta(hours=1))
    closes = date_format(timezone.localtime(story.live_at + timedelta(days=1)), "DATETIME_FORMAT")
    advice = "To let it close at another time, change the days below; 0 is never."
    assert told(read(desk.get(rules_of(story))))[1] == (
        f"Closes by itself on {closes}, 1 day after it came out. {advice}"
    )
    moment = now + timedelta(hours=2)
    Conversation.objects.create(story=story, closes_at=moment)
    closes = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    assert told(read(desk.get(rules_of(story))))[1] == f"Closes by itself on {closes}. {advice}"


def test_where_nothing_closes_by_itself_nothing_is_said_of_it(desk, story):
    assert told(read(desk.get(rules_of(story)))) == [
        "Comments on this story appear at once now, as far as nothing holds them."
    ]


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_a_story_that_is_not_out_says_why_nothing_can_be_added(desk, press, state, settings):
    settings.COMMENTS_CLOSE_AFTER = 30
    assert told(read(desk.get(rules_of(getattr(press, state)())))) == [
        "Nothing can be added now. Readers do not have the story."
    ]


def test_a_draft_has_rules_and_no_days(desk, press):
    draft = press.draft()
    assert read(desk.get(rules_of(draft))).all("input[name=days]") == []
    desk.post(rules_of(draft), {"policy": "off", "days": "3"})
    rules = Conversation.objects.get(story=draft)
    assert (rules.policy, rules.closes_at) == ("off", None)


def test_the_rules_say_how_much_is_there(desk, story):
    for n in range(2):
        say(story, reader(), f"Said {n}", "held")
    facts = read(desk.get(rules_of(story))).all(".facts .whom div")
    assert [(row.one("dt").text, row.one("dd").text) for row in facts] == [
        ("Held", "2"),
        ("Approved", "0"),
        ("Removed", "0"),
    ]


def test_the_rules_cost_the_same_with_one_act_and_with_three(desk, story, editor):
    def more(number: int) -> None:
        moderation.hold(say(story, reader(f"Reader {number}"), f"Said {number}", "shown"), editor)

    more(1)
    one = queries(desk, rules_of(story))
    more(2)
    more(3)
    assert queries(desk, rules_of(story)) == one


def test_what_was_deleted_has_a_name(desk, story):
    trish = reader()
    made = say(story, trish, "Hello.", "shown")
    other = say(story, trish, "Hello again.", "shown")
    moderation.hold(other, None)
    posting.delete(other, trish)
    assert read(desk.get(page_of(made))).texts("#rail .history a") == ["what was deleted"]
    assert read(desk.get(f"{QUEUE}acts/")).links(".lines")[0][0] == "what was deleted"


# -- The desk --------------------------------------------------------------------------------------


def test_the_menu_and_the_front_page_say_what_waits(desk, story):
    menu = ("Comments", QUEUE)
    front = read(desk.get("/admin/"))
    assert menu in front.links("#menu")
    assert front.all("#comments-wait") == []
    say(story, reader(), "Hello.", "held")
    reporting.report(say(story, reader(), "Reported.", "shown"), "abuse", network="192.0.2.1")
    front = read(desk.get("/admin/"))
    assert ("Comments 2 waiting", QUEUE) in front.links("#menu")
    assert front.links(".comments-wait") == [
        ("Held for a moderator 1", QUEUE),
        ("Reported by readers 1", f"{QUEUE}?queue=reported"),
    ]


def test_what_waits_is_not_counted_to_its_end(desk, story):
    trish = reader()
    Comment.objects.bulk_create(
        Comment(story=story, by=trish, text="x", digest=str(number), state="held")
        for number in range(COUNTED + 1)
    )
    front = read(desk.get("/admin/"))
    assert ("Comments 99+ waiting", QUEUE) in front.links("#menu")
    Comment.objects.first().delete()
    assert ("Comments 99 waiting", QUEUE) in read(desk.get("/admin/")).links("#menu")


def test_whoever_moderates_nothing_reads_nothing_of_it(story, writer):
    say(story, reader(), "Hello.", "held")
    front = read(at_desk(writer).get("/admin/"))
    assert QUEUE not in [address for _words, address in front.links()]


def test_a_site_without_comments_has_no_such_entry(desk, settings):
    settings.COMMENTS = "off"
    assert QUEUE not in [address for _words, address in read(desk.get("/admin/")).links()]


def test_the_page_of_a_story_leads_to_its_rules(desk, story):
    rail = read(desk.get(form_of(story))).one("#card-comments")
    assert rail.links() == [("Comments: who may, and what waits", rules_of(story))]
