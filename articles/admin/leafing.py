"""Leafing through all stories, some at a time, at a cost that does not grow with their number.

A page begins where the one before it ended (keyset), and nothing is counted. The hard part are the
conditions: an index gives the stories in order or gives those of a show, not both. So they are read
in order and tried one after another, which is quick where many fit; and if two thousand were tried
in vain, all that fit are found through the index of their condition and put in order, which is
quick where few do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from articles.search.engine import engine
from articles.search.query import Term
from geekfeed.lib import paging

TRIED = 2000  # stories, one after another
SEARCHED = 5000  # the same with words: the search has an index that begins anywhere in the order
LAST = 2**63 - 1  # no story has a greater number

Place = tuple[Any, ...]  # the values that a story is ordered by, the last of them its number


class Condition(NamedTuple):
    """What the stories of a list have in common, asked in two ways: `test` tries one story after
    another, `found` has an index that leads to all of them. Without an index it is None.

    `few`: there are never many of them, so there is no use in trying others first.
    """

    test: Q
    found: Q | None = None
    few: bool = False


@dataclass(frozen=True)
class Order:
    """By a column that an index begins with, or follows on an equal one; the number settles ties.
    Without a column: in the order in which the stories were begun."""

    column: str = ""
    descending: bool = True

    @property
    def names(self) -> list[str]:
        return [self.column, "pk"] if self.column else ["pk"]

    @property
    def keys(self) -> list[str]:
        return [f"-{name}" if self.descending else name for name in self.names]

    @property
    def turned(self) -> "Order":
        return replace(self, descending=not self.descending)

    def beyond(self, place: Place) -> Q:
        return paging.beyond(self.names, list(place), self.descending)


class Leaf(NamedTuple):
    """The numbers of some stories in order, and the tokens of the pages before and after them."""

    numbers: list[int]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True)
class Question:
    """Which stories a list has, and in which order.

    `stories` are those that may be seen, and `all_may` says that these are all there are. `columns`
    are those with which the index of the order begins. `words` are looked up in the search; its
    engines know the order in which stories were begun, and no other. Rows of another kind than
    stories are leafed through in the same way, without words.
    """

    stories: QuerySet
    all_may: bool
    columns: Mapping[str, Any]
    conditions: Sequence[Condition]
    order: Order
    words: Sequence[Term] = ()

    def leaf(self, size: int, *, after: str | None = None, before: str | None = None) -> Leaf:
        """The stories after or before a token, or the first ones, in at most three queries (twice
        as many where a page has moved away). Raises Http404 for a token that was not made here."""
        if before is not None:
            turned = replace(self, order=self.order.turned)
            found = turned._read(self._place(before), size + 1)
            if len(found) > size:
                found = found[size - 1 :: -1]
                return Leaf(
                    [place[-1] for place in found], paging.token(found[0]), paging.token(found[-1])
                )
            after = None  # what is newer would not fill a page: back to the beginning
        found = self._read(self._place(after), size + 1)
        if after is not None and not found:
            after, found = None, self._read(None, size + 1)  # they have all moved up meanwhile
        has_more, found = len(found) > size, found[:size]
        return Leaf(
            [place[-1] for place in found],
            newer=paging.token(found[0]) if after is not None else "",
            older=paging.token(found[-1]) if has_more else "",
        )

    def _read(self, begin: Place | None, most: int) -> list[Place]:
        has_index = self.words or any(condition.found for condition in self.conditions)
        if any(condition.few for condition in self.conditions):
            return self._find(begin, most)
        rows = self._rows(self.stories.model._default_manager.all(), begin)
        tests = [condition.test for condition in self.conditions]
        if not self.all_may:
            # Said so, it has no index of its own that would give them in another order.
            tests.append(Q(Exists(self.stories.filter(pk=OuterRef("pk")))))
        if not has_index:
            return list(rows.filter(*tests)[:most])
        tried = SEARCHED if self.words else TRIED
        end = list(rows[tried : tried + 1])
        near = rows.filter(self.order.turned.beyond(end[0])) if end else rows
        found = list(near.filter(*tests, *self._having_words(begin, end))[:most])
        return found if len(found) == most or not end else self._find(begin, most)

    def _find(self, begin: Place | None, most: int) -> list[Place]:
        """All that meet the conditions, in order."""
        found = [condition.found or condition.test for condition in self.conditions]
        rows = self._rows(self.stories, begin).filter(*found, *self._having_words(begin))
        return list(rows.order_by(*self._unindexed())[:most])

    def _rows(self, stories: QuerySet, begin: Place | None) -> QuerySet:
        rows = stories.filter(**self.columns).order_by(*self.order.keys)
        if begin is not None:
            rows = rows.filter(self.order.beyond(begin))
        return rows.values_list(*self.order.names)

    def _having_words(self, begin: Place | None, end: Sequence[Place] = ()) -> list[Q]:
        if not self.words:
            return []
        ends = [begin[-1] if begin else None, end[0][-1] if end else None]
        last, first = ends if self.order.descending else reversed(ends)
        numbers = engine().having(
            self.words, 0 if first is None else first, LAST if last is None else last
        )
        return [Q(pk__in=numbers)]

    def _unindexed(self) -> list[Any]:
        """The same order, written so that no index has it: else the database may read every story
        in order after all, trying each. None of the columns is ever empty here."""
        column, *others = self.order.names
        first = Coalesce(column, column)
        keys = self.order.keys[1:] if others else []
        return [first.desc() if self.order.descending else first.asc(), *keys]

    def _place(self, token: str | None) -> Place | None:
        if token is None:
            return None
        return tuple(paging.read_token(token, paging.fields(self.stories, self.order.names)))
