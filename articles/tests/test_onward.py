"""What a story leads on to: *Next:*, *Related* and *More from* its section."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article, RelatedStory
from articles.onward import HALF, MORE, RELATED, Onward, onward
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import Element, read
from shows.models import Character, Person, Show

HIDDEN = ["draft", "in_review", "scheduled", "withdrawn"]
DAY = timedelta(days=1)


@pytest.fixture
def page_of(client: Client) -> Callable[[Article], Element]:
    return lambda story: read(client.get(story.get_absolute_url()))


def of(story: Article) -> Onward:
    return onward(Article.objects.for_page().get(pk=story.pk))


def related(story: Article) -> list[str]:
    return [card.headline for card in of(story).related]


def pick(story: Article, *others: Article) -> None:
    for position, other in enumerate(others):
        RelatedStory.objects.create(article=story, related=other, position=position)


@pytest.fixture
def luke_cage(db: None) -> Show:
    return Show.objects.create(name="Luke Cage", slug="luke-cage")


# Next


def test_next_is_what_an_editor_chose(press, page_of, jessica_jones, luke_cage):
    press.live("The one before", about=[jessica_jones])
    chosen = press.live("Chosen", about=[luke_cage])
    box = page_of(press.live(about=[jessica_jones], next_up=chosen)).one("section.next")
    assert box.one(".label").text == "Next:"
    assert box.links() == [("Chosen", chosen.get_absolute_url())]
    assert box["data-show"] == "luke-cage"


def test_else_it_is_the_story_about_the_show_that_came_before(
    press, jessica_jones, luke_cage, season_2
):
    press.live("Long before", about=[season_2])
    before = press.live("Just before", about=[luke_cage, season_2])
    press.live("About another show", about=[luke_cage])
    story = press.live(about=[jessica_jones, luke_cage])
    press.live("After", about=[jessica_jones])
    assert of(story).next_up == before


def test_of_stories_of_one_moment_the_number_decides(press, jessica_jones):
    first, second, third = (press.live(about=[jessica_jones], at=FIRST_DAY) for _ in range(3))
    assert [of(story).next_up for story in (third, second, first)] == [second, first, None]


def test_whoever_follows_next_meets_every_story_of_the_show_once(press, jessica_jones):
    stories = [press.live(about=[jessica_jones]) for _ in range(5)]
    met = [stories[-1]]
    while (story := of(met[-1]).next_up) is not None:
        met.append(story)
    assert met == stories[::-1]


@pytest.mark.parametrize("state", HIDDEN)
def test_next_is_never_a_story_that_is_not_live(press, page_of, jessica_jones, state):
    before = press.live("The one before", about=[jessica_jones], at=FIRST_DAY - DAY)
    hidden = getattr(press, state)("Not for readers", about=[jessica_jones])
    story = press.live(about=[jessica_jones], next_up=hidden)
    page = page_of(story)
    assert page.one("section.next").links() == [("The one before", before.get_absolute_url())]
    assert "Not for readers" not in page.text


def test_without_a_show_and_a_choice_there_is_no_next(press, page_of):
    press.live("Before")
    assert page_of(press.live()).all(".next") == []


# Related


@pytest.mark.parametrize(
    ("shared", "reasons"),
    [
        ("show", ["Luke Cage"]),
        ("topic", ["Casting"]),
        ("person named in the text", ["Krysten Ritter"]),
        ("person claimed about", ["Krysten Ritter"]),
        ("character named in the text", ["Jessica Jones"]),
        ("claim", ["Season 2 began filming"]),
        ("nothing", None),
    ],
)
def test_stories_that_share_something_are_related(
    press, filming, luke_cage, catalog, shared, reasons
):
    person, character = catalog["person"], catalog["character"]
    alone = {"kind": "other", "show": luke_cage, "season": None, "location": None}
    other = {
        "show": {"about": [luke_cage]},
        "topic": {"topics": ["Casting"]},
        "person named in the text": {"names": [person]},
        "person claimed about": {"claims": [filming(**alone, character=None)]},
        "character named in the text": {"names": [character]},
        "claim": {"claims": [filming(says="Trucks are back", person=None, character=None)]},
        "nothing": {"topics": ["Comics"]},
    }[shared]
    press.live("The other", **other)
    # Older, so that the other one is not the next.
    story = press.live(
        about=[luke_cage],
        topics=["Casting"],
        names=[character],
        claims=[filming()],
        at=FIRST_DAY - DAY,
    )
    expected = [("The other", reasons)] if reasons else []
    assert [(card.headline, card.reasons) for card in of(story).related if card.reasons] == expected


def test_what_shares_more_comes_first_and_of_equals_the_newest(press, jessica_jones):
    press.live("Show", about=[jessica_jones])
    press.live("Two topics", topics=["Casting", "Harlem"])
    press.live("Show and topic", about=[jessica_jones], topics=["Casting"])
    press.live("Topic", topics=["Harlem"])
    press.live("Newer topic", topics=["Casting"])
    story = press.live(topics=["Casting", "Harlem"], about=[jessica_jones], at=FIRST_DAY - DAY)
    assert related(story) == ["Two topics", "Show and topic", "Newer topic", "Topic"]


def test_what_is_so_much_older_counts_half(press):
    for name, age in (("just older", HALF - DAY), ("too old", HALF + DAY)):
        press.live(f"Both, {name}", topics=["Casting", "Harlem"], at=FIRST_DAY - age)
    press.live("One", topics=["Casting"], at=FIRST_DAY)
    story = press.live(topics=["Casting", "Harlem"], at=FIRST_DAY - DAY)
    assert related(story) == ["Both, just older", "One", "Both, too old"]


def test_a_name_that_is_claimed_about_and_linked_counts_once(press, filming, catalog):
    def twice(kind: str) -> dict[str, list]:
        alone = {"season": None, "character": None, "location": None}
        return {"claims": [filming(kind=kind, **alone)], "names": [catalog["person"]]}

    press.live("Twice", **twice("casting"))
    press.live("Two topics", topics=["Casting", "Harlem"])
    story = press.live(topics=["Casting", "Harlem"], **twice("crew"))
    assert related(story) == ["Two topics", "Twice"]


def test_what_was_picked_by_hand_comes_first_in_that_order(press, page_of):
    press.live("Shares", topics=["Casting"])
    old, older = (press.live(name, at=FIRST_DAY - 900 * DAY) for name in ("Old", "Older"))
    story = press.live(topics=["Casting"])
    pick(story, old, older)
    lines = page_of(story).all(".related li")
    assert [(line.one("h3").text, line.texts(".both")) for line in lines] == [
        ("Old", []),
        ("Older", []),
        ("Shares", ["In common: Casting"]),
    ]


def test_a_related_story_says_in_a_word_how_sure_it_is(press, page_of, filming):
    story = press.live()
    pick(story, press.live("Perhaps", claims=[filming(standing="rumoured")]))
    line = page_of(story).one(".related li")
    assert (line.one("h3").text, line.one(".sure").text) == ("Perhaps", "Rumoured")
    assert line.one(".patch")["aria-hidden"] == "true"


def test_all_that_was_picked_is_shown_and_otherwise_four(press):
    press.live("Shares", topics=["Casting"])
    picked = [press.live() for _ in range(RELATED + 1)]
    story = press.live(topics=["Casting"])
    pick(story, *picked)
    assert of(story).related == picked
    for _ in range(RELATED):
        press.live(topics=["Casting"])
    assert len(of(press.live(topics=["Casting"])).related) == RELATED


@pytest.mark.parametrize("state", HIDDEN)
def test_nothing_that_is_not_live_is_related_or_more(press, page_of, filming, state):
    shared = {"topics": ["Casting"], "claims": [filming()]}
    hidden = getattr(press, state)("Not for readers", about=[filming()["show"]], **shared)
    story = press.live(about=[filming()["show"]], **shared)
    pick(story, hidden)
    page = page_of(story)
    assert [page.all(box) for box in (".next", ".related", "section.more")] == [[], [], []]
    assert "Not for readers" not in page.text


# More, and all three


def test_more_from_the_section_is_its_latest(press, page_of):
    for number in range(MORE + 1):
        press.live(f"Latest {number}")
    more = page_of(press.live(at=FIRST_DAY - DAY)).all("section.more")[-1]
    assert more.one("h2").text == "More from TV"
    assert more.links(".section__head") == [("All of TV", "/tv/")]
    assert more.texts("h3") == [f"Latest {number}" for number in (6, 5, 4, 3, 2, 1)]


def test_no_story_is_twice_on_a_page(press, jessica_jones):
    stories = [press.live(about=[jessica_jones], topics=["Casting"]) for _ in range(20)]
    story = press.live(about=[jessica_jones], topics=["Casting"], next_up=stories[18])
    pick(story, stories[17], stories[18])
    found = of(story)
    numbers = [card.pk for card in (found.next_up, *found.related, *found.more)]
    assert len(numbers) == len({*numbers, story.pk}) - 1 == 1 + RELATED + MORE


def test_what_settled_a_claim_is_named_above_and_not_again(press, page_of, filming, jessica_jones):
    story = press.live(about=[jessica_jones], claims=[filming(standing="rumoured")])
    settled = press.live("It is so", about=[jessica_jones], claims=[filming(standing="confirmed")])
    page = page_of(story)
    assert page.texts(".since__story a") == [settled.headline]
    assert page.all(".related") + page.all("section.more") == []


def test_a_draft_leads_on_as_it_will_once_it_is_out(press, jessica_jones):
    newest = press.live(about=[jessica_jones])
    assert of(press.draft(about=[jessica_jones])) == (newest, [], [])


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_twice_whatever_the_story_is_about(press, filming, count):
    people = [Person.objects.create(name=f"P{i}", slug=f"p-{i}") for i in range(count)]
    characters = [Character.objects.create(name=f"C{i}", slug=f"c-{i}") for i in range(count)]
    facts = {
        "about": [Show.objects.create(name=f"S{i}", slug=f"s-{i}") for i in range(count)],
        "topics": [f"Topic {i}" for i in range(count)],
        "names": [*people, *characters],
        "claims": [filming(says=f"Claim {i}", kind="other") for i in range(count)],
    }
    for _ in range(count):
        press.live(**facts)
    story = Article.objects.for_page().get(pk=press.live(**facts).pk)
    with CaptureQueriesContext(connection) as queries:
        found = onward(story)
    assert len(queries) == 2
    assert (found.next_up is not None, len(found.related)) == (True, count - 1)


def test_it_is_one_question_whatever_the_story_is_about(press, filming, jessica_jones):
    def asked(story: Article) -> tuple[str, int]:
        story = Article.objects.for_page().get(pk=story.pk)
        with CaptureQueriesContext(connection) as queries:
            onward(story)
        sql = queries[0]["sql"]
        return sql.split("(")[0], sql.count("UNION ALL")

    few = press.live(topics=["Casting"])
    many = press.live(
        topics=["Casting", "Sets", "Trailers"],
        claims=[filming(person=None, character=None)],
        about=[jessica_jones],
    )
    assert asked(few) == asked(many)


def test_an_empty_newsroom_leads_nowhere(press):
    assert of(press.live()) == (None, [], [])


def test_a_story_withdrawn_meanwhile_is_left_out(press, page_of):
    other = press.live(topics=["Casting"])
    story = press.live(topics=["Casting"])
    workflow.withdraw(other, None)
    assert page_of(story).all(".related") == []
