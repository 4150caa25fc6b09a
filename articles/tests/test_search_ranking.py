"""In which order stories are found: the same on every database, as docs/decisions/0013 has it."""

import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import search as ask
from articles.models import Article
from articles.models.search_place import place_of
from articles.search import newest, ranking
from geekfeed.tests.cast import FIRST_DAY

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)


def found(typed: str, **how) -> list[str]:
    call_command("reindex", verbosity=0)
    return [row.card.headline for row in ask.find_stories(ask.parse(typed), **how).rows]


@pytest.fixture
def tell(press):
    """A story of so many years after the first day."""

    def told(headline: str, years: float = 0, body: str = "Word.", **facts) -> None:
        at = FIRST_DAY + years * YEAR
        press.live(headline, body=f"<p>{body}</p>", at=at, **facts)

    return told


def test_a_headline_is_worth_two_years(tell):
    tell("Kilgrave in the headline")
    tell("A little less than two years later", 1.99, "Kilgrave.")
    tell("A little more", 2.01, "Kilgrave.")
    assert found("kilgrave") == [
        "A little more",
        "Kilgrave in the headline",
        "A little less than two years later",
    ]


def test_the_standfirst_and_the_names_are_worth_one(tell, catalog):
    tell("Standfirst", 0.2, standfirst="After Kilgrave.")
    tell("Topic", 0.1, topics=["Kilgrave"])
    tell("A little less than a year later", 1.05, "Kilgrave.")
    tell("A little more", 1.3, "Kilgrave.")
    assert found("kilgrave") == [
        "A little more",
        "Standfirst",
        "Topic",
        "A little less than a year later",
    ]


def test_some_of_the_words_in_the_headline_are_worth_half_a_year(tell):
    tell("Kilgrave in the headline", body="Rosenberg.")
    tell("Before the half-year is over", 0.45, "Kilgrave, Rosenberg.")
    tell("After it", 0.55, "Kilgrave, Rosenberg.")
    assert found("kilgrave rosenberg") == [
        "After it",
        "Kilgrave in the headline",
        "Before the half-year is over",
    ]


def test_how_often_a_word_is_there_counts_for_nothing(tell):
    tell("Often", 0, "Kilgrave. " * 60)
    tell("Once and a day later", 1 / 365, "Kilgrave. " + "Word. " * 600)
    assert found("kilgrave") == ["Once and a day later", "Often"]


def test_newest_first_looks_at_nothing_else(tell):
    tell("Kilgrave in the headline")
    tell("Later", 0.1, "Kilgrave.")
    assert found("kilgrave", newest_first=True) == ["Later", "Kilgrave in the headline"]


FIXED = [
    # years after the first day, headline, standfirst, body
    (0.0, "Jessica Jones films in Queens", "", "Krysten Ritter and a camera."),
    (0.4, "Ritter speaks", "Jessica Jones is back.", "Filming began."),
    (0.9, "Élodie Yung joins The Defenders", "", "Jessica, too. They film on Monday."),
    (1.0, "Filming wraps", "On Jessica Jones.", "It wrapped."),
    (1.1, "What Jones said", "", "Jessica Jones filmed."),
    (1.6, "Seven detectives", "Of whom Jessica is one.", "Jones filmed a season."),
    (2.2, "Jones, Jessica", "", "A film by nobody."),
    (2.6, "Nothing of that", "", "Elodie met Jessica Jones’s friends while filming."),
    (2.7, "The Jessicas of the Jones family", "", "They were filmed."),
    (3.0, "A film", "Luke Cage.", "Jessica Cage and Luke Jones."),
]


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("jessica", [8, 6, 9, 7, 5, 3, 0, 1, 4, 2]),
        ("jessica jones", [8, 6, 9, 7, 3, 0, 5, 4, 1]),
        ('"jessica jones"', [7, 3, 0, 1, 4]),
        ("jessica jones filming", [9, 8, 6, 7, 3, 0, 5, 4, 1]),
        ("films", [9, 3, 8, 7, 6, 0, 5, 4, 2, 1]),
        ("élodie", [2, 7]),
        ("jess", [8, 6, 9, 7, 5, 3, 0, 1, 4, 2]),
        ("jones -luke -ritter", [8, 6, 4, 7, 3, 5]),
        ("jones -jessica", []),
    ],
)
def test_a_fixed_set_has_one_order(tell, typed, order):
    for years, headline, standfirst, body in FIXED:
        tell(headline, years, body, standfirst=standfirst)
    assert found(typed) == [FIXED[number][1] for number in order]


def test_a_story_that_fits_several_classes_has_its_best_place_only(tell):
    tell("Kilgrave and Rosenberg", 0, "Kilgrave, Rosenberg.", standfirst="Kilgrave, Rosenberg.")
    assert found("kilgrave rosenberg") == ["Kilgrave and Rosenberg"]


def test_a_page_goes_on_where_the_one_before_it_ended(tell, monkeypatch):
    from articles.search import stories

    for years, headline, standfirst, body in FIXED:
        tell(headline, years, body, standfirst=standfirst)
    whole = found("jessica jones")
    monkeypatch.setattr(stories, "SHOWN", 2)
    seen, after = [], None
    while True:
        page = ask.find_stories(ask.parse("jessica jones"), after=after)
        seen += [row.card.headline for row in page.rows]
        if page.next_token is None:
            break
        after = page.next_token
    assert seen == whole


PLACES = {"headline": 2, "standfirst": 1, "body": 0}  # and years that each is worth
TWO = "kilgrave rosenberg"


@pytest.fixture
def many(tell, press):
    """Stories of eight years, 70 days apart. Each says each word in one place, or nowhere; by word,
    they are in their order."""
    chance = random.Random(3)
    words = {
        "kilgrave": ["headline"] * 9 + ["body"],  # nearly always where it counts most
        "rosenberg": ["body"] * 6 + ["standfirst", None, None],
        "purple": [None] * 9 + ["headline", "standfirst", "body"],
        "malus": ["standfirst"],
    }
    scores = {word: {} for word in (*words, TWO)}
    for number in range(42):
        said = {word: chance.choice(places) for word, places in words.items()}
        parts = {
            part: " ".join([f"Story {number}", *(w for w, its in said.items() if its == part)])
            for part in PLACES
        }
        years = number * 70 / 365
        tell(parts.pop("headline"), years, **parts)
        for word, part in said.items():
            if part:
                scores[word][number] = years + PLACES[part]
        if all(its := [said[word] for word in TWO.split()]):
            worth = min(PLACES[part] for part in its)
            scores[TWO][number] = years + (worth or ("headline" in its) / 2)
    press.scheduled(f"Story 42 {' '.join(words)}")
    call_command("reindex", verbosity=0)
    return {word: sorted(its, key=its.get, reverse=True) for word, its in scores.items()}


def pages(typed: str, size: int, within: ranking.Within = ranking.ANYWHERE) -> list[int]:
    """The numbers of the stories of all pages that are so long."""
    stories, before, numbers = Article.objects.live(), ranking.LAST, []
    while before:
        page = ranking.best(ask.parse(typed), stories, size, before=before, within=within)
        numbers += page.numbers
        before = page.next_score
    by_key = {story.pk: int(story.headline.split()[1]) for story in stories}
    return [by_key[number] for number in numbers]


@pytest.mark.parametrize("looked_through", [1, 4, 400])
def test_however_few_are_looked_at_first_the_same_are_found(many, monkeypatch, looked_through):
    monkeypatch.setattr(newest, "LOOKED_THROUGH", looked_through)
    middle = [place_of(FIRST_DAY + n * timedelta(days=70), 0) for n in (10, 30)]
    within = ranking.Within((), *middle)
    for size in (1, 3, 8):
        assert {word: pages(word, size) for word in many} == many
        assert {word: pages(word, size, within) for word in many} == {
            word: [number for number in numbers if 10 <= number < 30]
            for word, numbers in many.items()
        }


def test_nothing_is_asked_of_lesser_places_when_enough_new_headlines_say_it(
    press, django_assert_num_queries
):
    for days in (1, 2, 3):
        press.live("Kilgrave", at=timezone.now() - timedelta(days=days))
    call_command("reindex", verbosity=0)
    query, stories = ask.parse("kilgrave"), Article.objects.live()
    with django_assert_num_queries(2):  # the first asks what the word may become
        assert len(ranking.best(query, stories, 2).numbers) == 2
    with django_assert_num_queries(3):
        assert len(ranking.best(query, stories, 3).numbers) == 3


def test_what_is_asked_of_the_index_does_not_grow_with_the_words():
    assert len(ranking.tiers_of(ask.parse("kilgrave").terms)) == 3
    assert len(ranking.tiers_of(ask.parse("one two three four five six").terms)) == 4
