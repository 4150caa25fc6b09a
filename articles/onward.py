"""What a story's page leads on to: the next story, related ones, and more of its section.

Two queries, whatever the story is about. The first walks from each thing that it is about to the
newest stories about that (articles/walks.py), the second reads those that were chosen.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from articles.models import Article, Claim, Coverage, Mention, RelatedStory, TopicLink
from articles.walks import STORIES, Place, Walk, Walks, Way
from geekfeed.lib.composed import Composed, now

MORE = 6
RELATED = 4
REASONS = 2  # a related story is shown with so many
# How much it tells of two stories that they share a thing, and how many things of a kind are
# followed: a story with forty topics is about none of them.
FACT, NAME, TOPIC, SHOW = 4, 3, 2, 1
FACTS, NAMES, TOPICS, SHOWS = 3, 4, 6, 3
# Of two stories that share as much with this one, the one that is so much older counts half.
HALF = timedelta(days=120)

ITSELF = Way(lambda story: Article.objects.live().filter(pk=story))
PICKED = Way(lambda story: Article.objects.live().filter(related_from__article=story))
OF_SECTION = Way(lambda section: Article.objects.live().filter(section=section))
SAYING = Way(lambda fact: Claim.objects.live().filter(fact=fact), nothing=("",))
NAMING = {
    "person": [
        Way(lambda person: Claim.objects.live().filter(person=person)),
        Way(lambda person: Mention.objects.live().filter(person=person)),
    ],
    "character": [
        Way(lambda character: Claim.objects.live().filter(character=character)),
        Way(lambda character: Mention.objects.live().filter(character=character)),
    ],
}
ON_TOPIC = Way(lambda topic: TopicLink.objects.live().filter(tag=topic))
ABOUT = Way(lambda show: Coverage.objects.live().filter(show=show))
ABOUT_BEFORE = Way(
    lambda show, moment, story: Coverage.objects.live().filter(show=show).before(moment, story)
)
WALKS = Walks(
    {
        ITSELF: 1,
        ABOUT_BEFORE: 1,
        PICKED: 1,
        OF_SECTION: 1,
        SAYING: FACTS,
        ON_TOPIC: TOPICS,
        ABOUT: SHOWS,
    },
    {way: NAMES for ways in NAMING.values() for way in ways},
)


class Onward(NamedTuple):
    """No story is in it twice. Each related one has `reasons`: the names of what both stories are
    about, what tells most first."""

    next_up: Article | None
    related: list[Article]
    more: list[Article]


class Tie(NamedTuple):
    """Something that a story is about, and the way to the live stories that are about it."""

    weight: int
    name: str
    walk: Walk


def onward(article: Article, shown: Collection[int] = ()) -> Onward:
    """For a story from `for_page()`; `shown` are the stories that its page names already.

    Next is what an editor chose, else the story about the same show that readers got before this
    one: whoever comes down a list has not passed it yet. Related are those that were picked by
    hand, then those that share most with it and are not old.
    """
    ties = list(_ties(article))
    chosen, earlier, picked, latest, *tied = WALKS.newest(
        [
            (ITSELF, article.next_up_id or 0),
            _earlier(article),
            (PICKED, article.pk),
            (OF_SECTION, article.section_id or 0),
            *(tie.walk for tie in ties),
        ]
    )
    taken = {article.pk}
    next_up = _take(1, chosen, taken)
    taken.update(shown)
    next_up = next_up or _take(1, earlier, taken)
    by_hand = _take(STORIES, picked, taken)
    shared = _shared(ties, tied)
    related = _take(RELATED - len(by_hand), _likeliest(tied, shared), taken)
    more = _take(MORE, latest, taken)

    cards = _cards(article, [*next_up, *by_hand, *related, *more])

    def those(numbers: Iterable[int]) -> list[Article]:
        # One that was withdrawn between the two queries is not there.
        return [cards[number] for number in numbers if number in cards]

    for number, card in cards.items():
        card.reasons = list(shared[number])[:REASONS]
    picks = sorted(those(by_hand), key=lambda card: (card.place, card.pk))
    return Onward(next(iter(those(next_up)), None), [*picks, *those(related)], those(more))


def _ties(article: Article) -> Iterator[Tie]:
    """What tells most first."""
    claims, mentions = article.claims.all(), article.mentions.all()
    for claim in [claim for claim in claims if claim.fact][:FACTS]:
        yield Tie(FACT, claim.says, (SAYING, claim.fact))
    names = {
        (column, record.pk): record
        for row in (*claims, *mentions)
        for column in NAMING
        if (record := getattr(row, column))
    }
    for (column, number), record in list(names.items())[:NAMES]:
        for rows in NAMING[column]:
            yield Tie(NAME, record.name, (rows, number))
    for link in article.topic_links.all()[:TOPICS]:
        yield Tie(TOPIC, link.tag.name, (ON_TOPIC, link.tag_id))
    for coverage in article.coverage.all()[:SHOWS]:
        yield Tie(SHOW, coverage.show.name, (ABOUT, coverage.show_id))


def _earlier(article: Article) -> Walk:
    """What readers got before it about the show that it is about first."""
    coverage = next(iter(article.coverage.all()), None)
    show = coverage.show_id if coverage else 0
    return ABOUT_BEFORE, show, article.live_at or now(), article.pk


def _take(most: int, places: Iterable[Place], taken: set[int]) -> list[int]:
    """The first so many that are not taken; from now on they are."""
    fresh = list(islice((story for _, story in places if story not in taken), max(most, 0)))
    taken.update(fresh)
    return fresh


def _shared(ties: Sequence[Tie], tied: Sequence[list[Place]]) -> dict[int, dict[str, int]]:
    """By story, the names of what it shares and how much each tells."""
    shared: dict[int, dict[str, int]] = defaultdict(dict)
    for tie, places in zip(ties, tied, strict=True):
        for _, story in places:
            shared[story].setdefault(tie.name, tie.weight)
    return shared


def _likeliest(tied: Sequence[list[Place]], shared: dict[int, dict[str, int]]) -> list[Place]:
    """What shares most and is not old comes first; of equals, the newest."""
    places = {place for places in tied for place in places}
    newest_of_all = max(places, default=None)

    def likely(place: Place) -> tuple[float, Place]:
        moment, story = place
        age = (newest_of_all[0] - moment) / HALF
        return sum(shared[story].values()) * 0.5**age, place

    return sorted(places, key=likely, reverse=True)


def _with_place(article: int, numbers: Collection[int]) -> QuerySet:
    picks = RelatedStory.objects.filter(article=article, related=OuterRef("pk"))
    cards = Article.objects.live().for_cards().filter(pk__in=numbers)
    return cards.annotate(place=Subquery(picks.values("position")[:1]))


CARDS = Composed(_with_place)


def _cards(article: Article, numbers: Collection[int]) -> dict[int, Article]:
    """By number, with its `place` among those picked by hand."""
    return {card.pk: card for card in CARDS(article.pk, numbers)}
