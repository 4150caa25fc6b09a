"""All notices on one page: under live stories, newest first, dated and typed."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article
from geekfeed.tests.cast import FIRST_DAY, Press
from geekfeed.tests.reading import count_queries, read

ADDRESS = "/corrections/"


def day(number: int):
    return FIRST_DAY + timedelta(days=number)


@pytest.fixture
def story(press: Press, jessica_jones) -> Article:
    made = press.live("Production Starts", about=[jessica_jones])
    workflow.correct(made, None, "clarification", "The front only.", at=day(1))
    workflow.correct(made, None, "correction", "Not <b>Ohio</b>.\n\nNor Iowa.", at=day(3))
    return made


def test_notices_are_dated_and_typed_newest_first_with_their_stories(client, press, story):
    other = press.live("Another Story")
    workflow.correct(other, None, "update", "More is known.", at=day(2))
    page = read(client.get(ADDRESS))
    assert page.texts(".corrections .label") == [
        "Correction, 13 April 2017",
        "Update, 12 April 2017",
        "Clarification, 11 April 2017",
    ]
    assert page.links(".corrections") == [
        ("Production Starts", story.get_absolute_url()),
        ("Another Story", other.get_absolute_url()),
        ("Production Starts", story.get_absolute_url()),
    ]
    first, second, _third = page.all(".corrections li")
    assert first.texts("div p") == ["Not <b>Ohio</b>.", "Nor Iowa."]
    assert first["data-show"] == "jessica-jones"
    assert "data-show" not in second


def test_one_kind_can_be_looked_at_alone(client, story):
    page = read(client.get(f"{ADDRESS}?kind=clarification"))
    assert page.texts(".corrections .label") == ["Clarification, 11 April 2017"]
    assert page.one(".choices [aria-current=page]").text == "Clarifications"
    assert page.links(".choices") == [
        ("All", ADDRESS),
        ("Corrections", f"{ADDRESS}?kind=correction"),
        ("Clarifications", f"{ADDRESS}?kind=clarification"),
        ("Updates", f"{ADDRESS}?kind=update"),
        ("Retractions", f"{ADDRESS}?kind=retraction"),
    ]
    empty = read(client.get(f"{ADDRESS}?kind=retraction")).one(".empty")
    assert empty.one(".loud").text == "There is no notice of this kind."
    assert empty.links() == [("See all notices", ADDRESS)]


def test_where_nothing_was_corrected_the_page_says_so(client, press):
    press.live()
    page = read(client.get(ADDRESS))
    assert page.one(".empty .loud").text == "Nothing has had to be corrected yet."


def test_the_notice_of_a_withdrawn_story_stays_at_its_own_address(client, press, story):
    workflow.correct(story, None, "retraction", "It was somebody else.")
    workflow.withdraw(story, None)
    assert read(client.get(ADDRESS)).all(".corrections") == []
    assert "It was somebody else." in client.get(story.get_absolute_url()).content.decode()


def test_notices_are_listed_page_by_page_within_their_kind(client, press):
    story = press.live()
    for number in range(33):
        workflow.correct(story, None, "update", f"Update {number}.", at=day(number))
        workflow.correct(story, None, "correction", f"Correction {number}.", at=day(number))
    first = read(client.get(f"{ADDRESS}?kind=update"))
    second = read(client.get(ADDRESS + first.one("a[rel=next]")["href"]))
    told = [*first.texts(".corrections div p"), *second.texts(".corrections div p")]
    assert told == [f"Update {number}." for number in range(32, -1, -1)]


def test_the_footer_of_every_page_leads_there(client, story):
    page = read(client.get(story.get_absolute_url()))
    assert ("Corrections", ADDRESS) in page.links(".footer nav[aria-labelledby=footer-follow]")
    here = read(client.get(ADDRESS)).one(".footer [aria-current=page]")
    assert here["href"] == ADDRESS


def test_it_asks_the_database_once(client, press, story):
    one = count_queries(client, ADDRESS)
    for number in range(3):
        workflow.correct(press.live(), None, "update", f"Update {number}.")
    assert (one, count_queries(client, ADDRESS)) == (1, 1)
