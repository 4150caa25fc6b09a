"""What a word may become that somebody has not finished typing.

An index that is asked for a beginning has to put together all stories that have any word of it, and
of "season" that is most of them. So it is asked for the words themselves: those that begin so and
stand out in a story (in its headline, its standfirst or a name). Only letters make such a word.
"""

from collections.abc import Sequence
from dataclasses import replace

from articles.models import SearchWord
from articles.search.query import Term
from articles.search.words import stem

MOST = 40  # words; where more begin so, the index is asked for the beginning after all


def written_out(terms: Sequence[Term]) -> list[Term]:
    """The same terms; one that may go on says how. One query at most for such a term."""
    return [
        replace(term, endings=_endings(term.words[-1])) if term.begins else term for term in terms
    ]


def _endings(word: str) -> tuple[str, ...] | None:
    if not word.isalpha():
        return None
    longer = SearchWord.objects.filter(beginning=word[:2], word__startswith=word)
    found = list(longer.values_list("word", flat=True)[: MOST + 1])
    return tuple(dict.fromkeys(map(stem, found))) if len(found) <= MOST else None
