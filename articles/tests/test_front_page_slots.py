"""The front page at the desk: which stories lead, in which order, and until when."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.models import Article, FrontPageSlot
from articles.tests.desk import Submission, at_desk, opened, said
from geekfeed.tests.cast import FIRST_DAY, account
from geekfeed.tests.reading import count_queries, read

PAGE = "/admin/articles/frontpageslot/"
SAVED = "Saved. Readers see the front page so from now on."


@pytest.fixture
def desk(editor):
    return at_desk(editor)


@pytest.fixture
def stories(press) -> list[Article]:
    return [press.live(name) for name in ("First", "Second", "Third", "Fourth")]


def put(*stories: Article, **facts) -> None:
    for position, story in enumerate(stories, start=1):
        FrontPageSlot.objects.create(position=position, article=story, **facts)


def stands() -> list[tuple[int, str]]:
    return [(slot.position, slot.article.headline) for slot in FrontPageSlot.objects.all()]


def cell(row: int, name: str) -> str:
    return f"places-{row}-{name}"


def save(client, data: Submission):
    return client.post(PAGE, data, follow=True)


def errors(page) -> list[str]:
    places = page.context["places"]
    return [*places.non_form_errors()] + [
        sentence for form in places for found in form.errors.values() for sentence in found
    ]


def in_time(**delta: int) -> str:
    return timezone.localtime(timezone.now() + timedelta(**delta)).strftime("%Y-%m-%dT%H:%M")


def test_stories_are_put_on_an_empty_front_page_in_the_order_in_which_they_stand(desk, stories):
    data = opened(desk, PAGE)
    assert [name for name in data if name.endswith("-article")] == [
        cell(row, "article") for row in range(6)
    ]
    for row, story in enumerate(stories[:2]):
        data[cell(row, "article")] = [str(story.pk)]
    page = save(desk, data)
    assert said(page) == SAVED
    assert stands() == [(1, "First"), (2, "Second")]


def test_two_stories_trade_places(desk, stories):
    put(*stories)
    data = opened(desk, PAGE)
    data[cell(0, "place")], data[cell(1, "place")] = ["2"], ["1"]
    assert said(save(desk, data)) == SAVED
    assert stands() == [(1, "Second"), (2, "First"), (3, "Third"), (4, "Fourth")]


@pytest.mark.parametrize(
    ("row", "place", "order"),
    [
        (3, "1", ["Fourth", "First", "Second", "Third"]),
        (0, "3", ["Second", "Third", "First", "Fourth"]),
        (0, "", ["Second", "Third", "Fourth", "First"]),
        (0, "12", ["Second", "Third", "Fourth", "First"]),
    ],
)
def test_the_others_make_room_for_a_story_that_moves(desk, stories, row, place, order):
    put(*stories)
    data = opened(desk, PAGE)
    data[cell(row, "place")] = [place]
    save(desk, data)
    assert stands() == list(enumerate(order, start=1))


def test_each_story_gets_the_place_it_was_given_and_the_others_stay_in_order(desk, stories):
    put(*stories[:3])
    data = opened(desk, PAGE) | {cell(0, "place"): ["3"]}
    save(desk, data | {cell(3, "article"): [str(stories[3].pk)], cell(3, "place"): ["1"]})
    assert stands() == list(enumerate(["Fourth", "Second", "First", "Third"], start=1))


def test_a_story_that_is_taken_away_leaves_no_gap(desk, stories):
    put(*stories)
    data = opened(desk, PAGE)
    data[cell(1, "away")] = ["on"]
    save(desk, data)
    assert stands() == [(1, "First"), (2, "Third"), (3, "Fourth")]


def test_a_place_is_cleared_like_any_choice(desk, stories):
    put(*stories)
    save(desk, opened(desk, PAGE) | {cell(1, "article"): [""]})
    assert stands() == [(1, "First"), (2, "Third"), (3, "Fourth")]


def test_what_was_done_is_in_the_log(desk, editor, stories):
    put(*stories[:3])
    data = opened(desk, PAGE) | {cell(0, "away"): ["on"], cell(3, "article"): [str(stories[3].pk)]}
    save(desk, data)
    logged = LogEntry.objects.filter(content_type__model="frontpageslot", user=editor)
    assert sorted(logged.values_list("object_repr", "action_flag")) == [
        ("1. First", 3),
        ("1. Second", 2),
        ("2. Third", 2),
        ("3. Fourth", 1),
    ]


def test_saving_what_is_there_changes_nothing(desk, stories):
    put(*stories, until=timezone.now() + timedelta(days=1))
    before = list(FrontPageSlot.objects.values_list("pk", "position", "article", "until"))
    assert said(save(desk, opened(desk, PAGE))) == "Nothing had changed."
    assert list(FrontPageSlot.objects.values_list("pk", "position", "article", "until")) == before


def test_a_story_leaves_its_place_when_its_time_is_up(desk, client, stories):
    put(*stories[:2])
    data = opened(desk, PAGE) | {cell(0, "until"): [in_time(hours=1)]}
    assert said(save(desk, data)) == SAVED
    assert read(client.get("/")).texts(".splash h2") == ["First"]
    FrontPageSlot.objects.filter(position=1).update(until=timezone.now())
    page = read(client.get("/"))
    assert page.texts(".splash h2") == ["Second"]
    latest = page.texts("[aria-labelledby=front-latest] h3")
    assert latest == ["Fourth", "Third", "First"]


def test_a_front_page_whose_time_is_up_has_the_newest(client, stories):
    put(stories[0], until=timezone.now())
    assert read(client.get("/")).texts(".splash h2") == ["Fourth"]


def test_each_place_says_what_readers_have_of_it(desk, press):
    until = timezone.now() - timedelta(days=1)
    out = [press.live() for _ in range(8)]
    put(*out[:2], press.scheduled(), press.draft(), *out[2:])
    FrontPageSlot.objects.filter(position=2).update(until=until)
    told = read(desk.get(PAGE)).texts(".places li .quiet")
    scheduled = Article.objects.get(status="scheduled").live_at
    moment = "%A %-d %B, %H:%M"
    assert told == [
        "Readers see it.",
        f"Its time was up on {timezone.localtime(until).strftime(moment)}. Readers do not see it "
        "here.",
        f"It goes out on {timezone.localtime(scheduled).strftime(moment)} and is here from then "
        "on.",
        "Draft: readers do not see it yet.",
        *["Readers see it."] * 5,
        "It stands by: the front page has room for 6.",
    ]


def test_a_story_whose_time_was_up_stops_nobody_from_saving(desk, stories):
    put(*stories[:2], until=timezone.now() - timedelta(days=1))
    data = opened(desk, PAGE) | {cell(2, "article"): [str(stories[2].pk)]}
    assert said(save(desk, data)) == SAVED
    assert stands() == [(1, "First"), (2, "Second"), (3, "Third")]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({cell(0, "place"): ["13"]}, "Ensure this value is less than or equal to 12."),
        ({cell(0, "place"): ["0"]}, "Ensure this value is greater than or equal to 1."),
        ({cell(0, "place"): ["x"]}, "Enter a whole number."),
        ({cell(0, "article"): ["999"]}, "There is no such story any more."),
        ({cell(0, "article"): ["\x00"]}, "There is no such story any more."),
        ({cell(0, "article"): ["9" * 40]}, "There is no such story any more."),
        ({cell(0, "until"): ["tomorrow"]}, "Enter a valid date/time."),
        (
            {cell(0, "until"): ["2017-04-10T14:05"]},
            "That moment has passed. Choose a later one, or none.",
        ),
        (
            {cell(0, "until"): ["9999-01-01T00:00"]},
            "Nobody plans so far away. Look at the year again.",
        ),
        (
            {cell(3, "until"): ["2067-04-10T14:05"]},
            "Choose a story for this place, or clear its time.",
        ),
        (
            {"places-TOTAL_FORMS": ["1000"]},
            "Please submit at most 12 forms.",
        ),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_saved(desk, stories, cells, sentence):
    put(*stories[:2])
    page = save(desk, opened(desk, PAGE) | cells)
    assert page.status_code == 200
    assert errors(page) == [sentence]
    assert stands() == [(1, "First"), (2, "Second")]


def test_a_story_stands_in_one_place(desk, stories):
    put(*stories[:2])
    page = save(desk, opened(desk, PAGE) | {cell(2, "article"): [str(stories[0].pk)]})
    assert errors(page) == ["“First” stands here twice. Take it away from one of its places."]
    assert read(page).texts(".places [selected]").count("First") == 2


def test_twelve_places_have_no_empty_row(desk, press):
    put(*[press.live() for _ in range(12)])
    data = opened(desk, PAGE)
    assert data["places-TOTAL_FORMS"] == ["12"]
    assert said(save(desk, data)) == "Nothing had changed."


def test_of_two_editors_one_gets_through_and_the_other_is_told(desk, stories):
    put(*stories[:2])
    data = opened(desk, PAGE)
    FrontPageSlot.objects.filter(position=2).delete()
    data[cell(0, "place")], data[cell(1, "place")] = ["2"], ["1"]
    page = save(desk, data)
    assert said(page) == (
        "Somebody else has just changed the front page. Here it is as it is now. "
        "You wanted: 1. Second, 2. First."
    )
    assert stands() == [(1, "First")]


def test_two_who_fill_an_empty_front_page_at_once_do_not_break_it(desk, stories, monkeypatch):
    data = opened(desk, PAGE) | {cell(0, "article"): [str(stories[0].pk)]}
    put(stories[1])
    monkeypatch.setattr("articles.admin.front_page.fingerprint", lambda slots: data["seen"][0])
    monkeypatch.setattr("articles.admin.front_page._slots", lambda **lock: [])
    assert said(save(desk, data)).startswith("Somebody else has just changed the front page.")
    assert stands() == [(1, "Second")]


@pytest.mark.parametrize("address", [f"{PAGE}add/", f"{PAGE}1/change/"])
def test_a_place_has_no_page_of_its_own(desk, address):
    assert desk.get(address).headers["Location"] == PAGE


def test_writers_have_no_front_page(writer):
    client = at_desk(writer)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {}).status_code == 403


def test_who_may_not_choose_does_not_see_the_drafts_that_stand_there(db, stories):
    user = account("looker")
    user.user_permissions.add(Permission.objects.get(codename="view_frontpageslot"))
    client = at_desk(user)
    put(*stories[:2])
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {}).status_code == 403


def test_the_page_costs_the_same_for_one_story_and_for_three(desk, stories):
    put(stories[0])
    one = count_queries(desk, PAGE)
    FrontPageSlot.objects.all().delete()
    put(*stories[:3])
    assert count_queries(desk, PAGE) == one


def test_the_site_s_front_page_costs_no_more_for_the_limit(client, press):
    put(press.live(at=FIRST_DAY))
    one = count_queries(client, "/")
    FrontPageSlot.objects.update(until=timezone.now() + timedelta(days=1))
    assert count_queries(client, "/") == one
