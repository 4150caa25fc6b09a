"""What the readers' index is given of a story: tokens in order (articles/search/expression.py)."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from articles.models import Article, SearchEntry, SearchPlace, SearchWord
from articles.models.search_place import place_of
from articles.search.engine import engine
from articles.search.expression import HEADLINE, MARK, NEAR, facet
from articles.search.words import LONGEST_WORD, stem, words

# PostgreSQL knows the first 16,383 places in a text. Later words are not looked for, on SQLite
# either, so that both find the same.
MOST_TOKENS = 15_000
SHORTEST_WORD = 4  # letters of one that is worth a guess
RULES = "1"  # another number where the rules of stems or tokens change: every row is written anew


def row(story: Article, entry: SearchEntry) -> SearchPlace | None:
    """The story's row, from the rows that were read with it; None for one that readers neither have
    nor will have by the clock."""
    if story.live_at is None:
        return None
    tokens = _tokens(story, entry)
    written = f"{RULES} {' '.join(tokens)}".encode()
    return SearchPlace(
        article=story,
        place=place_of(story.live_at, story.pk),
        words=engine().written(tokens),
        digest=blake2b(written, digest_size=16).hexdigest(),
    )


def known_words(entry: SearchEntry) -> set[str]:
    """Words of a story that somebody may mean who types another or only the beginning: those that
    stand out in it."""
    return set(words(f"{entry.headline}\n{entry.standfirst}\n{entry.about}"))


def word_rows(found: Iterable[str]) -> list[SearchWord]:
    return [
        SearchWord(word=word, beginning=word[:2], ending=word[-3:])
        for word in sorted(found)
        if len(word) >= SHORTEST_WORD and word.isalpha() and len(word) <= LONGEST_WORD
    ]


def _tokens(story: Article, entry: SearchEntry) -> list[str]:
    headline = _stems(entry.headline)
    near = [*headline, MARK, *_stems(entry.standfirst)]
    for name in entry.about.splitlines():
        near += [MARK, *_stems(name)]
    tokens = [*sorted(set(_facets(story))), MARK, *(HEADLINE + word for word in headline), MARK]
    tokens += [word if word == MARK else NEAR + word for word in near]
    tokens += [MARK, *near, MARK, *_stems(entry.body)]
    return tokens[:MOST_TOKENS]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


def _facets(story: Article) -> Iterator[str]:
    yield facet("section", story.section_id)
    for coverage in story.coverage.all():
        yield facet("show", coverage.show_id)
    for byline in story.bylines.all():
        yield facet("author", byline.author_id)
    for citation in story.citations.all():
        yield from (facet("source", source.pk) for source in citation.chain)
    for claim in story.claims.all():
        yield facet("standing", claim.standing)
