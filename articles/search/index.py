"""Keeps what the search knows equal to what the stories say.

Every story has its entry, drafts too: the desk searches them. What readers may find is asked of the
stories themselves, by `live()`, with each search. So nothing that readers see may be made from the
entries alone: no count, no list of words, no guess at what was meant. What somebody may mean is
guessed from words of their own, which are taken in when readers have the story that says them.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any
from unicodedata import normalize

from django.db import DatabaseError, transaction
from django.db.models import Prefetch

from articles.models import (
    Article,
    Byline,
    Citation,
    Claim,
    Coverage,
    SearchEntry,
    SearchPlace,
    SearchWord,
    TopicLink,
)
from articles.querysets import ArticleQuerySet
from articles.search import places
from articles.search.engine import engine
from geekfeed.lib.batches import batches
from geekfeed.lib.html import plain_text

BATCH = 200
# Characters of a body. PostgreSQL refuses a document whose words fill more than a megabyte.
LONGEST_BODY = 100_000
COLUMNS = ["headline", "standfirst", "about", "body"]

log = logging.getLogger(__name__)


def refresh(story: Article) -> None:
    """Write its entry as the story is in the database now. Cheap where no word has changed."""
    _write([story.pk])


def rebuild(report: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Write every entry anew; readers go on searching. Returns how many stories are in the index.

    `report` is told after each batch how many are done, of how many.
    """
    known = set(SearchWord.objects.values_list("word", flat=True))
    total, done, last = Article.objects.count(), 0, 0
    while batch := _numbers_after(last):
        known -= _write(batch)
        done, last = done + len(batch), batch[-1]
        report(done, max(done, total))
    for gone in batches(known, BATCH):
        SearchWord.objects.filter(pk__in=gone).delete()
    engine().tidy()
    return done


def follow(sender: Any, article: Article, **kwargs: Any) -> None:
    """Receiver of `story_changed`. The story has changed whatever becomes of its entry, and others
    are listening too, so a failure is told to the operator and not to them."""
    try:
        refresh(article)
    except DatabaseError:
        log.exception(
            "The search does not know the last change of story %d. Run manage.py reindex.",
            article.pk,
        )


def follow_all(numbers: Sequence[int]) -> None:
    """Write the entries of many stories, as what they name is called otherwise now. A failure is
    told to the operator: the stories are as they are."""
    try:
        for begin in range(0, len(numbers), BATCH):
            _write(numbers[begin : begin + BATCH])
    except DatabaseError:
        log.exception("The search does not know the last change. Run manage.py reindex.")


def write_new(pairs: Sequence[tuple[Article, SearchEntry]]) -> None:
    """Take in stories that the search does not know yet, with what `entry` made of each."""
    SearchEntry.objects.bulk_create(one for _, one in pairs)
    _write_places([], pairs)
    _write_words(pairs)


def entry(story: Article) -> SearchEntry:
    """What the search knows of a story, from the rows that were read with it."""
    about = dict.fromkeys(filter(None, _about(story)))  # each name once, in order
    return SearchEntry(
        article=story,
        headline=_text(story.headline),
        standfirst=_text(story.standfirst),
        about=_text("\n".join(about)),
        body=_text(plain_text(story.body))[:LONGEST_BODY],
    )


def _write(numbers: Collection[int]) -> set[str]:
    """Returns the words that readers may mean who look for these stories."""
    with transaction.atomic():
        # The lock keeps a verb from changing a story between our reading and our writing.
        stories = _with_words(Article.objects.filter(pk__in=numbers)).select_for_update(
            of=("self",), no_key=True
        )
        pairs = [(story, entry(story)) for story in stories]
        known = SearchEntry.objects.in_bulk(numbers)
        SearchEntry.objects.bulk_create(
            [one for _, one in pairs if not _says_the_same(one, known.get(one.pk))],
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=COLUMNS,
        )
        _write_places(numbers, pairs)
        return _write_words(pairs)


def _write_places(numbers: Collection[int], pairs: Sequence[tuple[Article, SearchEntry]]) -> None:
    """What readers may find, now or by the clock alone; of nothing else there is a row."""
    known = {
        article: (place, digest)
        for article, place, digest in SearchPlace.objects.filter(article__in=numbers).values_list(
            "article", "place", "digest"
        )
    }
    rows = {story.pk: row for story, one in pairs if (row := places.row(story, one))}
    changed = [row for pk, row in rows.items() if known.get(pk) != (row.place, row.digest)]
    if gone := known.keys() - rows.keys():
        SearchPlace.objects.filter(article__in=gone).delete()
    SearchPlace.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["place", "words", "digest"],
    )


def _write_words(pairs: Sequence[tuple[Article, SearchEntry]]) -> set[str]:
    rows = places.word_rows(
        set().union(*(places.known_words(one) for story, one in pairs if story.is_live))
    )
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.word for row in rows}


def _says_the_same(one: SearchEntry, other: SearchEntry | None) -> bool:
    return other is not None and all(getattr(one, c) == getattr(other, c) for c in COLUMNS)


def _numbers_after(last: int) -> list[int]:
    later = Article.objects.filter(pk__gt=last).order_by("pk")
    return list(later.values_list("pk", flat=True)[:BATCH])


def _with_words(stories: ArticleQuerySet) -> ArticleQuerySet:
    claims = Claim.objects.select_related("show", "person", "character", "location")
    return stories.order_by("pk").prefetch_related(
        Prefetch("bylines", Byline.objects.select_related("author")),
        Prefetch("coverage", Coverage.objects.select_related("show")),
        Prefetch("claims", claims),
        Prefetch("citations", Citation.objects.with_chain()),
        Prefetch("topic_links", TopicLink.objects.select_related("tag")),
    )


def _about(story: Article) -> Iterator[str]:
    for byline in story.bylines.all():
        yield byline.author.name
    for coverage in story.coverage.all():
        yield from (*coverage.show.names, coverage.show.full_name)
    for claim in story.claims.all():
        yield from (claim.says, claim.detail)
        for record in (claim.show, claim.person, claim.character, claim.location):
            yield from record.names if record else ()
    for citation in story.citations.all():
        yield from (source.name for source in citation.chain)
    for link in story.topic_links.all():
        yield link.tag.name


def _text(text: str) -> str:
    """Accents as part of their letters: half of a letter would split a word on SQLite."""
    return normalize("NFC", text)
