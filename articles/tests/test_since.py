"""What became of what a story claimed, at the top of the story itself."""

from datetime import date, timedelta

import pytest

from articles import workflow
from articles.models import Article
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import Element, read
from shows.models import Show

LATER = FIRST_DAY + timedelta(days=2)
SUMMER = {"date_on": date(2017, 7, 1), "date_precision": "quarter"}


@pytest.fixture
def story(press, filming) -> Article:
    return press.live("It Films", claims=[filming(standing="rumoured", **SUMMER)], at=FIRST_DAY)


@pytest.fixture
def page(client, story):
    return lambda: read(client.get(story.get_absolute_url()))


def answering(story: Article, answer: str) -> dict:
    return {"answers_id": story.claims.get().key, "answer": answer}


def told(page: Element) -> list[str]:
    return page.texts(".since .since__says")


@pytest.mark.parametrize(
    ("answer", "standing", "said"),
    [
        ("confirms", "confirmed", "Since confirmed: Cameras roll, 3 August 2017"),
        ("denies", "denied", "Since denied: Cameras roll, 3 August 2017"),
        ("supersedes", "reported", "Since superseded: Cameras roll, 3 August 2017"),
    ],
)
def test_a_story_says_what_settled_its_claim_in_what_words_and_on_whose_word(
    press, filming, story, page, olv, mcuexchange, answer, standing, said
):
    claim = filming(says="Cameras roll", standing=standing, kind="other")
    claim |= {"date_on": date(2017, 8, 3), "date_precision": "day"} | answering(story, answer)
    by = press.live("The Word", sources=[[olv, mcuexchange]], claims=[claim], at=LATER)
    line = page().one(".opening .since li")
    assert line.one(".since__says").text == said
    assert line["data-show"] == "jessica-jones"
    assert line.one(".standing")["data-standing"] == standing
    assert line.one(".chain").text == "On Location Vacations via MCUExchange"
    assert line.one(".since__story").text == "The Word, 12 April 2017"
    assert line.one(".since__had").text == (
        "This story said: Season 2 began filming, third quarter of 2017 (rumoured)"
    )
    addresses = [address for _words, address in line.links()]
    assert addresses == [
        by.claims.get().get_absolute_url(),
        "/sources/on-location-vacations/",
        "/sources/mcuexchange/",
        by.get_absolute_url(),
        story.claims.get().get_absolute_url(),
    ]


def test_every_story_that_carried_the_claim_says_so(client, press, filming, story):
    claim = filming(standing="reported", **SUMMER)
    other = press.live("It Films, Too", claims=[claim], at=FIRST_DAY)
    press.live(claims=[filming(standing="denied") | answering(story, "denies")], at=LATER)
    said = [told(read(client.get(one.get_absolute_url()))) for one in (story, other)]
    assert said == [["Since denied: Season 2 began filming"]] * 2


def test_what_was_rumoured_and_is_reported_since_says_so(press, filming, page):
    press.live(claims=[filming(standing="reported")], at=LATER)
    assert told(page()) == ["Since reported: Season 2 began filming"]


def test_they_stand_in_the_order_of_its_claims_before_the_text(client, press, filming):
    first, second = (
        filming(kind="other", says=says, standing="rumoured", position=position)
        for position, says in enumerate(["First", "Second"])
    )
    story = press.live(claims=[first, second, filming(position=2)])
    press.live(claims=[second | {"standing": "confirmed"}], at=LATER)
    press.live(claims=[first | {"standing": "denied"}], at=LATER)
    page = read(client.get(story.get_absolute_url()))
    assert told(page) == ["Since denied: First", "Since confirmed: Second"]
    assert page.texts(".since s") == ["First"]
    last = [e for e in page.one(".opening").children if isinstance(e, Element)][-1]
    assert (last.tag, last["class"]) == ("ul", "since")


def test_without_any_there_is_nothing(page):
    assert page().all(".since") == []


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_what_is_hidden_settles_nothing(press, filming, story, page, state):
    getattr(press, state)(
        "Zanzibar", claims=[filming(standing="denied") | answering(story, "denies")]
    )
    assert page().all(".since") == []


def test_a_story_does_not_tell_of_itself(client, press, filming):
    story = press.live(
        claims=[filming(standing="rumoured"), filming(standing="denied", position=1)]
    )
    assert read(client.get(story.get_absolute_url())).all(".since") == []


def test_who_withdraws_the_word_withdraws_the_notice(press, filming, page):
    by = press.live(claims=[filming(standing="confirmed")], at=LATER)
    assert told(page()) == ["Since confirmed: Season 2 began filming"]
    workflow.withdraw(by, None)
    assert page().all(".since") == []


def test_what_the_story_knew_is_marked_with_what_became_of_it(press, filming, story, page, olv):
    assert page().all(".facts__since") == []
    denial = filming(says="It does not", standing="denied") | answering(story, "denies")
    press.live(sources=[[olv]], claims=[denial], at=LATER)
    assert page().texts(".factbox .facts__since") == ["Since denied"]


def test_what_is_said_of_another_show_says_of_which(client, press, filming, jessica_jones):
    luke_cage = Show.objects.create(name="Luke Cage", slug="luke-cage")
    about_cage = {"kind": "announced", "show": luke_cage, "season": None}
    claims = [filming(), filming(says="It was ordered", position=1, **about_cage)]
    story = press.live(about=[jessica_jones], claims=claims, at=FIRST_DAY)
    second = {"answers_id": story.claims.get(show=luke_cage).key, "answer": "confirms"}
    said = filming(says="It is ordered", standing="confirmed", **about_cage, **second)
    press.live(claims=[said], at=LATER)
    page = read(client.get(story.get_absolute_url()))
    assert page.texts(".marginalia b") == ["Season 2 began filming", "Luke Cage: It was ordered"]
    assert told(page) == ["Since confirmed: Luke Cage: It is ordered"]


@pytest.mark.parametrize("address", ["/sources/on-location-vacations/", "/people/krysten-ritter/"])
def test_lists_of_claims_say_what_became_of_each(client, press, filming, olv, address):
    claim = filming(standing="rumoured")
    story = press.live(sources=[[olv]], claims=[claim], at=FIRST_DAY)
    press.live(claims=[claim | {"standing": "confirmed"} | answering(story, "confirms")], at=LATER)
    became = {row.one("time").text: row.texts("small") for row in rows_of(client, address)}
    assert became["10 April 2017"] == ["Since confirmed"]


def rows_of(client, address):
    return read(client.get(address)).all("table.claims tbody tr")
